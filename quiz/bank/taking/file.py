"""A file as an answer to a request, to be saved under its name."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import HttpResponse

DECK = "application/octet-stream"


def file(name: str, content: bytes | str, content_type: str) -> HttpResponse:
    """Made whole before any of it is sent."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def zipped(texts: Mapping[str, str | bytes]) -> bytes:
    """Name to text as a ZIP, in memory; the same texts always give the same bytes."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(ZipInfo(name), text, ZIP_DEFLATED)
    return file.getvalue()
