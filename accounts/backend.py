"""Signing in by address and password. Sessions keep this module's name, so it stays where it is."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend

from accounts.models import User


class AuthenticationBackend(AllauthBackend):  # type: ignore[misc]
    def _authenticate_by_email(self, email: str, password: str) -> Any:
        return super()._authenticate_by_email(User.objects.address_on_record(email), password)

    def _mitigate_timing_attack(self, password: str) -> None:
        """Where there is no account, as many hashes as one would have taken."""
        User().check_password(password)
