"""What the log has of signing in: that a step was taken or refused, and by what; not by whom, nor from where.

With `LOG_FORMAT=json` each line has its request's number, and so the route and the status of the request. What happened
to one account stands on its own page (`accounts.own.happened`).
"""

import logging
from typing import Any

from allauth.account.signals import authentication_step_completed, user_logged_in, user_logged_out
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

logger = logging.getLogger(__name__)


def step_taken(request: HttpRequest, method: str, type: str = "", **more: Any) -> None:
    """`type` is allauth's word for which factor it was."""
    again = request.user.is_authenticated
    logger.info("%s by %s.", "Shown again" if again else "Shown", type or method)


def refused(**more: Any) -> None:
    logger.info("A password was refused.")


def signed_in(**more: Any) -> None:
    logger.info("Signed in.")


def signed_out(**more: Any) -> None:
    logger.info("Signed out.")


def factor_added(authenticator: Any, **more: Any) -> None:
    logger.info("Added: %s.", authenticator.type)


def factor_removed(authenticator: Any, **more: Any) -> None:
    logger.info("Removed: %s.", authenticator.type)


def listen() -> None:
    authentication_step_completed.connect(step_taken)
    user_login_failed.connect(refused)
    user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    authenticator_added.connect(factor_added)
    authenticator_removed.connect(factor_removed)
