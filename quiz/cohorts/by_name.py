"""The order in which people are listed."""

import re

DIGITS = re.compile(r"(\d+)")


def by_name(name: str) -> list[tuple[int, str]]:
    """To sort by: however it is capitalised, and numbers as numbers, so that Learner 2 comes before Learner 10."""
    words = DIGITS.split(name.casefold())
    return [(int(word), "") if place % 2 else (0, word) for place, word in enumerate(words)]
