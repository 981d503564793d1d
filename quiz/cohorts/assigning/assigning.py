"""Assigning sections and questions to a cohort, or to some of its members."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from quiz.bank.models import Question, Section
from quiz.bank.published import PublishedBank, published_bank
from quiz.cohorts.assigning.terms import Terms, single, terms_of
from quiz.cohorts.models import MINUTES, Arrangement, Assignment, Cohort


def assign(
    *,
    cohort: Cohort,
    by: User,
    sections: Collection[str],
    opens_on: date,
    due_on: date,
    target: int,
    minutes: int = MINUTES,
    questions: Collection[str] = (),
    note: str = "",
    members: Collection[UUID] | None = None,
    now: datetime,
) -> Assignment:
    """Ask the cohort's members to bring sections (slugs) and questions (keys) to the target level by the due day.

    `members` (users): only these; None: everyone, also whoever joins later. What is asked of them already, word for
    word, is asked once, however often it is sent. Owns its transaction. Raises `CohortArchived`. The database refuses a
    due day before the opening day and a target that is no level.
    """
    bank = published_bank()
    wanted = Terms(
        sections=frozenset(sections),
        questions=single(questions, sections, bank),
        target=target,
        minutes=minutes,
        opens_on=opens_on,
        due_on=due_on,
        note=note,
        for_everyone=members is None,
        members=frozenset(members or ()),
    )
    with transaction.atomic():
        locked = cohort.locked_while_running()
        return asked_already(locked, wanted, bank) or asked_anew(locked, wanted, by=by, now=now)


def asked_already(cohort: Cohort, wanted: Terms, bank: PublishedBank) -> Assignment | None:
    """What asks exactly this, and is not ended."""
    asked = cohort.assignments.filter(opens_on=wanted.opens_on, due_on=wanted.due_on, closed_at=None)
    return next((one for one in asked if terms_of(one, bank) == wanted), None)


def asked_anew(cohort: Cohort, wanted: Terms, *, by: User, now: datetime) -> Assignment:
    """In a transaction."""
    assignment = Assignment(cohort=cohort, created_by=by, created_at=now)
    write(assignment, wanted)
    assignment.sections.set(Section.objects.filter(slug__in=wanted.sections))
    assignment.questions.set(Question.objects.filter(key__in=wanted.questions))
    ask_only(assignment, wanted.members)
    return assignment


def write(assignment: Assignment, terms: Terms) -> None:
    """In a transaction: all but the questions and the members."""
    assignment.target, assignment.minutes = terms.target, terms.minutes
    assignment.opens_on, assignment.due_on = terms.opens_on, terms.due_on
    assignment.note, assignment.for_everyone = terms.note, terms.for_everyone
    assignment.save()


def ask_only(assignment: Assignment, users: Collection[UUID]) -> None:
    """In a transaction: those who are members now and not among these users are not asked."""
    current = set(assignment.cohort.memberships.current().members().values_list("user", flat=True))
    assignment.arrangements.filter(user__in=current - set(users)).update(is_asked=False)
    for user in current & set(users):
        Arrangement.objects.update_or_create(assignment=assignment, user_id=user, defaults={"is_asked": True})
