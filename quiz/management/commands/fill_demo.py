"""Fills an empty database with a demonstration."""

import time
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quiz.demo.filling import MEMBERS, WEEKS, Filled, NotForADemonstration, fill

MOST = 500
"""Weeks or members; more would take days."""


def some(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > len(str(MOST)) or not 1 <= int(text) <= MOST:
        raise ArgumentTypeError(f"{text[:20]!r} is not a whole number from 1 to {MOST}")
    return int(text)


class Command(BaseCommand):
    help = (
        "Fills an empty database with simulated people and their answers, and prints who can sign in. "
        "Refuses where DEBUG or DEMO is off, and where the database holds people."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--weeks", type=some, default=WEEKS, help=f"weeks of history ({WEEKS})")
        parser.add_argument(
            "--members", type=some, default=MEMBERS, help=f"members of the cohort ({MEMBERS})"
        )

    def handle(self, *args: Any, weeks: int, members: int, **options: Any) -> None:
        self.stdout.write(f"Simulating {members + 1} learners over {weeks} weeks; this takes a while ...")
        try:
            filled = fill(now=timezone.now(), weeks=weeks, members=members)
        except NotForADemonstration as refusal:
            raise CommandError(f"{refusal}\nNothing was changed.") from None
        self.tell(filled)

    def tell(self, filled: Filled) -> None:
        width = max(len(email) for email, _ in filled.accounts)
        self.stdout.write("Simulated people to sign in as:")
        for email, shows in filled.accounts:
            self.stdout.write(f"  {email:<{width}}  {shows}")
        code = format_hotp_value(hotp_value(filled.app_secret, int(time.time()) // 30))
        self.stdout.write(
            f"Curators and the superuser also type a code of an app. Its secret: {filled.app_secret}\n"
            f"  (in a terminal: oathtool --totp --base32 {filled.app_secret}; the code of this half minute: {code})"
        )
        self.stdout.write(f"The password of each: {filled.password}")
