"""Folds every learner's log again and stores what differs; `--check` only says what does."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.formats import date_format

from quiz.bank.editing.refolding import refold_due, refolded
from quiz.bank.published import published_bank
from quiz.practice.remembering.rebuilding import Difference, differences, rebuild_all


class Command(BaseCommand):
    help = "Rebuild every learner's memory from the log of answers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Change nothing; say which learners' cards differ."
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        due = refold_due()  # before the bank is read: what changes from then on stays due
        bank = published_bank()
        found = differences(bank) if check else rebuild_all(bank, now=timezone.now())
        if check and due:
            self.stdout.write(still_due(due, len(found)))
            return
        if not check:
            refolded(due)
        for difference in found:
            self.stdout.write(in_words(difference))
        if check and found:
            raise CommandError(f"{len(found)} learners differ from their log. Run manage.py rebuild_cards.")
        self.stdout.write(f"{len(found)} rebuilt." if found else "Every card is as the log says.")


def still_due(due: datetime, count: int) -> str:
    """That memories differ is no error then; one that would be cannot be told from it."""
    day = date_format(timezone.localtime(due), "j F Y")
    return f"Relations changed on {day}: run manage.py rebuild_cards. Memories that will change: {count}."


def in_words(difference: Difference) -> str:
    return f"learner {difference.learner.pk}: " + ", ".join(key or "profile" for key in difference.keys)
