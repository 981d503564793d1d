"""What a loading changed, in words: per question, section and drill, by what was there before and is there now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from quiz.bank.content import Content, content_of
from quiz.bank.drills import live_drills, shipped_drill
from quiz.bank.files.meeting import Change, Step
from quiz.bank.models import Revision, Section
from quiz.bank.shipped import ShippedBank
from quiz.bank.wordwise import compare_words
from quiz.curation.editing.comparing import Comparison, compare, leaves

SECTIONS = {Change.SECTION_ADDED, Change.SECTION_CHANGED}
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """All that changes of one question, section, relation or drill."""

    about: str
    words: tuple[str, ...]
    text: str = ""
    """A question's own words."""
    comparisons: tuple[Comparison, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """The words of the bank at one moment. Four queries."""

    live: Mapping[str, Content]
    open: Mapping[str, Content]
    sections: Mapping[str, Texts]
    drills: Mapping[str, Texts]

    @classmethod
    def of(cls, bank: ShippedBank) -> "Seen":
        revisions = Revision.objects.filter(question__key__in=bank.place_of).select_related("question")
        shown = revisions.filter(Q(live_for__isnull=False) | Q(status__in=Revision.OPEN))
        live: dict[str, Content] = {}
        opened: dict[str, Content] = {}
        for row in shown.prefetch_related("options", "key_points"):
            (opened if row.status in Revision.OPEN else live)[row.question.key] = content_of(row)
        return cls(live, opened, sections_seen(), drills_seen())


def sections_seen() -> dict[str, Texts]:
    labels = {"position": _("Position"), "title": _("Title"), "source_title": _("Title in the source")}
    rows = Section.objects.values("slug", *labels)
    return {row["slug"]: {label: str(row[name]) for name, label in labels.items()} for row in rows}


def drills_seen() -> dict[str, Texts]:
    labels = {
        "title": _("Title"),
        "situation": _("Situation"),
        "ask": _("What to ask"),
        "points": _("Rubric"),
    }
    return {
        drill.key: {_("Place"): f"{drill.position}, {drill.kind}"}
        | {label: "\n".join(leaves(drill.words[name])) for name, label in labels.items()}
        for drill in map(shipped_drill, live_drills())
    }


def changes_of(steps: Iterable[Step], before: Seen, after: Seen) -> Iterator[Changed]:
    """In the order of loading; what is said of the same question stands together."""
    together: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        kind = "section" if step.change in SECTIONS else "drill" if step.change is Change.DRILLED else ""
        together.setdefault((kind, step.what.partition(": ")[0]), []).append(step)
    for (kind, about), said in together.items():
        words = tuple(map(worded, said))
        if kind == "section":
            yield Changed(about, words, "", texts_compared(before.sections, after.sections, about))
        elif kind == "drill":
            yield Changed(about, words, "", texts_compared(before.drills, after.drills, about))
        else:
            yield question_changed(about, words, before, after)


def worded(step: Step) -> str:
    """What happens, in words for one."""
    more = step.what.partition(": ")[2]
    return f"{step.change.value[0]}: {more}" if more else step.change.value[0]


def question_changed(key: str, words: tuple[str, ...], before: Seen, after: Seen) -> Changed:
    """Beside what is live after it stands what was live; else a new proposal beside what is live."""
    old, new, proposed = before.live.get(key), after.live.get(key), after.open.get(key)
    text = new.text if new else ""
    if old and new and old != new:
        return Changed(key, words, text, tuple(compare(old, new)))
    if new and proposed and proposed != before.open.get(key):
        return Changed(key, words, text, tuple(compare(new, proposed)))
    return Changed(key, words, text)


def texts_compared(
    before: Mapping[str, Texts], after: Mapping[str, Texts], name: str
) -> tuple[Comparison, ...]:
    old: Any = before.get(name, {})
    return tuple(
        Comparison(label, tuple(compare_words(old.get(label, ""), text)))
        for label, text in after[name].items()
        if text != old.get(label, "")
    )
