"""What is assigned: an assignment with its title and its questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.published import PublishedBank
from quiz.cohorts.days import end_of
from quiz.cohorts.models import Assignment

LONGEST_TITLE = 120
"""A session started from an assignment bears its title."""


@dataclass(frozen=True)
class Assigned:
    """An assignment as it reads now: questions published since are in it, retired ones are not."""

    assignment: Assignment
    title: str
    keys: tuple[str, ...]
    """In the bank's order."""

    @property
    def due(self) -> datetime:
        """The instant for which its levels are predicted."""
        return end_of(self.assignment.due_on)


def assigned_in(assignments: QuerySet[Assignment], bank: PublishedBank) -> list[Assigned]:
    """These assignments by due day, in three queries."""
    rows = assignments.prefetch_related("sections", "questions").order_by("due_on", "opens_on", "pk")
    return [Assigned(row, title_of(row, bank), keys_of(row, bank)) for row in rows]


def all_keys(assigned: Iterable[Assigned], bank: PublishedBank) -> tuple[str, ...]:
    """Every question that is in any of them, once, in the bank's order."""
    wanted = {key for one in assigned for key in one.keys}
    return tuple(key for key in bank.questions if key in wanted)


def keys_of(assignment: Assignment, bank: PublishedBank) -> tuple[str, ...]:
    slugs = {section.slug for section in assignment.sections.all()}
    chosen = {question.key for question in assignment.questions.all()}
    return tuple(
        key for key, question in bank.questions.items() if question.section.slug in slugs or key in chosen
    )


def title_of(assignment: Assignment, bank: PublishedBank) -> str:
    """For instance “Version control: reach Familiar”."""
    what, level = what_of(assignment, bank), assignment.get_target_display()
    words = _("%(what)s: reach %(level)s") % {"what": what, "level": level}
    return Truncator(words).chars(LONGEST_TITLE)


def what_of(assignment: Assignment, bank: PublishedBank) -> str:
    slugs = {section.slug for section in assignment.sections.all()}
    if slugs >= {section.slug for section in bank.sections}:
        return _("All sections")
    parts = [section.title for section in bank.sections if section.slug in slugs]
    chosen = len(assignment.questions.all())
    if chosen:
        parts.append(ngettext("%d question", "%d questions", chosen) % chosen)
    return ", ".join(parts)
