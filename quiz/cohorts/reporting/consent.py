"""What a member agrees to: exactly what the instructors see of them, with their own figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from quiz.cohorts.assigned import all_keys, asked_for, assigned_in
from quiz.cohorts.measuring.frozen import results_of
from quiz.cohorts.measuring.progress import AssignmentProgress, progress_with
from quiz.cohorts.measuring.standing import NONE, Frozen, Person
from quiz.cohorts.models import Cohort, Membership
from quiz.cohorts.reporting.reports import SectionMatrix, build_matrix
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True)
class Consent:
    """A cohort as somebody meets it who is in it, or thinks about joining."""

    cohort: Cohort
    instructors: tuple[str, ...]
    shown: SectionMatrix
    """The instructors' own table, with this person alone in it."""
    assignments: tuple[AssignmentProgress, ...]
    today: date

    @property
    def name(self) -> str:
        """By which the instructors know this person; empty for a visitor."""
        return self.shown.rows[0].name

    @property
    def ahead(self) -> tuple[AssignmentProgress, ...]:
        return tuple(one for one in self.assignments if not one.has_ended)

    @property
    def over(self) -> tuple[AssignmentProgress, ...]:
        return tuple(one for one in self.assignments if one.has_ended)


def consent_of(
    cohort: Cohort, user: User | AnonymousUser, situation: Situation, *, joined_at: datetime, now: datetime
) -> Consent:
    """What joining shows, or would show, of this person."""
    bank = situation.bank
    assigned = asked_for(assigned_in(cohort.assignments.select_related("cohort"), bank), user.pk)
    today = situation.local_day(now)
    results = results_of(cohort, assigned, [user.pk] if user.is_authenticated else [], bank, now)
    own = results.get(user.pk, {}) if user.is_authenticated else {}
    person = person_in(situation, all_keys(assigned, bank), name_of(user), joined_at, own, user.pk)
    return Consent(
        cohort,
        instructors_of(cohort),
        build_matrix(assigned, [person], bank, now),
        tuple(progress_with(assigned, situation, now, user.pk, joined_at, own)),
        today,
    )


def name_of(user: User | AnonymousUser) -> str:
    return str(user) if user.is_authenticated else ""


def person_in(
    situation: Situation,
    keys: tuple[str, ...],
    name: str,
    joined_at: datetime,
    results: Mapping[UUID, Frozen] = NONE,
    user: UUID | None = None,
) -> Person:
    """Somebody as the report may know them: by the cards of these questions alone."""
    wanted = frozenset(keys)
    cards = {key: card for key, card in situation.memory.cards.items() if key in wanted}
    return Person(name, joined_at.date(), situation.memory.profile, cards, results=results, user=user)


def instructors_of(cohort: Cohort) -> tuple[str, ...]:
    teaching = Membership.objects.current().filter(cohort=cohort, role=Membership.Role.INSTRUCTOR)
    return tuple(str(membership.user) for membership in teaching.select_related("user").order_by("agreed_at"))
