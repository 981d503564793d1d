"""Inviting by mail, as people do it at the site's front door."""

import re

from django.core import mail
from django.http import HttpResponse
from django.urls import reverse

from quiz.cohorts.joining.models import MailedInvitation
from quiz.cohorts.models import Cohort
from tests.cohorts.acts import words
from tests.conftest import Person


def mail_to(person: Person, cohort: Cohort, *lines: str, days: int = 14) -> str:
    """The words of the page that answers."""
    return words(paste(person, cohort, "\n".join(lines), days))


def paste(person: Person, cohort: Cohort, text: str, days: int = 14) -> HttpResponse:
    return person.post(reverse("cohort-mail", args=[cohort.pk]), {"addresses": text, "days": days})


def send_again(person: Person, row: MailedInvitation, seen: str | None = None) -> str:
    shown = row.seen if seen is None else seen
    return words(person.post(reverse("mailed-again", args=[row.pk]), {"seen": shown}, follow=True))


def mailed(address: str) -> MailedInvitation:
    return MailedInvitation.objects.select_related("invitation", "cohort").get(address=address)


def mailed_to() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


def link_in(number: int = -1, what: str = "join") -> str:
    """The path of a link in a mail."""
    found = re.findall(rf"https?://[^/\s]+(/{what}/\S+)", str(mail.outbox[number].body))
    assert len(found) == 1
    return str(found[0])
