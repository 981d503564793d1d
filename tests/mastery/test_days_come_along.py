"""A visitor signs in: what they were told comes along."""

from datetime import timedelta

import pytest

from quiz.mastery.models import DailyForecast
from quiz.practice.models import Learner
from tests.accounts.cast import sign_in
from tests.conftest import NOW, Person
from tests.mastery.steps import practise

pytestmark = pytest.mark.django_db


def told(learner: Learner, days_ago: int, expected: float) -> None:
    day = NOW.date() - timedelta(days=days_ago)
    DailyForecast.objects.create(
        learner=learner, local_day=day, for_date=day + timedelta(days=7),
        expected=expected, low=0, high=99, total=100,
    )  # fmt: skip


def test_days_the_account_was_told_nothing_on_are_its_own_now(learner: Person, visitor: Person) -> None:
    practise(learner, 1, now=NOW - timedelta(days=3))
    account = learner.learner
    told(account, 1, 40)
    visitor.post("/practice/")
    told(visitor.learner, 1, 10)
    told(visitor.learner, 2, 20)
    sign_in(visitor, "learner1@example.org")
    days = DailyForecast.objects.order_by("local_day").values_list("learner", "expected")
    assert list(days) == [(account.pk, 20), (account.pk, 40)]
