"""Says what in the database does not agree; changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from database.missing import is_missing
from quiz.keeping.integrity import problems


class Command(BaseCommand):
    help = "Look whether everything in the database agrees: rows, guards, the log and what is folded from it."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = list(problems())
        except DatabaseError as error:
            if is_missing(error):
                raise
            raise CommandError(f"The database cannot be read: {error}. Restore a backup.") from None
        for problem in found:
            self.stdout.write(problem)
        if found:
            raise CommandError(
                f"{len(found)} problems. Restore a backup, or repair what is named and look again."
            )
        self.stdout.write("Everything agrees.")
