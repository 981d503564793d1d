"""Eight days of a learner with an interview on the last: no page contradicts what was done."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from quiz.practice.models import Prompt
from quiz.practice.people.planning import set_plan
from tests.browser.walking import Walk
from tests.conftest import NOW, Person
from tests.practice.acts import right_slug

DAYS, A_DAY, PAUSE = 8, 5, timedelta(minutes=2)
NO_DAY = ("due today", "is due", "comes back on", "comes back tomorrow", "come back today", "back tomorrow")
"""Before an interview no day is bound."""


@dataclass
class Day:
    """What was done on it, and what was said of the next one."""

    right: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    """Questions, as they are asked; those whose first answer was a miss."""
    starts_with: int = 0


@pytest.fixture
def clock(learner: Person, time_machine: Any) -> Any:
    """Moves the server's clock; signing in came before it."""
    time_machine.move_to(NOW, tick=True)
    return time_machine


def test_eight_days_with_an_interview_on_the_last(open_browser: Any, learner: Person, clock: Any) -> None:
    walk, before, answered = open_browser(learner), Day(), 0
    set_plan(learner=learner.learner, interview_on=(NOW + timedelta(days=DAYS - 1)).date(), minutes=10)
    for number in range(DAYS):
        clock.move_to(NOW + timedelta(days=number))
        starts_today(walk, before, answered, is_last=number == DAYS - 1)
        day = practised(walk, clock, 12 if number == 0 else A_DAY, opening=before)
        answered += len(day.right) + len(day.missed)
        day.starts_with = says_at_the_end(walk, day)
        says_afterwards(walk, day)
        before = day
    clock.move_to(NOW + timedelta(days=DAYS))
    assert "What next?" in words(walk, "/today/")


def words(walk: Walk, path: str = "") -> str:
    """What the page says; of one that is open where no path is given."""
    if path:
        walk.go(path)
    return " ".join(walk.page.locator("main").inner_text().split())


def starts_today(walk: Walk, before: Day, answered: int, *, is_last: bool) -> None:
    said = words(walk, "/today/")
    assert ("Good luck today." in said) == is_last
    assert ("interview today" in said) == is_last
    assert "What next?" not in said
    assert "Done for today" not in said
    assert bool(re.search(r"\d+ of 100", said)) == (answered >= 10), "a figure needs ten answers"
    if before.starts_with:
        assert re.search(
            rf"We start with (the question|{before.starts_with} questions) you missed last time", said
        )
    for path in ("/today/", "/mastery/", "/library/"):
        said = words(walk, path)
        assert not [phrase for phrase in NO_DAY if phrase in said], path


def practised(walk: Walk, clock: Any, number: int, *, opening: Day) -> Day:
    """A session of so many answers, every third a miss; what was promised is asked first."""
    day, asked = Day(), []
    walk.go("/today/").press(re.compile("^(Practise P|Practise$|Start the warm-up|Go on)"))
    for place in range(number):
        if place:
            walk.go_on()
        walk.is_asked()
        asked.append(walk.question)
        clock.shift(PAUSE if number == A_DAY else timedelta(seconds=15))
        is_right = place % 3 != 2
        give(walk, right=is_right)
        if asked[-1] not in (*day.right, *day.missed):
            (day.right if is_right else day.missed).append(asked[-1])
        says_what_was_done(walk, right=is_right)
    promised = min(opening.starts_with, number)
    assert set(asked[:promised]) <= set(opening.missed), "the session starts with what was missed"
    return day


def give(walk: Walk, *, right: bool) -> None:
    page, prompt = walk.page, Prompt.objects.get(pk=walk.page.url.split("/")[-2])
    if page.get_by_role("radio").count():
        value = right_slug(prompt) if right else "unsure"
        walk.choose(page.locator(f"input[name=response][value='{value}']"))
        walk.press(re.compile("^Answer"))
    elif page.locator("[name=text]:not([type=hidden])#typed").count():
        if right:
            page.locator("#typed").fill(
                prompt.revision.accepted[0] if prompt.revision.accepted else prompt.revision.answer
            )
            walk.press(re.compile("^Answer"))
        else:
            walk.press(re.compile("^I don’t know"))
    else:
        walk.press(re.compile("^Reveal"))
        walk.press(re.compile("Knew it$" if right else "Forgot$"))
    walk.has_feedback()


def says_what_was_done(walk: Walk, *, right: bool) -> None:
    verdict = walk.page.locator("h2.verdict").inner_text()
    assert (verdict in {"Wrong this time", "Not known yet", "Forgot"}) == (not right), verdict
    said = words(walk)
    assert not [phrase for phrase in NO_DAY if phrase in said]


def says_at_the_end(walk: Walk, day: Day) -> int:
    """The summary agrees with the session; gives with how many the next one starts."""
    walk.press("Stop")
    walk.page.wait_for_url(re.compile("/summary/"))
    said = words(walk)
    assert f"{len(day.right)} right. {len(day.missed)} to look at again." in said
    assert [title.strip() for title in walk.page.locator(".missed strong").all_inner_texts()] == day.missed
    walk.page.get_by_text("As a list").click()
    up = walk.page.locator("section:has(> h3:text-is('Up')) strong").all_inner_texts()
    assert not set(up) & set(day.missed), "what was missed is never up"
    found = re.search(r"your next session starts with (it|these \w+|\w+ of them)", said)
    numbers = dict(
        zip(["it", "one", "two", "three", "four", "five", "six"], (1, 1, 2, 3, 4, 5, 6), strict=True)
    )
    return numbers[found[1].removeprefix("these ").removesuffix(" of them")] if found else 0


def says_afterwards(walk: Walk, day: Day) -> None:
    """Today counts what was done, and ends once the minutes are over."""
    said = words(walk, "/today/")
    assert f"{len(day.right) + len(day.missed)} answers, {len(day.right)} right" in said
    assert f"Missed today ({len(day.missed)})" in said
    assert ("Done for today." in said) == ("10 of 10 minutes" in said)
    assert timezone.now().date().day == int(re.search(r"\w+day (\d+) ", said)[1])  # type: ignore[index]
