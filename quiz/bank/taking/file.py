"""A file as an answer to a request, to be saved under its name."""

from django.http import HttpResponse

DECK = "application/octet-stream"


def file(name: str, content: bytes | str, content_type: str) -> HttpResponse:
    """Made whole before any of it is sent."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
