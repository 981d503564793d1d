"""The page of a cohort's questions, and the same as rows of a spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.published import PublishedBank, PublishedSection, published_bank
from quiz.bank.text.markdown import plain
from quiz.cohorts.answers.misleading import (
    FEWEST_PEOPLE,
    MOST_TAUGHT,
    Confusion,
    QuestionFigures,
    Share,
    confusions_in,
    figures_of,
)
from quiz.cohorts.assigned import all_keys, assigned_in
from quiz.cohorts.models import Cohort
from quiz.practice.models import Way


@dataclass(frozen=True, slots=True)
class SectionPick:
    """A section to look at alone, with how many of its questions are assigned."""

    section: PublishedSection
    questions: int
    is_chosen: bool


@dataclass(frozen=True)
class QuestionsPage:
    """All assigned questions, or those of the section chosen."""

    assigned: int
    """How many are assigned in all."""
    picks: tuple[SectionPick, ...]
    section: str
    """Slug of the section chosen, else empty."""
    in_order: bool
    """In the bank's order, not the hardest first."""
    told: tuple[QuestionFigures, ...]
    """With figures."""
    waiting: tuple[QuestionFigures, ...]
    """Which fewer than five people have answered."""
    misleads: bool
    """Is there anything to teach, in whichever section?"""


def assigned_figures(cohort: Cohort, bank: PublishedBank) -> tuple[QuestionFigures, ...]:
    """Of every assigned question, in the bank's order; queries as `confusions_of`."""
    return figures_of(cohort, all_keys(assigned_in(cohort.assignments.all(), bank), bank), bank)


def questions_page(cohort: Cohort, *, section: str = "", in_order: bool = False) -> QuestionsPage:
    bank = published_bank()
    every = assigned_figures(cohort, bank)
    slug = section if any(one.question.section.slug == section for one in every) else ""
    shown = [one for one in every if slug in ("", one.question.section.slug)]
    told = [one for one in shown if one.share]
    return QuestionsPage(
        assigned=len(every),
        picks=picks_of(every, bank, slug),
        section=slug,
        in_order=in_order,
        told=tuple(told if in_order else sorted(told, key=hardness)),
        waiting=tuple(one for one in shown if not one.share),
        misleads=any(one.confusion for one in every),
    )


def picks_of(every: Sequence[QuestionFigures], bank: PublishedBank, slug: str) -> tuple[SectionPick, ...]:
    """The sections in which something is assigned."""
    slugs = [one.question.section.slug for one in every]
    return tuple(
        SectionPick(section, slugs.count(section.slug), section.slug == slug)
        for section in bank.sections
        if section.slug in slugs
    )


def hardness(one: QuestionFigures) -> tuple[float, int]:
    """The smallest share first; of equal ones what more people have answered."""
    right, of = one.share or (1, 1)
    return right / of, -of


def taught(cohort: Cohort) -> tuple[tuple[Confusion, ...], tuple[QuestionFigures, ...]]:
    """The confusions to teach, and the figures they come from."""
    every = assigned_figures(cohort, published_bank())
    return tuple(confusions_in(every)[:MOST_TAUGHT]), every


def heading() -> list[str]:
    words = [_("Section"), _("Number"), _("Question"), _("People"), _("Right at the first try")]
    words += [_("Right, %"), _("Likely from, %"), _("Likely to, %")]
    for way in Way:
        words += [_("Asked to %(way)s") % {"way": way.label}, _("Right of these")]
    return [*words, _("Commonest wrong option"), _("Chose it"), _("Why it tempts"), _("Note")]


def rows(cohort: Cohort) -> Iterator[list[object]]:
    """A row for each assigned question, in the bank's order."""
    for one in assigned_figures(cohort, published_bank()):
        question = one.question
        yield [question.section.title, question.number, plain(question.revision.text), *cells(one)]


def cells(one: QuestionFigures) -> Sequence[object]:
    if one.share is None:
        too_few = ngettext("Fewer than %d person", "Fewer than %d people", FEWEST_PEOPLE) % FEWEST_PEOPLE
        return [""] * (len(heading()) - 4) + [too_few]
    share, by_way = one.share, {each.way: each.share for each in one.ways}
    ways = [by_way.get(way.value, Share(0, 0)) for way in Way]
    figures = [share.of, share.right, share.per_cent, share.low, share.high]
    return [
        *figures,
        *(figure for way in ways for figure in (way.of, way.right)),
        *wrong_cells(one.confusion),
    ]


def wrong_cells(confusion: Confusion | None) -> Sequence[object]:
    if confusion is None:
        return ["", "", "", ""]
    return [plain(confusion.wrong_text), confusion.chose, plain(confusion.tempts), ""]
