"""The site reads UTF-8 and nothing else."""

import codecs
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.http import parse_header_parameters

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
UNREADABLE = "mlopsprep.unreadable"
"""Set in the environment of a request whose charset is another; `edge.ReadableRequests` refuses it."""


def only_utf8(application: Application) -> Application:
    """Take a `Content-Type` away that Django could not read.

    Django decodes the query by the charset of that header while it makes the request, before any middleware is
    asked. Where nothing can be decoded by it (`charset=zlib`) it fails on the spot, on every address.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not speaks_utf8(environ.get("CONTENT_TYPE", "")):
            environ |= {"CONTENT_TYPE": "", UNREADABLE: True}
        return application(environ, start_response)

    return answer


def speaks_utf8(content_type: str) -> bool:
    try:
        _, parameters = parse_header_parameters(content_type)
        return codecs.lookup(parameters.get("charset", "utf-8")).name == "utf-8"
    except (LookupError, ValueError):
        return False
