"""What only a demonstration of some weeks holds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from quiz.cohorts.measuring.weeks import weeks_of
from quiz.cohorts.models import Cohort
from quiz.practice.models import Learner, Prompt
from tests.conftest import Person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SIZE = {"weeks": 5, "members": 1}


def test_the_learner_takes_a_day_of_the_week_off(filled: str) -> None:
    learner = Learner.objects.get(user__email="learner1@example.org")
    [day_off] = learner.plan.days_off
    days = {review.local_day.weekday() for review in learner.reviews}
    assert day_off not in days and len(days) >= 5


def test_an_earlier_interview_stands_against_what_was_recalled(filled: str) -> None:
    page = Person().sign_in(User.objects.get(email="learner1@example.org")).get("/mastery/").content.decode()
    assert "Can I trust these numbers?" in page


def test_an_answer_that_the_learner_knew_has_changed(filled: str) -> None:
    page = Person().sign_in(User.objects.get(email="learner1@example.org")).get("/today/").content.decode()
    assert "An answer you learned has changed" in page


def test_after_weeks_there_are_prompts_of_each_way_figures_of_mondays_and_results(filled: str) -> None:
    assert set(Prompt.objects.values_list("way", flat=True)) == {"choose", "recall", "type"}
    cohort = Cohort.objects.get(name="Autumn cohort")
    weeks = weeks_of(cohort)
    assert len(weeks) >= 3 and weeks[0].expected < weeks[-1].expected
    ended = cohort.assignments.get(due_on__lt=timezone.localdate() - timedelta(days=2))
    assert ended.ended_members == ended.results.count() == 1
    assert Cohort.objects.get(name="Summer cohort").archived_at
