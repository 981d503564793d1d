"""The figure for the documents, as plain SVG in mid-tones that can be read on white and on black."""

import math
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from tests.bench.learning.running import Outcome
from tests.bench.learning.statistics import Cells, score

INK: Final = "#767676"
PANEL: Final = (250.0, 230.0)
LEFT: Final = 44.0
TOP: Final = 76.0
GAP: Final = 22.0
FOOT: Final = 46.0
TITLE: Final = "Questions of 100 recalled on the date, mean of the families of learners"
LEGEND_STEP: Final = 128.0


class Line(NamedTuple):
    scheduler: str
    label: str
    colour: str
    width: float
    dashes: str


LINES: Final = (
    Line("ours", "mlopsprep", "#d3660b", 3.0, ""),
    Line("oracle", "oracle", INK, 1.5, "1 4"),
    Line("in-order", "in order", "#2e9459", 1.5, ""),
    Line("leitner", "Leitner", "#9063cd", 1.5, "5 3"),
    Line("fsrs", "FSRS at 0.9", "#2f7fc1", 1.5, ""),
    Line("in-order+ladder", "in order + ladder", "#2e9459", 1.5, "9 3"),
)


def drawing(cells: Cells) -> str:
    """A panel for each number of minutes: questions recalled over the days until the interview."""
    minutes = sorted({cell.minutes for cell in cells})
    width = LEFT + len(minutes) * (PANEL[0] + GAP)
    height = TOP + PANEL[1] + FOOT
    panels = [
        _panel(cells, each, LEFT + place * (PANEL[0] + GAP), first=place == 0)
        for place, each in enumerate(minutes)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}"'
            f' role="img" font-family="system-ui, sans-serif" font-size="12" fill="{INK}">',
            f"<title>{TITLE}</title>",
            _text(LEFT, 14.0, TITLE),
            *_legend(_drawn(cells)),
            *(part for panel in panels for part in panel),
            "</svg>\n",
        ]
    )


def _drawn(cells: Cells) -> list[Line]:
    ran = next(iter(cells.values()))[0].scores
    return [line for line in LINES if line.scheduler in ran]


def _legend(lines: Sequence[Line]) -> list[str]:
    parts = []
    for place, line in enumerate(lines):
        x, y = LEFT + place * LEGEND_STEP, 34.0
        parts.append(_path([(x, y), (x + 26.0, y)], line))
        parts.append(_text(x + 32.0, y + 4.0, line.label))
    return parts


def _panel(cells: Cells, minutes: int, left: float, *, first: bool) -> list[str]:
    here = {cell.days: outcomes for cell, outcomes in cells.items() if cell.minutes == minutes}
    days = sorted(here)
    parts = [_text(left, TOP - 6.0, f"{minutes} minutes a day")]
    for share in range(0, 101, 20):
        y = _down(share)
        parts.append(f'<path d="M{left:.0f} {y:.1f}h{PANEL[0]:.0f}" stroke="{INK}" stroke-opacity=".25"/>')
        if first:
            parts.append(_text(left - 6.0, y + 4.0, str(share), "end"))
    for day in days:
        parts.append(_text(_across(day, days, left), TOP + PANEL[1] + 16.0, str(day), "middle"))
    parts.append(_text(left + PANEL[0] / 2.0, TOP + PANEL[1] + 34.0, "days until the interview", "middle"))
    parts.extend(_curve(here, line, left) for line in reversed(_drawn(cells)))
    return parts


def _curve(here: dict[int, Sequence[Outcome]], line: Line, left: float) -> str:
    days = sorted(here)
    return _path([(_across(day, days, left), _down(score(here[day], line.scheduler))) for day in days], line)


def _across(day: int, days: Sequence[int], left: float) -> float:
    """By the logarithm of the days."""
    if len(days) == 1:
        return left + PANEL[0] / 2.0
    share = math.log(day / days[0]) / math.log(days[-1] / days[0])
    return left + 10.0 + share * (PANEL[0] - 20.0)


def _down(share: float) -> float:
    return TOP + PANEL[1] * (1.0 - share / 100.0)


def _path(points: Iterable[tuple[float, float]], line: Line) -> str:
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dashes = f' stroke-dasharray="{line.dashes}"' if line.dashes else ""
    return (
        f'<path d="M{way}" fill="none" stroke="{line.colour}" stroke-width="{line.width:g}"'
        f' stroke-linejoin="round"{dashes}/>'
    )


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
