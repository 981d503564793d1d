"""What holds of an assignment for one member: a due day of their own, and being excused."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from quiz.cohorts.assigned import Own, own_of
from quiz.cohorts.assigning.locking import HasEnded, locked_assignment
from quiz.cohorts.days import day_at
from quiz.cohorts.measuring.models import Result
from quiz.cohorts.models import Arrangement, Assignment, Membership


class NotAsked(Exception):
    """The assignment is not for this member, or they are no member any more."""


class DueTooEarly(Exception):
    """The day is before the opening, or over."""


def give_date(*, assignment: Assignment, member: Membership, due_on: date | None, now: datetime) -> Own:
    """Their own due day; without one, the assignment's again. What holds for them now.

    Owns its transaction. Raises `CohortArchived`, `NotAsked`, `HasEnded` once it has ended for this member,
    `DueTooEarly` where it would end in the past, `Assignment.DoesNotExist`.
    """
    with transaction.atomic():
        row, own = asked(assignment, member)
        if own.ends_at <= now:
            raise HasEnded
        if (due_on or row.due_on) < max(row.opens_on, day_at(now)):
            raise DueTooEarly
        return arrange(row, member, due_on=due_on)


def excuse(*, assignment: Assignment, member: Membership, now: datetime) -> Own:
    """Nothing is asked of this member any more: they are neither behind nor done. Also after it has ended.

    Owns its transaction. Raises `CohortArchived`, `NotAsked`, `Assignment.DoesNotExist`.
    """
    return set_excused(assignment, member, now)


def unexcuse(*, assignment: Assignment, member: Membership) -> Own:
    """They are asked again, by the same day as before. Owns its transaction. Raises as `excuse`."""
    return set_excused(assignment, member, None)


def set_excused(assignment: Assignment, member: Membership, at: datetime | None) -> Own:
    with transaction.atomic():
        row, own = asked(assignment, member)
        if own.is_excused == bool(at):
            return own
        count_excused(row, member, is_excused=bool(at))
        return arrange(row, member, excused_at=at)


def asked(assignment: Assignment, member: Membership) -> tuple[Assignment, Own]:
    """In a transaction: the assignment, locked, and what holds of it for this member."""
    row = locked_assignment(assignment)
    is_member = Membership.objects.current().members().filter(pk=member.pk, cohort=row.cohort_id).exists()
    own = own_of(row, row.arrangements.filter(user=member.user_id).first())
    if not (is_member and own.is_asked):
        raise NotAsked
    return row, own


def arrange(assignment: Assignment, member: Membership, **values: date | datetime | None) -> Own:
    arrangement, _ = Arrangement.objects.update_or_create(
        assignment=assignment, user_id=member.user_id, defaults=values
    )
    return own_of(assignment, arrangement)


def count_excused(assignment: Assignment, member: Membership, *, is_excused: bool) -> None:
    """In a transaction: a result that is stored says so too, and the counts are without the excused."""
    result = Result.objects.filter(assignment=assignment, user=member.user_id).first()
    if result is None or result.excused == is_excused:
        return
    Result.objects.filter(pk=result.pk).update(excused=is_excused)
    step, done = (-1 if is_excused else 1), int(result.at_level >= result.total)
    Assignment.objects.filter(pk=assignment.pk, ended_members__isnull=False).update(
        ended_members=F("ended_members") + step, ended_done=F("ended_done") + step * done
    )
