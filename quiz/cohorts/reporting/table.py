"""Who is where: the table of a cohort's page, a row for each member and a block of columns for each assignment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from quiz.cohorts.assigned import Assigned, Own
from quiz.cohorts.by_name import by_name
from quiz.cohorts.measuring.standing import Person, Status
from quiz.cohorts.models import Membership
from quiz.cohorts.reporting.cells import cells
from quiz.cohorts.reporting.groups import RULES, TITLES, Asked, Group, Place
from quiz.cohorts.reporting.numbers import Numbers

COLUMNS = 4
"""Of one assignment."""
BLOCKS = 2
"""Assignments side by side."""
ROWS = 60
"""Members on one page of the table."""
SHOWN_AT_FIRST = {Group.ON_COURSE: 3, Group.DONE: 0, Group.NOTHING_NOW: 3}
"""Members of a group who are shown before the rest is asked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A member: their group with the reason, and their figures in the order of the assignments."""

    name: str
    member: Membership
    place: Place
    numbers: tuple[Numbers, ...]

    @property
    def url(self) -> str:
        """Of the member's page."""
        return reverse("member", args=[self.member.cohort_id, self.member.pk])

    @property
    def order(self) -> tuple[int, int, list[tuple[int, str]]]:
        """Whoever is short by most first, then whoever would keep least."""
        return (
            -self.place.urgency,
            sum(one.day or one.level or 0 for one in self.numbers),
            by_name(self.name),
        )


class Shown(NamedTuple):
    """A row with its cells drawn."""

    row: Row
    cells: SafeString


@dataclass(frozen=True, slots=True)
class Block:
    """An assignment above its columns; `place` is where its figures stand in a row."""

    place: int
    assigned: Assigned
    what: str
    level: str
    is_open: bool
    is_ended: bool
    everybodys: Own
    """What holds of it for whoever has no arrangement."""

    def own(self, user: UUID | None) -> Own:
        return self.assigned.own(user) if user in self.assigned.arrangements else self.everybodys

    @property
    def due_on(self) -> date:
        return self.assigned.assignment.due_on


@dataclass(frozen=True, slots=True)
class Rows:
    """A group's rows on a page; `more` are folded."""

    group: Group
    count: int
    shown: Sequence[Shown]
    more: int = 0

    @property
    def more_words(self) -> str:
        words = {"number": self.more}
        if self.shown:
            return ngettext("Show the other one", "Show the other %(number)s", self.more) % words
        return ngettext("Show the one", "Show the %(number)s", self.more) % words

    @property
    def title(self) -> Any:
        return TITLES[self.group]

    @property
    def rule(self) -> Any:
        return RULES[self.group]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader asked for: a group, a part of a name, which assignments, which page of rows, or all of it."""

    group: Group | None = None
    name: str = ""
    blocks: int = 1
    page: int = 1
    whole: bool = False
    """For paper: nobody is left out."""

    @property
    def is_narrow(self) -> bool:
        return bool(self.group or self.name)


@dataclass(frozen=True)
class Table:
    """All of it, and what is shown by `choice`."""

    rows: tuple[Row, ...]
    blocks: tuple[Block, ...]
    """Running ones first, the one due next before the others; then those that have ended, the latest first."""
    choice: Choice

    @cached_property
    def counts(self) -> dict[Group, int]:
        return {group: sum(row.place.group is group for row in self.rows) for group in Group}

    @property
    def filters(self) -> list[Rows]:
        """The groups to choose from; the last only where anybody is in it."""
        return [
            Rows(group, self.counts[group], ())
            for group in Group
            if self.counts[group] or group is not Group.NOTHING_NOW
        ]

    @property
    def columns(self) -> int:
        return 1 + COLUMNS * len(self.shown_blocks)

    @cached_property
    def parts(self) -> list[tuple[Block, ...]]:
        """The blocks as they stand side by side; what runs never beside what has ended."""
        running = [block for block in self.blocks if not block.is_ended]
        ended = [block for block in self.blocks if block.is_ended]
        return [
            tuple(some[at : at + BLOCKS]) for some in (running, ended) for at in range(0, len(some), BLOCKS)
        ]

    @property
    def named_parts(self) -> list[tuple[Sequence[Block], str]]:
        """By their due days."""
        return [(part, part_in_words(part)) for part in self.parts]

    @property
    def shown_blocks(self) -> tuple[Block, ...]:
        return self.parts[min(self.choice.blocks, len(self.parts)) - 1] if self.parts else ()

    @cached_property
    def found(self) -> list[Row]:
        """Those asked for, by group and within it by urgency."""
        asked, name = self.choice.group, self.choice.name.casefold()
        rows = [
            row
            for row in self.rows
            if (not asked or row.place.group is asked) and name in row.name.casefold()
        ]
        order = list(Group)
        return sorted(rows, key=lambda row: (order.index(row.place.group), *row.order))

    @property
    def pages(self) -> int:
        return 1 if self.choice.whole else max(-(-len(self.visible) // ROWS), 1)

    @property
    def page(self) -> int:
        return min(self.choice.page, self.pages)

    @property
    def before(self) -> int:
        """The page before this one; 0 for none."""
        return self.page - 1

    @property
    def after(self) -> int:
        return self.page + 1 if self.page < self.pages else 0

    @cached_property
    def by_group(self) -> dict[Group, list[Row]]:
        return {group: [row for row in self.found if row.place.group is group] for group in Group}

    def cut(self, group: Group) -> list[Row]:
        """Without those on course after the first, and without those who are done, unless they were asked for."""
        is_whole = self.choice.is_narrow or self.choice.whole
        return self.by_group[group][: None if is_whole else SHOWN_AT_FIRST.get(group)]

    @cached_property
    def visible(self) -> list[Row]:
        return [row for group in Group for row in self.cut(group)]

    @property
    def groups(self) -> list[Rows]:
        """On this page of it; a group of which all is folded stands on the last."""
        first = (self.page - 1) * ROWS
        here = self.visible if self.choice.whole else self.visible[first : first + ROWS]
        found = []
        for group, all_rows in self.by_group.items():
            cut = self.cut(group)
            rows = [row for row in here if row.place.group is group]
            is_end = rows[-1] is cut[-1] if rows else self.page == self.pages and not cut
            if rows or (all_rows and is_end):
                folded = len(all_rows) - len(cut) if is_end else 0
                found.append(Rows(group, len(all_rows), [self.drawn(row) for row in rows], folded))
        return found

    def drawn(self, row: Row) -> Shown:
        language = get_language()
        blocks = (
            cells(row.numbers[one.place], one.what, one.is_ended, language) for one in self.shown_blocks
        )
        return Shown(row, mark_safe("".join(blocks)))


def asked_of(block: Block, person: Person, status: Status | None) -> Asked:
    return Asked(block.level, block.own(person.user).due_on, block.is_open, status, block.what)


def part_in_words(blocks: Sequence[Block]) -> str:
    """For instance “Ended: 3 Nov, 10 Nov”."""
    days = ", ".join(date_format(block.due_on, "j M") for block in blocks)
    return (
        _("Ended: %(days)s") % {"days": days} if blocks[0].is_ended else _("Due: %(days)s") % {"days": days}
    )
