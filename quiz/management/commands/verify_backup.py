"""Restores a backup beside the database to see that it can be restored, and removes that again."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quiz.keeping.copies import NoTool
from quiz.keeping.manifest import BadBackup, finished
from quiz.keeping.verifying import verify


class Command(BaseCommand):
    help = "Unpack a backup (the newest, where none is named) beside the database, and look through all it holds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", nargs="?", type=Path)

    def handle(self, *args: Any, backup: Path | None, **options: Any) -> None:
        backup = backup or next(reversed(finished(settings.BACKUPS)), None)
        if backup is None:
            raise CommandError(f"There is no backup in {settings.BACKUPS}. Run manage.py backup.")
        try:
            said = verify(backup=backup, now=timezone.now())
        except (BadBackup, NoTool, OSError) as error:
            raise CommandError(str(error)) from None
        rows = sum(said.facts.counts.values())
        self.stdout.write(f"{backup.name} of {said.made:%d %B %Y %H:%M} UTC can be restored: {rows:,} rows.")
