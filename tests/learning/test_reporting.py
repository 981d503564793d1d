"""Means, intervals, tables and figure of what came out."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.bench.learning.__main__ import REPORTED_FROM, TUNING_FROM, arguments, cells_named
from tests.bench.learning.figure import drawing
from tests.bench.learning.goals import against_goals
from tests.bench.learning.keeping import read, write
from tests.bench.learning.ours import Said
from tests.bench.learning.running import Cell, Outcome, tasks_of
from tests.bench.learning.statistics import cells_of, difference, honesty, ratio, score
from tests.bench.learning.tables import report

CELL = Cell(14, 10)


def outcome(family: str, seed: int, ours: float, fsrs: float, cell: Cell = CELL) -> Outcome:
    said = [Said(0.0, ours + 3.0, ours - 5.0, ours + 10.0, ours), Said(1.0, ours - 1.0, ours, 99.0, ours)]
    return Outcome(cell, family, seed, {"fsrs": fsrs, "ours": ours}, said, said)


OUTCOMES = [
    outcome("mixture", 1, 60.0, 50.0),
    outcome("mixture", 4, 70.0, 58.0),
    outcome("mixture", 7, 65.0, 54.0),
    outcome("traces", 2, 30.0, 20.0),
]


def test_each_family_counts_the_same() -> None:
    assert score(OUTCOMES, "ours") == pytest.approx((65.0 + 30.0) / 2.0)


def test_differences_are_paired() -> None:
    gap = difference(OUTCOMES, "ours", "fsrs")
    assert gap.mean == pytest.approx((11.0 + 10.0) / 2.0)
    assert gap.reach == pytest.approx(1.96 * (1.0 / 3.0) ** 0.5 / 2.0)


def test_a_ratio_is_that_of_the_means() -> None:
    assert ratio(OUTCOMES, "ours", "fsrs").mean == pytest.approx(47.5 / 37.0)


def test_honesty_counts_errors_and_what_the_range_held() -> None:
    fared = honesty([Said(0.0, 50.0, 40.0, 60.0, 45.0), Said(0.0, 50.0, 48.0, 60.0, 47.0)])
    assert fared is not None
    assert fared[:4] == (2, 4.0, 4.0, 0.5)
    assert fared.width == 16.0
    assert honesty([]) is None


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    write(OUTCOMES, tmp_path / "outcomes.json")
    assert read(tmp_path / "outcomes.json") == OUTCOMES


def test_the_report_names_every_cell_and_family() -> None:
    cells = cells_of([*OUTCOMES, outcome("traces", 2, 20.0, 18.0, Cell(2, 5))])
    words = report(cells)
    assert words.index("2 × 5") < words.index("14 × 10")
    assert "Recalled, traces" in words
    assert "14 × 10 ÷ fsrs" in against_goals(cells)


def test_the_figure_is_svg_that_needs_no_background() -> None:
    cells = cells_of([*OUTCOMES, *(each._replace(cell=Cell(2, 10)) for each in OUTCOMES)])
    svg = ElementTree.fromstring(drawing(cells))
    assert svg.tag.endswith("svg")
    assert "10 minutes a day" in "".join(svg.itertext())
    assert "#000" not in drawing(cells)


def test_learners_are_dealt_to_the_families_and_the_longest_come_first() -> None:
    tasks = tasks_of([Cell(2, 5), Cell(60, 20)], ["mixture", "traces"], range(4), ["ours"], checks=False)
    assert [task.cell.days for task in tasks] == [60] * 4 + [2] * 4
    assert [task.family for task in tasks[:4]] == ["mixture", "traces", "mixture", "traces"]


def test_seeds_to_tune_on_are_never_reported() -> None:
    assert TUNING_FROM - REPORTED_FROM >= 100_000
    assert arguments(["--tuning"]).tuning


def test_cells_are_named_as_days_and_minutes() -> None:
    assert cells_named("14x10,7x5") == [Cell(14, 10), Cell(7, 5)]
    assert len(cells_named(None)) == 21
