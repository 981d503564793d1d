"""When Today leads to a mock interview."""

from datetime import timedelta

import pytest

from quiz.interview.asking.suggesting import suggestion_of
from quiz.practice.models import Plan
from quiz.practice.remembering.situation import situation_of
from tests.conftest import NOW, Person
from tests.interview import acts
from tests.interview.acts import UTC
from tests.mastery.steps import practise

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
A_DAY = timedelta(days=1)


def heading(person: Person, days_before: int, *, days_later: int = 0) -> str | None:
    """With the interview so many days after the day of asking."""
    now = NOW + days_later * A_DAY
    on = (now + days_before * A_DAY).date()
    Plan.objects.update_or_create(learner=person.learner, defaults={"interview_on": on})
    found = suggestion_of(situation_of(person.learner, UTC), now)
    return found.heading if found else None


def test_a_week_before_the_date_it_is_suggested_and_not_earlier_nor_on_the_day(learner: Person) -> None:
    practise(learner, 12, now=NOW)
    said = [heading(learner, days) for days in (8, 7, 2, 1, 0)]
    in_days = "Your interview is in {} days"
    assert said == [None, in_days.format(7), in_days.format(2), "Your interview is tomorrow", None]


def test_once_held_it_waits_for_the_next_of_its_days(learner: Person) -> None:
    practise(learner, 12, now=NOW)
    after = acts.say_all(acts.begin(learner.learner))
    for place in range(len(after.puts)):
        acts.grade(after.interview, place, 3, now=NOW + acts.MINUTE * 20)
    assert heading(learner, 7) is None and heading(learner, 4, days_later=3) is None
    assert heading(learner, 3, days_later=4)


def test_one_that_waits_comes_first_on_any_day(learner: Person) -> None:
    acts.begin(learner.learner)
    assert heading(learner, 100) == "Your mock interview waits"


def test_one_that_waits_for_grades_comes_first_for_half_a_day(learner: Person) -> None:
    after = acts.say_all(acts.begin(learner.learner, length=3))
    acts.grade(after.interview, 0, 3, now=NOW + acts.MINUTE * 10)
    found = suggestion_of(situation_of(learner.learner, UTC), NOW + acts.MINUTE * 11)
    assert found and found.heading == "Grade your mock interview"
    assert (
        found.words == "2 answers wait for your grade. You can grade them for 12 hours after the interview."
    )
    assert suggestion_of(situation_of(learner.learner, UTC), NOW + A_DAY) is None


def test_who_has_just_begun_or_rests_is_not_asked(learner: Person) -> None:
    practise(learner, 3, now=NOW)
    assert heading(learner, 3) is None
    practise(learner, 12, now=NOW)
    Plan.objects.update(resting=True)
    assert suggestion_of(situation_of(learner.learner, UTC), NOW) is None


def test_today_has_one_filled_button_and_it_practises(learner: Person) -> None:
    practise(learner, 12)
    body = learner.get("/today/").content.decode()
    assert body.count("button go") == 1 and 'href="/interview/">Interview me' in body
    assert 'href="/interview/">Interview me' in learner.get("/mastery/").content.decode()
