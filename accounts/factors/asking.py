"""Instructors, who see what others answered, are asked for a factor where they invite and where they export.

They can say *Not now*, and are asked again after a month, or in another browser.
"""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

LATER = "factor_later"
AGAIN_AFTER = timedelta(days=30)


def should_ask(request: HttpRequest, now: datetime) -> bool:
    """One query, and none for a month after *Not now*."""
    user: Any = request.user
    said = request.session.get(LATER, 0)
    return (
        user.is_authenticated and now.timestamp() - said > AGAIN_AFTER.total_seconds() and not user.has_factor
    )


def ask_later(request: HttpRequest, now: datetime) -> None:
    request.session[LATER] = now.timestamp()
