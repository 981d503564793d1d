"""The members of a cohort as its page knows them: memory of assigned questions, and answers since joining.

What was read and predicted of a member stays at hand until they do anything: a page of two hundred reads again only
those who practised since (`docs/decisions/0028-what-a-process-keeps.md`).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from database.at_hand import AtHand
from quiz import engine
from quiz.bank.published import PublishedBank
from quiz.cohorts.answers.answers_since import AnswerSeen, read_since
from quiz.cohorts.answers.first_answers import First, unaided_firsts
from quiz.cohorts.answers.keeps_missing import KeptMissing, kept_missing
from quiz.cohorts.assigned import Assigned, Own, keys_for
from quiz.cohorts.measuring.people import cards_by_user, known_of
from quiz.cohorts.measuring.predicted import Predicted
from quiz.cohorts.measuring.standing import Person, Status, status_of
from quiz.cohorts.models import Membership
from quiz.practice.models import Learner
from quiz.practice.remembering.overtaken import overtaken_among

STEADY_FOR: Final = timedelta(minutes=5)
"""So long what is predicted for now counts as now."""
INSTANTS: Final = 8
EPOCH: Final = datetime.fromisoformat("2000-01-01T00:00+00:00")
MOST_CARDS: Final = 25_000


class Steadily(Predicted):
    """What is predicted for an instant holds for five minutes, and each level is worked out once in them."""

    def __init__(
        self, bank: PublishedBank, profile: engine.Profile, cards: Mapping[str, engine.Card]
    ) -> None:
        super().__init__(bank, profile, cards)
        self._levels: dict[datetime, dict[str, engine.Level]] = {}

    def recalls_at(self, keys: Any, at: datetime) -> dict[str, float]:
        if len(self._recalls) > INSTANTS:
            self._recalls.clear()
        return super().recalls_at(keys, steady(at))

    def levels_at(self, keys: Any, at: datetime) -> dict[str, engine.Level]:
        keys, at = tuple(keys), steady(at)
        if len(self._levels) > INSTANTS:
            self._levels.clear()
        known = self._levels.setdefault(at, {})
        lacking = [key for key in keys if key not in known]
        if lacking:
            known.update(super().levels_at(lacking, at))
        return {key: known[key] for key in keys}


def steady(at: datetime) -> datetime:
    return at - (at - EPOCH) % STEADY_FOR


@dataclass(frozen=True)
class MemberRead:
    """One member; `made_from` says what it was read from, so that it is seen when that has changed."""

    made_from: tuple[object, ...]
    keys: Sequence[str]
    """The questions that are assigned to them."""
    profile: engine.Profile
    cards: Mapping[str, engine.Card]
    firsts: Sequence[First]
    """Their first answers, as far as they agreed to show them."""
    missing: Sequence[KeptMissing]
    predicted: Steadily
    statuses: dict[tuple[object, ...], Status] = field(default_factory=dict)
    """How far they are with what runs, by all that it depends on."""
    ranges: dict[tuple[datetime, tuple[str, ...]], tuple[float, float, float]] = field(default_factory=dict)
    """Instant and questions to how many they would recall then (`weeks.expected_of`)."""


_read: Final = AtHand[UUID, MemberRead](MOST_CARDS, size=lambda one: len(one.cards))
"""By membership."""


def members_read(
    members: Sequence[Membership], assigned: Sequence[Assigned], bank: PublishedBank
) -> dict[UUID, MemberRead]:
    """User to what is read of them (`with_first_day`): one query, and two more for those who are not at hand."""
    learners, keys = learners_of(members), keys_by_user(members, assigned, bank)
    made_from = {
        one.pk: (tuple(learners[one.user_id]), bank.stamp, keys[one.user_id], one.agreed_to, joined_at(one))
        for one in members
    }
    found, stale = {}, []
    for one in members:
        kept = _read.get(one.pk)
        if kept and kept.made_from == made_from[one.pk]:
            found[one.user_id] = kept
        else:
            stale.append(one)
    for one, read in read_anew(stale, learners, made_from, keys, bank):
        found[one.user_id] = _read.keep(one.pk, read)
    return found


def keys_by_user(
    members: Sequence[Membership], assigned: Sequence[Assigned], bank: PublishedBank
) -> dict[UUID, tuple[str, ...]]:
    """User to the questions that are assigned to them: no others are the instructors' to see of them."""
    plain = keys_for(assigned, None, bank)
    arranged = {user for one in assigned for user in one.arrangements}
    users = [member.user_id for member in members]
    return {user: keys_for(assigned, user, bank) if user in arranged else plain for user in users}


@dataclass(frozen=True, slots=True)
class LearnerRead:
    """One learner of a person: their own, or that of a visitor who became them. Two are alike if nothing happened."""

    pk: UUID
    version: int
    last_at: datetime | None
    own: Learner | None = field(compare=False)


def learners_of(members: Sequence[Membership]) -> Mapping[UUID, list[LearnerRead]]:
    """User to their learners. One query."""
    users = [member.user_id for member in members]
    found: dict[UUID, list[LearnerRead]] = defaultdict(list)
    rows = Learner.objects.filter(Q(user__in=users) | Q(merged_into__user__in=users)).order_by("pk")
    for row in rows.annotate(person=Coalesce("user", "merged_into__user")):
        own = row if row.user_id else None
        found[row.person].append(LearnerRead(row.pk, row.version, row.last_at, own))
    return found


def joined_at(member: Membership) -> datetime:
    at: datetime = member.first_agreed_at  # type: ignore[attr-defined]
    return at


def answers_shown(
    members: Sequence[Membership],
    learners: Mapping[UUID, list[LearnerRead]],
    wanted: Mapping[UUID, frozenset[str]],
    bank: PublishedBank,
) -> Mapping[UUID, list[AnswerSeen]]:
    """User to their answers to what is assigned to them, of those who show them. One query."""
    since = {
        learner.pk: (member.user_id, joined_at(member))
        for member in members
        if member.shows_answers
        for learner in learners.get(member.user_id, ())
    }
    answers: dict[UUID, list[AnswerSeen]] = defaultdict(list)
    for answer in read_since(since, frozenset[str]().union(*wanted.values()), bank):
        if answer.key in wanted[answer.user_id]:
            answers[answer.user_id].append(answer)
    return answers


def read_anew(
    members: Sequence[Membership],
    learners: Mapping[UUID, list[LearnerRead]],
    made_from: Mapping[UUID, tuple[object, ...]],
    keys_of: Mapping[UUID, Sequence[str]],
    bank: PublishedBank,
) -> list[tuple[Membership, MemberRead]]:
    if not members:
        return []
    wanted = {member.user_id: frozenset(keys_of[member.user_id]) for member in members}
    keys = frozenset[str]().union(*wanted.values())
    stored = cards_by_user(list(wanted), tuple(keys), bank)
    answers = answers_shown(members, learners, wanted, bank)
    learners_read = [one.pk for member in members for one in learners.get(member.user_id, ())]
    overtaken = overtaken_among(Q(learner__in=learners_read), keys, bank)
    read = []
    for member in members:
        own = next((one.own for one in learners.get(member.user_id, ()) if one.own), None)
        asked, cards_kept = keys_of[member.user_id], stored.get(member.user_id, {})
        theirs = {key: card for key, card in cards_kept.items() if key in wanted[member.user_id]}
        profile, cards = known_of(own, theirs, asked, bank, overtaken)
        seen = answers[member.user_id]
        missing = kept_missing(seen).get(member.user_id, ())
        predicted = Steadily(bank, profile, cards)
        firsts = unaided_firsts(seen)
        one = MemberRead(made_from[member.pk], asked, profile, cards, firsts, missing, predicted)
        read.append((member, one))
    return read


def status_at_hand(assigned: Assigned, own: Own, person: Person, known: MemberRead, now: datetime) -> Status:
    """As `standing.status_of`; while it runs, worked out once in five minutes."""
    if own.ends_at <= now:
        return status_of(assigned, person, known.predicted, now)
    row = assigned.assignment
    made_from = (row.pk, own, row.opens_on, row.target, row.minutes, assigned.keys, steady(now))
    if made_from not in known.statuses:
        if len(known.statuses) > INSTANTS * INSTANTS:
            known.statuses.clear()
        known.statuses[made_from] = status_of(assigned, person, known.predicted, now)
    return known.statuses[made_from]
