"""What a member agrees to: exactly what the instructors see of them, with their own figures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.lines import one_line
from accounts.models import User
from quiz.cohorts.answers.answers_since import own_answers
from quiz.cohorts.assigned import asked_for, assigned_in, keys_for
from quiz.cohorts.measuring.frozen import results_of
from quiz.cohorts.measuring.progress import AssignmentProgress, progress_with
from quiz.cohorts.measuring.standing import NONE, Frozen, Person
from quiz.cohorts.members.member_page import MemberSeen, seen_of
from quiz.cohorts.models import AGREED_TO_ANSWERS, AGREED_TO_REASONS, Cohort, Membership
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True, slots=True)
class Teacher:
    """An instructor, and an address by which one can tell that it is them."""

    name: str
    address: str
    is_verified: bool
    """Whether they showed that the address is theirs."""

    def __str__(self) -> str:
        """The address first: a name can be anybody's."""
        address = (
            self.address if self.is_verified else _("%(address)s, not verified") % {"address": self.address}
        )
        named = {"address": address, "name": self.name}
        return _("%(address)s (“%(name)s”)") % named if self.name else address


@dataclass(frozen=True)
class Consent:
    """A cohort as somebody meets it who is in it, or thinks about joining."""

    cohort: Cohort
    instructors: tuple[Teacher, ...]
    shown: MemberSeen
    """What the instructors see of this person, or would see: their page of a member."""
    new: MemberSeen | None
    """What they would see once this person agrees to it; None where all is agreed to."""
    assignments: tuple[AssignmentProgress, ...]
    today: date

    @property
    def asks_for_more(self) -> bool:
        """An archived cohort asks for nothing."""
        return self.new is not None and not self.cohort.archived_at

    @property
    def names(self) -> tuple[str, ...]:
        """Of the instructors."""
        return tuple(one.name or one.address for one in self.instructors)

    @property
    def name(self) -> str:
        """By which the instructors know this person; empty for a visitor."""
        return self.shown.figures.name

    @property
    def ahead(self) -> tuple[AssignmentProgress, ...]:
        return tuple(one for one in self.assignments if not one.has_ended)

    @property
    def over(self) -> tuple[AssignmentProgress, ...]:
        return tuple(one for one in self.assignments if one.has_ended)


def consent_of(
    cohort: Cohort,
    user: User | AnonymousUser,
    situation: Situation,
    *,
    joined_at: datetime,
    now: datetime,
    agreed_to: int = AGREED_TO_ANSWERS,
) -> Consent:
    """What joining shows, or would show, of this person."""
    bank = situation.bank
    assigned = asked_for(assigned_in(cohort.assignments.select_related("cohort"), bank), user.pk)
    today = situation.local_day(now)
    results = results_of(cohort, assigned, [user.pk] if user.is_authenticated else [], bank, now)
    own = results.get(user.pk, {}) if user.is_authenticated else {}
    keys = keys_for(assigned, user.pk, bank)
    person = person_in(situation, keys, name_of(user), joined_at, own, user.pk)
    answers = own_answers(cohort, user, keys, bank) if user.is_authenticated else []
    seen = partial(seen_of, assigned=assigned, answers=answers, bank=bank, now=now)
    old = replace(person, shows_reasons=agreed_to >= AGREED_TO_REASONS)
    return Consent(
        cohort,
        instructors_of(cohort),
        seen(old, agreed_to),
        seen(person, AGREED_TO_ANSWERS) if agreed_to < AGREED_TO_ANSWERS else None,
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


def instructors_of(cohort: Cohort) -> tuple[Teacher, ...]:
    """Two queries."""
    teaching = Membership.objects.current().filter(cohort=cohort, role=Membership.Role.INSTRUCTOR)
    users = [one.user for one in teaching.select_related("user").order_by("agreed_at")]
    rows = EmailAddress.objects.filter(user__in=users, verified=True).order_by("-primary", "pk")
    verified: dict[UUID, str] = {}
    for user, address in rows.values_list("user_id", "email"):
        verified.setdefault(user, address)
    return tuple(
        Teacher(one_line(user.name), verified.get(user.pk, user.email), user.pk in verified) for user in users
    )
