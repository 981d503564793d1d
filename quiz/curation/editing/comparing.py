"""Two contents compared, word by word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from quiz.bank.content import Content, ExampleContent
from quiz.bank.files.writing import in_order
from quiz.bank.wordwise import Part, compare_words


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field whose words differ."""

    label: str
    parts: tuple[Part, ...]


def compare(old: Content, new: Content) -> list[Comparison]:
    """The fields that differ, in the order in which they are read."""
    before, after = labelled(old), labelled(new)
    labels = [*after, *(label for label in before if label not in after)]
    pairs = ((label, before.get(label, ""), after.get(label, "")) for label in labels)
    changed = [Comparison(label, tuple(compare_words(a, b))) for label, a, b in pairs if a != b]
    return [*changed, *compare_order(old, new)]


def labelled(content: Content) -> dict[str, str]:
    """Everything that a content says, by what people call it."""
    said = {
        _("Question"): content.text,
        _("Model answer"): content.answer,
        _("Hint"): content.hint,
        _("Why"): content.explanation,
        _("Common wrong answer"): content.common_wrong,
        _("Difficulty"): number(content.difficulty),
        _("Key points needed"): number(content.points_needed),
        _("Accepted forms"): "\n".join(content.accepted),
        _("Follow-up"): content.follow_up.get("question", ""),
        _("What a good reply holds"): content.follow_up.get("good_reply", ""),
        _("What a senior adds"): content.senior,
        **numbered(_("Follow-up"), content.follow_ups),
        **numbered(_("Reference"), content.references),
        **numbered(_("What changed since"), content.currency_notes),
        **labelled_options(content),
        **labelled_points(content),
        _("Examples"): "\n".join(map(in_words, content.examples)),
    }
    return {label: text for label, text in said.items() if text}


def number(value: int | None) -> str:
    return "" if value is None else str(value)


def numbered(label: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Their parts in one order, since PostgreSQL keeps another than a form sends."""
    return {f"{label} {place}": "\n".join(leaves(in_order(row))) for place, row in enumerate(rows, start=1)}


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping | list):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from leaves(part)
    else:
        yield str(value)


def labelled_options(content: Content) -> dict[str, str]:
    return {
        _("Option %(slug)s") % {"slug": option.slug}: "\n".join(
            part
            for part in (_("Right.") if option.is_right else "", option.text, option.why, option.tempts)
            if part
        )
        for option in content.options
    }


def labelled_points(content: Content) -> dict[str, str]:
    return {
        _("Key point %(slug)s") % {"slug": point.slug}: "\n".join(
            [*([_("Essential.")] if point.essential else []), point.text, *point.synonyms]
        )
        for point in content.key_points
    }


def in_words(example: ExampleContent) -> str:
    return f"{_('Accepted:') if example.accepted else _('Rejected:')} {example.text}"


def compare_order(old: Content, new: Content) -> Iterator[Comparison]:
    """Where the same options or key points stand in another order."""
    orders = (
        (_("Order of the options"), old.options, new.options),
        (_("Order of the key points"), old.key_points, new.key_points),
    )
    for label, before, after in orders:
        a, b = [row.slug for row in before], [row.slug for row in after]
        if a != b and sorted(a) == sorted(b):
            yield Comparison(label, tuple(compare_words(" ".join(a), " ".join(b))))
