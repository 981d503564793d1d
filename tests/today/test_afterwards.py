"""The interview is over: another date, keep it alive, or rest."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from accounts.models import User
from quiz.practice.models import Plan
from tests.conftest import NOW, Person
from tests.mastery.steps import elsewhere, practise

pytestmark = pytest.mark.django_db
OVER = date(2026, 11, 23)


def over(person: Person) -> Person:
    practise(person, 12, now=NOW - timedelta(days=3))
    Plan.objects.create(learner=person.learner, interview_on=OVER)
    return person


def plan(person: Person) -> Plan:
    return Plan.objects.get(learner=person.learner)


@pytest.mark.any_database
@pytest.mark.parametrize("page", ["/today/", "/mastery/"])
def test_the_day_after_it_asks_what_next(learner: Person, page: str) -> None:
    body = over(learner).get(page).text
    assert "Your interview was on Monday 23 November. Everything you practised is saved" in body
    assert body.count("button go") == 1
    for way in ("Set another date", "Keep what I know", "Take a break"):
        assert way in body


@pytest.mark.any_database
@pytest.mark.parametrize("address", ["/today/", "/mastery/"])
@pytest.mark.parametrize("answers", [12, 3])
def test_that_comes_first_and_practising_after_it(learner: Person, address: str, answers: int) -> None:
    practise(learner, answers, now=NOW - timedelta(days=3))
    Plan.objects.create(learner=learner.learner, interview_on=OVER)
    body = learner.get(address).text.split("<main")[1]
    assert re.findall(r'class="button go[^"]*"[^>]*>([^<]+)<', body) == ["Set another date"]
    practising = re.search(r">(Practise|Learn new questions) <kbd", body)
    assert practising and body.index("What next?") < body.index("button go") < practising.start()
    assert body.count("<h1") == 1


@pytest.mark.any_database
@pytest.mark.parametrize("day", [NOW.date() + timedelta(days=1), None])
def test_before_that_and_without_a_date_it_does_not(learner: Person, day: date | None) -> None:
    over(learner)
    Plan.objects.update(interview_on=day)
    assert "What next?" not in learner.get("/today/").text


def of_the_interview(person: Person, clock: Any, instant: datetime) -> list[str]:
    """What Today says of the interview then, beside the day itself."""
    clock.move_to(instant)
    told = (
        "interview tomorrow",
        "interview today",
        "Good luck today.",
        "Your interview is over",
        "Your interview was",
    )
    body = person.get("/today/").text
    return [words for words in told if words in body] + re.findall(r"<h2>On (\w+ \d+ \w+)</h2>", body)


@pytest.mark.any_database
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland"])
def test_it_says_one_thing_at_each_hour_around_the_interview(learner: Person, clock: Any, zone: str) -> None:
    over(learner)
    User.objects.update(time_zone=zone)
    Plan.objects.update(interview_on=NOW.date())
    nine = NOW.replace(tzinfo=ZoneInfo(zone))
    told = [
        of_the_interview(learner, clock, nine + timedelta(minutes=each)) for each in (-720, -1, 0, 720, 1440)
    ]
    assert told == [
        ["interview tomorrow", "Tuesday 24 November"],
        ["interview today", "Good luck today.", "Tuesday 24 November"],
        ["interview today", "Good luck today.", "Tuesday 24 November"],
        ["interview today", "Good luck today.", "Tuesday 24 November"],
        ["Your interview is over", "Your interview was", "Wednesday 2 December"],
    ]


@pytest.mark.any_database
@pytest.mark.parametrize(("hours", "date_then"), [(0, NOW.date()), (14, NOW.date()), (15, None)])
def test_what_comes_next_can_be_chosen_once_the_day_is_over(
    learner: Person, clock: Any, hours: int, date_then: date | None
) -> None:
    over(learner)
    Plan.objects.update(interview_on=NOW.date())
    clock.move_to(NOW + timedelta(hours=hours))
    assert ("What next?" in learner.get("/today/").text) == (date_then is None)
    learner.post("/plan/afterwards/", {"choice": "rest"})
    assert plan(learner).interview_on == date_then


@pytest.mark.any_database
def test_figures_then_say_which_day_they_are_for(learner: Person) -> None:
    body = over(learner).get("/today/").text
    assert "On Tuesday 1 December" in body
    assert "Your interview is over, so this looks a week ahead." in body


def test_keeping_it_alive_clears_the_date(learner: Person) -> None:
    response = over(learner).post("/plan/afterwards/", {"choice": "keep"})
    assert response["Location"] == "/today/"
    assert (plan(learner).interview_on, plan(learner).resting) == (None, False)
    assert "What next?" not in learner.get("/today/").text


def test_resting_clears_the_date_and_today_asks_for_nothing(learner: Person) -> None:
    over(learner).post("/plan/afterwards/", {"choice": "rest"})
    assert (plan(learner).interview_on, plan(learner).resting) == (None, True)
    body = learner.get("/today/").text
    assert "You are taking a break." in body
    assert "We ask you nothing until you answer a question or set a new date." in body
    for demand in ("due.", "due today", "Coming days", "You would know", "What next?"):
        assert demand not in body
    assert (
        "You are taking a break until you answer a question or set a new date."
        in learner.get("/mastery/").text
    )


@pytest.mark.any_database
def test_who_rests_sees_the_figure_and_no_forecast(learner: Person) -> None:
    assert "With 10 minutes" in over(learner).get("/mastery/").text
    learner.post("/plan/afterwards/", {"choice": "rest"})
    body = learner.get("/mastery/").text
    assert re.search(r"<strong>\d+</strong> of 100 questions", body)
    for demand in ("With 10 minutes", "Most of the gap"):
        assert demand not in body


def test_looking_does_not_end_the_rest_and_an_answer_does(learner: Person) -> None:
    over(learner).post("/plan/afterwards/", {"choice": "rest"})
    learner.get("/mastery/")
    assert plan(learner).resting
    practise(learner, 1)
    assert not plan(learner).resting
    assert "You are taking a break" not in learner.get("/today/").text


def test_a_date_ends_the_rest_and_other_changes_keep_it(learner: Person) -> None:
    over(learner).post("/plan/afterwards/", {"choice": "rest"})
    learner.post("/plan/", {"interview_on": "", "minutes": "5"})
    assert (plan(learner).minutes, plan(learner).resting) == (5, True)
    learner.post("/plan/", {"interview_on": "2026-12-11", "minutes": "5"})
    assert not plan(learner).resting


def test_another_choice_is_not_there_and_looking_changes_nothing(learner: Person) -> None:
    over(learner)
    assert learner.post("/plan/afterwards/", {"choice": "forget"}).status_code == 404
    assert learner.get("/plan/afterwards/").status_code == 405
    assert plan(learner).interview_on == OVER


def test_a_choice_moves_nobody_elses_plan(learner: Person, classmate: Person, visitor: Person) -> None:
    over(learner)
    for other in (classmate, visitor):
        assert other.post("/plan/afterwards/", {"choice": "rest"}).status_code == 302
    assert plan(learner).interview_on == OVER


def test_what_it_asks_costs_no_statement_but_whether_they_said_what_was_asked(
    learner: Person, django_assert_num_queries: Any
) -> None:
    practise(learner, 12)
    for day, statements in ((None, 9), (OVER, 10), (OVER - timedelta(days=7), 9)):
        Plan.objects.update_or_create(learner=learner.learner, defaults={"interview_on": day})
        learner.get("/today/")
        elsewhere()
        with django_assert_num_queries(statements):
            learner.get("/today/")


@pytest.mark.parametrize("choice", ["keep", "rest"])
def test_a_page_from_before_a_new_date_was_set_leaves_that_alone(learner: Person, choice: str) -> None:
    over(learner).get("/today/")
    learner.post("/plan/", {"interview_on": "2026-12-11", "minutes": "5"})
    assert learner.post("/plan/afterwards/", {"choice": choice}).status_code == 302
    assert (plan(learner).interview_on, plan(learner).resting) == (date(2026, 12, 11), False)
