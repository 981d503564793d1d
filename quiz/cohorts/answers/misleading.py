"""Questions that mislead: which of the current members' first answers were right, and which wrong option tempts most.

Pure but for what `confusions_of` and `figures_of` read.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.text import Truncator

from quiz.bank.published import PublishedBank, PublishedOption, PublishedQuestion
from quiz.bank.text.markdown import plain
from quiz.cohorts.answers.first_answers import First, Gone, firsts_of
from quiz.cohorts.assigned import all_keys, assigned_in
from quiz.cohorts.models import Cohort
from quiz.mastery.likely_share import likely_share
from quiz.practice.models import Way

FEWEST_PEOPLE = 5
"""With fewer first answers a question has no figures."""
FEWEST_CHOICES = 3
"""An option that fewer chose is not named."""
MOST_TAUGHT = 5
LONGEST_NAME = 60


class Share(NamedTuple):
    """So many right of so many."""

    right: int
    of: int

    @property
    def per_cent(self) -> int:
        return round(100 * self.right / self.of)

    @property
    def low(self) -> int:
        return round(100 * likely_share(*self)[0])

    @property
    def high(self) -> int:
        return round(100 * likely_share(*self)[1])


class WayShare(NamedTuple):
    """How many were right when asked in this way."""

    way: str
    word: str | Promise
    share: Share


@dataclass(frozen=True, slots=True)
class Confusion:
    """A wrong option that many chose, beside the right one."""

    key: str
    question: str
    """The question itself."""
    right_name: str
    wrong_name: str
    """The options in a few words."""
    right_text: str
    wrong_text: str
    chose: int
    """How many chose the wrong option."""
    chose_right: int
    of: int
    """How many chose among options, or said that they do not know."""
    tempts: str
    """What the two share and where they differ; empty where the bank does not say."""
    why: str
    """Why the option is wrong."""
    points: tuple[str, ...]
    share: Share
    """Of all ways together."""
    ways: tuple[WayShare, ...]


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """An assigned question with what came of its first answers. Below five people there is no figure."""

    question: PublishedQuestion
    share: Share | None = None
    ways: tuple[WayShare, ...] = ()
    confusion: Confusion | None = None


def confusions_of(
    cohort: Cohort,
    bank: PublishedBank,
    *,
    keys: Collection[str] | None = None,
    most: int | None = MOST_TAUGHT,
    known: list[First] | None = None,
) -> tuple[Confusion, ...]:
    """The commonest of them, or all. `keys` are the assigned questions and `known` the first answers, where at hand.

    Three queries with `keys`, seven without; two more where questions have changed since they were answered, four
    where an assignment is for some members only.
    """
    if keys is None:
        keys = all_keys(assigned_in(cohort.assignments.all(), bank), bank)
    return tuple(confusions_in(figures_of(cohort, keys, bank, known))[:most])


def figures_of(
    cohort: Cohort, keys: Collection[str], bank: PublishedBank, known: list[First] | None = None
) -> tuple[QuestionFigures, ...]:
    """Of each of these questions, in their order."""
    firsts, gone = firsts_of(cohort, keys, bank, known)
    by_key: dict[str, list[First]] = {}
    for first in firsts:
        by_key.setdefault(first.key, []).append(first)
    return tuple(figures(bank.questions[key], by_key.get(key, []), gone) for key in keys)


def figures(question: PublishedQuestion, firsts: Sequence[First], gone: Gone) -> QuestionFigures:
    if len(firsts) < FEWEST_PEOPLE:
        return QuestionFigures(question)
    share, ways = share_of(firsts), shares_by_way(firsts)
    return QuestionFigures(question, share, ways, confusion_in(question, firsts, share, ways, gone))


def share_of(firsts: Sequence[First]) -> Share:
    return Share(sum(first.is_right for first in firsts), len(firsts))


def shares_by_way(firsts: Sequence[First]) -> tuple[WayShare, ...]:
    """From easy to hard, those in which it was asked."""
    asked = ((way, [first for first in firsts if first.way == way]) for way in Way)
    return tuple(WayShare(way.value, way.label, share_of(some)) for way, some in asked if some)


def confusion_in(
    question: PublishedQuestion,
    firsts: Sequence[First],
    share: Share,
    ways: tuple[WayShare, ...],
    gone: Gone,
) -> Confusion | None:
    chosen = [first for first in firsts if first.way == Way.CHOOSE]
    wrong, chose = commonest_wrong(question, chosen, gone)
    if wrong is None or chose < FEWEST_CHOICES:
        return None
    right = question.revision.right_option
    return Confusion(
        key=question.key,
        question=question.revision.text,
        right_name=short(right.text),
        wrong_name=short(wrong.text),
        right_text=right.text,
        wrong_text=wrong.text,
        chose=chose,
        chose_right=share_of(chosen).right,
        of=len(chosen),
        tempts=wrong.tempts,
        why=wrong.why,
        points=tuple(point.text for point in question.revision.points),
        share=share,
        ways=ways,
    )


def commonest_wrong(
    question: PublishedQuestion, chosen: Sequence[First], gone: Gone
) -> tuple[PublishedOption | None, int]:
    """As the question says it now, else as it was answered. Of two chosen equally often the first by its slug."""
    now = {option.slug: option for option in question.revision.options}
    was = {first.option: gone.get((first.revision_id, first.option)) for first in chosen}
    options = {slug: now.get(slug) or was[slug] for slug in sorted(was)}
    counts = Counter(first.option for first in chosen if not first.is_right)
    wrong = [option for option in options.values() if option and not option.is_right]
    most = max(wrong, key=lambda option: counts[option.slug], default=None)
    return most, counts[most.slug] if most else 0


@lru_cache(maxsize=4096)
def short(text: str) -> str:
    return Truncator(plain(text).rstrip(".")).chars(LONGEST_NAME)


def confusions_in(all_figures: Iterable[QuestionFigures]) -> list[Confusion]:
    """Commonest first: by how many chose the wrong option, then by their share; else in the bank's order."""
    found = [one.confusion for one in all_figures if one.confusion]
    return sorted(found, key=lambda one: (-one.chose, -one.chose / one.of))
