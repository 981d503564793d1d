"""Where a learner stands with each question."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from quiz import engine
from quiz.engine.recall.levels import PROFICIENT_FROM
from quiz.mastery.standings import standings_of
from quiz.practice.models import Plan
from tests.conftest import NOW, Person
from tests.mastery.steps import practise, situation

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
CHOSEN, RECALLED = "what-is-concept-drift", "what-is-mlops"


def test_a_question_never_asked_is_new_and_comes_back_on_no_day(learner: Person) -> None:
    standings = standings_of(situation(learner), now=NOW)
    assert len(standings) == 100
    assert {standing.level for standing in standings.values()} == {engine.Level.NEW}
    assert {standing.back_on for standing in standings.values()} == {None}


def test_a_miss_makes_a_question_learning_and_due_today(learner: Person) -> None:
    practise(learner, 1, CHOSEN, right=False)
    standing = standings_of(situation(learner), now=NOW + timedelta(minutes=1))[CHOSEN]
    assert (standing.level, standing.asked, standing.is_weak) == (engine.Level.LEARNING, 1, True)
    assert standing.back_on == NOW.date()


def test_what_was_only_recognised_is_never_proficient(learner: Person) -> None:
    an_hour_before = (NOW + timedelta(days=1)).replace(hour=8)
    practise(learner, 1, CHOSEN, now=an_hour_before)
    Plan.objects.create(learner=learner.learner, interview_on=an_hour_before.date())
    standing = standings_of(situation(learner), now=an_hour_before + timedelta(minutes=1))[CHOSEN]
    assert standing.recall_on_date > PROFICIENT_FROM
    assert standing.level == engine.Level.FAMILIAR


def test_levels_go_down_when_memory_fades(learner: Person, by_recall: Callable[[str], str]) -> None:
    practise(learner, 1, by_recall(RECALLED))
    here = situation(learner)
    level, later = (standings_of(here, now=NOW + timedelta(days=days))[RECALLED].level for days in (0, 400))
    assert level > later


def test_a_question_read_today_may_not_be_asked_and_is_not_due(learner: Person) -> None:
    practise(learner, 1, CHOSEN, right=False, now=NOW - timedelta(days=5))
    assert standings_of(situation(learner), now=NOW)[CHOSEN].is_due
    learner.post(f"/questions/{CHOSEN}/read/")
    standing = standings_of(situation(learner), now=NOW)[CHOSEN]
    assert (standing.may_be_asked, standing.is_due) == (False, False)
