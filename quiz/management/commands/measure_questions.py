"""Measures every question from the log, for the figures beside its words and for the quality queue.

For every night; running it twice changes nothing but the day it speaks of.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quiz.curation.quality.measuring import measure_questions


class Command(BaseCommand):
    help = "Measure every question: how often it and each of its options was right, chosen, overruled."

    def handle(self, *args: Any, **options: Any) -> None:
        number = measure_questions(now=timezone.now())
        self.stdout.write(f"{number} questions measured.")
