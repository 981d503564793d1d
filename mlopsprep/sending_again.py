"""What a failed request sent, kept on its error page so that it can be sent again; without session or database."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

MOST_CHARACTERS = 200_000
"""Of all fields together: a page that gives back more is no help."""
WORDS = "text"
"""The field in which somebody answers in their own words."""


@dataclass(frozen=True)
class Secret:
    """A field that is never given back: it is to be typed again."""

    name: str

    @property
    def label(self) -> str:
        return _("The code from the mail") if self.name == "code" else _("Password")

    @property
    def kind(self) -> str:
        return "text" if self.name == "code" else "password"


@dataclass(frozen=True)
class Sent:
    """A form as it was sent: where to, and its fields but the secret ones."""

    address: str
    token: str
    fields: list[tuple[str, str]]
    secrets: list[Secret]

    @property
    def words(self) -> str:
        """To be seen, and copied, as long as nothing is saved."""
        return next((value for name, value in self.fields if name == WORDS), "")

    @property
    def hidden(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in self.fields if name != WORDS or not self.words]


def sent_by(request: HttpRequest) -> Sent | None:
    """The form that can be sent again; None where nothing was sent, it is too long, or it was not checked whose it is.

    A form from elsewhere must not come back with a token of ours in it.
    """
    if request.method != "POST" or not getattr(request, "csrf_processing_done", False) or request.FILES:
        return None
    fields = list(fields_of(request))
    if sum(len(name) + len(value) for name, value in fields) > MOST_CHARACTERS:
        return None
    secrets = [Secret(name) for name, _value in fields if is_secret(name)]
    kept = [(name, value) for name, value in fields if not is_secret(name)]
    return Sent(request.get_full_path(), get_token(request), kept, secrets)


def fields_of(request: HttpRequest) -> Iterator[tuple[str, str]]:
    lists: Any = request.POST.lists()
    for name, values in lists:
        if name != "csrfmiddlewaretoken":
            yield from ((name, str(value)) for value in values)


def is_secret(name: str) -> bool:
    return name == "code" or "password" in name.lower()
