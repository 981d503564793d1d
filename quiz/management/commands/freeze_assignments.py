"""Stores what members had reached when a due day ended. For every night; running it twice changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quiz.cohorts.measuring.freezing import freeze_ended


class Command(BaseCommand):
    help = "Store the results of assignments whose due day has ended."

    def handle(self, *args: Any, **options: Any) -> None:
        number = freeze_ended(timezone.now())
        self.stdout.write(
            f"{number} assignments stored." if number else "Nothing has ended since the last time."
        )
