"""The bank that is practised: the structure of the product's own, without its words."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from quiz.engine import Question

FIXTURES: Final = Path(__file__).parents[3] / "fixtures"
TYPED: Final = frozenset({"command", "code", "list"})
MIDDLE_DIFFICULTY: Final = 3.0

Row = dict[str, Any]


@dataclass(frozen=True)
class Bank:
    """Questions by number, in the bank's order, as the learners' memory and the simple rivals see them."""

    keys: tuple[str, ...]
    sections: tuple[int, ...]
    difficulties: tuple[float, ...]
    """As its authors see it, 0 in the middle."""
    duplicates: tuple[tuple[int, ...], ...]
    overlaps: tuple[tuple[int, ...], ...]
    questions: dict[str, Question]
    """The same as the engine sees it."""

    def __len__(self) -> int:
        return len(self.keys)


def read_bank() -> Bank:
    """The bank of the fixtures. Every question can be chosen and recalled, a few can be typed."""
    rows = _rows()
    questions = _questions(rows)
    numbers = {key: number for number, key in enumerate(questions)}
    each = list(questions.values())
    return Bank(
        keys=tuple(numbers),
        sections=tuple(question.section for question in each),
        difficulties=tuple(
            (question.difficulty or MIDDLE_DIFFICULTY) - MIDDLE_DIFFICULTY for question in each
        ),
        duplicates=tuple(_numbers(question.duplicates, numbers) for question in each),
        overlaps=tuple(_numbers(question.overlaps, numbers) for question in each),
        questions=questions,
    )


def _numbers(keys: frozenset[str], numbers: dict[str, int]) -> tuple[int, ...]:
    return tuple(sorted(numbers[key] for key in keys))


def _rows() -> list[tuple[str, Row]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    entries = [
        entry
        for path in sorted(FIXTURES.glob("*.yaml"))
        for entry in yaml.load(path.read_text(encoding="utf-8"), loader)
    ]
    return [(entry["model"], entry["fields"]) for entry in entries]


def _questions(rows: list[tuple[str, Row]]) -> dict[str, Question]:
    sections = {row["slug"]: row["position"] for model, row in rows if model == "quiz.section"}
    difficulties = {
        row["question"][0]: row.get("difficulty")
        for model, row in rows
        if model == "quiz.revision" and row["status"] == "published"
    }
    relations = [row for model, row in rows if model == "quiz.relation"]
    duplicates, overlaps = _both_ways(relations, "duplicate"), _both_ways(relations, "confusable")
    return {
        row["key"]: Question(
            key=row["key"],
            section=sections[row["section"][0]],
            duplicates=frozenset(duplicates.get(row["key"], ())),
            overlaps=frozenset(overlaps.get(row["key"], ())),
            prerequisites=_prerequisites(relations, row["key"]),
            difficulty=difficulties.get(row["key"]),
            ways=("choose", "recall", "type") if row["kind"] in TYPED else ("choose", "recall"),
        )
        for model, row in rows
        if model == "quiz.question"
    }


def _both_ways(relations: list[Row], kind: str) -> dict[str, set[str]]:
    related: dict[str, set[str]] = {}
    for row in relations:
        if row["kind"] == kind:
            one, other = row["question"][0], row["to"][0]
            related.setdefault(one, set()).add(other)
            related.setdefault(other, set()).add(one)
    return related


def _prerequisites(relations: list[Row], key: str) -> frozenset[str]:
    return frozenset(
        row["to"][0] for row in relations if row["kind"] == "prerequisite" and row["question"][0] == key
    )
