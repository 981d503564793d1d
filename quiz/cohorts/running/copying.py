"""A cohort's assignments for the next one, moved to its days; the people are new."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils.functional import cached_property

from accounts.models import User
from quiz.bank.published import published_bank
from quiz.cohorts.assigned import assigned_in
from quiz.cohorts.joining.membership import add_cohort
from quiz.cohorts.models import Assignment, Cohort

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Moved:
    """An assignment as the next cohort gets it."""

    assignment: Assignment
    title: str
    opens_on: date
    due_on: date

    @cached_property
    def what(self) -> tuple[object, ...]:
        """By which it is the same as another: all that is copied of it."""
        one = self.assignment
        sections = sorted(section.pk for section in one.sections.all())
        questions = sorted(question.pk for question in one.questions.all())
        return (
            self.opens_on,
            self.due_on,
            one.target,
            one.minutes,
            one.note,
            tuple(sections),
            tuple(questions),
        )


@dataclass(frozen=True)
class NextCohort:
    """What a copy will make, the first to open first."""

    moved: tuple[Moved, ...]

    @property
    def what(self) -> list[tuple[object, ...]]:
        return sorted(one.what for one in self.moved)

    @property
    def seen(self) -> str:
        """By which a form says what its page showed."""
        return sha256(repr(self.what).encode()).hexdigest()[:16]


def next_cohort(cohort: Cohort, first_day: date | None) -> NextCohort:
    """With its first assignment opening on that day; None leaves the days as they are."""
    assigned = assigned_in(cohort.assignments.all(), published_bank())
    first = min((one.assignment.opens_on for one in assigned), default=None)
    offset = first_day - first if first and first_day else timedelta()
    moved = [
        Moved(
            one.assignment,
            one.title,
            moved_by(offset, one.assignment.opens_on),
            moved_by(offset, one.assignment.due_on),
        )
        for one in assigned
    ]
    return NextCohort(tuple(sorted(moved, key=lambda one: (one.opens_on, one.due_on))))


def moved_by(offset: timedelta, day: date) -> date:
    """Within the calendar: a database may hold a day that no form takes."""
    return date.fromordinal(
        min(max(day.toordinal() + offset.days, date.min.toordinal()), date.max.toordinal())
    )


def usual_first_day(cohort: Cohort, today: date) -> date | None:
    """The next day of the same name as the old first one; None where nothing is assigned."""
    first = min(cohort.assignments.values_list("opens_on", flat=True), default=None)
    return None if first is None else today + timedelta(days=(first - today).days % WEEK.days)


def copy_cohort(*, following: NextCohort, by: User, name: str, now: datetime) -> Cohort:
    """A cohort with this user as its instructor and these assignments, for whoever joins.

    One of the same name that they teach, with the same assignments and nobody in it yet, is what the same click made.
    Owns its transaction.
    """
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        if same := made_already(following, by, name):
            return same
        cohort = add_cohort(user=by, name=name, now=now)
        for one in following.moved:
            add_assignment(cohort, one, by, now)
    return cohort


def made_already(following: NextCohort, by: User, name: str) -> Cohort | None:
    copied = {one.assignment.cohort_id for one in following.moved}
    alike = Cohort.objects.taught_by(by).running().uninvited().filter(name=name).exclude(pk__in=copied)
    wanted = following.what
    return next((one for one in alike if next_cohort(one, None).what == wanted), None)


def add_assignment(cohort: Cohort, moved: Moved, by: User, now: datetime) -> None:
    one = moved.assignment
    added = Assignment.objects.create(
        cohort=cohort,
        opens_on=moved.opens_on,
        due_on=moved.due_on,
        target=one.target,
        minutes=one.minutes,
        note=one.note,
        created_by=by,
        created_at=now,
    )
    added.sections.set(one.sections.all())
    added.questions.set(one.questions.all())
