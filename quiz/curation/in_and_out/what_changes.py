"""What a loading changed, in words: per question, section and drill, by what was there before and is there now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from quiz.bank.drills.models import DrillRevision
from quiz.bank.drills.words import words_of
from quiz.bank.files.meeting import Change, Step
from quiz.bank.models import Revision, Section
from quiz.bank.revisions.content import Content, content_of
from quiz.bank.revisions.wordwise import compare_words
from quiz.bank.shipped import ShippedBank
from quiz.curation.drills.comparing import labelled
from quiz.curation.editing.comparing import Comparison, compare

SECTIONS = {Change.SECTION_ADDED, Change.SECTION_CHANGED}
DRILLS = {change for change in Change if change.name.startswith("DRILL")}
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
    """The words of the bank at one moment. Five queries."""

    live: Mapping[str, Content]
    open: Mapping[str, Content]
    sections: Mapping[str, Texts]
    drills: Mapping[str, Texts]
    drafts_of_drills: Mapping[str, Texts]

    @classmethod
    def of(cls, bank: ShippedBank) -> "Seen":
        revisions = Revision.objects.filter(question__key__in=bank.place_of).select_related("question")
        shown = revisions.filter(Q(live_for__isnull=False) | Q(status__in=Revision.OPEN))
        live: dict[str, Content] = {}
        opened: dict[str, Content] = {}
        for row in shown.prefetch_related("options", "key_points"):
            (opened if row.status in Revision.OPEN else live)[row.question.key] = content_of(row)
        return cls(live, opened, sections_seen(), drills_seen(), drafts_of_drills_seen())


def sections_seen() -> dict[str, Texts]:
    labels = {"position": _("Position"), "title": _("Title"), "source_title": _("Title in the source")}
    rows = Section.objects.values("slug", *labels)
    return {row["slug"]: {label: str(row[name]) for name, label in labels.items()} for row in rows}


def drills_seen() -> dict[str, Texts]:
    yes = {True: _("yes"), False: _("no")}
    return {
        row.drill.key: {_("Place"): f"{row.drill.position}, {row.drill.kind}"}
        | {_("Retired"): yes[row.drill.retired_at is not None]}
        | labelled(words_of(row))
        for row in DrillRevision.objects.live()
    }


def drafts_of_drills_seen() -> dict[str, Texts]:
    rows = DrillRevision.objects.open().select_related("drill")
    return {row.drill.key: labelled(words_of(row)) for row in rows}


def changes_of(steps: Iterable[Step], before: Seen, after: Seen) -> Iterator[Changed]:
    """In the order of loading; what is said of the same question stands together."""
    together: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        kind = "section" if step.change in SECTIONS else "drill" if step.change in DRILLS else ""
        together.setdefault((kind, step.what.partition(": ")[0]), []).append(step)
    for (kind, about), said in together.items():
        words = tuple(map(worded, said))
        if kind == "section":
            yield Changed(about, words, "", texts_compared(before.sections, after.sections, about))
        elif kind == "drill":
            yield drill_changed(about, words, before, after)
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


def drill_changed(key: str, words: tuple[str, ...], before: Seen, after: Seen) -> Changed:
    """What people read before and after; else a new proposal beside that."""
    told = texts_compared(before.drills, after.drills, key)
    proposed = after.drafts_of_drills.get(key)
    if not told and proposed and proposed != before.drafts_of_drills.get(key):
        told = texts_compared(after.drills, after.drafts_of_drills, key)
    return Changed(key, words, "", told)


def texts_compared(
    before: Mapping[str, Texts], after: Mapping[str, Texts], name: str
) -> tuple[Comparison, ...]:
    old: Any = before.get(name, {})
    return tuple(
        Comparison(label, tuple(compare_words(old.get(label, ""), text)))
        for label, text in after[name].items()
        if text != old.get(label, "")
    )
