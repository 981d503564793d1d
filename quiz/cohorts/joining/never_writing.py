"""Whom we never mail invitations again: known by a keyed digest of the address alone."""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

from quiz.cohorts.joining.models import NeverWrite

SALT = "quiz.cohorts.never_write"


def digest_of(address: str, key: str | None = None) -> str:
    """Of an address in its one form."""
    return salted_hmac(SALT, address, secret=key, algorithm="sha256").hexdigest()


def pass_of(address: str) -> str:
    """What the link in a mail holds: the digest, and a seal, so that nobody else fills the list. It tells no address,
    and works long after the address was erased here.
    """
    return signing.Signer(salt=SALT).sign(digest_of(address))


def digest_in(sealed: str) -> str | None:
    """The digest that a link holds, if it is one of ours."""
    try:
        return signing.Signer(salt=SALT).unsign(sealed)
    except signing.BadSignature:
        return None


def never_write(*, digest: str, now: datetime) -> None:
    """A second time changes nothing. One statement."""
    NeverWrite.objects.bulk_create([NeverWrite(digest=digest, since=now)], ignore_conflicts=True)


def is_never_written_to(address: str) -> bool:
    """Under this secret key or an earlier one."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return NeverWrite.objects.filter(digest__in=[digest_of(address, key) for key in keys]).exists()
