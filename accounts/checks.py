"""What `manage.py check --deploy` says of the accounts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from redis import RedisError

from accounts import limits
from accounts.limits import counting


def check_shared_counters(**kwargs: Any) -> list[CheckMessage]:
    """Do all processes count together, who tries too often?"""
    if not limits.is_under_allauth():
        return [
            Error(
                "Tries are not counted for all processes together: allauth counts them in each process's own cache.",
                hint="`accounts.limits.put_under_allauth` must run last, and fit this version of allauth.",
                id="accounts.E001",
            )
        ]
    return [*check_redis()]


def check_redis() -> list[CheckMessage]:
    if not settings.REDIS_URL:
        return []
    try:
        counting.in_redis(settings.REDIS_URL).redis.ping()
    except (RedisError, ValueError) as error:
        return [
            Warning(
                f"The Redis that REDIS_URL names does not answer ({type(error).__name__}).",
                hint="Tries are counted in the database meanwhile, and anew once Redis is back.",
                id="accounts.W001",
            )
        ]
    return []


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
