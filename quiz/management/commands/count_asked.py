"""Counts which questions were asked in the interviews that learners reported.

For every night; running it twice changes nothing but the day it speaks of.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quiz.practice.asked_lately.counting import count_asked


class Command(BaseCommand):
    help = "Count which questions five people or more were asked in their interviews of the last half year."

    def handle(self, *args: Any, **options: Any) -> None:
        number = count_asked(today=timezone.now().date())
        self.stdout.write(f"{number} questions are asked lately.")
