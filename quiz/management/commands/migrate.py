"""Django's `migrate`, with a backup first where the database is a file."""

from typing import Any

from django.core.management import CommandError
from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.utils import timezone

from quiz.keeping.before import back_up_before, changes_the_schema


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--without-backup", action="store_true", help="take no backup first (SQLite only)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["without_backup"] and (options["app_label"] or changes_the_schema()):
            try:
                backup = back_up_before(timezone.now())
            except OSError as error:
                raise CommandError(f"No backup could be taken, so nothing was migrated: {error}") from None
            if backup and options["verbosity"]:
                self.stdout.write(f"Backed up first: {backup}")
        super().handle(*args, **options)
