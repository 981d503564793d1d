"""Figures of a question at the rows of its editor, and at its words to read."""

from collections.abc import Sequence
from typing import Any

from django import forms, template

from quiz.bank.revisions.content import OptionContent, PointContent
from quiz.curation.quality.beside import Beside
from quiz.curation.quality.cells import Cell

register = template.Library()


@register.filter
def heads_over(beside: Beside | str, rows: Any) -> Sequence[Any]:
    """Over the columns of a table of the editor; none where its rows are not measured, or its page has no figures."""
    if isinstance(beside, str):
        return ()
    return {"options": beside.option_heads, "points": beside.point_heads}.get(rows.prefix, ())


@register.filter
def cells_of(beside: Beside | str, row: forms.Form | OptionContent | PointContent) -> list[Cell]:
    if isinstance(beside, str):
        return []
    words = read_row(row) if isinstance(row, forms.Form) else row
    return beside.of_point(words) if isinstance(words, PointContent) else beside.of_option(words)


def read_row(form: forms.Form) -> OptionContent | PointContent:
    """What a row's fields say, whether they were sent or not."""
    said = {name: form[name].value() or "" for name in form.fields}
    if "synonyms" not in said:
        return OptionContent(said["slug"], said["text"])
    synonyms = [line.strip() for line in said["synonyms"].splitlines() if line.strip()]
    return PointContent(said["slug"], said["text"], synonyms)
