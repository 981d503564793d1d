"""Restores a backup in place of the database, which is kept beside it. Stop the site first."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quiz.keeping.copies import InUse, NoTool
from quiz.keeping.manifest import BadBackup
from quiz.keeping.restoring import Refused, restore


class Command(BaseCommand):
    help = "Put a backup in place of the database. The database before is kept. Stop the site first."
    requires_system_checks = ()
    """The database may be gone."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", type=Path)
        parser.add_argument(
            "--over", action="store_true", help="also over a database that people practise in"
        )
        parser.add_argument(
            "--without-ledger", action="store_true", help="also where nobody knows who was erased since"
        )

    def handle(self, *args: Any, backup: Path, over: bool, without_ledger: bool, **options: Any) -> None:
        try:
            done = restore(backup=backup, now=timezone.now(), over=over, without_ledger=without_ledger)
        except (BadBackup, NoTool, InUse, OSError) as error:
            raise CommandError(f"{error}\nNothing was changed.") from None
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{backup.name} of {done.manifest.made:%d %B %Y %H:%M} UTC is restored.")
        if done.erased:
            self.stdout.write(done.erased)
        self.stdout.write(
            f"The database before is kept: {done.kept}" if done.kept else "There was no database before."
        )
