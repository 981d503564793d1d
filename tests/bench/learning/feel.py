"""How it feels: what is asked again and how, what was missed, what was promised, and what that costs."""

from collections.abc import Callable, Sequence
from statistics import fmean
from typing import Final

from tests.bench.learning.diary import Felt, Share
from tests.bench.learning.goals import COVERED
from tests.bench.learning.running import NO_DATE, OURS, THREE_CHOICES, Cell, Outcome
from tests.bench.learning.statistics import Cells, difference, honesty, score
from tests.bench.learning.tables import Row, ahead, name_of, ready, titled
from tests.bench.results import Result, table

PRICED: Final = (Cell(4, 10), Cell(7, 10), Cell(14, 10), Cell(30, 10), Cell(7, 20))
"""In these cells the price is held to a limit of its own."""
MOST_LOST: Final = -1.2
MOST_LOST_ON_AVERAGE: Final = -0.8
MOST_DAYS: Final = 30
MOST_BY_CHOOSING: Final = 0.1
LEAST_KEPT: Final = 0.95

Shares = Callable[[Felt], Share]
HEAD: Final = (
    "days × min",
    "recalled",
    "− before",
    "again by choosing",
    "before",
    "new from day two",
    "missed: next day",
    "before",
    "in two",
    "before",
    "promises kept",
    "days kept",
)


def report(cells: Cells) -> str:
    """Both tables, what the engine said of itself, and each goal beside what came out."""
    parts = [
        titled("With a date", feel_of(cells, "")),
        titled("Without a date", feel_of(cells, NO_DATE)),
        *(
            titled(f"What {what} said against what came", rows)
            for what, rows in (("readiness", ready(cells)), ("forecast", ahead(cells)))
            if len(rows) > 1
        ),
        table(against_limits(cells)),
    ]
    return "\n\n".join(parts)


def feel_of(cells: Cells, date: str) -> list[Row]:
    ours, before = OURS + date, THREE_CHOICES + date
    rows: list[Row] = [HEAD]
    for cell, outcomes in cells.items():
        lost = difference(outcomes, ours, before)
        choosing, then = (
            _percent(outcomes, name, lambda felt: felt.again_by_choosing) for name in (ours, before)
        )
        rows.append(
            [
                name_of(cell),
                f"{score(outcomes, ours):.1f}",
                f"{lost.mean:+.1f} ±{lost.reach:.1f}",
                choosing,
                then,
                _percent(outcomes, ours, lambda felt: felt.new),
                _percent(outcomes, ours, lambda felt: felt.next_day),
                _percent(outcomes, before, lambda felt: felt.next_day),
                _percent(outcomes, ours, lambda felt: felt.in_two_days),
                _percent(outcomes, before, lambda felt: felt.in_two_days),
                _percent(outcomes, ours, lambda felt: felt.promises_kept),
                _percent(outcomes, ours, lambda felt: felt.days_kept),
            ]
        )
    return rows


def share(outcomes: Sequence[Outcome], scheduler: str, of: Shares) -> float | None:
    """Of all learners' prompts together; None where there are none."""
    parts = [of(outcome.felt[scheduler]) for outcome in outcomes]
    whole = sum(each.whole for each in parts)
    return sum(each.part for each in parts) / whole if whole else None


def _percent(outcomes: Sequence[Outcome], scheduler: str, of: Shares) -> str:
    found = share(outcomes, scheduler, of)
    return "" if found is None else f"{100 * found:.0f} %"


def against_limits(cells: Cells) -> list[Result]:
    results = [result for cell, outcomes in cells.items() for result in _limits(cell, outcomes)]
    losses = [
        difference(outcomes, OURS, THREE_CHOICES).mean
        for cell, outcomes in cells.items()
        if cell.days <= MOST_DAYS
    ]
    if losses:
        mean = fmean(losses)
        limit, what = MOST_LOST_ON_AVERAGE, f"price, mean of {len(losses)} cells"
        results.append(Result(what, f"{mean:+.2f}", f"≥ {limit:g}", mean >= limit))
    return results


def _limits(cell: Cell, outcomes: Sequence[Outcome]) -> list[Result]:
    results = []
    if cell in PRICED:
        lost = difference(outcomes, OURS, THREE_CHOICES)
        figure, ok = f"{lost.mean:+.2f} ±{lost.reach:.2f}", lost.mean >= MOST_LOST
        results.append(Result(f"{name_of(cell)} price", figure, f"≥ {MOST_LOST:g}", ok))
    if cell.minutes == 10:
        results += _held(
            cell, outcomes, "again by choosing", lambda felt: felt.again_by_choosing, most=MOST_BY_CHOOSING
        )
    for date in ("", NO_DATE):
        results += _held(
            cell, outcomes, "promises kept", lambda felt: felt.promises_kept, least=LEAST_KEPT, date=date
        )
    return results + _honest(cell, outcomes)


def _held(
    cell: Cell,
    outcomes: Sequence[Outcome],
    what: str,
    of: Shares,
    *,
    least: float = 0.0,
    most: float = 1.0,
    date: str = "",
) -> list[Result]:
    found = share(outcomes, OURS + date, of)
    if found is None:
        return []
    goal = f"≥ {100 * least:.0f} %" if least else f"≤ {100 * most:.0f} %"
    return [Result(f"{name_of(cell)}{date} {what}", f"{100 * found:.1f} %", goal, least <= found <= most)]


def _honest(cell: Cell, outcomes: Sequence[Outcome]) -> list[Result]:
    fared = honesty([said for outcome in outcomes for said in outcome.readiness])
    if fared is None:
        return []
    error, (low, high) = 12.0 if cell.days < 14 else 6.0, COVERED
    name = f"{name_of(cell)} readiness"
    return [
        Result(f"{name}: error", f"{fared.error:.1f}", f"≤ {error:g}", fared.error <= error),
        Result(
            f"{name}: in the range",
            f"{100 * fared.covered:.0f} %",
            f"{100 * low:.0f} to {100 * high:.0f} %",
            low <= round(fared.covered, 2) <= high,
        ),
    ]
