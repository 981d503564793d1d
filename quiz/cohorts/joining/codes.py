"""A short code to say aloud, which leads to a link for a day."""

import re
import secrets
import unicodedata
from datetime import datetime, timedelta

from django.db import transaction

from accounts import limits
from accounts.limits.charging import Charge
from accounts.limits.counting import Limit
from quiz.cohorts.joining.inviting import InvitationClosed, why_closed
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Membership

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without what is taken for another: 0 and O, 1, I and L."""
LENGTH = 8
LASTS = timedelta(hours=24)
HOUR = 60 * 60
WRONG = Limit(10, HOUR)
"""Of different codes, or of the same: for whoever is signed in, or for the network of those who are not."""


def give_code(*, invitation: Invitation, now: datetime) -> str:
    """The code of an open link for members: the one that it has, or a new one for a day. Owns its transaction.

    Raises `InvitationClosed`.
    """
    with transaction.atomic():
        locked = Invitation.objects.select_for_update(of=("self",)).select_related("cohort")
        invitation = locked.get(pk=invitation.pk)
        if because := why_closed(invitation, now):
            raise InvitationClosed(because)
        if code := code_of(invitation, now):
            return code
        invitation.code = new_code()
        invitation.code_expires_at = min(now + LASTS, invitation.expires_at)
        invitation.save(update_fields=["code", "code_expires_at"])
        return invitation.code


def new_code() -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if not Invitation.objects.filter(code=code).exists():
            return code


def code_of(invitation: Invitation, now: datetime) -> str:
    """The code that leads to it now, or nothing. Nobody becomes an instructor by what was said aloud."""
    until = invitation.code_expires_at
    is_valid = until is not None and now < until and why_closed(invitation, now) is None
    return invitation.code or "" if is_valid and invitation.role == Membership.Role.MEMBER else ""


def spoken(code: str) -> str:
    """In two halves, as it is read aloud."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}" if code else ""


def plain(typed: str) -> str:
    """The code however it was typed: any case, with blanks, dashes or full stops."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", typed)).upper()


def is_a_code(text: str) -> bool:
    """Could this be one? What cannot costs no try."""
    return len(text) == LENGTH and set(text) <= set(ALPHABET)


def open_by(code: str, *, whose: str, now: datetime) -> Invitation | None:
    """The open link to which the code leads. That none has it, that it has expired and that it is used up are one.

    Only wrong codes count, for right ones too. One that is tried again and again closes the door to itself, so that a
    class that types yesterday's code can go on with today's. Raises `limits.TooMany`.
    """
    tries, same = Charge("code", (whose,), WRONG), Charge("code", (whose, code), WRONG)
    limits.look_at([tries, same])
    invitation = Invitation.objects.select_related("cohort").filter(code=code).first()
    if invitation is not None and code_of(invitation, now):
        return invitation
    if limits.spend_all([same]) == 1:
        limits.spend_all([tries])
    return None
