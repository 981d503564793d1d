"""Sends the mails that people asked for. For every hour; run twice, late or by two at once it sends nothing twice."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quiz.cohorts.telling.all_due import Run, send_all_due


class Command(BaseCommand):
    help = "Mail due reminders, practice reminders and weekly digests to those who asked for them."

    def handle(self, *args: Any, **options: Any) -> None:
        run = send_all_due(timezone.now())
        if run.failed or not run.reached:
            raise CommandError(outcome(run))
        self.stdout.write(outcome(run))


def outcome(run: Run) -> str:
    counts = ", ".join(f"{number} {kind}" for kind, number in run.sent.items() if number)
    words = f"Sent {sum(run.sent.values())}{f' ({counts})' if counts else ''}."
    if run.failed:
        words += f" {run.failed} failed: see the log."
    return words if run.reached else f"{words} The mail server cannot be reached: run it again."
