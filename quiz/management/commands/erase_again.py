"""Erases again, in what was restored, whoever was erased before."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from database.scrubbing import scrub
from quiz.keeping.again import erase_again


class Command(BaseCommand):
    help = "Erase all whom the ledger names. `restore` does it; by hand only after a copy that was put back otherwise."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = erase_again(timezone.now())
        except (OSError, ValueError) as error:
            raise CommandError(f"The ledger cannot be read: {error}") from None
        scrub()
        self.stdout.write(f"People erased again: {count}.")
