"""Changing the address: shown again who one is, the new one proved by a mailed code, the old one told."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from accounts.addresses import readable
from accounts.models import User
from accounts.own.happened import Kind, note_event
from accounts.own.mails import tell


class AddressTaken(Exception):
    """Another account has it; nothing was changed."""


def is_taken(address: str, *, user: User) -> bool:
    others = EmailAddress.objects.filter(email__iexact=address, verified=True).exclude(user=user)
    return others.exists() or User.objects.filter(email__iexact=address).exclude(pk=user.pk).exists()


def change_address(*, user: User, address: str, device: str, now: datetime) -> None:
    """The account signs in by this one from now on, and the old one opens nothing. Raises `AddressTaken`.

    Owns its transaction.
    """
    old = user.email
    try:
        with transaction.atomic():
            if is_taken(address, user=user):
                raise AddressTaken
            User.objects.filter(pk=user.pk).update(email=address)
            EmailAddress.objects.filter(user=user).delete()
            EmailAddress.objects.create(user=user, email=address, primary=True, verified=True)
            note_event(user, Kind.ADDRESS, device=device, now=now)
    except IntegrityError:
        raise AddressTaken from None
    tell(old, "address_changed", when=now, device=device, new=readable(address))
