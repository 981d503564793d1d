"""The way back for whoever lost all their factors: another superuser, or an operator at the server."""

from datetime import datetime
from functools import partial

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.audit.models import Act
from accounts.audit.noting import note
from accounts.factors.telling import tell_of_reset
from accounts.models import User
from accounts.own.happened import Kind, note_event


class OwnFactors(Exception):
    """Somebody would remove their own, for which they need none of them: an open browser would do."""


class NoFactors(Exception):
    """There is nothing to remove."""


@transaction.atomic
def reset_factors(*, person: User, by: User | None, now: datetime) -> None:
    """Removes the person's factors and signs them out everywhere. One transaction, a line in the audit, then mails.

    `by` is a superuser, or nobody for a command. The password stays. Raises `OwnFactors`, `NoFactors`, and
    `PermissionDenied` for whoever has lost the right meanwhile.
    """
    if by is not None and by.pk == person.pk:
        raise OwnFactors
    if by is not None and not User.objects.filter(pk=by.pk, is_superuser=True, is_active=True).exists():
        raise PermissionDenied
    removed, _ = Authenticator.objects.filter(user=person).delete()
    if not removed:
        raise NoFactors
    person.sign_in_sessions.all().delete()
    note(Act.FACTORS_RESET, person, by=by, now=now)
    note_event(person, Kind.FACTORS_RESET, device="", now=now)
    transaction.on_commit(partial(tell_of_reset, person=person, by=by))
