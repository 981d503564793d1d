"""Grades typed answers by machine: JSON lines in, JSON lines out."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from quiz.bank.published import PublishedBank, published_bank
from quiz.bank.published.typed import grading_question
from quiz.grading import grade

BYTE_ORDER_MARK = "\ufeff"
"""How some editors begin a file."""


class NotGraded(Exception):
    """A line that cannot be graded; says why."""


class Command(BaseCommand):
    help = (
        'Reads lines {"key": …, "answer": …} from standard input and writes for each a line '
        '{"key", "verdict", "points", "message"}, or {"line", "error"} where it cannot be graded.'
    )

    def handle(self, *args: Any, **options: Any) -> None:
        bank, faults = published_bank(), 0
        for number, line in enumerate(sys.stdin, start=1):
            if not line.strip():
                continue
            try:
                self.write(graded(bank, line))
            except NotGraded as fault:
                faults += 1
                self.write({"line": number, "error": str(fault)})
        if faults:
            sys.exit(1)

    def write(self, entry: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(entry))


def graded(bank: PublishedBank, line: str) -> dict[str, Any]:
    """The graded line. Raises NotGraded."""
    key, answer = read_line(line)
    if key not in bank.questions:
        raise NotGraded(f"There is no question {key!r}.")
    verdict = grade(grading_question(bank.questions[key].revision), answer)
    return {
        "key": key,
        "verdict": verdict.verdict,
        "points": list(verdict.points),
        "message": verdict.message,
    }


def read_line(line: str) -> tuple[str, str]:
    try:
        entry = json.loads(line.removeprefix(BYTE_ORDER_MARK))
    except (ValueError, RecursionError):
        raise NotGraded("This line is not JSON.") from None
    match entry:
        case {"key": str(key), "answer": str(answer)}:
            return key, answer
    raise NotGraded('A line needs "key" and "answer", both texts.')
