"""A ZIP written as it is read: no more of it is in memory than a few rows."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from io import RawIOBase
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.duration import duration_iso_string

from database.spreadsheet import csv_text
from quiz.own_data.parts import AT_ONCE, PARTS, Owner, Row
from quiz.own_data.readme import readme


class Spout(RawIOBase):
    """What is written comes out again at once."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, chunk: Any) -> int:
        self.waiting.append(bytes(chunk))
        return len(chunk)

    def poured(self) -> bytes:
        out, self.waiting = b"".join(self.waiting), []
        return out


def archive(owner: Owner) -> Iterator[bytes]:
    spout = Spout()
    with ZipFile(spout, "w") as file:
        for name, texts in texts_of(owner):
            with entry(file, name, owner.until) as member:
                for text in texts:
                    member.write(text.encode())
                    yield spout.poured()
    yield spout.poured()


def entry(file: ZipFile, name: str, now: datetime) -> IO[bytes]:
    info = ZipInfo(f"mlopsprep/{name}", now.timetuple()[:6])
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return file.open(info, "w")


def texts_of(owner: Owner) -> Iterator[tuple[str, Iterable[str]]]:
    yield "README.txt", [readme(owner.until)]
    for part in PARTS:
        yield f"{part.name}.json", as_json(part.rows(owner))
        yield f"{part.name}.csv", as_csv(part.columns, part.rows(owner))


def as_json(rows: Iterable[Row]) -> Iterator[str]:
    before = "[\n"
    for row in rows:
        yield before + json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def as_csv(columns: Iterable[str], rows: Iterable[Row]) -> Iterator[str]:
    """No cell acts as a formula. What has parts itself is JSON in its cell."""
    heading: Sequence[str] | None = list(columns)
    held: list[list[object]] = []
    for row in rows:
        held.append([cell(value) for value in row.values()])
        if len(held) == AT_ONCE:
            yield csv_text(heading, held)
            heading, held = None, []
    yield csv_text(heading, held)


def cell(value: object) -> object:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    return value.isoformat() if isinstance(value, datetime) else value
