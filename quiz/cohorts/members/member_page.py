"""A member's page, for the instructors of the cohort: how it goes, what they keep missing, and what to say to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from quiz.bank.published import PublishedBank, published_bank
from quiz.cohorts.answers.answers_since import AnswerSeen, answers_of_member
from quiz.cohorts.assigned import Assigned, asked_for, assigned_in, keys_for
from quiz.cohorts.days import day_at
from quiz.cohorts.measuring.frozen import results_of
from quiz.cohorts.measuring.people import people_of
from quiz.cohorts.measuring.standing import Person
from quiz.cohorts.members.member_figures import AssignmentFigures, MemberFigures, figures_of
from quiz.cohorts.members.what_to_say import Advice, advice_for
from quiz.cohorts.models import Cohort, Membership


@dataclass(frozen=True)
class MemberSeen:
    """All that the page says of a member, also where they read it themselves before they agree to it."""

    figures: MemberFigures
    advice: Advice


@dataclass(frozen=True)
class MemberPage:
    membership: Membership
    seen: MemberSeen
    today: date

    @property
    def others(self) -> tuple[AssignmentFigures, ...]:
        """What else can be moved or excused."""
        about = self.seen.advice.about
        return tuple(one for one in self.seen.figures.assignments if one is not about and not one.ended)


def seen_of(
    person: Person,
    agreed_to: int,
    assigned: Sequence[Assigned],
    answers: Sequence[AnswerSeen],
    bank: PublishedBank,
    now: datetime,
) -> MemberSeen:
    """`answers` are this person's alone."""
    figures = figures_of(person, agreed_to, assigned, answers, bank, now)
    return MemberSeen(figures, advice_for(figures, bank, day_at(now)))


def members_of(cohort: Cohort) -> QuerySet[Membership]:
    """Those who have a page."""
    return cohort.memberships.current().members().with_first_day().select_related("user")


def page_of_member(cohort: Cohort, membership: Membership, *, now: datetime, today: date) -> MemberPage:
    """`membership` is one of `members_of`; `today` is the reader's. Eleven queries at most."""
    bank, user = published_bank(), membership.user_id
    assigned = asked_for(assigned_in(cohort.assignments.all(), bank), user)
    keys = keys_for(assigned, user, bank)
    results = results_of(cohort, assigned, [user], bank, now)
    (person,) = people_of([membership], keys, bank, results)
    answers = answers_of_member(membership, keys, bank)
    return MemberPage(membership, seen_of(person, membership.agreed_to, assigned, answers, bank, now), today)
