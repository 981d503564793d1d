"""Who is where as rows for a spreadsheet, with nothing that the page does not show."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from quiz.cohorts.reporting.groups import TITLES
from quiz.cohorts.reporting.numbers import Numbers
from quiz.cohorts.reporting.table import Block, Row, Table


def as_file(table: Table) -> tuple[list[str], list[list[object]]]:
    """The heading, and a row for each member in the order of the page."""
    heading = [_("Name"), _("Group"), _("Reason")]
    for block in table.blocks:
        heading += headings_of(block)
    return heading, [list(cells_of(row, table.blocks)) for row in table.found]


def headings_of(block: Block) -> list[str]:
    title = f"{block.assigned.title}, {block.due_on.isoformat()}"
    if block.is_ended:
        names = (_("questions"), _("answered by then"), _("at the level then"), _("answered since"), "")
    else:
        names = (
            _("questions"),
            _("answered"),
            _("at the level now"),
            _("still there on the day"),
            _("give or take"),
        )
    return [f"{title}: {name}" for name in names if name]


def cells_of(row: Row, blocks: Sequence[Block]) -> Iterator[object]:
    yield from (row.name, str(TITLES[row.place.group]), row.place.reason)
    for block in blocks:
        yield from figures_of(row.numbers[block.place], block)


def figures_of(numbers: Numbers, block: Block) -> list[object]:
    """Empty where nothing is shown; words in place of figures stand in the first cell."""
    if numbers.words:
        return [numbers.words, *[""] * (3 if block.is_ended else 4)]
    figures = [numbers.of, numbers.answered, numbers.level]
    figures += [numbers.late] if block.is_ended else [numbers.day, numbers.margin]
    return ["" if each is None else each for each in figures]
