"""Rows as a file for a spreadsheet, in which no cell can act as a formula (`defusedcsv`)."""

import re
from collections.abc import Iterable, Sequence
from io import StringIO

from defusedcsv import csv
from django.http import HttpResponse

BYTE_ORDER_MARK = "\ufeff"
"""By which spreadsheets see that it is UTF-8."""
INNER = re.compile(r"([\r\n;\t][\s\"']*)(?=[=+\-@|%＝＋－＠﹦﹢﹣﹫])")
"""Where another cell would begin if a spreadsheet takes other separators than commas, as many countries' do."""
WIDE = tuple("＝＋－＠﹦﹢﹣﹫")
"""Some programs take these wide and small signs for the plain ones."""


def spreadsheet(name: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A CSV file to save as `name`, made whole before any of it is sent."""
    response = HttpResponse(csv_text(heading, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def csv_text(heading: Sequence[str] | None, rows: Iterable[Sequence[object]]) -> str:
    """Without a heading it goes on where a file has begun."""
    written = StringIO(BYTE_ORDER_MARK if heading else "")
    written.seek(0, 2)
    lines = [heading, *rows] if heading else rows
    csv.writer(written).writerows([defused(cell) for cell in row] for row in lines)
    return written.getvalue()


def defused(cell: object) -> object:
    """Without what acts as a formula inside, or past blanks; how a cell then begins is `defusedcsv`'s."""
    if not isinstance(cell, str):
        return cell
    said = INNER.sub(r"\1'", cell.replace("\0", "").lstrip())
    return f"'{said}" if said.startswith(WIDE) else said
