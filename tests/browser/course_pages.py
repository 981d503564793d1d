"""What the pages say of a course on a Monday, held against what was done."""

import re
from datetime import timedelta
from typing import Any

from django.urls import reverse

from tests.browser.walking import Walk
from tests.cohorts.course_acts import START, WEEK, Course, Places, flat, places_of
from tests.cohorts.frozen_acts import freeze
from tests.cohorts.member_acts import address_of, figures_in
from tests.conftest import Person

READ_TABLE = """() => [...document.querySelectorAll("#who tbody")].map((body) => ({
    title: body.querySelector(".group th").firstChild.textContent.trim().replace(/\\s+/g, " "),
    rows: [...body.querySelectorAll("tr:not(.group, .more) > th")].map((head) =>
        [head.querySelector("a").innerText.trim(), head.querySelector("a + span").innerText.trim()]),
}))"""


def monday(walk: Walk, course: Course, number: int) -> str:
    """The day has come; gives where the cohort is."""
    course.clock.move_to(START + number * WEEK)
    address = course.cohort.get_absolute_url()
    walk.go(address)
    return str(address)


def night(course: Course, number: int) -> None:
    """After that Monday; a second run finds nothing more."""
    course.clock.move_to(START + number * WEEK + timedelta(hours=11))
    freeze()
    assert freeze() == "Nothing has ended since the last time.\n"
    weeks = [row.expected for row in course.cohort.weeks.order_by("monday")]
    assert weeks[: len(course.weeks)] == course.weeks, "a Monday's figure stays"
    course.weeks = weeks


def overview_says(walk: Walk, course: Course, places: Places) -> None:
    """Groups, counts and reasons; the brief and Today name the same people."""
    address, here = course.cohort.get_absolute_url(), flat(places)
    table = walk.go(f"{address}?all=1").page.evaluate(READ_TABLE)
    assert places_of(table) == here
    helped = [number for number, (group, _reason) in here.items() if group == "Needs help"]
    picks = walk.go(address).page.locator(".picks").first.inner_text().split()
    assert picks[:2] == ["Everyone", str(len(here))]
    assert sum(int(word) for word in picks[2:] if word.isdigit()) == len(here), "groups add up"
    brief = walk.page.locator(
        ".brief section", has=walk.page.get_by_role("heading", name=re.compile("^Talk"))
    )
    talk = brief.locator("a[href*=members]").all_inner_texts()
    assert len(talk) == min(len(helped), 4)
    assert {int(name.removeprefix("Learner ")) for name in talk} <= set(helped)
    said = walk.go("/today/").page.locator("main").inner_text()
    assert (f"{len(helped)} people need help." in said) == bool(helped), said


def each_member_reads_the_same(course: Course, instructor: Person, *numbers: int) -> None:
    """What instructors see of them is, to the letter, on their own page."""
    for number in numbers:
        member = course.members[number]
        seen = figures_in(instructor.get(address_of(member, course.cohort)))
        own = figures_in(mine(course, number))
        assert seen and seen == [part for part in own if "<h3>Keeps missing" not in part], number


def mine(course: Course, number: int) -> Any:
    return course.members[number].get(reverse("cohort-mine", args=[course.cohort.pk]))
