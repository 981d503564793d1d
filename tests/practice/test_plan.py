"""The plan: interview date and minutes a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.practice.models import Plan

pytestmark = pytest.mark.django_db


def test_a_plan_is_kept(learner):
    day = timezone.now().date() + timedelta(days=20)
    learner.post("/plan/", {"interview_on": day.isoformat(), "minutes": "15"})
    plan = learner.learner.plan
    assert (plan.interview_on, plan.minutes) == (day, 15)


def test_a_visitor_keeps_a_plan_too(visitor):
    visitor.post("/plan/", {"interview_on": "", "minutes": "5"})
    assert visitor.learner.plan.minutes == 5


def test_a_day_that_has_passed_is_refused_with_what_was_entered(learner):
    day = timezone.now().date() - timedelta(days=2)
    page = learner.post("/plan/", {"interview_on": day.isoformat(), "minutes": "20"})
    assert page.status_code == 422
    assert "That day has passed" in page.text and day.isoformat() in page.text
    assert not Plan.objects.exists()


def test_minutes_that_are_not_offered_are_refused(learner):
    for minutes in ("7", "", "x"):
        assert learner.post("/plan/", {"interview_on": "", "minutes": minutes}).status_code == 422
