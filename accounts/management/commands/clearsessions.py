"""Forgets what is over: expired sign-in sessions, and counters that no limit looks at any more.

The first is Django's own command, whose app is not installed because the sessions are ours.
"""

from typing import Any

from django.contrib.sessions.management.commands.clearsessions import Command as ClearSessions

from accounts.limits import counting


class Command(ClearSessions):
    help = "Forgets expired sign-ins, and how often was tried what may be tried again."

    def handle(self, **options: Any) -> None:
        super().handle(**options)
        counting.forget_what_is_over()
