"""Erases a person: all that they did, and their account."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quiz.cohorts.running.handing_over import TeachesAlone
from quiz.practice.models import Learner
from quiz.privacy import erase_person


class Command(BaseCommand):
    help = "Erase a person, by the id of their learner or the address of their account. It cannot be undone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", help="the learner's id, or the account's address")
        parser.add_argument("--reason", required=True, help="kept with the erasure; no name")
        parser.add_argument(
            "--gone-is-fine", action="store_true", help="no error where there is no such person"
        )

    def handle(self, *args: Any, person: str, reason: str, gone_is_fine: bool, **options: Any) -> None:
        learner = learner_named(person)
        if learner is None:
            if gone_is_fine:
                return
            raise CommandError("There is no such person.")
        try:
            erase_person(learner=learner, reason=reason, now=timezone.now())
        except TeachesAlone as error:
            raise CommandError(f"Nothing was erased: {error}") from None
        self.stdout.write("Erased.")


def learner_named(person: str) -> Learner | None:
    """Of a visitor who became somebody, that person."""
    try:
        found = Learner.objects.filter(pk=UUID(person)).select_related("merged_into").first()
    except ValueError:
        found = Learner.objects.filter(user__email__iexact=person).first()
    return found.merged_into or found if found else None
