"""A visitor becomes an account's: the days they were told of come along."""

from typing import Any

from quiz.mastery.models import DailyForecast
from quiz.practice.models import Learner


def take_over_days(*, account: Learner, visitor: Learner, **_sent: Any) -> None:
    """Move the days that the account was told nothing on; its own stay. In the caller's transaction."""
    days = DailyForecast.objects.filter(learner=visitor)
    own = DailyForecast.objects.filter(learner=account).values("local_day")
    days.exclude(local_day__in=own).update(learner=account)
    days.delete()
