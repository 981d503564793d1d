"""What `manage.py check --deploy` says of the accounts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning


def check_mailed_links(**kwargs: Any) -> list[CheckMessage]:
    """Is it sure where links in mails lead?"""
    if settings.BASE_URL_IS_GIVEN or len(settings.ALLOWED_HOSTS) == 1:
        return []
    return [
        Warning(
            f"Links in mails lead to {settings.BASE_URL}, the first of ALLOWED_HOSTS.",
            hint="Name the address in BASE_URL.",
            id="accounts.W002",
        )
    ]
