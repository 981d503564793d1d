"""What stands in the ZIP's README: each file with what its rows and columns are."""

from datetime import datetime

from django.template.loader import render_to_string

from quiz.own_data.parts import PARTS


def readme(now: datetime) -> str:
    return render_to_string("own_data/readme.txt", {"parts": PARTS, "now": now}).strip() + "\n"
