"""Who signs in, and where they are signed in."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import addresses, passwords
from accounts.audit.models import Act, AuditLine
from accounts.audit.noting import note
from accounts.lines import one_line
from accounts.zones import is_zone
from database.identifiers import uuid7

UNUSED, UNUSED_STAFF = timedelta(days=30), timedelta(days=7)
"""How long a sign-in opens something after the last day on which something was sent from it (decision 0069)."""

__all__ = ["AuditLine", "Counter", "SecurityEvent", "SignInSession", "User"]


def validate_zone(name: str) -> None:
    if not is_zone(name):
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


class AddressField(models.EmailField):  # type: ignore[type-arg]
    """An e-mail address. A new row has it in its one form, so that one mailbox is one account.

    Rows from before there was one form may keep another (see docs/decisions/0020); to the database both are text.
    """

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return super().clean(addresses.one_form(value), model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if add:
            setattr(model_instance, self.attname, addresses.one_form(getattr(model_instance, self.attname)))
        return super().pre_save(model_instance, add)


class UserManager(BaseUserManager["User"]):
    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        return addresses.one_form(email or "")

    def address_on_record(self, typed: str) -> str:
        """The address of the account that this is typed for: its one form, but to the letter where a row has that."""
        address, to_the_letter = addresses.one_form(typed), typed.strip().lower()
        if to_the_letter == address or not to_the_letter.isprintable():
            return address
        return to_the_letter if self.filter(email=to_the_letter).exists() else address

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        with transaction.atomic():
            user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
            note(Act.PERSON_ADDED, user, by=None, now=timezone.now(), after=gettext("superuser"))
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=self.address_on_record(email or ""))


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. They sign in by e-mail; the name is what others see."""

    class Theme(models.TextChoices):
        SYSTEM = "", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class Motion(models.TextChoices):
        SYSTEM = "", _("As the device")
        REDUCE = "reduce", _("Reduced")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = AddressField(_("e-mail"), unique=True)
    name = models.CharField(_("name to show"), max_length=80, blank=True)
    theme = models.CharField(_("theme"), max_length=5, choices=Theme, blank=True, default=Theme.SYSTEM)
    motion = models.CharField(
        _("motion"), max_length=6, choices=Motion, blank=True, default=Motion.SYSTEM, db_default=""
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, default="", validators=[validate_zone]
    )
    is_staff = models.BooleanField(_("may open the admin"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)
    leaving_since = models.DateTimeField(null=True, blank=True, editable=False)
    """When they asked for their account to be deleted; nobody sees them from then on, and they can take it back."""

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]

    def __str__(self) -> str:
        return one_line(self.name) or self.email

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(None if raw_password is None else passwords.one_form(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        is_right = super().check_password
        forms = [None] if raw_password is None else passwords.forms(raw_password)
        return any(is_right(form) for form in forms)

    @cached_property
    def has_factor(self) -> bool:
        """Is there a passkey or a code from an app? Whoever has one cannot sign in without it."""
        rows: Any = self.authenticator_set  # type: ignore[attr-defined]
        return bool(rows.exclude(type="recovery_codes").exists())

    def get_short_name(self) -> str:
        return str(self)

    @property
    def initials(self) -> str:
        """One or two letters for the account button; of an address its first."""
        words = str(self).partition("@")[0].split()
        return "".join(word[0] for word in words[:2]).upper()


class SignInSession(AbstractBaseSession):
    """One browser's session; `user` lets a request load both in one query."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sign_in_sessions")
    made_at = models.DateTimeField(null=True)
    """When this browser signed in; None where that was before it was noted."""
    seen_on = models.DateField(null=True)
    """The last day on which something was sent from it. Reading a page does not count."""
    device = models.CharField(max_length=60, blank=True, default="", db_default="")
    """In words, such as Firefox on Linux."""

    def is_unused(self, today: date) -> bool:
        """So long that it opens nothing any more. Whoever did not sign in here has nothing to sign in with again."""
        if not self.user or not self.seen_on:
            return False
        return self.seen_on < today - (UNUSED_STAFF if self.user.is_staff else UNUSED)

    @classmethod
    def unused(cls, today: date) -> "models.QuerySet[SignInSession]":
        """All of those."""
        of_staff = Q(user__is_staff=True, seen_on__lt=today - UNUSED_STAFF)
        return cls.objects.filter(Q(user__isnull=False, seen_on__lt=today - UNUSED) | of_staff)

    @classmethod
    def get_session_store_class(cls) -> Any:
        from accounts.signed_in import SessionStore  # noqa: PLC0415  (it needs this model)

        return SessionStore


class SecurityEvent(models.Model):
    """What happened to an account, for the eyes of its owner. Goes with the account, and after a year."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed in", _("signed in on a new device")
        PASSWORD = "password", _("password changed")
        ADDRESS = "address", _("address changed")
        OTHERS_ENDED = "others ended", _("signed out everywhere else")
        ONE_ENDED = "one ended", _("signed out on one device")
        PASSKEY_ADDED = "passkey added", _("passkey added")
        PASSKEY_REMOVED = "passkey removed", _("passkey removed")
        APP_ON = "app on", _("codes from an app turned on")
        APP_OFF = "app off", _("codes from an app turned off")
        NEW_CODES = "new recovery codes", _("new recovery codes made")
        CODE_USED = "recovery code used", _("recovery code used")
        FACTORS_RESET = "factors reset", _("passkeys and second step removed by whoever runs the site")
        LEAVING = "leaving", _("asked to delete the account")
        STAYING = "staying", _("kept the account")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="security_events")
    kind = models.CharField(max_length=20)
    """One of `Kind`, or what another part notes."""
    at = models.DateTimeField()
    device = models.CharField(max_length=60, blank=True, default="")
    """Where it was done."""

    class Meta:
        indexes = [models.Index(fields=["user", "-at"], name="security_events_of_a_user")]
        constraints = [models.CheckConstraint(condition=~Q(kind=""), name="a_security_event_says_what")]

    def __str__(self) -> str:
        return self.kind

    @property
    def words(self) -> str:
        return str(dict(self.Kind.choices).get(self.kind, self.kind))


class Counter(models.Model):
    """How often something was done lately: see `accounts.limits.counting`. The key is an HMAC and names nobody."""

    key = models.CharField(primary_key=True, max_length=64)
    times = models.PositiveIntegerField()
    since = models.FloatField()
    """Seconds since 1970."""

    def __str__(self) -> str:
        return f"{self.times}, {self.key}"
