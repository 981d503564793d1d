"""A line of the audit, written where the act itself is done."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.transaction import TransactionManagementError, get_connection

from accounts.audit.models import Act, AuditLine

if TYPE_CHECKING:
    from accounts.models import User

FILES = "files"
LONGEST = 200


def note(
    act: Act,
    about: models.Model | str,
    *,
    by: "User | None",
    now: datetime,
    before: str = "",
    after: str = "",
    revisions: tuple[int | None, int | None] = (None, None),
) -> AuditLine:
    """In the transaction of the act itself, which fails where there is none: with the line or not at all.

    About a row, by its id alone; or about files, by their names. `before` and `after` are short words of ours, never
    what a person wrote: no names, no addresses. By nobody means by a command.
    """
    if not get_connection().in_atomic_block:
        raise TransactionManagementError("An act and its line in the audit are one transaction.")
    kind, subject = (
        (FILES, about) if isinstance(about, str) else (about._meta.model_name or "", str(about.pk))
    )
    return AuditLine.objects.create(
        act=act,
        about_kind=kind,
        about=shortened(subject),
        by=by.pk if by else None,
        at=now,
        before=shortened(before),
        after=shortened(after),
        earlier=revisions[0],
        later=revisions[1],
    )


def shortened(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
