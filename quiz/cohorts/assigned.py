"""What is assigned: an assignment with its title and its questions, and what of it holds for one member."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.published import PublishedBank
from quiz.cohorts.days import end_of
from quiz.cohorts.models import Arrangement, Assignment

LONGEST_TITLE = 120
"""A session started from an assignment bears its title."""


NO_ARRANGEMENTS: Final[Mapping[UUID, Arrangement]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Own:
    """What holds of an assignment for one member."""

    due_on: date
    ends_at: datetime
    is_asked: bool
    is_excused: bool


def own_of(assignment: Assignment, arrangement: Arrangement | None) -> Own:
    """The one place that decides when an assignment ends for a member: when their due day is over, or it was closed."""
    due_on = assignment.due_on
    if arrangement and arrangement.due_on:
        due_on = arrangement.due_on
    ends_at = min(end_of(due_on), assignment.closed_at or end_of(due_on))
    is_asked = assignment.for_everyone or bool(arrangement and arrangement.is_asked)
    return Own(due_on, ends_at, is_asked, bool(arrangement and arrangement.excused_at))


@dataclass(frozen=True)
class Assigned:
    """An assignment as it reads now: questions published until it ends are in it, retired ones are not."""

    assignment: Assignment
    title: str
    keys: tuple[str, ...]
    """In the bank's order."""
    arrangements: Mapping[UUID, Arrangement] = field(
        default_factory=lambda: NO_ARRANGEMENTS, hash=False, compare=False
    )
    """User to what holds for them alone."""

    def own(self, user: UUID | None) -> Own:
        """For this person; without one, for whoever has no arrangement."""
        return own_of(self.assignment, self.arrangements.get(user) if user else None)

    @property
    def due(self) -> datetime:
        """When it ends for whoever has no arrangement."""
        return self.own(None).ends_at

    @property
    def last_end(self) -> datetime:
        """When it has ended for everybody whom it asks."""
        own = (self.own(user) for user in self.arrangements)
        return max([self.due, *(one.ends_at for one in own if one.is_asked)])


def assigned_in(assignments: QuerySet[Assignment], bank: PublishedBank) -> list[Assigned]:
    """These assignments by due day, in four queries."""
    rows = assignments.prefetch_related("sections", "questions", "arrangements")
    return [assigned_as(row, bank) for row in rows.order_by("due_on", "opens_on", "pk")]


def assigned_as(row: Assignment, bank: PublishedBank) -> Assigned:
    arrangements = {one.user_id: one for one in row.arrangements.all()}
    return Assigned(row, title_of(row, bank), keys_of(row, bank), arrangements)


def asked_for(assigned: Iterable[Assigned], user: UUID | None) -> list[Assigned]:
    """Those that ask this person; whoever is not in the cohort yet would be asked what is for everyone."""
    return [one for one in assigned if one.own(user).is_asked]


def all_keys(assigned: Iterable[Assigned], bank: PublishedBank) -> tuple[str, ...]:
    """Every question that is in any of them, once, in the bank's order."""
    wanted = {key for one in assigned for key in one.keys}
    return tuple(key for key in bank.questions if key in wanted)


def keys_for(assigned: Iterable[Assigned], user: UUID | None, bank: PublishedBank) -> tuple[str, ...]:
    """What is asked of this person, ended or not; nothing that they are excused from."""
    own = ((one, one.own(user)) for one in assigned)
    return all_keys((one for one, terms in own if terms.is_asked and not terms.is_excused), bank)


def keys_of(assignment: Assignment, bank: PublishedBank) -> tuple[str, ...]:
    slugs = {section.slug for section in assignment.sections.all()}
    chosen = {question.key for question in assignment.questions.all()}
    end = own_of(assignment, None).ends_at
    return tuple(
        key
        for key, question in bank.questions.items()
        if key in chosen or (question.section.slug in slugs and (not question.since or question.since < end))
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
