"""The members of a cohort with their memory of assigned questions, and nothing else of them.

A question never asked counts as not recalled: what the engine believes of it comes from other questions, which are not
shown.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from quiz import engine
from quiz.bank.published import PublishedBank
from quiz.cohorts.measuring.frozen import Results
from quiz.cohorts.measuring.standing import Person
from quiz.cohorts.models import Membership
from quiz.practice.models import Card, Learner
from quiz.practice.remembering.memory import unpack_profile
from quiz.practice.remembering.overtaken import marked, overtaken_among
from quiz.practice.remembering.stored import read_memory


def people_of(
    members: Sequence[Membership], keys: Iterable[str], bank: PublishedBank, results: Results
) -> list[Person]:
    """The members (`with_first_day`) with their memory of these questions, in two queries however many they are."""
    users, keys = [member.user_id for member in members], list(keys)
    learners = {each.user_id: each for each in Learner.objects.filter(user__in=users)}
    stored = cards_by_user(users, keys, bank)
    overtaken = overtaken_among(
        Q(learner__user__in=users) | Q(learner__merged_into__user__in=users), keys, bank
    )
    people = []
    for member in members:
        learner = learners.get(member.user_id)
        profile, cards = known_of(learner, stored.get(member.user_id, {}), keys, bank, overtaken)
        joined_on = member.first_agreed_at.date()  # type: ignore[attr-defined]
        people.append(
            Person(
                str(member.user),
                joined_on,
                profile,
                cards,
                member.shows_reasons,
                results.get(member.user_id, {}),
                member.user_id,
            )
        )
    return people


def known_of(
    learner: Learner | None,
    stored: Mapping[str, bytes],
    keys: Sequence[str],
    bank: PublishedBank,
    overtaken: Mapping[UUID, Collection[str]],
) -> tuple[engine.Profile, dict[str, engine.Card]]:
    """Profile and cards as stored, those marked that are overtaken; from the log where another engine stored them."""
    if learner is None:
        return engine.new_profile(), {}
    try:
        cards = {key: engine.Card.unpack(packed) for key, packed in stored.items()}
        return unpack_profile(learner.profile), marked(cards, overtaken.get(learner.pk, ()))
    except engine.UnknownFormatError:
        memory = read_memory(learner, bank)
        return memory.profile, {key: memory.cards[key] for key in keys if key in memory.cards}


def cards_by_user(
    users: Sequence[UUID], keys: Sequence[str], bank: PublishedBank
) -> dict[UUID, dict[str, bytes]]:
    """The packed cards of these questions."""
    rows = Card.objects.filter(
        learner__user__in=users, question__in=[bank.id_of[key] for key in keys], state__isnull=False
    ).values_list("learner__user_id", "question_id", "state")
    cards: dict[UUID, dict[str, bytes]] = {}
    for user, question, state in rows:
        cards.setdefault(user, {})[bank.key_of[question]] = bytes(state or b"")
    return cards
