"""The mastery page, in the order of the learner's questions."""

import re
from datetime import timedelta
from typing import Any

import pytest

from quiz.bank.published import published_bank
from quiz.mastery.agenda import Agenda
from quiz.mastery.models import DailyForecast
from quiz.practice.models import Plan
from tests.conftest import NOW, Person
from tests.mastery.steps import elsewhere, practise

pytestmark = pytest.mark.django_db


def headings(person: Person) -> list[str]:
    return re.findall(r"<h[12][^>]*>([^<]+)</h[12]>", person.get("/mastery/").content.decode())


@pytest.mark.any_database
def test_before_ten_answers_it_has_an_empty_mosaic_one_action_and_no_figure(visitor: Person) -> None:
    body = visitor.get("/mastery/").content.decode()
    assert "Answer ten questions to see a first figure." in body
    assert body.count('data-level="0" aria-hidden="true"><use href="#l0"/></svg></a></li>') == 100
    assert body.count("button go") == 1
    assert not re.search(r"\d %(?! )", re.sub(r"<details.*?</details>", "", body, flags=re.S))


def test_it_answers_the_learners_questions_in_their_order(learner: Person) -> None:
    practise(learner, 6, right=False, now=NOW - timedelta(days=2))
    practise(learner, 6, now=NOW - timedelta(days=1))
    assert headings(learner)[:4] == [
        "Am I ready?",
        "What should I do now?",
        "What do I know?",
        "Which are weakest?",
    ]


def test_the_figure_comes_with_its_range_and_its_day(learner: Person) -> None:
    practise(learner, 12)
    body = learner.get("/mastery/").content.decode()
    assert re.search(r"<strong>\d+</strong> of 100 questions", body)
    assert re.search(
        r'aria-label="About \d+ of 100 questions on Tuesday 1 December, likely \d+ to \d+\.', body
    )


@pytest.mark.any_database
def test_nothing_discourages_who_has_just_begun(learner: Person) -> None:
    practise(learner, 12, right=False)
    pages = learner.get("/mastery/").text + learner.get("/today/").text
    assert re.search(r"You would know about \d+ of 100 today\.", pages)
    assert not re.search(r"far off|short of|on the way", pages, re.I)


@pytest.mark.any_database
def test_what_to_do_is_said_as_on_today(learner: Person, clock: Any) -> None:
    practise(learner, 12, right=False, now=NOW - timedelta(days=1))
    assert now_panel(learner) == headline(learner)
    practise(learner, 5, now=NOW)
    clock.move_to(NOW + timedelta(minutes=4))
    assert now_panel(learner) == headline(learner)
    assert "left today" in now_panel(learner)


def now_panel(person: Person) -> str:
    return re.search(r"What should I do now\?</h2><p>([^<]+)", person.get("/mastery/").text)[1]  # type: ignore[index]


def headline(person: Person) -> str:
    return re.search(r"<h1[^>]*>([^<]+)", person.get("/today/").text)[1]  # type: ignore[index]


@pytest.mark.any_database
def test_on_the_interviews_day_the_figures_stay_for_that_day(learner: Person) -> None:
    practise(learner, 12, now=NOW - timedelta(days=1))
    Plan.objects.create(learner=learner.learner, interview_on=NOW.date())
    body = learner.get("/mastery/").text
    assert "Tuesday 24 November" in body
    assert "Good luck today." in body
    assert "week ahead" not in body and "What next?" not in body


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("due", "words"),
    [
        (1, "1 question comes back today. About 1 minute."),
        (3, "3 questions come back today. About 2 minutes."),
        (16, "15 questions today, about 10 minutes."),
    ],
)
def test_what_is_due_comes_with_its_minutes(due: int, words: str) -> None:
    keys = tuple("abcdefghijklmnop"[:due])
    agenda = Agenda(
        due=keys, unmet=0, minutes=10, sections=1, days=(), next_day=None, next_count=0, for_interview=False
    )
    assert agenda.short == words


@pytest.mark.any_database
@pytest.mark.parametrize(("hence", "words"), [(0, "back yet"), (1, "back today")])
def test_what_comes_back_in_some_hours_is_not_said_never_to_come_today(hence: int, words: str) -> None:
    today = NOW.date()
    agenda = Agenda(
        due=(),
        unmet=9,
        minutes=10,
        sections=0,
        days=[(today, 1 - hence)],
        next_day=today + timedelta(days=hence),
        next_count=1,
        for_interview=False,
    )
    assert agenda.headline == f"No question comes {words}."
    assert agenda.only_new == f"No question comes {words}: learn some new ones."


@pytest.mark.any_database
def test_the_same_stands_there_as_a_table(learner: Person) -> None:
    practise(learner, 3)
    body = learner.get("/mastery/?as=table").content.decode()
    assert body.count('<td class="number">') == 100
    assert "tile-mosaic" not in body


@pytest.mark.any_database
def test_the_rule_of_the_levels_is_on_the_page(visitor: Person) -> None:
    body = visitor.get("/mastery/").content.decode()
    rows = re.findall(r'<tr><th scope="row">(\w+)</th><td>([^<]+)</td><td>([^<]+)</td></tr>', body)
    assert rows == [
        ("New", "no figure yet", "you have not answered it"),
        ("Learning", "below 60 %", "or you missed it and have not answered it right since"),
        ("Familiar", "from 60 %", "your last answer was right"),
        ("Proficient", "from 80 %", "your last answer without options was right"),
        ("Mastered", "from 90 %", "right without options on two different days"),
    ]


def test_is_it_getting_better_needs_two_days_about_the_same_day(learner: Person) -> None:
    practise(learner, 12, now=NOW - timedelta(days=1))
    told = {"learner": learner.learner, "expected": 40.4, "low": 30, "high": 50, "total": 100}
    day = NOW.date()
    DailyForecast.objects.create(local_day=day - timedelta(days=1), for_date=day + timedelta(days=6), **told)
    assert "Is it getting better?" not in headings(learner)
    DailyForecast.objects.create(local_day=day, for_date=day + timedelta(days=7), **told)
    assert "Is it getting better?" in headings(learner)
    assert "From 40 on Mon 23 Nov to 40, likely 30 to 50." in learner.get("/mastery/").content.decode()


def test_the_weakest_are_those_of_lowest_recall_on_the_day(learner: Person) -> None:
    practise(learner, 4, right=False, now=NOW - timedelta(days=9))
    practise(learner, 8, right=True, now=NOW - timedelta(days=1))
    body = learner.get("/mastery/").content.decode()
    recalls = [int(recall) for recall in re.findall(r"(\d+) % on the day</span></a>", body)]
    assert recalls == sorted(recalls)
    assert recalls


def test_what_was_just_missed_is_not_said_to_be_known_nor_to_have_faded(learner: Person) -> None:
    for place, key in enumerate(list(published_bank().questions)[:16]):
        practise(learner, 1, key, right=False, now=NOW - timedelta(minutes=16 - place))
    body = learner.get("/mastery/").content.decode()
    recalls = [int(recall) for recall in re.findall(r"(\d+) % on the day</span></a>", body)]
    assert recalls and max(recalls) < 80
    assert "due today" not in body


def test_the_page_costs_the_same_few_statements_whatever_was_answered(
    learner: Person, django_assert_num_queries: Any
) -> None:
    practise(learner, 10, now=NOW - timedelta(days=1))
    learner.get("/mastery/")
    elsewhere()
    with django_assert_num_queries(5):
        learner.get("/mastery/")
    practise(learner, 14)
    elsewhere()
    with django_assert_num_queries(5):
        learner.get("/mastery/")


def test_nobody_sees_anothers_mastery(learner: Person, classmate: Person) -> None:
    practise(learner, 3)
    assert "97 new" in learner.get("/mastery/").content.decode()
    assert "100 new" in classmate.get("/mastery/").content.decode()


@pytest.mark.any_database
def test_the_chart_has_the_target_the_last_day_and_a_fan_to_the_interview(learner: Person) -> None:
    practise(learner, 12, now=NOW - timedelta(days=1))
    day, on = NOW.date(), NOW.date() + timedelta(days=8)
    Plan.objects.create(learner=learner.learner, interview_on=on)
    for ago in (2, 0):
        DailyForecast.objects.create(
            learner=learner.learner, local_day=day - timedelta(days=ago), for_date=on,
            expected=40, low=30, high=50, total=100, minutes=10, forecast=80, forecast_low=70, forecast_high=90,
        )  # fmt: skip
    body = learner.get("/mastery/").text
    assert "target 90" in body.partition("Is it getting better?")[2]
    assert '<circle cx="20.0%" cy="76" r="5"/>' in body
    assert 'class="fan" points="20.0,60.0 100.0,10.0 100.0,30.0 20.0,60.0"' in body
