"""Sends the invitations that still wait, and erases addresses that were not accepted.

For every hour or night; running it twice, late, or in two processes at once sends each mail once.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quiz.cohorts.joining.mailing import erase_unaccepted
from quiz.cohorts.joining.sending import send, waiting_anywhere


class Command(BaseCommand):
    help = "Send the invitations that wait, and erase addresses thirty days after their link has ended."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        erased = erase_unaccepted(now)
        stopped = send(list(waiting_anywhere(now)))
        left = waiting_anywhere(now).count()
        words = f"{left} invitations wait ({stopped})." if left else "No invitation waits."
        self.stdout.write(f"{words} {erased} addresses erased.")
