"""Incident and design drills to read: the situation, what to ask, the rubric with the questions behind each point."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString

from quiz.bank.drills.models import DrillRevision, live_drills
from quiz.bank.published import PublishedBank, PublishedQuestion
from quiz.bank.text.markdown import inline


@dataclass(frozen=True, slots=True)
class DrillItem:
    """A drill as a list shows it."""

    title: SafeString
    url: str
    quiet: str


@dataclass(frozen=True, slots=True)
class RubricPoint:
    text: str
    questions: Sequence[PublishedQuestion]


@dataclass(frozen=True, slots=True)
class DrillPage:
    revision: DrillRevision
    points: Sequence[RubricPoint]


def build_drills() -> list[DrillItem]:
    return [
        DrillItem(inline(row.title), reverse("drill", args=[row.drill.key]), row.drill.get_kind_display())
        for row in live_drills()
    ]


def build_drill(bank: PublishedBank, key: str) -> DrillPage:
    revision = next((row for row in live_drills() if row.drill.key == key), None)
    if revision is None:
        raise Http404
    return page_of(bank, revision)


def page_of(bank: PublishedBank, revision: DrillRevision) -> DrillPage:
    return DrillPage(revision, [point_of(bank, point) for point in revision.points])


def point_of(bank: PublishedBank, point: dict[str, list[str]]) -> RubricPoint:
    """With those of its questions that can be asked."""
    asked = [bank.questions[key] for key in point["questions"] if key in bank.questions]
    return RubricPoint(str(point["text"]), asked)
