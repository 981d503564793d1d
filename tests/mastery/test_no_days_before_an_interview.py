"""Before an interview no page names a day on which a question comes back, nor calls it due."""

from datetime import timedelta

import pytest

from quiz.practice.models import Plan
from tests.conftest import NOW, Person
from tests.mastery.steps import practise

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DRIFT = "what-is-concept-drift"
PAGES = ["/today/", "/mastery/", "/mastery/?as=table", "/library/?state=due", f"/questions/{DRIFT}/"]


def prepare(person: Person, *, days: int | None) -> None:
    """A question missed days ago, another yesterday, and so many days until the interview."""
    practise(person, 12, now=NOW - timedelta(days=9))
    practise(person, 1, DRIFT, right=False, now=NOW - timedelta(days=8))
    practise(person, 1, "what-is-mlops", now=NOW - timedelta(days=1))
    on = None if days is None else NOW.date() + timedelta(days=days)
    Plan.objects.create(learner=person.learner, interview_on=on)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("days", [22, 0])
def test_nothing_is_due_nor_back_on_a_day(learner: Person, page: str, days: int) -> None:
    prepare(learner, days=days)
    body = learner.get(page).text
    for words in ("due today", "Only what is due", ">Due<", ", back ", "come back today", "comes back today"):
        assert words not in body


def test_a_question_comes_back_when_it_helps_most(learner: Person) -> None:
    prepare(learner, days=22)
    assert "before 16 December, when it helps most" in learner.get(f"/questions/{DRIFT}/").text


def test_a_question_that_was_promised_comes_first(learner: Person) -> None:
    prepare(learner, days=22)
    practise(learner, 1, DRIFT, right=False)
    assert "first in your next session" in learner.get(f"/questions/{DRIFT}/").text


def test_an_address_that_asks_for_what_is_due_shows_all(learner: Person) -> None:
    prepare(learner, days=22)
    assert learner.get("/library/version-control/?state=due").text.count('class="item"') == 20


def test_without_a_date_days_are_named(learner: Person) -> None:
    prepare(learner, days=None)
    assert ">Due<" in learner.get("/library/").text
    assert "Only what is due" in learner.get("/today/").text
    assert "Comes back" in learner.get(f"/questions/{DRIFT}/").text
