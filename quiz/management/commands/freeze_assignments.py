"""Stores what stays: members' results when a due day has ended, and each Monday's figure of every cohort.

For every night; running it twice changes nothing.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quiz.cohorts.measuring.freezing import freeze_ended
from quiz.cohorts.reporting.weekly import freeze_weeks


class Command(BaseCommand):
    help = (
        "Store the results of assignments whose due day has ended, and on Mondays the figure of each cohort."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        number = freeze_ended(now)
        self.stdout.write(
            f"{number} assignments stored." if number else "Nothing has ended since the last time."
        )
        if weeks := freeze_weeks(now):
            self.stdout.write(f"This Monday's figure stored of {weeks} cohorts.")
