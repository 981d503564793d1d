"""Means over the families, each counting the same, with 95 % intervals of paired differences."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean, variance
from typing import Final, NamedTuple

from tests.bench.learning.ours import Said
from tests.bench.learning.running import Cell, Outcome

NINETY_FIVE_PERCENT: Final = 1.96

Cells = Mapping[Cell, Sequence[Outcome]]
Figure = Callable[[Outcome], float]


class Estimate(NamedTuple):
    """A mean and half the width of its 95 % interval."""

    mean: float
    reach: float


def cells_of(outcomes: Iterable[Outcome]) -> dict[Cell, list[Outcome]]:
    cells: dict[Cell, list[Outcome]] = {}
    for outcome in sorted(outcomes, key=lambda each: (each.cell.minutes, each.cell.days)):
        cells.setdefault(outcome.cell, []).append(outcome)
    return cells


def by_family(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    families: dict[str, list[Outcome]] = {}
    for outcome in sorted(outcomes, key=lambda each: (each.family, each.seed)):
        families.setdefault(outcome.family, []).append(outcome)
    return families


def estimate(outcomes: Sequence[Outcome], figure: Figure) -> Estimate:
    """The mean of the families' means of what is measured on each learner."""
    groups = [[figure(outcome) for outcome in group] for group in by_family(outcomes).values()]
    spread = sum(variance(group) / len(group) for group in groups if len(group) > 1)
    mean = fmean(fmean(group) for group in groups)
    return Estimate(mean, NINETY_FIVE_PERCENT * math.sqrt(spread) / len(groups))


def score(outcomes: Sequence[Outcome], scheduler: str) -> float:
    return estimate(outcomes, lambda outcome: outcome.scores[scheduler]).mean


def difference(outcomes: Sequence[Outcome], one: str, other: str) -> Estimate:
    return estimate(outcomes, lambda outcome: outcome.scores[one] - outcome.scores[other])


def ratio(outcomes: Sequence[Outcome], one: str, other: str) -> Estimate:
    """The ratio of two schedulers' means; its interval by the delta method."""
    below = score(outcomes, other)
    share = score(outcomes, one) / below
    rest = estimate(outcomes, lambda outcome: outcome.scores[one] - share * outcome.scores[other])
    return Estimate(share, rest.reach / below)


class Honesty(NamedTuple):
    """How predictions fared: mean absolute error, mean error (above 0: too kind), coverage, width."""

    said: int
    error: float
    bias: float
    covered: float
    width: float


def honesty(said: Sequence[Said]) -> Honesty | None:
    if not said:
        return None
    return Honesty(
        len(said),
        fmean(abs(each.expected - each.truth) for each in said),
        fmean(each.expected - each.truth for each in said),
        fmean(each.low <= each.truth <= each.high for each in said),
        fmean(each.high - each.low for each in said),
    )
