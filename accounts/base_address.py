"""The site's own address: for what is mailed, and for what people copy and send.

It is a setting. A request's `Host` is what somebody's program sent, and must not end in another's mail.
"""

from urllib.parse import urlsplit

from django.conf import settings


def full_address(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def host() -> str:
    """The name of the site, with a port where that belongs to it."""
    return urlsplit(settings.BASE_URL).netloc
