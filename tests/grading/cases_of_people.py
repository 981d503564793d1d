"""Answers as people type them, read from `cases/`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quiz.bank.published import published_bank

CASES = Path(__file__).parent / "cases"
EXACT = ("commands", "code", "lists")
IN_WORDS = ("concepts", "comparisons")


def cases(*kinds: str) -> Iterator[dict[str, Any]]:
    """Cases of these kinds about questions that can be graded by now, from every file."""
    questions = published_bank().questions
    for path in sorted(CASES.glob("*.jsonl")):
        for line in path.read_text().splitlines():
            case = json.loads(line)
            if case["kind"] in kinds and questions[case["key"]].revision.points:
                yield case
