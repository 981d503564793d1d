"""Checks the bank, in its files and in this database."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quiz.bank.checks.findings import Finding, findings, style_findings
from quiz.bank.checks.style import style_of
from quiz.bank.drills.findings import drill_findings
from quiz.bank.drills.words import altered_drills
from quiz.bank.files.assembling import read_bank
from quiz.bank.files.exporting import altered_revisions, read_database
from quiz.bank.files.parsing import BrokenFixture, fixture_files
from quiz.bank.files.writing import fixture_texts, write_files
from quiz.bank.overview import OVERVIEW, style_figures, write_overview
from quiz.bank.shipped import ShippedBank


class Command(BaseCommand):
    help = (
        "Checks the fixture files and the bank of this database. What is wrong would be refused; what is below the "
        "standard is no reason to refuse it, but must not ship. In the database, and with --stamp, it is advice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="*", type=Path, help="fixture files; all of fixtures/ where none is given"
        )
        parser.add_argument(
            "--stamp",
            action="store_true",
            help="write the files in their own form, with the digests their words give",
        )
        parser.add_argument(
            "--style",
            action="store_true",
            help="also measure how far style gives right options away (takes seconds)",
        )
        parser.add_argument(
            "--write",
            nargs="?",
            type=Path,
            const=OVERVIEW,
            help="write the bank's overview page: docs/bank.md, or the file named here",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        paths = options["files"] or fixture_files()
        here = read_database()
        try:
            files = read_bank(paths, here=here, digests=not options["stamp"])
        except BrokenFixture as broken:
            raise CommandError(str(broken)) from None
        if options["stamp"]:
            self.stamp(files, paths[0].parent)
        if options["write"] and write_overview(files, to=options["write"]):
            self.stdout.write(f"written: {options['write'].name}")
        shipped = [*findings(files), *drill_findings(files)]
        if options["style"]:
            measured = style_of(files)
            shipped += style_findings(files, measured)
            self.stdout.write(style_figures(files, measured))
        found = [*findings(here), *drill_findings(here)]
        told = [finding for finding in found if finding not in shipped or finding.check.blocks]
        faults = self.tell(shipped, names_in(files), advice=options["stamp"])
        faults += self.tell(told, {}, advice=True) + self.tell_altered()
        if faults:
            raise CommandError(f"{faults} found that must not be.")
        self.stdout.write("the bank is in order")

    def stamp(self, files: ShippedBank, folder: Path) -> None:
        for path in write_files(folder, fixture_texts(files)):
            self.stdout.write(f"stamped: {path.name}")

    def tell(self, found: list[Finding], names: Mapping[str, str], *, advice: bool) -> int:
        """Writes what does not pass, and counts what must. What has no name in a file is of the database."""
        for finding in found:
            level = "wrong" if finding.check.blocks else "advice" if advice else "below the standard"
            where = names.get(finding.section, "files") if names else "database"
            self.stdout.write(f"{level}: {where}, {finding.words}")
        return sum(finding.check.blocks or not advice for finding in found)

    def tell_altered(self) -> int:
        altered = altered_revisions()
        for revision in altered:
            self.stdout.write(
                f"wrong: database, {revision.question.key}: revision {revision.digest} was altered"
            )
        drills = altered_drills()
        for drill in drills:
            self.stdout.write(
                f"wrong: database, drill {drill.drill.key}: revision {drill.digest} was altered"
            )
        return len(altered) + len(drills)


def names_in(files: ShippedBank) -> dict[str, str]:
    """Section to the name of its file."""
    return {section.slug: section.file_name for section in files.sections}
