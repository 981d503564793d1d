"""Telling a person by mail what happened to their account; what was done stands even where no mail can be sent."""

from typing import Any

from accounts.post import letter, post_one


def tell(address: str, what: str, **context: Any) -> None:
    post_one(letter(f"accounts/mails/{what}", context, to=address))
