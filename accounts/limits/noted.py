"""What is known of a request, for those that count after it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from accounts.limits.charging import Charge


@dataclass
class Noted:
    """What is known of a request."""

    mailed: dict[str, Sequence[Charge]] = field(default_factory=dict)
    """Addresses to which a mail goes, and what was counted for it."""
    password_given: bool = False
    code_wanted: bool = False
    """Is a mailed code asked for beside the password?"""
    crowded: bool = False
    """Did unknown browsers ask for many mails today?"""
    signed_in_before: bool = False
    """Had the account signed in before this request?"""


def noted_of(request: Any) -> Noted:
    if not hasattr(request, "noted"):
        request.noted = Noted()
    noted: Noted = request.noted
    return noted
