"""One member's figures for one assignment as cells of the table.

They are joined here and not by an include for each: of sixty members with two assignments that costs a third.
"""

from functools import lru_cache
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.cohorts.reporting.numbers import Numbers

NOT_SHOWN = "–"


@lru_cache(maxsize=8192)
def cells(numbers: Numbers, what: str, is_ended: bool, language: str | None) -> SafeString:
    """Kept, since on a page many are alike. `what` names the assignment on phones; `language` is what is said in."""
    label = f'<span class="narrow">{escape(what)}</span>'
    if words := numbers.words or ("" if is_ended else numbers.then):
        return mark_safe(f'<td role="cell" colspan="4" class="words">{label}{escape(words)}</td>')
    last = late_in_words(numbers.late) if is_ended else still(numbers)
    figures = (shown(numbers.answered), shown(numbers.level), f"<strong>{escape(last)}</strong>")
    return mark_safe(
        f'<td role="cell" class="drawn">{label}{bar(numbers)}</td>'
        + "".join(f'<td role="cell" class="number">{each}</td>' for each in figures)
    )


def bar(numbers: Numbers) -> str:
    figures = {"answered": numbers.answered, "level": numbers.level, "day": numbers.day, "of": numbers.of}
    return render_to_string("components/progress_three.html", figures)


def shown(number: int | None) -> str:
    return NOT_SHOWN if number is None else str(number)


def still(numbers: Numbers) -> str:
    """For instance “11 ± 2”."""
    return f"{shown(numbers.day)} ± {numbers.margin}" if numbers.margin else shown(numbers.day)


def late_in_words(late: int) -> str:
    return ngettext("%(late)s more", "%(late)s more", late) % {"late": late} if late else _("none")
