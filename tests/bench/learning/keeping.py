"""What came out, kept as JSON, so that tables and figure can be drawn again."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from tests.bench.learning.diary import Felt, Share
from tests.bench.learning.ours import Said
from tests.bench.learning.running import Cell, Outcome

PLACES: Final = 3


def write(outcomes: Iterable[Outcome], path: Path) -> None:
    """One line for each learner in each cell, in an order of their own."""
    ordered = sorted(outcomes, key=lambda each: (each.cell, each.family, each.seed))
    lines = ",\n".join(json.dumps(_plain(outcome)) for outcome in ordered)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def read(path: Path) -> list[Outcome]:
    return [_outcome(plain) for plain in json.loads(path.read_text(encoding="utf-8"))]


def _plain(outcome: Outcome) -> dict[str, Any]:
    return {
        "cell": outcome.cell,
        "family": outcome.family,
        "seed": outcome.seed,
        "scores": {name: round(score, PLACES) for name, score in outcome.scores.items()},
        "readiness": [_rounded(said) for said in outcome.readiness],
        "forecast": [_rounded(said) for said in outcome.forecast],
        "felt": dict(outcome.felt),
    }


def _rounded(said: Said) -> list[float]:
    return [round(value, PLACES) for value in said]


def _outcome(plain: dict[str, Any]) -> Outcome:
    return Outcome(
        cell=Cell(*plain["cell"]),
        family=plain["family"],
        seed=plain["seed"],
        scores=plain["scores"],
        readiness=[Said(*values) for values in plain["readiness"]],
        forecast=[Said(*values) for values in plain["forecast"]],
        felt={name: Felt(*(Share(*each) for each in shares)) for name, shares in plain["felt"].items()},
    )
