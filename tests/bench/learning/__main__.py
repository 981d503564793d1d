"""Run the simulation, or draw its tables and figure again: `python -m tests.bench.learning --help`."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.bench.learning import feel
from tests.bench.learning.figure import drawing
from tests.bench.learning.goals import against_goals
from tests.bench.learning.keeping import read, write
from tests.bench.learning.running import (
    APART,
    FAMILIES,
    FEELING,
    RECALLING,
    SCHEDULERS,
    Cell,
    Outcome,
    simulate_all,
    tasks_of,
)
from tests.bench.learning.statistics import cells_of
from tests.bench.learning.tables import report

DAYS: Final = (2, 3, 4, 7, 14, 30, 60)
MINUTES: Final = (5, 10, 20)
LEARNERS: Final = 102
LEARNERS_FELT: Final = 64
REPORTED_FROM: Final = 1
TUNING_FROM: Final = 1_000_001
APART_FROM: Final = 5_000_001
QUICK_CELLS: Final = "3x10,7x10,14x5"
QUICK_LEARNERS: Final = 12


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.learning", description=__doc__)
    parser.add_argument("--cells", help="days x minutes, as 14x10,7x5 (default: all 21)")
    parser.add_argument("--learners", type=int, help=f"in each cell, over all families (default: {LEARNERS})")
    parser.add_argument("--schedulers", help=f"of {', '.join(SCHEDULERS)} (default: all)")
    parser.add_argument("--families", help=f"default: {', '.join(FAMILIES)}")
    parser.add_argument(
        "--feel",
        action="store_true",
        help=f"how it feels, beside what it was before, with a date and without: {', '.join(RECALLING)}, "
        f"{LEARNERS_FELT} learners, 2 to 30 days",
    )
    parser.add_argument(
        "--apart",
        action="store_true",
        help=f"families and seeds that nothing was tuned on: {', '.join(APART)}",
    )
    parser.add_argument("--tuning", action="store_true", help="other seeds, to tune on")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_CELLS}, {QUICK_LEARNERS} learners")
    parser.add_argument("--no-checks", action="store_true", help="leave readiness and forecast out")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", type=Path, help="keep what came out in this file")
    parser.add_argument("--from-json", type=Path, help="run nothing: take what this file keeps")
    parser.add_argument("--goals", action="store_true", help="print each goal beside what came out")
    parser.add_argument("--figure", type=Path, help="draw the figure into this SVG file")
    return parser.parse_args(given)


def cells_named(names: str | None, most_days: int = max(DAYS)) -> list[Cell]:
    if names is None:
        return [Cell(days, minutes) for minutes in MINUTES for days in DAYS if days <= most_days]
    return [Cell(*map(int, name.split("x"))) for name in names.split(",")]


def run(options: argparse.Namespace) -> list[Outcome]:
    quick = options.quick
    learners = options.learners or (QUICK_LEARNERS if quick else LEARNERS_FELT if options.feel else LEARNERS)
    first = APART_FROM if options.apart else TUNING_FROM if options.tuning else REPORTED_FROM
    tasks = tasks_of(
        cells_named(
            options.cells or (QUICK_CELLS if quick else None), feel.MOST_DAYS if options.feel else max(DAYS)
        ),
        families_of(options),
        range(first, first + learners),
        schedulers_of(options),
        checks=not options.no_checks,
    )
    outcomes: list[Outcome] = []
    started = time.monotonic()
    for outcome in simulate_all(tasks, options.processes):
        outcomes.append(outcome)
        if sys.stderr.isatty():
            print(f"\r{len(outcomes)} of {len(tasks)}  ", end="", file=sys.stderr)
    print(f"{len(tasks)} learners in {time.monotonic() - started:.0f} s", file=sys.stderr)
    return outcomes


def families_of(options: argparse.Namespace) -> Sequence[str]:
    if options.families:
        return tuple(options.families.split(","))
    return tuple(APART if options.apart else RECALLING if options.feel else FAMILIES)


def schedulers_of(options: argparse.Namespace) -> Sequence[str]:
    if options.schedulers:
        return tuple(options.schedulers.split(","))
    return FEELING if options.feel else SCHEDULERS


def main() -> None:
    options = arguments()
    outcomes = read(options.from_json) if options.from_json else run(options)
    if options.json:
        write(outcomes, options.json)
    cells = cells_of(outcomes)
    print(feel.report(cells) if options.feel else report(cells))
    if options.goals:
        print(f"\n{against_goals(cells)}")
    if options.figure:
        options.figure.write_text(drawing(cells), encoding="utf-8")


if __name__ == "__main__":
    main()
