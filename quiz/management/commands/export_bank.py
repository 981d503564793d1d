"""Writes the bank of this database as fixture files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from quiz.bank.files.exporting import export_bank


class Command(BaseCommand):
    help = "Writes what learners see as fixture files, one for each section; the same bank always gives the same bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        folder = Path(settings.FIXTURE_DIRS[0])
        parser.add_argument("--to", type=Path, default=folder, help="folder; fixtures/ where none is given")

    def handle(self, *args: Any, **options: Any) -> None:
        changed = export_bank(to=options["to"])
        for path in changed:
            self.stdout.write(f"written: {path}")
        if not changed:
            self.stdout.write("nothing changed")
