"""What instructors see of members: assigned questions, and nothing else.

Everything here is made from `Person`, which holds the memory of assigned questions only. A question never
asked counts as not recalled: what the engine believes of it comes from other questions, which are not shown.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from statistics import median_low
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise

from quiz import engine
from quiz.bank.published import PublishedBank
from quiz.cohorts.assigned import Assigned, all_keys
from quiz.cohorts.measuring.frozen import Results
from quiz.cohorts.measuring.predicted import Predicted
from quiz.cohorts.measuring.standing import Person, Status, status_of, worked_out
from quiz.cohorts.models import Membership
from quiz.practice.models import Card, Learner
from quiz.practice.pages.level_words import LEVEL_WORDS
from quiz.practice.remembering.overtaken import marked, overtaken_among
from quiz.practice.remembering.situation import read_memory, unpack_profile


@dataclass(frozen=True, slots=True)
class Column:
    """The assigned questions of one section."""

    title: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One member's memory of one column: the level of its median question, and the share recalled today."""

    level: int
    word: str | Promise
    per_cent: int


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cells: tuple[Cell | None, ...]
    """None where one cannot be worked out."""
    statuses: tuple[Status | None, ...]

    @property
    def behind_by(self) -> int:
        return sum(status.behind_by for status in self.statuses if status)


@dataclass(frozen=True)
class SectionMatrix:
    """Members × assigned sections, and how far each is with the assignments."""

    columns: tuple[Column, ...]
    assigned: tuple[Assigned, ...]
    rows: tuple[Row, ...]
    """Who needs help first."""

    @property
    def behind(self) -> tuple[str, ...]:
        return tuple(row.name for row in self.rows if row.behind_by)

    @cached_property
    def done(self) -> Mapping[UUID, int]:
        """Assignment to the number of members who have reached its target."""
        return {
            one.assignment.pk: sum(status.is_done for row in self.rows if (status := row.statuses[place]))
            for place, one in enumerate(self.assigned)
        }


def build_matrix(
    assigned: Sequence[Assigned], people: Iterable[Person], bank: PublishedBank, now: datetime
) -> SectionMatrix:
    columns = columns_of(all_keys(assigned, bank), bank)
    rows = [row_of(person, columns, assigned, bank, now) for person in people]
    return SectionMatrix(columns, tuple(assigned), tuple(sorted(rows, key=need_of_help)))


def need_of_help(row: Row) -> tuple[int, int, str]:
    """Whoever is behind by most comes first, then whoever recalls least."""
    return -row.behind_by, sum(cell.per_cent for cell in row.cells if cell), row.name.casefold()


def columns_of(keys: Sequence[str], bank: PublishedBank) -> tuple[Column, ...]:
    wanted = frozenset(keys)
    columns = (Column(s.title, tuple(key for key in s.keys if key in wanted)) for s in bank.sections)
    return tuple(column for column in columns if column.keys)


def row_of(
    person: Person,
    columns: Sequence[Column],
    assigned: Sequence[Assigned],
    bank: PublishedBank,
    now: datetime,
) -> Row:
    predicted = Predicted(bank, person.profile, person.cards)
    return Row(
        person.name,
        tuple(worked_out(partial(cell_of, predicted, column, now)) for column in columns),
        tuple(worked_out(partial(status_of, one, person, predicted, now)) for one in assigned),
    )


def cell_of(predicted: Predicted, column: Column, now: datetime) -> Cell:
    recalls = predicted.recalls_at(column.keys, now)
    levels = predicted.levels_at(column.keys, now)
    recalled = sum(recalls[key] for key, level in levels.items() if level > engine.Level.NEW)
    median = median_low(levels.values())
    return Cell(median, LEVEL_WORDS[median], round(100 * recalled / len(levels)))


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
