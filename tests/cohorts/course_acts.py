"""A course of six weeks: who is in it, what they do, and what a page says of it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.urls import reverse

from quiz.bank.published import published_bank
from quiz.cohorts.models import Cohort
from quiz.practice.asking.starting import Focus, start_session
from quiz.practice.models import Prompt, Way
from tests.cohorts.acts import page, report, report_rows, section_keys, words
from tests.conftest import Person, make_user
from tests.practice.acts import UTC, answer, answer_well, right_slug

START = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
"""A Monday, on which the Sunday before is over everywhere."""
DAY, WEEK = timedelta(days=1), timedelta(days=7)
MIXED_UP = "how-dvc-works-with-git"
"""A question of version control, the first one that this cohort answers."""
Places = Mapping[tuple[str, str], Iterable[int]]
"""Group and reason to the members of whom both are said."""


def keys_in_order(section: str) -> tuple[str, ...]:
    return tuple(sorted(section_keys(section), key=lambda key: key != MIXED_UP))


@dataclass
class Course:
    """What was done, to hold the pages against."""

    clock: Any
    cohort: Cohort = field(default_factory=Cohort)
    members: dict[int, Person] = field(default_factory=dict)
    answered: dict[tuple[int, str], int] = field(default_factory=dict)
    """By member and section: so many questions, in the order of `keys_in_order`."""
    chose: Counter[str] = field(default_factory=Counter)
    """The options of those who mix something up."""
    weeks: list[float] = field(default_factory=list)
    """What was expected on each Monday so far."""

    def here(self, numbers: Iterable[int]) -> list[int]:
        """Those of them who are still members."""
        return [number for number in numbers if number in self.members]

    def enrol(self, number: int) -> Person:
        """Somebody new, who has not joined yet."""
        name = f"Learner {number}"
        self.members[number] = Person().sign_in(make_user(f"learner{number}@example.org", name))
        return self.members[number]

    def answers(self, numbers: Iterable[int], section: str, upto: int, *, at: datetime) -> None:
        """Each of them answers the next of its questions, until so many are answered."""
        keys = keys_in_order(section)
        for number in numbers:
            first = self.answered.get((number, section), 0)
            for place, key in enumerate(keys[first:upto]):
                self.right(number, key, at + timedelta(minutes=place))
            self.answered[number, section] = max(first, upto)

    def right(self, number: int, key: str, at: datetime) -> None:
        answer_well(self.asked(number, key, at), now=at + timedelta(seconds=9))

    def misses(self, number: int, key: str, at: datetime) -> str:
        """By the wrong option that comes first by its name; gives it."""
        prompt = self.asked(number, key, at)
        if prompt.way == Way.RECALL:
            answer_well(prompt, now=at + timedelta(seconds=9), grade=1)
            return ""
        wrong = sorted(set(prompt.options) - {right_slug(prompt)}) if prompt.way == Way.CHOOSE else ["unsure"]
        answer(prompt, now=at + timedelta(seconds=9), response=wrong[0])
        return wrong[0]

    def mixes_up(self, number: int, key: str, at: datetime) -> None:
        """The first of the section's questions, which they answer for the first time."""
        self.chose[self.misses(number, key, at)] += 1
        self.answered[number, published_bank().questions[key].section.slug] = 1

    def again(self, number: int, section: str, at: datetime) -> None:
        """All of it that they have answered before."""
        for place, key in enumerate(keys_in_order(section)[: self.answered[number, section]]):
            self.right(number, key, at + timedelta(minutes=place))

    def asked(self, number: int, key: str, at: datetime) -> Prompt:
        """The same on every run."""
        learner, focus = self.members[number].learner, Focus(title=key, only=(key,))
        dice = Random(f"{number} {key} {at}")
        return start_session(learner=learner, focus=focus, now=at, zone=UTC, dice=dice).prompt


def places_of(table: list[dict[str, Any]]) -> dict[int, tuple[str, str]]:
    """Of each member the group and the reason; a group's count is that of its rows."""
    found = {}
    for group in table:
        title, count = group["title"].rsplit(" ", 1)
        assert int(count) == len(group["rows"]), title
        found |= {int(name.removeprefix("Learner ")): (title, reason) for name, reason in group["rows"]}
    return found


def flat(places: Places) -> dict[int, tuple[str, str]]:
    return {number: place for place, numbers in places.items() for number in numbers}


def own_words(cell: str) -> str:
    """What the member's own page says, where the cohort's says this."""
    ended = re.fullmatch(r"by then (\d+) answered, (\d+) at the level, (\d+) since", cell)
    if not ended:
        return cell
    late = f" · late: {ended[3]} more since" if ended[3] != "0" else ""
    return f"answered by the due day {ended[1]} · at the level on the due day {ended[2]}{late}"


def figures_hold(course: Course, instructor: Person, *sections: str) -> list[list[str]]:
    """Each figure of the cohort's page is what was done, and stands on the member's own page.

    `sections` in the order in which its assignments stand there.
    """
    rows = report_rows(report(instructor, course.cohort))
    for row in rows:
        number = int(row[0].removeprefix("Learner "))
        own = page(course.members[number], course.cohort, "cohort-mine")
        for section, cell in zip(sections, row[2:], strict=True):
            says_what_was_done(course, number, section, cell)
            assert cell == "excused" or own_words(cell) in own, (number, cell)
    return rows


def says_what_was_done(course: Course, number: int, section: str, cell: str) -> None:
    """Also where a part of it came late."""
    done = course.answered.get((number, section), 0)
    running = re.match(r"answered (\d+) · at the level now (\d+)", cell)
    ended = re.match(r"by then (\d+) answered, (\d+) at the level, (\d+) since", cell) or re.match(
        r"answered by the due day (\d+) · at the level on the due day (\d+)(?: · late: (\d+) more since)?",
        cell,
    )
    if running:
        assert int(running[1]) == done >= int(running[2]), (number, section, cell)
    elif ended:
        assert int(ended[1]) + int(ended[3] or 0) == done >= int(ended[2]), (number, section, cell)
    else:
        assert cell == "excused", (number, section, cell)


def kept(instructor: Person, cohort: Cohort) -> Iterator[str]:
    """Everything with figures that is to be read in a cohort, without what says on which day or in which state."""
    for row in report_rows(report(instructor, cohort)):
        yield " ".join(row)
    for name in ("cohort-questions", "cohort-weeks-csv", "cohort-questions-csv", "cohort-teach"):
        response = instructor.get(reverse(name, args=[cohort.pk]))
        assert response.status_code == 200, name
        text = words(response)
        yield text.split("Which questions mislead?", 1)[-1]
