"""What somebody gave for an answer, as the form says it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

UNSURE = "unsure"
"""Value of *I don't know*; no option's slug may be this word."""


@dataclass(frozen=True, slots=True)
class Response:
    """As it was sent, right or wrong; what of it counts depends on the way of the prompt (`judging.judge`)."""

    unsure: bool = False
    """An honest *I don't know*."""
    option: str = ""
    text: str = ""
    grade: int = 0
    points: Collection[str] = ()
    ms: int | None = None
    """Thinking time in milliseconds as the page counted it, where it did."""

    @classmethod
    def sent(cls, data: QueryDict) -> "Response":
        chosen = data.get("response", "")
        return cls(
            unsure=chosen == UNSURE,
            option=chosen,
            text=data.get("text", ""),
            grade=whole_number(data.get("grade")) or 0,
            points=data.getlist("points"),
            ms=whole_number(data.get("ms")),
        )


def whole_number(sent: Any) -> int | None:
    return (
        int(sent) if isinstance(sent, str) and sent.isascii() and sent.isdigit() and len(sent) < 10 else None
    )
