"""What a chart draws, as a table under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class AsTable:
    """`label` says of what, to whoever does not see it; the first of each row is its heading."""

    label: str
    columns: Sequence[str]
    rows: Sequence[tuple[object, ...]]


def day_cell(day: date, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), words)
