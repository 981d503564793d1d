"""Changing an assignment while it runs."""

from datetime import datetime

from django.db import transaction

from quiz.bank.models import Question, Section
from quiz.bank.published import PublishedBank
from quiz.cohorts.assigning.assigning import ask_only, write
from quiz.cohorts.assigning.locking import HasEnded, locked_assignment
from quiz.cohorts.assigning.terms import Terms, terms_of
from quiz.cohorts.days import day_at
from quiz.cohorts.measuring.freezing import freeze
from quiz.cohorts.models import Assignment


class ChangedMeanwhile(Exception):
    """It no longer says what it said when the form was opened."""

    def __init__(self, current: Terms) -> None:
        super().__init__()
        self.current = current


class OwnDateBeforeOpening(Exception):
    """A member has a date of their own before the new opening date."""


def has_ended(assignment: Assignment, now: datetime) -> bool:
    """For whoever has no date of their own."""
    return assignment.closed_at is not None or assignment.due_on < day_at(now)


def edit(
    *, assignment: Assignment, opened: Terms | None, wanted: Terms, bank: PublishedBank, now: datetime
) -> Assignment:
    """Make it say what is wanted, if it still says what it said when the form was `opened`.

    What some members had reached when it ended for them is stored first, so that no change reaches it. Owns its
    transaction. Raises `CohortArchived`, `HasEnded`, `ChangedMeanwhile`, `OwnDateBeforeOpening`,
    `Assignment.DoesNotExist`.
    """
    with transaction.atomic():
        row = locked_assignment(assignment)
        current = terms_of(row, bank)
        if wanted == current:
            return row
        if has_ended(row, now) or wanted.due_on < day_at(now):
            raise HasEnded
        if current != opened:
            raise ChangedMeanwhile(current)
        if row.arrangements.filter(due_on__lt=wanted.opens_on).exists():
            raise OwnDateBeforeOpening
        freeze(row, bank, now)
        write(row, wanted)
        row.sections.set(Section.objects.filter(slug__in=wanted.sections))
        retired = [question for question in row.questions.all() if question.key not in bank.questions]
        row.questions.set([*Question.objects.filter(key__in=wanted.questions), *retired])
        ask_only(row, wanted.members)
    return row
