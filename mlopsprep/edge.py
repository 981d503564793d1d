"""What no browser sends is refused here, once for every address, before anything else reads the request.

The site speaks UTF-8, takes forms and no files, and no text of its has U+0000, which PostgreSQL cannot keep. In an
address or a header that sign is no accident, and the request is refused; in a form or a cookie it is dropped: nobody
sees it, and the words around it count.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from mlopsprep.charset import UNREADABLE, speaks_utf8
from mlopsprep.errors import refused

Respond = Callable[[HttpRequest], HttpResponse]
NUL = "\0"
PIECE = 64 * 1024
MOST_READ_AWAY = 32 * 1024 * 1024
SPOKEN = ("GET", "HEAD", "POST", "OPTIONS")
"""What forms and links send, and the question what there is. Django's pages of forms would take PUT for POST."""


class ReadableRequests:
    """Refuses what cannot be read, and hands on the rest without U+0000."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.encoding:
            request.encoding = "utf-8"  # by whichever of its names it was sent
        status = why_refused(request)
        if status is None:
            return self.get_response(request)
        if status == 413:
            read_away(request)
        return refused(status)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        return None if request.method in SPOKEN else HttpResponseNotAllowed(SPOKEN)


def why_refused(request: HttpRequest) -> int | None:
    """The status that says why it is refused; None where it is readable."""
    length = str(request.META.get("CONTENT_LENGTH") or 0)
    if UNREADABLE in request.META or not speaks_utf8(request.META.get("CONTENT_TYPE", "")):
        return 415
    if any(NUL in each for each in head_of(request)) or not (length.isascii() and length.isdigit()):
        return 400
    if len(length) > 10 or int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return 413
    drop_from_cookies(request)
    return drop_from_form(request) if request.method == "POST" else None


def read_away(request: HttpRequest) -> None:
    """A client that is still sending reads no answer, so most of what is too much is taken and forgotten."""
    with suppress(UnreadablePostError):
        for _ in range(MOST_READ_AWAY // PIECE):
            if not request.read(PIECE):
                return


def head_of(request: HttpRequest) -> Iterable[str]:
    """Path, query as it will be decoded, and headers but the cookies."""
    yield request.path_info
    yield request.META.get("QUERY_STRING", "").replace("%00", NUL)
    for name, value in request.META.items():
        if name.startswith("HTTP_") and name != "HTTP_COOKIE":
            yield str(value)


def drop_from_cookies(request: HttpRequest) -> None:
    """A cookie with U+0000 is none of ours; another site on the same host may have set it."""
    for name in [name for name, value in request.COOKIES.items() if NUL in name + value]:
        del request.COOKIES[name]


def drop_from_form(request: HttpRequest) -> int | None:
    """Drop the sign from the form's fields, or say why there are none."""
    try:
        sent = request.POST
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        return 413
    except (MultiPartParserError, UnreadablePostError):
        return 400
    if any(NUL in each for name, values in sent.lists() for each in (name, *values)):
        request.POST = without_nul(sent)  # type: ignore[assignment]
    return None


def without_nul(sent: QueryDict) -> QueryDict:
    clean = QueryDict(mutable=True)
    for name, values in sent.lists():
        for value in values:
            clean.appendlist(name.replace(NUL, ""), str(value).replace(NUL, ""))
    clean._mutable = False
    return clean
