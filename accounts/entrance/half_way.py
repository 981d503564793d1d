"""Signing in that waits for its second step: it holds as long as the password by which it was begun."""

from typing import Any

from django.utils.crypto import constant_time_compare

BEGUN = "begun by"


def begin(session: Any, user: Any) -> None:
    session[BEGUN] = user.get_session_auth_hash()


def still_stands(session: Any, user: Any) -> bool:
    return constant_time_compare(session.get(BEGUN, ""), user.get_session_auth_hash())
