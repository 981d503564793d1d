"""Removes all factors of a person who lost them, where no other superuser can."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.factors.resetting import NoFactors, reset_factors
from accounts.models import User


class Command(BaseCommand):
    help = (
        "Removes the passkeys, codes from an app and recovery codes of the person with this address, signs them out "
        "everywhere and mails them. Their password stays. Be sure that it is them who asks."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="the e-mail address of the account")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        person = User.objects.filter(email__iexact=User.objects.address_on_record(address)).first()
        if person is None:
            raise CommandError("No account has this address. Nothing was changed.")
        try:
            reset_factors(person=person, by=None, now=timezone.now())
        except NoFactors:
            raise CommandError(
                "This account has no passkeys, codes or recovery codes. Nothing was changed."
            ) from None
        self.stdout.write("They are removed, and the person is signed out everywhere. A mail says so.")
