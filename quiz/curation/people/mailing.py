"""The mail that leads a person to where they choose their password; nobody chooses it for them."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.http import HttpRequest

from accounts.audit.models import Act
from accounts.audit.noting import note
from accounts.limits import counting
from accounts.models import User

MOST = counting.Limit(3, 24 * 60 * 60)
"""Mails to one person in a day."""


def mail_password(request: HttpRequest, *, person: User, by: User, now: datetime) -> None:
    """One transaction: the mail is sent and noted, or neither. Their password holds until they choose another.

    Raises `counting.Spent`.
    """
    counting.spend(counting.key_of("password mail", str(person.pk)), MOST)
    with transaction.atomic():
        note(Act.PASSWORD_MAILED, person, by=by, now=now)
        get_adapter(request).send_mail("curation/people/choose_password", person.email, {})
