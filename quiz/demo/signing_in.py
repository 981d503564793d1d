"""The devices on which the demonstration's learner is signed in, beside that of whoever looks at it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from accounts.models import SecurityEvent, User
from accounts.own.happened import note_event
from accounts.signed_in import SessionStore

DEVICES = (("Chrome on Windows", 19, 12), ("Safari on iPhone", 11, 0))
"""Each with how many days ago somebody signed in on it, and when something was last sent from it."""


def sign_in_elsewhere(*, user: User, now: datetime) -> None:
    """Also what *What happened lately* says of it. Their keys are known to nobody, so they open nothing."""
    for device, begun, seen in DEVICES:
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.begun(device=device, now=now - timedelta(days=begun))
        session.create()
        session.seen((now - timedelta(days=seen)).date())
        note_event(user, SecurityEvent.Kind.SIGNED_IN, device=device, now=now - timedelta(days=begun))
