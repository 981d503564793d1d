"""What will happen, in a few counts, for the dock below a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.checks.checking import Check
from quiz.bank.checks.examples import turned
from quiz.curation.editing.effects import Effects
from quiz.curation.editing.question_page import QuestionPage

CHECKS = "checks"


@dataclass(frozen=True, slots=True)
class Fact:
    count: int
    words: Any
    look: str = ""
    """`hint` where somebody should look, `failed` where something must be repaired."""
    at: str = ""
    """The panel of the page that says more."""


def facts_of(effects: Effects, page: QuestionPage) -> list[Fact]:
    """Each kind of consequence adds its own here."""
    return [*facts_of_people(effects), *facts_of_examples(page), *facts_of_checks(page.checks)]


def facts_of_people(effects: Effects) -> Iterator[Fact]:
    words = ngettext(
        "learner will be shown a change of meaning",
        "learners will be shown a change of meaning",
        effects.to_tell,
    )
    yield Fact(effects.to_tell, words)
    yield Fact(
        effects.assignments, ngettext("assignment running", "assignments running", effects.assignments)
    )


def facts_of_examples(page: QuestionPage) -> Iterator[Fact]:
    """Nothing where no typed answer was kept."""
    if page.content.examples:
        count = len(turned(page.content, page.question.kind))
        words = ngettext("example graded differently", "examples graded differently", count)
        yield Fact(count, words, "hint" if count else "")


def facts_of_checks(checks: Sequence[Check]) -> Iterator[Fact]:
    """What must be repaired, else what to look at, else how many passed."""
    failed = [check for check in checks if not check.passed]
    if blocking := sum(check.blocks for check in failed):
        yield Fact(blocking, _("to repair before it can be published"), "failed", CHECKS)
    elif failed:
        yield Fact(
            len(failed), ngettext("check to look at", "checks to look at", len(failed)), "hint", CHECKS
        )
    else:
        yield Fact(len(checks), ngettext("check passed", "checks passed", len(checks)))
