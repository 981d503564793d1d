"""A member's page, for the instructors of the cohort: how it goes, what they keep missing, and what to say to them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from quiz.bank.published import published_bank
from quiz.cohorts.assigned import all_keys, asked_for, assigned_in
from quiz.cohorts.days import day_at
from quiz.cohorts.measuring.frozen import results_of
from quiz.cohorts.models import Cohort, Membership
from quiz.cohorts.reporting.answers_since import answers_of_member
from quiz.cohorts.reporting.member_figures import AssignmentFigures, MemberFigures, figures_of
from quiz.cohorts.reporting.reports import people_of
from quiz.cohorts.reporting.what_to_say import Advice, advice_for


@dataclass(frozen=True)
class MemberPage:
    membership: Membership
    figures: MemberFigures
    advice: Advice
    today: date

    @property
    def others(self) -> tuple[AssignmentFigures, ...]:
        """What else can be moved or excused."""
        return tuple(
            one for one in self.figures.assignments if one is not self.advice.about and not one.ended
        )


def members_of(cohort: Cohort) -> QuerySet[Membership]:
    """Those who have a page."""
    return cohort.memberships.current().members().with_first_day().select_related("user")


def page_of_member(cohort: Cohort, membership: Membership, *, now: datetime, today: date) -> MemberPage:
    """`membership` is one of `members_of`; `today` is the reader's. Eleven queries at most."""
    bank, user = published_bank(), membership.user_id
    assigned = asked_for(assigned_in(cohort.assignments.all(), bank), user)
    keys = all_keys(assigned, bank)
    results = results_of(cohort, assigned, [user], bank, now)
    (person,) = people_of([membership], keys, bank, results)
    answers = answers_of_member(membership, keys, bank)
    figures = figures_of(person, membership.agreed_to, assigned, answers, bank, now)
    return MemberPage(membership, figures, advice_for(figures, bank, day_at(now)), today)
