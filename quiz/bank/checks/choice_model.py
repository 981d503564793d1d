"""A conditional logit: which of four was chosen, from what each of them looks like. Small enough for plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from operator import mul

Option = tuple[float, ...]
Case = list[Option]
"""The features of each option of a draw; the first is the right one."""
RIDGE = 1.0
STEPS, ENOUGH = 30, 1e-3


@dataclass(frozen=True, slots=True)
class Weights:
    values: tuple[float, ...]
    inverse: tuple[tuple[float, ...], ...]
    """Of the curvature where it was first fitted: near there, a step by it is nearly Newton's."""


def standardised(cases: Mapping[str, Sequence[Case]]) -> dict[str, list[Case]]:
    """Each feature with mean 0 and deviation 1 over the bank; the right option is not looked at."""
    columns = list(
        zip(*(option for draws in cases.values() for draw in draws for option in draw), strict=True)
    )
    means = [sum(column) / len(column) for column in columns]
    scales = [
        sqrt(sum((value - at) ** 2 for value in column) / len(column)) or 1.0
        for column, at in zip(columns, means, strict=True)
    ]
    own = list(zip(means, scales, strict=True))
    return {
        key: [
            [tuple((value - at) / by for value, (at, by) in zip(option, own, strict=True)) for option in draw]
            for draw in draws
        ]
        for key, draws in cases.items()
    }


def fit(cases: Sequence[Case], start: Weights | None = None) -> Weights:
    """The weights under which what is right is likeliest, with a ridge; from `start` on where there is one."""
    width = len(cases[0][0])
    values = start.values if start else (0.0,) * width
    inverse = start.inverse if start else ()
    for _ in range(STEPS):
        if start is None:
            inverse = inverted(curvature(cases, values))
        slope = slope_at(cases, values)
        step = [sum(map(mul, row, slope)) for row in inverse]
        values = tuple(value + by for value, by in zip(values, step, strict=True))
        if max(map(abs, step)) < ENOUGH:
            break
    return Weights(values, inverse)


def chances(draw: Case, values: Sequence[float]) -> list[float]:
    sums = [sum(map(mul, option, values)) for option in draw]
    best = max(sums)
    grown = [exp(each - best) for each in sums]
    whole = sum(grown)
    return [each / whole for each in grown]


def slope_at(cases: Sequence[Case], values: Sequence[float]) -> list[float]:
    """Of the likelihood: what is right less what is expected."""
    slope = [-RIDGE * value for value in values]
    for draw in cases:
        one, two, three, four = chances(draw, values)
        slope = [
            at + a * (1 - one) - b * two - c * three - d * four
            for at, a, b, c, d in zip(slope, *draw, strict=True)
        ]
    return slope


def curvature(cases: Sequence[Case], values: Sequence[float]) -> list[list[float]]:
    width = len(values)
    whole = [[RIDGE * (row == column) for column in range(width)] for row in range(width)]
    for draw in cases:
        chance = chances(draw, values)
        expected = [sum(map(mul, chance, column)) for column in zip(*draw, strict=True)]
        for weight, option in zip(chance, draw, strict=True):
            apart = [value - at for value, at in zip(option, expected, strict=True)]
            for row, own in zip(whole, apart, strict=True):
                by = weight * own
                row[:] = [value + by * other for value, other in zip(row, apart, strict=True)]
    return whole


def inverted(matrix: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    """By Gauss and Jordan; the ridge keeps every pivot above nothing."""
    width = len(matrix)
    rows = [[*row, *(float(at == place) for at in range(width))] for place, row in enumerate(matrix)]
    for place in range(width):
        pivot = rows[place][place]
        rows[place] = [value / pivot for value in rows[place]]
        for other in range(width):
            if other != place and (by := rows[other][place]):
                rows[other] = [value - by * own for value, own in zip(rows[other], rows[place], strict=True)]
    return tuple(tuple(row[width:]) for row in rows)
