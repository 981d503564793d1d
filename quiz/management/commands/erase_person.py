"""Erases a person: all that they did, and their account."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from database.scrubbing import scrub
from quiz.cohorts.running.handing_over import TeachesAlone
from quiz.practice.models import Learner
from quiz.privacy import erase_account, erase_person, person_by


class Command(BaseCommand):
    help = "Erase a person, by the id of their learner or account, or by its address. It cannot be undone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", help="the id of the learner or the account, or its address")
        parser.add_argument("--reason", required=True, help="kept with the erasure; no name")

    def handle(self, *args: Any, person: str, reason: str, **options: Any) -> None:
        found = person_named(person)
        if found is None:
            raise CommandError("There is no such person.")
        try:
            erase(found, reason=reason)
        except TeachesAlone as error:
            raise CommandError(f"Nothing was erased: {error}") from None
        scrub()
        self.stdout.write("Erased.")


def erase(person: Learner | User, *, reason: str) -> None:
    if isinstance(person, User):
        erase_account(user=person, reason=reason, now=timezone.now())
    else:
        erase_person(learner=person, reason=reason, now=timezone.now())


def person_named(name: str) -> Learner | User | None:
    try:
        return person_by(UUID(name))
    except ValueError:
        return User.objects.filter(email__iexact=name).first()
