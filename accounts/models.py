"""Who signs in, and where they are signed in."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.zones import is_zone
from database.identifiers import uuid7


def validate_zone(name: str) -> None:
    if not is_zone(name):
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. They sign in by e-mail; the name is what others see."""

    class Theme(models.TextChoices):
        SYSTEM = "", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name to show"), max_length=80, blank=True)
    theme = models.CharField(_("theme"), max_length=5, choices=Theme, blank=True, default=Theme.SYSTEM)
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, default="", validators=[validate_zone]
    )
    is_staff = models.BooleanField(_("may open the admin"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        return str(self)

    @property
    def initials(self) -> str:
        """Two letters for the account button."""
        words = str(self).replace("@", " ").split()
        return "".join(word[0] for word in words[:2]).upper()


class SignInSession(AbstractBaseSession):
    """One browser's session; `user` lets a request load both in one query."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sign_in_sessions")

    @classmethod
    def get_session_store_class(cls) -> Any:
        from accounts.signed_in import SessionStore  # noqa: PLC0415  (it needs this model)

        return SessionStore


class Counter(models.Model):
    """How often something was done lately: see `accounts.counting`. The key is an HMAC and names nobody."""

    key = models.CharField(primary_key=True, max_length=64)
    times = models.PositiveIntegerField()
    since = models.FloatField()
    """Seconds since 1970."""

    def __str__(self) -> str:
        return f"{self.times}, {self.key}"
