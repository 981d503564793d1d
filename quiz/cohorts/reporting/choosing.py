"""What the address of a cohort's page asks for. What it cannot mean is passed over."""

from django.http import QueryDict

from quiz.cohorts.reporting.groups import Group
from quiz.cohorts.reporting.table import Choice

LONGEST_NAME = 80
LONGEST_NUMBER = 6


def choice_of(asked: QueryDict) -> Choice:
    group = asked.get("group", "")
    return Choice(
        group=Group(group) if group in set(Group) else None,
        name=asked.get("name", "").strip()[:LONGEST_NAME],
        blocks=number_in(asked, "blocks"),
        page=number_in(asked, "page"),
        whole="all" in asked,
    )


def number_in(asked: QueryDict, name: str) -> int:
    """From 1."""
    digits = asked.get(name, "")[:LONGEST_NUMBER]
    return max(int(digits), 1) if digits.isascii() and digits.isdigit() else 1
