"""What stands in the ZIP's README: each file with what its rows and columns are."""

from collections.abc import Sequence
from datetime import datetime

from django.template.loader import render_to_string

from quiz.own_data.parts import Part


def readme(parts: Sequence[Part], now: datetime) -> str:
    return render_to_string("own_data/readme.txt", {"parts": parts, "now": now}).strip() + "\n"
