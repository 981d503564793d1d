"""What is assigned cannot be left out until that is over; what was left out before is asked all the same."""

from datetime import date, timedelta

import pytest
import time_machine

from quiz.bank.published import published_bank
from quiz.practice.models import Event, Prompt
from tests.cohorts.acts import assign
from tests.conftest import NOW
from tests.practice.acts import UTC, note

pytestmark = pytest.mark.django_db
PAGE = "/questions/what-is-dvc/"
ADDRESS = f"{PAGE}leave-out/"


def test_until_the_last_day_it_says_why_not_and_until_when(member, assignment):
    assert member.post(ADDRESS, {"on": 1}).url == PAGE
    assert "is assigned to you until Thursday 3 December" in member.get(PAGE).text
    answered = member.post(ADDRESS, {"on": 1}, headers={"HX-Request": "true"}).text
    assert "is assigned to you until" in answered and "Leave this question out" in answered
    assert not Event.objects.exists()
    with time_machine.travel(NOW + timedelta(days=11), tick=False):
        member.post(ADDRESS, {"on": 1})
    assert Event.objects.get().kind == "left_out"


def test_what_was_left_out_before_is_asked_for_the_assignment(member, instructor, cohort):
    version_control = published_bank().sections[1].keys
    note(learner=member.learner, kind=Event.Kind.LEFT_OUT, keys=version_control, now=NOW, zone=UTC)
    assigned = assign(instructor, cohort, due_on=date(2026, 12, 3))
    member.post(f"/assignments/{assigned.pk}/practise/")
    assert Prompt.objects.get().question.key in version_control
