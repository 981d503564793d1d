"""Takes a backup while the site runs, and thins out older ones."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quiz.keeping.copies import NoTool
from quiz.keeping.manifest import BadBackup
from quiz.keeping.taking import back_up, thin


class Command(BaseCommand):
    help = (
        "Copy the database into the folder of backups while the site runs; keep one an hour, a day, a week."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.BACKUPS, help="another folder")
        parser.add_argument("--keep-all", action="store_true", help="remove no older ones")

    def handle(self, *args: Any, to: Path, keep_all: bool, **options: Any) -> None:
        now = timezone.now()
        try:
            backup = back_up(folder=to, now=now)
            gone = [] if keep_all else thin(folder=to, now=now)
        except (OSError, NoTool, BadBackup) as error:
            raise CommandError(f"No backup was taken: {error}") from None
        self.stdout.write(f"{backup}: {backup.stat().st_size:,} bytes. Now run manage.py verify_backup.")
        if gone:
            self.stdout.write(f"{len(gone)} older ones removed.")
