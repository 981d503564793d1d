"""Fields counted, for a line: “model answer, 1 option, +1 note”."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import ngettext_lazy

from quiz.curation.editing.comparing import Comparison, Said

NOUNS = {
    "option": ngettext_lazy("%(sign)s%(count)d option", "%(sign)s%(count)d options", "count"),
    "point": ngettext_lazy("%(sign)s%(count)d key point", "%(sign)s%(count)d key points", "count"),
    "follow_up": ngettext_lazy("%(sign)s%(count)d follow-up", "%(sign)s%(count)d follow-ups", "count"),
    "reference": ngettext_lazy("%(sign)s%(count)d reference", "%(sign)s%(count)d references", "count"),
    "note": ngettext_lazy("%(sign)s%(count)d note", "%(sign)s%(count)d notes", "count"),
}
CHANGED, NEW, GONE = "", "+", "−"


def counted_changes(comparisons: Iterable[Comparison]) -> str:
    return in_line((one.what, one.label, sign_of(one)) for one in comparisons)


def counted_fields(fields: Iterable[Said]) -> str:
    return in_line((one.what, one.label, CHANGED) for one in fields)


def sign_of(comparison: Comparison) -> str:
    if not comparison.what:
        return CHANGED
    return NEW if comparison.is_new else GONE if comparison.is_gone else CHANGED


def in_line(fields: Iterable[tuple[str, str, str]]) -> str:
    """What there is one of by its name; the rest counted, in the order of the first."""
    counts = Counter((what, "" if what else label, sign) for what, label, sign in fields)
    return ", ".join(
        str(NOUNS[what] % {"sign": sign, "count": count}) if what else lowered(label)
        for (what, label, sign), count in counts.items()
    )


def lowered(label: str) -> str:
    return label[:1].lower() + label[1:]
