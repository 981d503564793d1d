"""Codes from an app (TOTP, RFC 6238), each of which counts once.

allauth remembers what was used in each process's own cache, and for less time than a code is taken. The row itself
remembers the last step that was used: nothing up to it is taken again.
"""

import time
from enum import Enum, auto

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import transaction

from accounts.factors import secrets

LAST_STEP = "last_step"


class Found(Enum):
    RIGHT = auto()
    USED = auto()
    WRONG = auto()


def steps_of(secret: str, code: str) -> list[int]:
    """The steps of 30 seconds, of now and beside it, for which the secret gives this code."""
    now = int(time.time()) // app_settings.TOTP_PERIOD
    around = range(now - app_settings.TOTP_TOLERANCE, now + app_settings.TOTP_TOLERANCE + 1)
    return [
        step
        for step in around
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step)))
    ]


@transaction.atomic
def spend_code(factor: Authenticator, code: str) -> Found:
    """Is it right, and not used yet? Then it is used from now on. One transaction, one after the other."""
    row = Authenticator.objects.select_for_update().filter(pk=factor.pk).first()
    secret = secrets.opened(row.data["secret"]) if row else None
    steps = steps_of(secret, code) if secret else []
    if not row or not steps:
        return Found.WRONG
    fresh = [step for step in steps if step > row.data.get(LAST_STEP, 0)]
    if not fresh:
        return Found.USED
    mark_spent(row, max(fresh))
    return Found.RIGHT


def mark_spent(factor: Authenticator, step: int) -> None:
    factor.data[LAST_STEP] = step
    factor.save(update_fields=["data"])
