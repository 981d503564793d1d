"""From the answers to the questions of one section to their figures. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from uuid import UUID

from quiz.curation.quality.answers import Answer, Heard
from quiz.curation.quality.figures import Count, Figures, OptionFigures, PointFigures, Seconds
from quiz.curation.quality.same_words import SameWords
from quiz.practice.models import Way

People = frozenset[UUID]


@dataclass(slots=True)
class Kept:
    """What is kept of one question's answers until its section is through."""

    firsts: dict[UUID, Answer] = field(default_factory=dict)
    """Everybody's first, as far as it was given without help."""
    written: dict[UUID, Answer] = field(default_factory=dict)
    """Everybody's first to these words that a machine graded."""
    looked_through: dict[UUID, Answer] = field(default_factory=dict)
    """Everybody's first to any words in which a machine looked for key points."""
    people: set[UUID] = field(default_factory=set)
    """Whoever answered it at all."""


def keep(heard: Heard, words: SameWords | None, *, finds_points: bool) -> Kept:
    """`finds_points` says that a machine looks for key points in what is typed."""
    kept = Kept()
    for answer in heard.answers:
        person = answer.person
        if person not in kept.people:
            kept.people.add(person)
            if not had_help(answer, heard):
                kept.firsts[person] = answer
        if words and answer.was_graded and answer.revision in words.as_asked:
            kept.written.setdefault(person, answer)
        if answer.found is not None or (finds_points and answer.was_graded and answer.points is not None):
            kept.looked_through.setdefault(person, answer)
    return kept


def had_help(answer: Answer, heard: Heard) -> bool:
    """A hint, or the answer itself on whatever day: who has read it is not asked for the first time."""
    read = heard.read.get(answer.person)
    return answer.was_hinted or (read is not None and read <= answer.at)


def right_in(section: Iterable[Kept]) -> Counter[UUID]:
    """How many first answers of each person were right; nobody is left out who gave any."""
    right: Counter[UUID] = Counter()
    for kept in section:
        for person, answer in kept.firsts.items():
            right[person] += answer.is_right
    return right


def those_who_know(right: Mapping[UUID, int], of: Mapping[UUID, int], own: Mapping[UUID, Answer]) -> People:
    """The third of those who answered others of the section who have most right there.

    `right` and `of` count the whole section; what is `own` to the question is taken out. Equals stay together: the cut
    is where it comes nearest to a third, and of two as near the stricter one. Who has none right does not know.
    """
    elsewhere = {
        person: right[person] - (person in own and own[person].is_right)
        for person, number in of.items()
        if number > (person in own)
    }
    sizes = Counter(elsewhere.values())
    best, fewest, so_far = len(elsewhere) / 3, 0, 0
    for number in sorted(sizes, reverse=True):
        so_far += sizes[number]
        if number and abs(so_far - len(elsewhere) / 3) < best:
            best, fewest = abs(so_far - len(elsewhere) / 3), number
    return frozenset(person for person, number in elsewhere.items() if fewest and number >= fewest)


def figures_of(kept: Kept, words: SameWords, knowing: People, stuck: int) -> Figures:
    """`stuck` is read from other rows, at another moment: it is never more than have answered."""
    firsts = [answer for answer in kept.firsts.values() if answer.revision in words.as_asked]
    return Figures(
        asked=words.asked,
        right=counted(firsts, lambda answer: answer.is_right),
        overruled=counted(kept.written.values(), lambda answer: answer.was_overruled),
        seconds=seconds_of(firsts),
        stuck=Count(min(stuck, len(kept.people)), len(kept.people)),
        options={slug: option_figures(slug, kept, words, knowing) for slug in words.options},
        points={slug: point_figures(slug, kept, words) for slug in words.points},
    )


def counted(answers: Iterable[Answer], holds: Callable[[Answer], bool]) -> Count:
    found = [holds(answer) for answer in answers]
    return Count(sum(found), len(found))


def option_figures(slug: str, kept: Kept, words: SameWords, knowing: People) -> OptionFigures:
    shown = [
        answer
        for answer in kept.firsts.values()
        if answer.way == Way.CHOOSE and slug in answer.shown and answer.revision in words.of_option[slug]
    ]
    by_knowing = [answer for answer in shown if answer.person in knowing]
    return OptionFigures(
        words.options[slug],
        counted(shown, lambda answer: answer.option == slug),
        counted(by_knowing, lambda answer: answer.option == slug),
    )


def point_figures(slug: str, kept: Kept, words: SameWords) -> PointFigures:
    looked = [answer for answer in kept.looked_through.values() if answer.revision in words.of_point[slug]]
    found = [answer for answer in looked if slug in found_in(answer)]
    own_word = [answer for answer in looked if answer.found is not None]
    return PointFigures(
        words.points[slug],
        Count(len(found), len(looked)),
        counted(
            (each for each in own_word if has(each.found, slug)), lambda each: not has(each.points, slug)
        ),
        counted(
            (each for each in own_word if not has(each.found, slug)), lambda each: has(each.points, slug)
        ),
    )


def has(slugs: frozenset[str] | None, slug: str) -> bool:
    return slug in (slugs or ())


def found_in(answer: Answer) -> frozenset[str]:
    """By the machine: beside what was ticked, else what was typed has its findings alone."""
    return answer.found if answer.found is not None else answer.points or frozenset()


def seconds_of(answers: Sequence[Answer]) -> Seconds:
    took = [answer.ms / 1000 for answer in answers if answer.ms is not None]
    if len(took) < 2:
        return Seconds(0, 0, 0, len(took))
    low, middle, high = (round(cut, 1) for cut in quantiles(took, n=4, method="inclusive"))
    return Seconds(low, middle, high, len(took))
