"""A session's minutes are those practised, and a day's are those of its sessions."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from quiz.practice.answering.skipping import skip
from quiz.practice.models import PracticeSession, Prompt
from tests.conftest import NOW, Person
from tests.mastery.steps import practise
from tests.practice.acts import UTC, answer_well
from tests.today.steps import start

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def strip(person: Person, prompt: Prompt) -> str:
    """What the top of a question's page says."""
    found = re.search(r"</progress>\s*<p>([^<]+)</p>", person.get(prompt.get_absolute_url()).text)
    assert found
    return found[1]


def session_of(person: Person) -> PracticeSession:
    session = person.learner.sessions.order_by("-started_at").first()
    assert session
    return session


@pytest.fixture
def placed(learner: Person, clock: Any) -> Person:
    """Somebody whose next session is an ordinary one; two answers, of yesterday."""
    practise(learner, 2, now=NOW - timedelta(days=1))
    PracticeSession.objects.update(ended_at=NOW - timedelta(days=1))
    return learner


def test_ten_minutes_away_are_three_practised_and_the_session_goes_on(placed: Person, clock: Any) -> None:
    first = start(placed).prompts.get()
    assert strip(placed, first) == "10 min · 15 left"
    clock.move_to(NOW + 10 * MINUTE)
    assert strip(placed, first) == "10 min · 15 left"
    second = answer_well(first, now=NOW + 10 * MINUTE).following
    assert second and strip(placed, second) == "7 min · 10 left"


def test_what_is_left_falls_with_each_answer_however_quick(placed: Person) -> None:
    prompt = start(placed).prompts.get()
    for left in (15, 14, 13):
        assert strip(placed, prompt) == f"10 min · {left} left"
        following = answer_well(prompt, now=prompt.at + timedelta(seconds=1)).following
        assert following
        prompt = following


def test_a_focus_says_how_many_questions_it_has(placed: Person, ask: Callable[..., Prompt]) -> None:
    assert strip(placed, ask(placed, "what-is-concept-drift")) == "1 question"
    two = ask(placed, "what-is-mlops", "what-is-mlflow")
    assert strip(placed, two) == "10 min · 2 left"
    following = answer_well(two, now=NOW + timedelta(seconds=5)).following
    assert following and strip(placed, following) == "10 min · 1 left"


def test_quick_answers_take_what_they_take_and_the_minutes_end_the_session(placed: Person) -> None:
    prompt, answers = start(placed).prompts.get(), 0
    following: Prompt | None = prompt
    while following:
        answers += 1
        following = answer_well(following, now=NOW + answers * MINUTE).following
    assert (answers, session_of(placed).practised) == (10, 10 * MINUTE)


def test_a_skip_takes_time_and_an_answer_taken_back_has_taken_it(placed: Person, clock: Any) -> None:
    first = start(placed).prompts.get()
    second = skip(learner=placed.learner, prompt_id=first.pk, now=NOW + MINUTE, zone=UTC).following
    assert second
    answer_well(second, now=NOW + 2 * MINUTE)
    clock.move_to(NOW + 2 * MINUTE)
    placed.post(f"{second.get_absolute_url()}undo/")
    assert session_of(placed).practised // timedelta(seconds=1) == 120


def test_a_second_session_of_the_day_gets_what_is_left(placed: Person, clock: Any) -> None:
    session = practise(placed, 2, "what-is-concept-drift", "what-is-mlops", now=NOW + MINUTE)
    placed.post(f"/practice/{session.pk}/end/")
    clock.move_to(NOW + 5 * MINUTE)
    assert start(placed).minutes == 9


def test_a_day_that_is_done_says_so_and_more_is_possible(placed: Person, clock: Any) -> None:
    following: Prompt | None = start(placed).prompts.get()
    for number in range(1, 11):
        assert following
        following = answer_well(following, now=NOW + number * MINUTE).following
    clock.move_to(NOW + 20 * MINUTE)
    assert "Done for today." in placed.get("/today/").text
    assert start(placed).minutes == 10


def test_today_counts_the_minutes_that_are_left(placed: Person, clock: Any) -> None:
    following: Prompt | None = start(placed).prompts.get()
    for number in range(1, 5):
        assert following
        following = answer_well(following, now=NOW + number * MINUTE).following
    placed.post("/plan/", {"interview_on": "2026-12-16", "minutes": "10"})
    clock.move_to(NOW + 5 * MINUTE)
    assert "9 questions left today. About 6 minutes." in placed.get("/today/").text


@pytest.mark.parametrize(("hours", "is_another"), [(2.9, False), (3.1, True), (16, True)])
def test_practise_goes_on_within_three_hours_of_the_same_day(
    placed: Person, clock: Any, hours: float, is_another: bool
) -> None:
    session = start(placed)
    answer_well(session.prompts.get(), now=NOW)
    clock.move_to(NOW + timedelta(hours=hours))
    assert (start(placed) != session) == is_another
    session.refresh_from_db()
    assert session.has_ended == is_another


def test_another_day_is_another_session_even_after_a_minute(placed: Person, clock: Any) -> None:
    clock.move_to(NOW.replace(hour=23, minute=59))
    session = start(placed)
    clock.shift(2 * MINUTE)
    another = start(placed)
    assert another != session and another.minutes == 10


def test_going_on_with_an_old_session_opens_another_on_the_same(placed: Person, clock: Any) -> None:
    session = start(placed, focus="section:version-control")
    clock.move_to(NOW + timedelta(days=1))
    assert "Go on" in placed.get(session.get_absolute_url()).text
    placed.post(session.get_absolute_url())
    assert session_of(placed) != session and session_of(placed).title == session.title


@pytest.mark.any_database
def test_the_summary_tells_the_time_practised(placed: Person) -> None:
    first = start(placed).prompts.get()
    answer_well(first, now=NOW + 10 * MINUTE)
    assert "3 min 0 s" in placed.get(f"/practice/{first.session_id}/summary/").text
