"""Mail servers of all kinds, as Django's backends."""

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

from django.core.mail.backends.locmem import EmailBackend


class Slow(EmailBackend):
    """Takes two seconds for a mail."""

    clock: Any = None

    def send_messages(self, messages: Any) -> int:
        Slow.clock.shift(2)
        return super().send_messages(messages)


class Moody(EmailBackend):
    """Does what the address says."""

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            name = message.to[0].partition("@")[0]
            if name == "unknown":
                raise SMTPRecipientsRefused({message.to[0]: (550, b"no such mailbox")})
            if name == "busy":
                raise SMTPDataError(421, b"try later")
            if name == "silent":
                raise SMTPServerDisconnected("gone in the middle")
        return super().send_messages(messages)


class Down(EmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError
