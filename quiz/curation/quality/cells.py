"""Figures as they are said beside words: a share with its range, or words where too few people answered."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quiz.curation.quality.figures import Count, Figures, Seconds

OPTION_HEADS: Final = (gettext_lazy("Chosen when it was shown"), gettext_lazy("… by those who know"))
POINT_HEADS: Final = (gettext_lazy("Found by the machine"), gettext_lazy("Denied by the learner"))


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: a share, or words, and what else is to be said of it."""

    head: Any
    share: Count | None = None
    words: str = ""
    note: str = ""
    warning: str = ""


def share_cell(head: Any, count: Count, note: str = "", warning: str = "") -> Cell:
    if count.is_enough:
        return Cell(head, share=count, note=note, warning=warning)
    return Cell(head, words=too_few(count.of), note=note)


def too_few(of: int) -> str:
    if not of:
        return _("not shown to anyone yet")
    return ngettext("shown to %(of)s, too few to say", "shown to %(of)s, too few to say", of) % {"of": of}


def new_cells(heads: tuple[Any, Any]) -> list[Cell]:
    return [Cell(heads[0], words=_("new, no answers yet")), Cell(heads[1])]


def unmeasured_cells(heads: tuple[Any, Any]) -> list[Cell]:
    return [Cell(heads[0], words=_("not measured with these words yet")), Cell(heads[1])]


def older_note(*, is_same: bool) -> str:
    """Where the words in the editor are others than those that learners see."""
    return "" if is_same else _("with the words that learners see now")


def found_cell(head: Any, found: Count, note: str) -> Cell:
    if not found.of:
        return Cell(head, words=_("not looked for yet"), note=note)
    words = _("%(number)s of %(of)s") % found._asdict()
    return Cell(
        head, words=words if found.is_enough else _("%(words)s, too few to say") % {"words": words}, note=note
    )


def denied_cell(head: Any, denied: Count, added: Count, warning: str) -> Cell:
    """Only where a learner could say that it was not there; and below, where they could say that it was."""
    note = _("ticked where it was not found: %(number)s of %(of)s") % added._asdict() if added.of else ""
    if not denied.of:
        return Cell(head, words=_("not asked yet"), note=note)
    return Cell(head, words=_("%(number)s of %(of)s") % denied._asdict(), note=note, warning=warning)


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the figures under the heading."""

    label: Any
    figure: str
    below: str
    address: str = ""
    """Of what it counts, where that can be read."""


def headlines(figures: Figures, *, are_older: bool) -> list[Headline]:
    """`are_older` says that other words were measured than are live: only what is of the memory holds."""
    if are_older:
        return [stuck_of(figures.stuck)]
    return [
        right_of(figures.right),
        overruled_of(figures.overruled),
        time_of(figures.seconds),
        stuck_of(figures.stuck),
    ]


def right_of(right: Count) -> Headline:
    label = _("Right at the first try, without help")
    if not right.is_enough:
        return Headline(label, "–", few(right.of))
    return Headline(label, _("%(share)s %%") % {"share": right.per_cent}, range_of(right))


def overruled_of(overruled: Count) -> Headline:
    label = _("Grades overruled")
    if not overruled.of:
        return Headline(label, "–", _("nothing typed yet"))
    return Headline(label, str(overruled.number), _("of %(of)s typed") % {"of": overruled.of})


def time_of(seconds: Seconds) -> Headline:
    label = _("Time")
    if not seconds.is_enough:
        return Headline(label, "–", few(seconds.of))
    half = _("in the middle; half took %(low)s to %(high)s s, of %(of)s")
    numbers = {"low": round(seconds.low), "high": round(seconds.high), "of": seconds.of}
    return Headline(label, _("%(seconds)s s") % {"seconds": round(seconds.middle)}, half % numbers)


def stuck_of(stuck: Count) -> Headline:
    below = ngettext("of %(of)s learner", "of %(of)s learners", stuck.of) % {"of": stuck.of}
    return Headline(_("Stuck for"), str(stuck.number) if stuck.of else "–", below if stuck.of else few(0))


def flags_of(flags: int) -> Headline:
    return Headline(_("Flags"), str(flags), _("waiting"))


def range_of(count: Count) -> str:
    return _("%(low)s to %(high)s, of %(of)s") % {"low": count.low, "high": count.high, "of": count.of}


def few(of: int) -> str:
    """Where a share would say nothing."""
    if not of:
        return _("no answers yet")
    return ngettext("of %(of)s answer, too few to say", "of %(of)s answers, too few to say", of) % {"of": of}
