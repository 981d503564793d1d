"""Two changes of the same words made into one, field by field: what they began with, mine and theirs."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from quiz.bank.revisions.content import FIELDS, Content, OptionContent, PointContent

OPTION, POINT, EXAMPLE = "option ", "point ", "example "
"""How the units of rows begin; their slug follows."""
RIGHT, OPTIONS, POINTS, EXAMPLES = "right", "options", "key_points", "examples"
"""Which option is right, and the order of the options, of the key points and of the examples."""
NEEDED = "points_needed"
UNKNOWN: Final = object()
"""What a field began with, where nobody can say: no value is the same."""

ROWS: Final = ((OPTIONS, OPTION), (POINTS, POINT), (EXAMPLES, EXAMPLE))

Units = dict[str, Any]
Row = TypeVar("Row", OptionContent, PointContent)


@dataclass(frozen=True, slots=True)
class Merged:
    content: Content
    """Where both changed a unit, mine stands."""
    conflicts: tuple[str, ...] = ()
    """The units that both changed, each in another way."""


def merge(base: Content | None, mine: Content, theirs: Content) -> Merged:
    """What only one changed is changed; `base` is None where nobody knows it, and then every difference is a conflict.

    A unit is a field, an option with its reasons and mark, a key point with its synonyms and mark, or whether the
    example of this text is accepted. Lists of
    references, notes and follow-ups are a unit each, and so is the order of the rows.
    """
    mine = under_their_slugs(base, mine, theirs)
    units, conflicts = merged_units(base, mine, theirs)
    for rows, prefix in ROWS:
        began = slugs_in(base, rows) if base else None
        kept = slugs_of(units, prefix)
        units[rows], clash = merged_order(began, slugs_in(mine, rows), slugs_in(theirs, rows), kept)
        conflicts += [rows] if clash else []
    if base and NEEDED not in conflicts and needed_of_other_points(base, mine, theirs):
        units[NEEDED] = mine.points_needed
        conflicts.append(NEEDED)
    return with_one_right(Merged(content_from(units), tuple(conflicts)), mine)


def merged_units(base: Content | None, mine: Content, theirs: Content) -> tuple[Units, list[str]]:
    began, ours, others = units_of(base) if base else {}, units_of(mine), units_of(theirs)
    units: Units = {}
    conflicts: list[str] = []
    for unit in ours | others:
        old = began.get(unit) if base else UNKNOWN
        value, clash = settled(old, ours.get(unit), others.get(unit))
        units |= {} if value is None and unit not in FIELDS else {unit: value}
        conflicts += [unit] if clash else []
    return units, conflicts


def taking(content: Content, other: Content, chosen: Collection[str]) -> Content:
    """The content with these units as the other says them."""
    units, others = units_of(content), units_of(other)
    for unit in chosen:
        units.pop(unit, None)
        units |= {unit: others[unit]} if unit in others else {}
    for rows, prefix in ROWS:
        lead, follow = (other, content) if rows in chosen else (content, other)
        units[rows] = woven(slugs_in(lead, rows), slugs_in(follow, rows), slugs_of(units, prefix))
    marked = {f"{OPTION}{option.slug}" for option in (*content.right_options, *other.right_options)}
    return marking(content_from(units), other if marked.intersection(chosen) or RIGHT in chosen else content)


def differing(content: Content, other: Content) -> set[str]:
    """The units that are not the same."""
    units, others = units_of(content), units_of(other)
    rows = {unit for unit in units.keys() | others.keys() if units.get(unit) != others.get(unit)}
    order = {unit for unit, _ in ROWS if slugs_in(content, unit) != slugs_in(other, unit)}
    return rows | order | ({RIGHT} if rights_of(content) != rights_of(other) else set())


def units_of(content: Content) -> Units:
    """All but the order of the rows."""
    return {
        **{name: getattr(content, name) for name in FIELDS},
        **{f"{OPTION}{option.slug}": option for option in content.options},
        **{f"{POINT}{point.slug}": point for point in content.key_points},
        **{f"{EXAMPLE}{example.slug}": example for example in content.examples},
    }


def slugs_of(units: Units, prefix: str) -> set[str]:
    return {unit.removeprefix(prefix) for unit in units if unit.startswith(prefix)}


def content_from(units: Units) -> Content:
    return Content(
        **{name: units[name] for name in FIELDS},
        options=tuple(units[f"{OPTION}{slug}"] for slug in units[OPTIONS]),
        key_points=tuple(units[f"{POINT}{slug}"] for slug in units[POINTS]),
        examples=tuple(units[f"{EXAMPLE}{slug}"] for slug in units[EXAMPLES]),
    )


def settled(old: Any, mine: Any, theirs: Any) -> tuple[Any, bool]:
    """The value, and whether both changed it."""
    if theirs in (mine, old):
        return mine, False
    return (theirs, False) if old == mine else (mine, True)


def slugs_in(content: Content | None, rows: str) -> list[str]:
    return [row.slug for row in getattr(content, rows)] if content else []


def rights_of(content: Content) -> set[str]:
    return {option.slug for option in content.right_options}


def merged_order(
    base: Sequence[str] | None, mine: Sequence[str], theirs: Sequence[str], kept: Collection[str]
) -> tuple[list[str], bool]:
    """The slugs in the order of whoever changed it; what only the other has stands after its neighbour there."""
    if base is not None and mine == base:
        return woven(theirs, mine, kept), False
    common = {slug for slug in mine if slug in theirs and (base is None or slug in base)}
    ours, others = ordered(mine, common), ordered(theirs, common)
    old = UNKNOWN if base is None else ordered(base, common)
    order, clash = settled(old, ours, others)
    lead, follow = (mine, theirs) if order == ours else (theirs, mine)
    return woven(lead, follow, kept), clash


def ordered(slugs: Sequence[str], of: Collection[str]) -> list[str]:
    return [slug for slug in slugs if slug in of]


def woven(lead: Sequence[str], follow: Sequence[str], kept: Collection[str]) -> list[str]:
    slugs = ordered(lead, kept)
    for place, slug in enumerate(follow):
        if slug in kept and slug not in slugs:
            before = next((one for one in reversed(follow[:place]) if one in slugs), None)
            slugs.insert(slugs.index(before) + 1 if before else 0, slug)
    return slugs


def needed_of_other_points(base: Content, mine: Content, theirs: Content) -> bool:
    """Whether one said how many points are needed while the other changed which there are."""
    if mine.points_needed == theirs.points_needed:
        return False
    return any(
        one.points_needed != base.points_needed and counted(other) != counted(base)
        for one, other in ((mine, theirs), (theirs, mine))
    )


def counted(content: Content) -> set[tuple[str, bool]]:
    return {(point.slug, point.essential) for point in content.key_points}


def with_one_right(merged: Merged, mine: Content) -> Merged:
    """If each of two marked another option, mine is marked and it is a conflict."""
    if len(merged.content.right_options) < 2:
        return merged
    return Merged(marking(merged.content, mine), (*merged.conflicts, RIGHT))


def marking(content: Content, like: Content) -> Content:
    """Right is what is right there."""
    right = rights_of(like)
    options = tuple(replace(option, is_right=option.slug in right) for option in content.options)
    return replace(content, options=options)


def under_their_slugs(base: Content | None, mine: Content, theirs: Content) -> Content:
    """A row that both added with the same words is one row: a form that is sent twice adds it once."""
    return replace(
        mine,
        options=tuple(renamed(slugs_in(base, OPTIONS), mine.options, theirs.options)),
        key_points=tuple(renamed(slugs_in(base, POINTS), mine.key_points, theirs.key_points)),
    )


def renamed(base: Collection[str], mine: Sequence[Row], theirs: Sequence[Row]) -> Iterator[Row]:
    here = {row.slug for row in mine}
    added = [row for row in theirs if row.slug not in here and row.slug not in base]
    known = {row.slug for row in theirs}.union(base)
    for row in mine:
        same = [other for other in added if replace(other, slug=row.slug) == row]
        if same and row.slug not in known:
            added.remove(same[0])
            yield same[0]
        else:
            yield row
