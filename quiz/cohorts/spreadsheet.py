"""A report as a file for a spreadsheet, in which no cell can act as a formula (`defusedcsv`)."""

import unicodedata
from collections.abc import Iterable, Sequence
from io import StringIO

from defusedcsv import csv
from django.http import HttpResponse

BYTE_ORDER_MARK = "\ufeff"
"""By which spreadsheets see that it is UTF-8."""
BEGINS_A_FORMULA = frozenset("=+-@|%")


def spreadsheet(name: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A CSV file to save as `name`, made whole before any of it is sent."""
    written = StringIO(BYTE_ORDER_MARK)
    written.seek(0, 2)
    csv.writer(written).writerows([[quoted(cell) for cell in row] for row in (heading, *rows)])
    response = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def quoted(cell: object) -> object:
    """`defusedcsv` quotes what begins with a plain sign; some spreadsheets take a wide or a small one for it too."""
    first = str(cell)[:1]
    is_another = not first.isascii() and unicodedata.normalize("NFKC", first) in BEGINS_A_FORMULA
    return f"'{cell}" if is_another else cell
