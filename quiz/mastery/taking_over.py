"""A visitor becomes an account's: the days they were told of come along, and what they were asked."""

from quiz.mastery.models import DailyForecast
from quiz.practice.asked_lately.models import AskedReport
from quiz.practice.models import Learner
from quiz.practice.people import signing_in


class AccountAdapter(signing_in.AccountAdapter):
    """Signing in brings along what practice knows nothing of."""

    def take_over(self, account: Learner, visitor: Learner) -> None:
        take_over_days(account, visitor)
        take_over_reports(account, visitor)


def take_over_days(account: Learner, visitor: Learner) -> None:
    """Move the days that the account was told nothing on; its own stay. In the caller's transaction."""
    days = DailyForecast.objects.filter(learner=visitor)
    own = DailyForecast.objects.filter(learner=account).values("local_day")
    days.exclude(local_day__in=own).update(learner=account)
    days.delete()


def take_over_reports(account: Learner, visitor: Learner) -> None:
    """Move those of days of which the account has said nothing, or *Not now*; one interview is counted once."""
    reports = AskedReport.objects.filter(learner=visitor)
    told = list(reports.exclude(asked=None, line="").values_list("day", flat=True))
    AskedReport.objects.filter(learner=account, day__in=told, asked=None, line="").delete()
    own = AskedReport.objects.filter(learner=account).values("day")
    reports.exclude(day__in=own).update(learner=account)
    reports.delete()
