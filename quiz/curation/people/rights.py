"""What people may do here: sign in, curate, decide about others. Each change is an act, noted in the audit."""

from dataclasses import astuple, dataclass
from datetime import datetime
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.audit.models import Act
from accounts.audit.noting import note
from accounts.models import User
from quiz.curation.group import NAME, curators


class LastSuperuser(Exception):
    """Nobody would be left who can decide what others may do."""


class OwnRight(Exception):
    """Somebody would take their own superuser's right or sign-in away, and was not asked yet."""


class AddressTaken(Exception):
    """An account has this address already."""


class ChangedMeanwhile(Exception):
    """The account is no longer as it was when the page was opened."""


@dataclass(frozen=True, slots=True)
class Rights:
    signs_in: bool
    curates: bool
    is_superuser: bool
    others: bool = False
    """From before there was this page: other groups, permissions of their own, or the admin without the group."""

    @property
    def decides(self) -> bool:
        return self.signs_in and self.is_superuser


def rights_of(person: User) -> Rights:
    """Two queries."""
    groups = set(person.groups.values_list("name", flat=True))
    curates = person.is_staff and NAME in groups
    stray = person.is_staff and not curates and not person.is_superuser
    others = stray or bool(groups - {NAME}) or (NAME in groups and not curates)
    others = others or person.user_permissions.exists()
    return Rights(person.is_active, curates, person.is_superuser, others)


def seen_of(person: User) -> str:
    """What a page shows of an account, which it carries back: an act decided on something else is refused."""
    return f"{''.join(str(int(each)) for each in astuple(rights_of(person)))} {person.name}"


@transaction.atomic
def add_person(*, email: str, name: str, by: User, now: datetime) -> User:
    """An account without a password, which its owner chooses with a mailed code. One transaction.

    Raises `AddressTaken`.
    """
    try:
        with transaction.atomic():
            person = User.objects.create_user(email, name=name)
    except IntegrityError:
        raise AddressTaken from None
    EmailAddress.objects.create(user=person, email=person.email, primary=True)  # which that code confirms
    note(Act.PERSON_ADDED, person, by=by, now=now)
    return person


@transaction.atomic
def change_person(
    *, person: User, name: str, rights: Rights, seen: str, by: User, now: datetime, is_sure: bool = False
) -> User:
    """Gives the person this name and these rights, and no others. One transaction, one line for each change.

    Superusers' acts come one after the other. Raises `LastSuperuser`, `OwnRight` unless `is_sure`,
    `ChangedMeanwhile`, and `PermissionDenied` for whoever has lost the right meanwhile.
    """
    deciding = locked_superusers()
    if by.pk not in deciding:
        raise PermissionDenied
    person = User.objects.select_for_update().get(pk=person.pk)
    before, old_name = rights_of(person), person.name
    if seen_of(person) != seen:
        raise ChangedMeanwhile
    if before.decides and not rights.decides:
        if deciding == {person.pk}:
            raise LastSuperuser
        if person.pk == by.pk and not is_sure:
            raise OwnRight
    noted = partial(note, Act.PERSON_CHANGED, person, by=by, now=now)
    if name != old_name:
        noted(after=_("name"))
    for label, old, new in changes(before, rights):
        noted(before=f"“{label}” {said(old)}", after=said(new))
    store(person, name, rights)
    return person


def locked_superusers() -> set[Any]:
    rows = (
        User.objects.select_for_update()
        .filter(is_superuser=True, is_active=True, leaving_since=None)
        .order_by("pk")
    )
    return {user.pk for user in rows}


def changes(before: Rights, after: Rights) -> list[tuple[str, bool, bool]]:
    labels = (_("may sign in"), _("curator"), _("superuser"), _("other rights"))
    rows = zip(labels, astuple(before), astuple(after), strict=True)
    return [(label, old, new) for label, old, new in rows if old != new]


def said(right: bool) -> str:
    return _("yes") if right else _("no")


def store(person: User, name: str, rights: Rights) -> None:
    """So that the tick boxes say all of it."""
    person.name, person.is_active, person.is_superuser = name, rights.signs_in, rights.is_superuser
    person.is_staff = rights.curates or rights.is_superuser
    person.save(update_fields=["name", "is_active", "is_superuser", "is_staff"])
    person.groups.set([curators()] if rights.curates else [])
    person.user_permissions.clear()
