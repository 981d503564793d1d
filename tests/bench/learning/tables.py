"""The tables that are printed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from tests.bench.learning.ours import Said
from tests.bench.learning.running import OURS, RIVALS, SCHEDULERS, Cell, Outcome
from tests.bench.learning.statistics import (
    Cells,
    Estimate,
    by_family,
    difference,
    honesty,
    ratio,
    score,
)

BY_CARDS: Final = tuple(name for name, rival in RIVALS.items() if not rival.climbs)
"""Rivals that ask by recall alone."""
WITH_LADDER: Final = tuple(name for name, rival in RIVALS.items() if rival.climbs)

PARTS: Final[dict[str, Callable[[float], bool]]] = {
    "error: first": lambda part: part == 0.0,
    "between": lambda part: 0.0 < part < 1.0,
    "last": lambda part: part == 1.0,
}
"""Sessions after which something was said, by their place in the plan."""

Row = Sequence[str]


def report(cells: Cells) -> str:
    """All the tables."""
    families = sorted({outcome.family for outcomes in cells.values() for outcome in outcomes})
    parts = [titled("Recalled on the date, mean of the families", recalled(cells))]
    if OURS in _schedulers(cells):
        parts.append(titled("Ours against others, with 95 % intervals", compared(cells)))
        for what, table in (("readiness", ready(cells)), ("forecast", ahead(cells))):
            if len(table) > 1:
                parts.append(titled(f"What {what} said against what came", table))
    if len(families) > 1:
        parts.extend(titled(f"Recalled, {family}", recalled(_only(cells, family))) for family in families)
    return "\n\n".join(parts)


def titled(title: str, rows: Sequence[Row]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join([title, *lines])


def recalled(cells: Cells) -> list[Row]:
    names = _schedulers(cells)
    rows: list[Row] = [["days × min", "learners", *names]]
    for cell, outcomes in cells.items():
        rows.append([name_of(cell), str(len(outcomes)), *(f"{score(outcomes, name):.1f}" for name in names)])
    return rows


def compared(cells: Cells) -> list[Row]:
    rows: list[Row] = [
        [
            "days × min",
            "÷ fsrs",
            "÷ in-order",
            "best rival",
            "− best",
            "best + ladder",
            "− it",
            "÷ oracle",
            "÷ near",
        ]
    ]
    for cell, outcomes in cells.items():
        best, climbing = best_of(outcomes, BY_CARDS), best_of(outcomes, WITH_LADDER)
        rows.append(
            [
                name_of(cell),
                _ratio(outcomes, "fsrs"),
                _ratio(outcomes, "in-order"),
                best or "",
                _difference(outcomes, best),
                climbing or "",
                _difference(outcomes, climbing),
                _ratio(outcomes, "oracle"),
                _ratio(outcomes, "oracle-near"),
            ]
        )
    return rows


def best_of(outcomes: Sequence[Outcome], names: Sequence[str]) -> str | None:
    ran = [name for name in names if name in outcomes[0].scores]
    return max(ran, key=lambda name: score(outcomes, name)) if ran else None


def ready(cells: Cells) -> list[Row]:
    return _honest(
        {cell: [said for each in group for said in each.readiness] for cell, group in cells.items()}
    )


def ahead(cells: Cells) -> list[Row]:
    return _honest(
        {cell: [said for each in group for said in each.forecast] for cell, group in cells.items()}
    )


def _honest(cells: Mapping[Cell, Sequence[Said]]) -> list[Row]:
    rows: list[Row] = [
        ["days × min", "said", "mean error", "too kind by", "in the range", "its width", *PARTS]
    ]
    for cell, said in cells.items():
        fared = honesty(said)
        if fared is not None:
            rows.append(
                [
                    name_of(cell),
                    str(fared.said),
                    f"{fared.error:.1f}",
                    f"{fared.bias:+.1f}",
                    f"{100 * fared.covered:.0f} %",
                    f"{fared.width:.1f}",
                    *(_error([each for each in said if is_in(each.part)]) for is_in in PARTS.values()),
                ]
            )
    return rows


def _error(said: Sequence[Said]) -> str:
    fared = honesty(said)
    return f"{fared.error:.1f}" if fared else ""


def _only(cells: Cells, family: str) -> dict[Cell, list[Outcome]]:
    return {cell: mine for cell, outcomes in cells.items() if (mine := by_family(outcomes).get(family))}


def _schedulers(cells: Cells) -> list[str]:
    ran = next(iter(cells.values()))[0].scores
    return [name for name in SCHEDULERS if name in ran]


def name_of(cell: Cell) -> str:
    return f"{cell.days} × {cell.minutes}"


def _ratio(outcomes: Sequence[Outcome], other: str) -> str:
    return _say(ratio(outcomes, OURS, other), ".3f") if other in outcomes[0].scores else ""


def _difference(outcomes: Sequence[Outcome], other: str | None) -> str:
    return _say(difference(outcomes, OURS, other), "+.1f") if other else ""


def _say(estimated: Estimate, form: str) -> str:
    return f"{estimated.mean:{form}} ±{estimated.reach:{form.lstrip('+')}}"
