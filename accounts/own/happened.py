"""What happened to an account lately, in a few words: noted where it is done, read on its page."""

from datetime import datetime, timedelta

from accounts.models import SecurityEvent, User

Kind = SecurityEvent.Kind
SHOWN = 20
TOLD_BY_MAIL = {
    "mfa/email/webauthn_added": Kind.PASSKEY_ADDED,
    "mfa/email/webauthn_removed": Kind.PASSKEY_REMOVED,
    "mfa/email/totp_activated": Kind.APP_ON,
    "mfa/email/totp_deactivated": Kind.APP_OFF,
    "mfa/email/recovery_codes_generated": Kind.NEW_CODES,
    "mfa/email/recovery_code_used": Kind.CODE_USED,
}
"""What is noted as it is told, by the name of the mail."""
HELD_FOR = timedelta(days=365)


def note_event(user: User, kind: str, *, device: str, now: datetime) -> None:
    SecurityEvent.objects.create(user=user, kind=kind, device=device, at=now)


def happened_to(user: User) -> list[SecurityEvent]:
    """The newest first."""
    return list(SecurityEvent.objects.filter(user=user).order_by("-at", "-pk")[:SHOWN])


def forget_old_events(now: datetime) -> None:
    SecurityEvent.objects.filter(at__lt=now - HELD_FOR).delete()
