"""Folds every learner's log again and stores what differs; `--check` only says what does."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quiz.bank.published import published_bank
from quiz.practice.remembering.rebuilding import Difference, differences, rebuild_all


class Command(BaseCommand):
    help = "Rebuild every learner's memory from the log of answers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Change nothing; say which learners' cards differ."
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        bank = published_bank()
        found = differences(bank) if check else rebuild_all(bank, now=timezone.now())
        for difference in found:
            self.stdout.write(in_words(difference))
        if check and found:
            raise CommandError(f"{len(found)} learners differ from their log. Run manage.py rebuild_cards.")
        self.stdout.write(f"{len(found)} rebuilt." if found else "Every card is as the log says.")


def in_words(difference: Difference) -> str:
    return f"learner {difference.learner.pk}: " + ", ".join(key or "profile" for key in difference.keys)
