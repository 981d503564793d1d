"""Erases who asked for it a week ago, and visitors who never came back. For every night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from database.scrubbing import scrub
from quiz.leaving.due import erase_due


class Command(BaseCommand):
    help = "Erase accounts whose owners asked for it seven days ago, and visitors not seen for 180 days."

    def handle(self, *args: Any, **options: Any) -> None:
        done = erase_due(timezone.now())
        words = f"Erased {done.accounts} accounts and {done.visitors} visitors."
        if not scrub():
            words += " The database still holds freed bytes, because it was in use: the next run frees them."
        if done.left:
            raise CommandError(f"{words} {done.left} could not be erased: see the log.")
        self.stdout.write(words)
