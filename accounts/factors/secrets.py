"""Secrets of second steps, unreadable in the database and its backups: by the secret key, or by one before it."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def locks() -> MultiFernet:
    return MultiFernet(
        [Fernet(key_from(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def key_from(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"accounts.factors {secret}".encode()).digest())


def locked(text: str) -> str:
    return locks().encrypt(text.encode()).decode()


def opened(locked_text: str) -> str | None:
    """Nothing, where the secret key that locked it is gone."""
    try:
        return locks().decrypt(locked_text.encode()).decode()
    except InvalidToken:
        return None
