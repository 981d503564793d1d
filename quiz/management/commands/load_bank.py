"""Loads the bank from its fixture files."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quiz.bank.checks.examples import turned
from quiz.bank.files.assembling import read_bank
from quiz.bank.files.exporting import read_database
from quiz.bank.files.loading import Loaded, load
from quiz.bank.files.parsing import BrokenFixture, fixture_files
from quiz.bank.shipped import ShippedBank
from quiz.curation.group import curators
from quiz.keeping.before import back_up_what_is_new


class Command(BaseCommand):
    help = (
        "Loads the bank: what nobody edited here is updated, what was edited here stays and its newer words become a "
        "proposal. A broken file changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="*", type=Path, help="fixture files; all of fixtures/ where none is given"
        )
        parser.add_argument("--dry-run", action="store_true", help="list every change, and change nothing")
        parser.add_argument(
            "--without-backup", action="store_true", help="take no backup first (SQLite only)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        paths = options["files"] or fixture_files()
        try:
            bank = read_bank(paths, here=read_database())
        except BrokenFixture as broken:
            raise CommandError(f"{broken}\nNothing was changed.") from None
        now = timezone.now()
        if not options["dry_run"] and not options["without_backup"]:
            back_up_what_is_new(now)
        loaded = load(bank=bank, now=now, dry_run=options["dry_run"])
        if not options["dry_run"]:
            curators()
        if options["verbosity"]:
            self.tell(loaded, every=options["dry_run"] or options["verbosity"] > 1)
            self.tell_turned(bank)

    def tell(self, loaded: Loaded, *, every: bool) -> None:
        for step in loaded.steps if every else ():
            self.stdout.write(f"{step.change.counted(1)[2:]}: {step.what}")
        counts = Counter(step.change for step in loaded.steps)
        for change, count in counts.items():
            self.stdout.write(change.counted(count))
        if not counts:
            self.stdout.write("nothing changed")
        for step in loaded.steps:
            if step.asked:
                self.stdout.write(
                    f"to decide: {step.what}, changed here and in the files: {', '.join(step.asked)}"
                )
        for key in loaded.waiting:
            self.stdout.write(
                f"waiting: {key} was edited here and a draft is open; decide on it, then load again"
            )
        for what, kept in loaded.kept:
            self.stdout.write(f"left alone: {what}: {kept.label}")
        for key in loaded.begun:
            self.stdout.write(
                f"to look at: {key} was begun here and never published; the file's words are live, beside the draft"
            )
        for key in loaded.missing:
            self.stdout.write(f"left alone: {key} is not in the files")

    def tell_turned(self, bank: ShippedBank) -> None:
        """They are loaded all the same: it may be the example that is wrong, and a curator sees it."""
        for question in bank.asked:
            for each in turned(question.content, question.kind):
                self.stdout.write(f"to look at: {question.key}, examples: {each.words}")
