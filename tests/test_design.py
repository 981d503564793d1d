"""The design holds what it promises: contrast of every pair, weight of every page, nothing inline."""

import math
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CSS = ROOT / "static" / "css"
TOKEN = re.compile(r"--([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\)")
INLINE = re.compile(r"""\sstyle\s*=|<style\b|<script\b(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*["']|javascript:""")
KIB = 1024

# Foreground: contrast on paper, surface, sunken and its own tint, each as light and dark.
TEXT = {
    "ink": ((15.8, 15.7), (16.6, 14.4), (14.8, 16.6)),
    "ink-2": ((8.7, 10.4), (9.1, 9.6), (8.1, 11.0)),
    "ink-3": ((5.4, 6.9), (5.7, 6.4), (5.1, 7.3)),
    "accent": ((7.5, 10.3), (7.8, 9.4), (7.0, 10.8), (6.9, 7.6)),
    "wrong": ((5.3, 8.2), (5.5, 7.6), (4.9, 8.7), (4.7, 6.4)),
    "caution": ((7.1, 12.1), (7.5, 11.1), (6.7, 12.7), (6.8, 9.2)),
    "note": ((7.2, 9.8), (7.5, 9.0), (6.7, 10.4), (6.8, 7.7)),
    "edge": ((3.4, 4.2), (3.6, 3.8), (3.2, 4.4)),
    "focus": ((5.4, 9.5), (5.7, 8.7), (5.1, 10.0)),
}
GROUNDS = ("paper", "surface", "sunken", "{}-soft")
OTHER = {
    ("on-accent", "accent"): (7.8, 10.2),
    ("ink", "wrong-soft"): (14.2, 12.2),
    ("tile-edge", "paper"): (3.2, 4.0),
    ("m1", "tile"): (3.1, 3.3),
    ("m2", "tile"): (4.2, 5.2),
    ("m3", "tile"): (6.4, 7.9),
    ("m4", "tile"): (10.5, 12.2),
    ("on-accent", "m4"): (11.2, 12.8),
}
PAIRS = {
    (name, ground.format(name)): measured
    for name, row in TEXT.items()
    for ground, measured in zip(GROUNDS, row, strict=False)
} | OTHER


def linear_rgb(oklch: str) -> tuple[float, float, float]:
    """Linear sRGB of an OKLCH triple (Ottosson's matrices), clipped to what a screen can show."""
    lightness, chroma, hue = map(float, oklch.split())
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return min(max(red, 0.0), 1.0), min(max(green, 0.0), 1.0), min(max(blue, 0.0), 1.0)


def luminance(oklch: str) -> float:
    red, green, blue = linear_rgb(oklch)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two OKLCH colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def tokens() -> dict[str, tuple[str, str]]:
    return {name: (light, dark) for name, light, dark in TOKEN.findall((CSS / "site.css").read_text())}


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize(("front", "back"), PAIRS, ids="-on-".join)
def test_every_pair_has_the_contrast_that_was_measured(front: str, back: str) -> None:
    colours = tokens()
    measured = tuple(contrast(colours[front][theme], colours[back][theme]) for theme in (0, 1))
    assert measured == pytest.approx(PAIRS[front, back], abs=0.06)


def test_the_tick_is_what_stands_on_the_accent() -> None:
    assert "--tick: var(--on-accent);" in (CSS / "site.css").read_text()


@pytest.mark.parametrize("sheet", ["accounts", "asked", "interview", "mastery", "practice", "tonight"])
def test_a_page_carries_at_most_24_kb_of_css_in_two_sheets(sheet: str) -> None:
    weights = [(CSS / f"{name}.css").stat().st_size for name in ("site", sheet)]
    assert sum(weights) <= 24 * KIB
    assert weights[1] <= 6 * KIB


def test_there_are_no_other_sheets() -> None:
    sheets = {
        "account", "accounts", "admin", "asked", "cohorts", "details", "interview", "mastery", "practice", "site",
        "tonight", "wall",
    }  # fmt: skip
    assert {sheet.stem for sheet in CSS.iterdir()} == sheets


def test_a_cohorts_pages_carry_a_third_one_like_the_others() -> None:
    assert (CSS / "cohorts.css").stat().st_size <= 6 * KIB


@pytest.mark.parametrize("sheet", ["account", "details"])
def test_a_page_in_lists_carries_a_third_one_of_a_kilobyte(sheet: str) -> None:
    assert (CSS / f"{sheet}.css").stat().st_size <= KIB


def test_a_page_carries_at_most_16_kb_of_our_own_javascript() -> None:
    weight = {script.stem: script.stat().st_size for script in (ROOT / "static" / "js").iterdir()}
    assert set(weight) == {"site", "mosaic", "admin", "interview", "report", "passkeys", "asked", "notes"}
    assert weight["passkeys"] <= 2 * KIB
    assert weight["asked"] <= KIB
    assert weight["site"] + weight["notes"] <= 16 * KIB
    assert weight["site"] + weight["mosaic"] <= 16 * KIB
    assert weight["admin"] <= 16 * KIB
    assert weight["site"] + weight["interview"] + weight["report"] <= (16 + 6) * KIB


def test_the_drawings_stay_under_4_kb() -> None:
    assert (ROOT / "templates" / "components" / "sprite.html").stat().st_size <= 4 * KIB


@pytest.mark.parametrize("template", templates(), ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_nothing_is_inline(template: Path) -> None:
    text = template.read_text()
    assert INLINE.findall(text) == []


@pytest.mark.parametrize("template", templates(), ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_draws_only_what_the_sprite_has(template: Path) -> None:
    drawn = set(re.findall(r'<use href="#([\w-]+)"', template.read_text()))
    sprite = (ROOT / "templates" / "components" / "sprite.html").read_text()
    assert drawn <= set(re.findall(r'<symbol id="([\w-]+)"', sprite))


def test_no_sheet_uses_important_or_ids() -> None:
    for sheet in CSS.glob("*.css"):
        text = sheet.read_text()
        assert "!important" not in text
        if sheet.stem != "admin":
            assert not re.search(r"#[a-zA-Z][\w-]*[\s,:.{]", text)
