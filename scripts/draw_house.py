"""Draws the parts of the code and their rooms, from its own imports, into `docs/pictures/house.svg`.

A part is a package that stands in the layers of `pyproject.toml`; a room is a package within one. An arrow means
"imports"; one that follows from others is left out. `--check` draws nothing and fails where the picture is old.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import grimp

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "pictures" / "house.svg"
PACKAGES = ("mlopsprep", "quiz", "accounts", "database")
GATHERING = {
    "quiz",
    "quiz.models",
    "quiz.admin",
    "quiz.apps",
    "quiz.urls",
    "quiz.migrations",
}
"""Modules that only gather the parts for Django: the site's own, in this picture."""
INK, LINE, PAPER = "#767676", "#9aa0a6", "#7676761f"
WIDE, HIGH, ACROSS, DOWN, HEAD, MARGIN = 112.0, 34.0, 18.0, 30.0, 30.0, 16.0

SITE = "mlopsprep"

Arrows = dict[str, set[str]]
"""From a room to the rooms that it imports."""


class Panel(NamedTuple):
    """Rooms, from the top floor to the bottom, and what each imports."""

    title: str
    arrows: Arrows
    floors: list[list[str]]


def main() -> int:
    drawn = drawing(panels())
    if "--check" not in sys.argv:
        PICTURE.write_text(drawn)
        return 0
    if PICTURE.exists() and PICTURE.read_text() == drawn:
        return 0
    print("docs/pictures/house.svg is old: run `make house`.")
    return 1


def panels() -> list[Panel]:
    """The parts, then the rooms of each part that has any."""
    sys.path.insert(0, str(ROOT))
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    imports = [
        (module, imported)
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
    ]
    parts = arrows_between((part_of(a), part_of(b)) for a, b in imports)
    whole = Panel("The parts", parts, floors(parts))
    return [whole, *(panel for part in sorted(parts) if (panel := rooms(part, imports)))]


def part_of(module: str) -> str:
    """`quiz.bank` for what is in it."""
    words = module.split(".")
    if module in GATHERING or words[:2] == ["quiz", "migrations"]:
        return SITE
    return ".".join(words[:2]) if words[0] == "quiz" else words[0]


def rooms(part: str, imports: Iterable[tuple[str, str]]) -> Panel | None:
    """The rooms of one part, where it has more than one."""
    inside = [(a, b) for a, b in imports if part_of(a) == part_of(b) == part]
    arrows = arrows_between((room_of(a, part), room_of(b, part)) for a, b in inside)
    return Panel(part, arrows, floors(arrows)) if len(arrows) > 1 and any(arrows.values()) else None


def room_of(module: str, part: str) -> str:
    """`choosing` for what is in that package; empty for a module that stands in the part itself."""
    words = module.removeprefix(part).strip(".").split(".")
    is_room = (ROOT / part.replace(".", "/") / words[0] / "__init__.py").exists()
    return words[0] if words[0] and is_room else ""


def arrows_between(pairs: Iterable[tuple[str, str]]) -> Arrows:
    arrows: Arrows = defaultdict(set)
    for upper, lower in pairs:
        if upper and lower:
            arrows[upper] |= {lower} - {upper}
            arrows.setdefault(lower, set())
    return dict(arrows)


def reached(arrows: Arrows, room: str) -> set[str]:
    """Every room that this one stands on."""
    below = arrows[room]
    return below.union(*(reached(arrows, each) for each in below))


def shortest(arrows: Arrows) -> Arrows:
    """Without the arrows that follow from others."""
    return {
        room: {each for each in below if not any(each in reached(arrows, other) for other in below - {each})}
        for room, below in arrows.items()
    }


def floors(arrows: Arrows) -> list[list[str]]:
    """Rooms from the top floor to the bottom: each above all that it imports."""
    height: dict[str, int] = {}

    def height_of(room: str) -> int:
        if room not in height:
            height[room] = 1 + max((height_of(each) for each in arrows[room]), default=-1)
        return height[room]

    by_floor: dict[int, list[str]] = defaultdict(list)
    for room in sorted(arrows):
        by_floor[height_of(room)].append(room)
    return [by_floor[each] for each in sorted(by_floor, reverse=True)]


def drawing(all_panels: list[Panel]) -> str:
    """The panels side by side, in mid-tones that can be read on white and on black."""
    parts, left, bottom = list[str](), MARGIN, 0.0
    for panel in all_panels:
        width, height, lines = drawn(panel, left)
        parts += lines
        left += width + 3 * MARGIN
        bottom = max(bottom, height)
    size = f"{left - 2 * MARGIN:.0f} {bottom + MARGIN:.0f}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img"'
        f' font-family="system-ui, sans-serif" font-size="12" fill="{INK}">'
    )
    arrow = (
        '<defs><marker id="arrow" viewBox="0 0 6 6" refX="5.5" refY="3" markerWidth="7" markerHeight="7"'
        f' orient="auto"><path d="M0 0L6 3L0 6z" fill="{LINE}"/></marker></defs>'
    )
    return "\n".join(
        [head, "<title>The parts of the code and their rooms</title>", arrow, *parts, "</svg>\n"]
    )


def drawn(panel: Panel, left: float) -> tuple[float, float, list[str]]:
    """Width, height and elements of one panel."""
    rows = panel.floors
    width = max(len(row) for row in rows) * (WIDE + ACROSS) - ACROSS
    places = {
        room: (
            left + (width - len(row) * (WIDE + ACROSS) + ACROSS) / 2 + at * (WIDE + ACROSS),
            HEAD + y * (HIGH + DOWN),
        )
        for y, row in enumerate(rows)
        for at, room in enumerate(row)
    }
    title = f'<text x="{left:.0f}" y="16" font-weight="600">{escape(panel.title)}</text>'
    return width, HEAD + len(rows) * (HIGH + DOWN) - DOWN, [title, *lines(panel, places), *boxes(places)]


def lines(panel: Panel, places: dict[str, tuple[float, float]]) -> Iterator[str]:
    for room, below in sorted(shortest(panel.arrows).items()):
        for other in sorted(below):
            (x1, y1), (x2, y2) = places[room], places[other]
            start, end = f"{x1 + WIDE / 2:.1f} {y1 + HIGH:.1f}", f"{x2 + WIDE / 2:.1f} {y2 - 1:.1f}"
            yield f'<path d="M{start}L{end}" stroke="{LINE}" fill="none" marker-end="url(#arrow)"/>'


def boxes(places: dict[str, tuple[float, float]]) -> Iterator[str]:
    for room, (x, y) in places.items():
        middle, name = f'x="{x + WIDE / 2:.1f}" y="{y + 21:.1f}"', escape(room.removeprefix("quiz."))
        yield f'<rect x="{x:.1f}" y="{y:.1f}" width="{WIDE}" height="{HIGH}" rx="4" fill="{PAPER}" stroke="{LINE}"/>'
        yield f'<text {middle} text-anchor="middle">{name}</text>'


if __name__ == "__main__":
    sys.exit(main())
