"""A cohort's first page, for its instructors: what to teach, whom to talk to, and who is where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cached_property, partial
from itertools import chain
from typing import Final
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from database.at_hand import AtHand
from quiz import engine
from quiz.bank.published import PublishedBank, published_bank
from quiz.cohorts.answers.first_answers import First
from quiz.cohorts.answers.misleading import Confusion, confusions_of
from quiz.cohorts.assigned import Assigned, all_keys, assigned_in, what_of
from quiz.cohorts.days import day_at, end_in_words, has_begun
from quiz.cohorts.measuring.frozen import Results, results_of
from quiz.cohorts.measuring.models import CohortWeek
from quiz.cohorts.measuring.standing import Person, worked_out
from quiz.cohorts.measuring.weeks import Outlook, expected_of, outlook_of, weeks_of
from quiz.cohorts.models import Cohort, Membership
from quiz.cohorts.reporting.course import Course, Expectation, course_of, expectation_of
from quiz.cohorts.reporting.groups import Group, place_of
from quiz.cohorts.reporting.members_read import MemberRead, joined_at, members_read, status_at_hand, steady
from quiz.cohorts.reporting.numbers import numbers_of
from quiz.cohorts.reporting.table import Block, Choice, Row, Table, asked_of
from quiz.cohorts.reporting.weak import WeakPage, weak_of

TO_TEACH = 3
TO_TALK_TO = 4
_confusions: Final = AtHand[UUID, tuple[tuple[object, ...], tuple[Confusion, ...]]](100)
"""By cohort, with what they were made from."""
_weak: Final = AtHand[UUID, tuple[tuple[object, ...], WeakPage]](100)
"""The same."""


@dataclass(frozen=True)
class Read:
    """What the page is made of, read once."""

    cohort: Cohort
    bank: PublishedBank
    assigned: tuple[Assigned, ...]
    current: tuple[Membership, ...]
    """Instructors too, by the day on which they joined."""
    people: tuple[Person, ...]
    """The members, in that order."""
    known: Mapping[UUID, MemberRead]
    now: datetime
    zone: tzinfo
    """Where the reader is."""

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @cached_property
    def made_from(self) -> tuple[object, ...]:
        """What has changed once anybody has answered, come or gone, or other questions are assigned."""
        return self.keys, *(one.made_from for one in self.known.values())

    @property
    def firsts(self) -> list[First]:
        return list(chain.from_iterable(one.firsts for one in self.known.values()))

    def expected(
        self, person: Person, keys: Sequence[str], bank: PublishedBank, at: datetime
    ) -> tuple[float, float, float]:
        """As `weeks.expected_of`, at hand."""
        ranges = self.known[person.user].ranges if person.user else {}
        asked = at, tuple(keys)
        if asked not in ranges:
            ranges.clear()
            ranges[asked] = expected_of(person, keys, bank, at)
        return ranges[asked]

    @cached_property
    def blocks(self) -> list[Block]:
        """In the order of `assigned`."""
        return [
            Block(
                place,
                one,
                what_of(one.assignment, self.bank),
                str(one.assignment.get_target_display()),
                has_begun(one.assignment.opens_on, self.now),
                one.last_end <= self.now,
                one.own(None),
            )
            for place, one in enumerate(self.assigned)
        ]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return all_keys(self.assigned, self.bank)


def read_cohort(cohort: Cohort, *, now: datetime, zone: tzinfo) -> Read:
    bank = published_bank()
    assigned = assigned_in(cohort.assignments.all(), bank)
    current = tuple(
        cohort.memberships.current().with_first_day().select_related("user").order_by("agreed_at")
    )
    members = members_in(current)
    results = results_of(cohort, assigned, [member.user_id for member in members], bank, now)
    known = members_read(members, assigned, bank)
    people = tuple(person_of(member, known[member.user_id], results) for member in members)
    return Read(cohort, bank, tuple(assigned), current, people, known, now, zone)


def members_in(current: Sequence[Membership]) -> list[Membership]:
    return [one for one in current if one.role == Membership.Role.MEMBER]


def person_of(member: Membership, known: MemberRead, results: Results) -> Person:
    return Person(
        str(member.user),
        joined_at(member).date(),
        known.profile,
        known.cards,
        member.shows_reasons,
        results.get(member.user_id, {}),
        member.user_id,
    )


@dataclass(frozen=True)
class Report:
    """Who is where, and what each knows of each question now: what page, paper and file are made of."""

    read: Read
    rows: tuple[Row, ...]
    """Each with a figure for each of `assigned`, in that order."""
    levels: tuple[Mapping[str, engine.Level], ...]
    """Of those members of whom they can be worked out, each of the questions assigned to them."""

    def table(self, choice: Choice) -> Table:
        running = [block for block in self.read.blocks if not block.is_ended]
        ended = [block for block in self.read.blocks if block.is_ended]
        return Table(self.rows, (*running, *reversed(ended)), choice)


def report_of(read: Read) -> Report:
    rows, levels = [], []
    for member, person in zip(members_in(read.current), read.people, strict=True):
        known = read.known[member.user_id]
        own = worked_out(partial(known.predicted.levels_at, known.keys, read.now))
        if own is not None and member.shows_answers:
            levels.append(own)
        rows.append(row_of(member, person, known, read))
    return Report(read, tuple(rows), tuple(levels))


def row_of(member: Membership, person: Person, known: MemberRead, read: Read) -> Row:
    statuses = [
        worked_out(partial(status_at_hand, one.assigned, one.own(person.user), person, known, read.now))
        for one in read.blocks
    ]
    asked = [asked_of(block, person, status) for block, status in zip(read.blocks, statuses, strict=True)]
    place = place_of(asked, keeps_missing=len(known.missing), today=read.today)
    return Row(person.name, member, place, tuple(map(numbers_of, statuses)))


@dataclass(frozen=True)
class CohortPage:
    """All of the page but what the template asks for itself."""

    report: Report
    table: Table
    confusions: tuple[Confusion, ...]
    outlook: Outlook | None
    weeks: Sequence[CohortWeek]

    @property
    def members(self) -> int:
        return len(self.report.rows)

    @property
    def today(self) -> date:
        return self.report.read.today

    @property
    def ends(self) -> list[tuple[Block, str]]:
        """Each assignment with the instant at which it ends, there and where the reader is."""
        zone = self.report.read.zone
        return [(block, end_in_words(block.due_on, zone)) for block in self.table.blocks]

    @property
    def takes_more(self) -> bool:
        """Whether anybody can be invited and anything assigned."""
        return self.report.read.cohort.archived_at is None

    @property
    def next(self) -> str:
        """What a cohort that has only just begun needs."""
        if not self.members:
            return "invite"
        return "" if self.table.blocks else "assign"

    @property
    def teach_words(self) -> str:
        number = len(self.to_teach)
        words = {1: _("Teach this one"), 2: _("Teach these two"), 3: _("Teach these three")}
        return words.get(number, _("Teach"))

    @property
    def talk_words(self) -> str:
        number = len(self.to_talk_to)
        words = {
            1: _("Talk to this one"),
            2: _("Talk to these two"),
            3: _("Talk to these three"),
            4: _("Talk to these four"),
        }
        return words.get(number, _("Talk to"))

    @property
    def to_teach(self) -> tuple[Confusion, ...]:
        return self.confusions[:TO_TEACH]

    @property
    def to_talk_to(self) -> list[Row]:
        rows = [row for row in self.report.rows if row.place.group is Group.NEEDS_HELP]
        return sorted(rows, key=lambda row: row.order)[:TO_TALK_TO]

    @property
    def needs_help(self) -> int:
        return self.table.counts[Group.NEEDS_HELP]

    @cached_property
    def expectation(self) -> Expectation | None:
        return expectation_of(self.weeks, self.outlook, day_at(self.report.read.now))

    @cached_property
    def course(self) -> Course:
        return course_of(self.weeks, self.outlook, day_at(self.report.read.now))

    @cached_property
    def weak(self) -> WeakPage | None:
        read = self.report.read
        if not any(self.report.levels):
            return None
        made_from = (*read.made_from, steady(read.now), get_language())
        kept = _weak.get(read.cohort.pk)
        if kept and kept[0] == made_from:
            return kept[1]
        chosen = {one.key: (one.chose, one.of) for one in self.confusions}
        found = weak_of(self.report.levels, read.keys, read.bank, chosen)
        return _weak.keep(read.cohort.pk, (made_from, found))[1]


def confusions_at_hand(read: Read) -> tuple[Confusion, ...]:
    """All of them; worked out anew once anybody has answered, come or gone."""
    made_from = read.made_from
    kept = _confusions.get(read.cohort.pk)
    if kept and kept[0] == made_from:
        return kept[1]
    found = confusions_of(read.cohort, read.bank, keys=read.keys, most=None, known=read.firsts)
    return _confusions.keep(read.cohort.pk, (made_from, found))[1]


def page_of(cohort: Cohort, *, now: datetime, zone: tzinfo, choice: Choice) -> CohortPage:
    """The same queries however many members there are."""
    report = report_of(read_cohort(cohort, now=now, zone=zone))
    read = report.read
    confusions = worked_out(partial(confusions_at_hand, read)) or ()
    outlook = worked_out(partial(outlook_of, read.people, read.assigned, read.bank, now, read.expected))
    return CohortPage(report, report.table(choice), tuple(confusions), outlook, weeks_of(cohort))
