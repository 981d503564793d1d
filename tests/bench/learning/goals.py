"""What is wanted of the engine in each cell, beside what came out."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from tests.bench.learning.ours import Said
from tests.bench.learning.running import OURS, Cell, Outcome
from tests.bench.learning.statistics import Cells, Honesty, difference, honesty, ratio
from tests.bench.learning.tables import BY_CARDS, WITH_LADDER, best_of, name_of
from tests.bench.results import Result, table

FSRS_FAR: Final = {30: {5: 1.25, 10: 1.13, 20: 1.03}, 60: {5: 1.18, 10: 1.05, 20: 1.01}}
COVERED: Final = (0.85, 0.97)
OF_ORACLE: Final = 0.92


def against_goals(cells: Cells) -> str:
    """A table: only what has a goal, and whether it is reached."""
    results = [result for cell, outcomes in cells.items() for result in _results(cell, outcomes)]
    return table(results)


def least_of_fsrs(cell: Cell) -> float:
    if cell.days > 14:
        return FSRS_FAR.get(cell.days, {}).get(cell.minutes, 1.0)
    return 1.12 if cell == (14, 20) else 1.25


def least_of_in_order(cell: Cell) -> float:
    if cell.days <= 4:
        return 1.12
    if cell.days <= 7:
        return 1.08
    return (1.05 if cell.minutes == 20 else 1.09) if cell.days <= 14 else 1.0


def least_above_best(cell: Cell) -> float:
    if cell.days <= 7:
        return 4.0
    return 5.0 if cell.days <= 14 else 0.0


def most_error(cell: Cell) -> float:
    if cell.days < 14:
        return 12.0
    return 9.0 if cell.minutes == 5 else 5.0


def most_width(cell: Cell) -> float:
    return 25.0 if cell.days >= 14 else 45.0


def _results(cell: Cell, outcomes: Sequence[Outcome]) -> list[Result]:
    scores = outcomes[0].scores
    if OURS not in scores:
        return []
    of = partial(_ratio, cell, outcomes)
    results = []
    if "fsrs" in scores:
        results.append(of("fsrs", least_of_fsrs(cell)))
    if "in-order" in scores:
        results.append(of("in-order", least_of_in_order(cell)))
    results.extend(_above(cell, outcomes, BY_CARDS, least_above_best(cell)))
    results.extend(_not_below(cell, outcomes))
    if "oracle" in scores and cell.days <= 14:
        results.append(of("oracle", OF_ORACLE))
    results.extend(_honest(cell, outcomes, "readiness", lambda outcome: outcome.readiness))
    results.extend(_honest(cell, outcomes, "forecast", lambda outcome: outcome.forecast))
    return results


def _ratio(cell: Cell, outcomes: Sequence[Outcome], other: str, least: float) -> Result:
    share = ratio(outcomes, OURS, other)
    figure = f"{share.mean:.3f} ±{share.reach:.3f}"
    return Result(f"{name_of(cell)} ÷ {other}", figure, f"≥ {least:g}", share.mean >= least)


def _above(cell: Cell, outcomes: Sequence[Outcome], names: Sequence[str], least: float) -> list[Result]:
    best = best_of(outcomes, names)
    if best is None:
        return []
    gap = difference(outcomes, OURS, best)
    figure = f"{gap.mean:+.1f} ±{gap.reach:.1f}"
    return [Result(f"{name_of(cell)} − {best} (best)", figure, f"≥ {least:+g}", gap.mean >= least)]


def _not_below(cell: Cell, outcomes: Sequence[Outcome]) -> list[Result]:
    results = []
    for name in WITH_LADDER:
        if name in outcomes[0].scores:
            gap = difference(outcomes, OURS, name)
            figure, ok = f"{gap.mean:+.1f} ±{gap.reach:.1f}", gap.mean + gap.reach >= 0.0
            results.append(Result(f"{name_of(cell)} − {name}", figure, "not clearly below 0", ok))
    return results


def _honest(
    cell: Cell, outcomes: Sequence[Outcome], what: str, said: Callable[[Outcome], Sequence[Said]]
) -> list[Result]:
    fared = honesty([each for outcome in outcomes for each in said(outcome)])
    return _held(f"{name_of(cell)} {what}", cell, fared) if fared else []


def _held(what: str, cell: Cell, fared: Honesty) -> list[Result]:
    error, width, (low, high) = most_error(cell), most_width(cell), COVERED
    return [
        Result(f"{what}: error", f"{fared.error:.1f}", f"≤ {error:g}", fared.error <= error),
        Result(
            f"{what}: in the range",
            f"{100 * fared.covered:.0f} %",
            f"{100 * low:.0f} to {100 * high:.0f} %",
            low <= round(fared.covered, 2) <= high,
        ),
        Result(f"{what}: width", f"{fared.width:.1f}", f"≤ {width:g}", fared.width <= width),
    ]
