"""The demonstration: only where it belongs, and the same each time."""

from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from quiz.cohorts.models import Arrangement
from quiz.practice.models import Learner, Review
from tests.conftest import Person
from tests.demo.acts import fill

pytestmark = pytest.mark.django_db


def in_the_log() -> list[tuple[Any, ...]]:
    """What everybody answered; days count back from today."""
    today = timezone.localdate()
    rows = Review.objects.order_by("at").values_list(
        "learner__user__name",
        "prompt__question__key",
        "prompt__way",
        "prompt__options",
        "grade",
        "ms",
        "local_day",
    )
    return [(*row[:-1], (today - row[-1]).days) for row in rows]


@pytest.mark.any_database
@pytest.mark.parametrize(("switch", "says"), [("DEBUG", "DEBUG is off"), ("DEMO", "DEMO is off")])
def test_it_refuses_where_a_switch_is_off(demo_settings: None, settings: Any, switch: str, says: str) -> None:
    setattr(settings, switch, False)
    with pytest.raises(CommandError, match=says):
        fill()
    assert User.objects.count() == 0


def test_it_refuses_where_somebody_has_an_account(demo_settings: None, classmate: Person) -> None:
    with pytest.raises(CommandError, match=r"holds people already \(1\)"):
        fill()
    assert list(User.objects.all()) == [classmate.user]


def test_it_refuses_where_a_visitor_has_practised(demo_settings: None) -> None:
    Learner.objects.create()
    with pytest.raises(CommandError, match="holds people already"):
        fill()


def test_somebody_has_a_date_of_their_own_and_somebody_is_excused(demo_settings: None) -> None:
    fill(members=5)
    arranged = Arrangement.objects.filter(assignment__cohort__name="Autumn cohort")
    later = arranged.get(excused_at=None)
    assert later.due_on and later.due_on > later.assignment.due_on and later.assignment.note
    assert str(arranged.get(due_on=None).user) == "Learner 6"


def test_it_is_the_same_each_time_and_writes_to_nobody(demo_settings: None) -> None:
    logs = []
    for _ in range(2):
        with transaction.atomic():
            fill(members=1)
            logs.append(in_the_log())
            transaction.set_rollback(True)
    assert logs[0] == logs[1] != []
    assert not mail.outbox


@pytest.mark.any_database
@pytest.mark.parametrize("number", ["0", "-1", "501", "9" * 30, "٣", "1.5", "many"])
def test_a_demonstration_has_a_size_that_can_be_had(number: str) -> None:
    with pytest.raises(CommandError, match="is not a whole number from 1 to 500"):
        call_command("fill_demo", f"--weeks={number}")
