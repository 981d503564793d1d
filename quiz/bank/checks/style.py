"""How far style alone gives the right option away: by overlap, and by a small model that knows nothing of the topic.

Both see a draw as learners do, the right option among three wrong ones, and every draw counts. 25 % is chance.
"""

import itertools
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quiz.bank.checks.choice_model import Case, Weights, fit, standardised
from quiz.bank.checks.wording import stem
from quiz.bank.models import Question, Relation
from quiz.bank.revisions.content import Content
from quiz.bank.shipped import ShippedBank

SHUFFLES, FOLDS, LEARNT = 20, 10, 3
"""How often the bank is dealt out, into how many folds, and how many draws of a question the model learns from."""
WRONG = 3
"""Wrong options of a draw."""
NEARLY_EQUAL = 1e-9
STOP = frozenset(
    """
    a an the of to in and or for with that which it its is are be by on as at from so than this these those into their
    them they not no each one
    """.split()  # noqa: SIM905 (words read better without quotes)
)
HEDGES = frozenset(
    "help helps can may often usually mostly such as needed called some sometimes typically well".split()  # noqa: SIM905
)
ABSOLUTES = frozenset(
    ["all", "every", "only", "never", "always", "any", "none", "nothing", "everything", "once"]
)
NEGATIONS = frozenset(
    ["no", "not", "without", "none", "nothing", "neither", "nor", "cannot", "instead"],
)
WORD = re.compile(r"[a-z0-9_\-]+")
COMPARES = re.compile(r"\b(than|more|less|better|faster|cheaper)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guessed:
    """How often, of all draws of a question, each way of guessing finds the right option."""

    kind: str
    by_overlap: float
    by_model: float


def style_of(bank: ShippedBank) -> dict[str, Guessed]:
    """Question to how far it gives itself away; takes some seconds."""
    asked = [q for q in bank.questions if q.retired_at is None and has_draws(q.content)]
    draws = {question.key: draws_of(question.content) for question in asked}
    cases = {q.key: [case_of(draw, q.content.text) for draw in draws[q.key]] for q in asked}
    by_model = guessed_by_model(cases, alike_in(bank, cases))
    return {q.key: Guessed(q.kind, share_by_overlap(draws[q.key]), by_model[q.key]) for q in asked}


def has_draws(content: Content) -> bool:
    return len(content.right_options) == 1 and len(content.wrong_options) >= WRONG


def draws_of(content: Content) -> list[tuple[str, ...]]:
    """The right option first, then three wrong ones: every such set."""
    right = content.right_options[0].text
    wrong = [option.text for option in content.wrong_options]
    return [(right, *three) for three in itertools.combinations(wrong, WRONG)]


def overlap_guess(content: Content) -> float:
    """Share of draws in which the right option shares most words with the others."""
    return share_by_overlap(draws_of(content))


def share_by_overlap(draws: Sequence[Sequence[str]]) -> float:
    return mean(credit([shared(place, draw) for place in range(len(draw))]) for draw in draws)


def mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def credit(scores: Sequence[float]) -> float:
    """Whether the first, which is right, has the best score; ties count as chance."""
    best = max(scores)
    first = [score > best - NEARLY_EQUAL for score in scores]
    return first[0] / sum(first)


@lru_cache(maxsize=8192)
def words_in(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.lower()))


@lru_cache(maxsize=8192)
def stems_in(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words_in(text) if word not in STOP)


def shared(place: int, draw: Sequence[str]) -> float:
    """How many of the others have a word of this one, on average over its words."""
    own = stems_in(draw[place])
    found = Counter(word for text in draw for word in stems_in(text))
    return sum(found[word] - 1 for word in own) / max(1, len(own)) / (len(draw) - 1)


def case_of(draw: Sequence[str], asked: str) -> Case:
    """The features of each option of a draw: how it is written, not what it is about."""
    lengths = [len(text) for text in draw]
    begins = [words_in(text)[:1] for text in draw]
    return [
        (
            shared(place, draw),
            (len(text) * len(draw) - sum(lengths)) / max(1, sum(lengths)),
            float(len(text) == max(lengths)),
            float(len(text) == min(lengths)),
            float(begins.count(begins[place]) > 1),
            *alone(text, asked),
        )
        for place, text in enumerate(draw)
    ]


@lru_cache(maxsize=8192)
def alone(text: str, asked: str) -> tuple[float, ...]:
    """What an option's own words tell of its style."""
    words, own = words_in(text), stems_in(text)

    def count(some: Iterable[str]) -> float:
        return float(sum(word in some for word in words))

    return (
        float(text.count(",")),
        count(HEDGES),
        count(ABSOLUTES),
        count(NEGATIONS),
        count({"and", "or"}),
        count({"which", "that", "so"}),
        mean(float(word.endswith("ing")) for word in words),
        mean(float(len(word)) for word in words),
        float(text.count("`")),
        float(len(re.findall(r"\b[A-Z]{2,}", text))),
        float(len(re.findall(r"\d", text))),
        float(len(re.findall(r"[():;]", text))),
        len(own & stems_in(asked)) / max(1, len(own)),
        float(bool(COMPARES.search(text))),
    )


def alike_in(bank: ShippedBank, keys: Iterable[str]) -> list[tuple[str, ...]]:
    """The questions in groups that belong into one fold: duplicates would tell the model each other's answer."""
    group = {key: {key} for key in keys}
    for relation in bank.relations:
        if relation.kind == Relation.Kind.DUPLICATE and relation.ends <= group.keys():
            joined = group[relation.question] | group[relation.to]
            group |= dict.fromkeys(joined, joined)
    return list(dict.fromkeys(tuple(sorted(keys)) for keys in group.values()))


def guessed_by_model(
    cases: Mapping[str, Sequence[Case]], groups: Sequence[tuple[str, ...]]
) -> dict[str, float]:
    """Fitted on nine folds and tried on the tenth, each question once a shuffle; the mean of all shuffles."""
    ready = standardised(cases)
    start = fit([draw for draws in ready.values() for draw in draws[:LEARNT]])
    found: dict[str, list[float]] = defaultdict(list)
    for shuffle in range(SHUFFLES):
        dice = random.Random(shuffle)  # noqa: S311  (the same every time)
        for tried in dealt(groups, dice):
            learnt = [
                dice.choice(draws) for key, draws in ready.items() if key not in tried for _ in range(LEARNT)
            ]
            weights = fit(learnt, start) if learnt else start
            for key in tried:
                found[key].append(mean(credit(scores(draw, weights)) for draw in ready[key]))
    return {key: mean(found[key]) for key in cases}


def dealt(groups: Sequence[tuple[str, ...]], dice: random.Random) -> list[list[str]]:
    """The questions in folds of about one size, groups kept together."""
    folds: list[list[str]] = [[] for _ in range(FOLDS)]
    for group in dice.sample(groups, len(groups)):
        min(folds, key=len).extend(group)
    return [fold for fold in folds if fold]


def scores(draw: Case, weights: Weights) -> list[float]:
    return [sum(map(float.__mul__, option, weights.values)) for option in draw]


def by_kind(found: Mapping[str, Guessed]) -> dict[str, list[Guessed]]:
    """Of the whole bank under an empty name, and of each kind that has any."""
    kinds = {kind.value: [g for g in found.values() if g.kind == kind.value] for kind in Question.Kind}
    return {"": list(found.values())} | {kind: rows for kind, rows in kinds.items() if rows}
