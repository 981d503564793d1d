"""What happened to an account lately, in a few words: noted where it is done, read on its page."""

from datetime import datetime, timedelta

from accounts.models import SecurityEvent, User

Kind = SecurityEvent.Kind
SHOWN = 20
HELD_FOR = timedelta(days=365)


def note_event(user: User, kind: str, *, device: str, now: datetime) -> None:
    SecurityEvent.objects.create(user=user, kind=kind, device=device, at=now)


def happened_to(user: User) -> list[SecurityEvent]:
    """The newest first."""
    return list(SecurityEvent.objects.filter(user=user).order_by("-at", "-pk")[:SHOWN])


def forget_old_events(now: datetime) -> None:
    SecurityEvent.objects.filter(at__lt=now - HELD_FOR).delete()
