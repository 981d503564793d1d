"""Checks the bank, in its files and in this database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quiz.bank.assembling import read_bank
from quiz.bank.checking import findings
from quiz.bank.exporting import altered_revisions, read_database
from quiz.bank.reading import BrokenFixture, fixture_files
from quiz.bank.shipped import ShippedBank
from quiz.bank.writing import fixture_texts, write_files


class Command(BaseCommand):
    help = "Checks the fixture files and the bank of this database: one right option, none alike, sections of twenty …"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="*", type=Path, help="fixture files; all of fixtures/ where none is given"
        )
        parser.add_argument(
            "--stamp",
            action="store_true",
            help="write the files in their own form, with the digests their words give",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        paths = options["files"] or fixture_files()
        try:
            files = read_bank(paths, here=read_database(), digests=not options["stamp"])
        except BrokenFixture as broken:
            raise CommandError(str(broken)) from None
        if options["stamp"]:
            self.stamp(files, paths[0].parent)
        faults = self.tell("files", files) + self.tell("database", read_database()) + self.tell_altered()
        if faults:
            raise CommandError(f"{faults} found that must not be.")
        self.stdout.write("the bank is in order")

    def stamp(self, files: ShippedBank, folder: Path) -> None:
        for path in write_files(folder, fixture_texts(files)):
            self.stdout.write(f"stamped: {path.name}")

    def tell(self, place: str, bank: ShippedBank) -> int:
        """Writes what does not pass, and counts what must."""
        found = list(findings(bank))
        for where, check in found:
            self.stdout.write(
                f"{'wrong' if check.blocks else 'hint'}: {place}, {where}, {check.field}: {check.words}"
            )
        return sum(check.blocks for _, check in found)

    def tell_altered(self) -> int:
        altered = altered_revisions()
        for revision in altered:
            self.stdout.write(
                f"wrong: database, {revision.question.key}: revision {revision.digest} was altered"
            )
        return len(altered)
