"""Two contents compared, word by word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from quiz.bank.files.writing import in_order
from quiz.bank.revisions.content import Content, ExampleContent, OptionContent, PointContent
from quiz.bank.revisions.wordwise import Part, compare_words

Key = tuple[str, str | int]


@dataclass(frozen=True, slots=True)
class Said:
    """One field of a content: what people call it, what of it there can be several, and its words."""

    label: str
    what: str
    """`option`, `point`, `reference`, `note`, `follow_up`; empty for what there is one of."""
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field whose words differ."""

    label: str
    parts: tuple[Part, ...]
    what: str = ""

    @property
    def is_new(self) -> bool:
        return all(part.kind == "added" for part in self.parts)

    @property
    def is_gone(self) -> bool:
        return all(part.kind == "removed" for part in self.parts)


def compare(old: Content, new: Content) -> list[Comparison]:
    """The fields that differ, in the order in which they are read."""
    before, after = said_before(old, new), said_in(new)
    keys = [*after, *(key for key in before if key not in after)]
    pairs = ((before.get(key), after.get(key)) for key in keys)
    changed = [found for a, b in pairs if (found := compared(a, b))]
    return [*changed, *compare_order(old, new)]


def compared(before: Said | None, after: Said | None) -> Comparison | None:
    shown = after or before
    texts = [each.text if each else "" for each in (before, after)]
    if shown is None or texts[0] == texts[1]:
        return None
    return Comparison(shown.label, tuple(compare_words(*texts)), shown.what)


def the_same(old: Content, new: Content) -> list[Said]:
    """The fields that say in both what they say."""
    before = said_before(old, new)
    return [said for key, said in said_in(new).items() if key in before and before[key].text == said.text]


def said_before(old: Content, new: Content) -> dict[Key, Said]:
    """What the older content says, by the keys of what it became in the newer one."""
    said = said_in(old)
    places = {what: moved_to(old_rows, new_rows) for what, _label, old_rows, new_rows in lists_in(old, new)}
    return {
        (what, places[what][int(at)] if what in places else at): each for (what, at), each in said.items()
    }


def said_in(content: Content) -> dict[Key, Said]:
    """Everything that a content says."""
    single = {
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
        _("Examples"): "\n".join(map(in_words, content.examples)),
    }
    rows: dict[Key, Said] = {
        (what, place): Said(f"{label} {place}", what, text)
        for what, label, texts, _same in lists_in(content, content)
        for place, text in enumerate(texts, start=1)
    }
    options: dict[Key, Said] = {("option", one.slug): said_of_option(one) for one in content.options}
    points: dict[Key, Said] = {("point", one.slug): said_of_point(one) for one in content.key_points}
    fields: dict[Key, Said] = {(label, 0): Said(label, "", text) for label, text in single.items()}
    return {key: said for key, said in {**fields, **rows, **options, **points}.items() if said.text}


def number(value: int | None) -> str:
    return "" if value is None else str(value)


def lists_in(old: Content, new: Content) -> list[tuple[str, str, list[str], list[str]]]:
    """What has no name of its own, only a place: what it is, its label, and the words of each in both."""
    lists = (
        ("follow_up", _("Follow-up"), old.follow_ups, new.follow_ups),
        ("reference", _("Reference"), old.references, new.references),
        ("note", _("Note"), old.currency_notes, new.currency_notes),
    )
    return [(what, label, words_of(a), words_of(b)) for what, label, a, b in lists]


def words_of(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Their parts in one order, since PostgreSQL keeps another than a form sends."""
    return ["\n".join(leaves(in_order(row))) for row in rows]


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping | list):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from leaves(part)
    else:
        yield str(value)


def moved_to(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Each old place to the new one: where the same words are, else to what is left in order, else behind it all."""
    free = dict(enumerate(new, start=1))
    places = {}
    for place, words in enumerate(old, start=1):
        if found := next((at for at, other in free.items() if other == words), None):
            places[place] = found
            del free[found]
    left = [place for place in range(1, len(old) + 1) if place not in places]
    behind = range(len(new) + 1, len(new) + 1 + len(left))
    return places | dict(zip(left, [*free, *behind], strict=False))


def said_of_option(option: OptionContent) -> Said:
    right = _("Right.") if option.is_right else ""
    parts = (right, option.text, option.why, option.tempts)
    return Said(_("Option %(slug)s") % {"slug": option.slug}, "option", "\n".join(filter(None, parts)))


def said_of_point(point: PointContent) -> Said:
    essential = [_("Essential.")] if point.essential else []
    label = _("Key point %(slug)s") % {"slug": point.slug}
    return Said(label, "point", "\n".join([*essential, point.text, *point.synonyms]))


def in_words(example: ExampleContent) -> str:
    return f"{_('Accepted:') if example.accepted else _('Rejected:')} {example.text}"


def compare_order(old: Content, new: Content) -> Iterator[Comparison]:
    """Where the same options, key points or rows stand in another order."""
    slugs = (
        (_("Order of the options"), [one.slug for one in old.options], [one.slug for one in new.options]),
        (
            _("Order of the key points"),
            [one.slug for one in old.key_points],
            [one.slug for one in new.key_points],
        ),
    )
    for label, before, after in (*slugs, *orders_of_rows(old, new)):
        if before != after and sorted(before) == sorted(after):
            yield Comparison(label, tuple(compare_words(" ".join(before), " ".join(after))))


def orders_of_rows(old: Content, new: Content) -> Iterator[tuple[str, list[str], list[str]]]:
    """Their old places by number."""
    labels = {
        "follow_up": _("Order of the follow-ups"),
        "reference": _("Order of the references"),
        "note": _("Order of what changed since"),
    }
    for what, _label, before, after in lists_in(old, new):
        if sorted(before) == sorted(after):
            places = sorted(moved_to(before, after).items(), key=lambda place: place[1])
            numbers = [str(place) for place, _at in places]
            yield labels[what], sorted(numbers, key=int), numbers
