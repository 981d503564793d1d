"""The log's rows that questions are measured by, question by question. No written word is read."""

import heapq
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, Min, OuterRef
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from quiz.practice.models import Event, Grade, Review, Way

AT_ONCE = 2000
"""Rows in memory of what the database gives."""
PERSON = Coalesce("learner__merged_into", "learner")
"""The learner, or the one whom a visitor became."""


class Answer(NamedTuple):
    """One that counts, with its last grade."""

    person: UUID
    at: datetime
    revision: int
    way: str
    shown: tuple[str, ...]
    """Slugs of the options."""
    option: str
    points: frozenset[str] | None
    """Where it has any: those that the learner ticked, or the machine found in what was typed."""
    found: frozenset[str] | None
    """Those that a machine found in what the learner ticked for themself."""
    was_graded: bool
    """Whether a machine graded what was written."""
    was_overruled: bool
    is_right: bool
    ms: int | None
    """None where the page did not count."""
    was_hinted: bool


class Heard(NamedTuple):
    """All that the log says of one question, oldest answer first."""

    section: int
    question: int
    read: dict[UUID, datetime]
    """When each person read its answer first."""
    answers: Iterable[Answer]


def hear() -> Iterator[Heard]:
    """Two queries, however long the log is; in memory is one question at a time."""
    rows = heapq.merge(read_first(), answers(), key=lambda row: row[:2])
    for (section, question), group in groupby(rows, key=lambda row: row[:2]):
        read: dict[UUID, datetime] = {}
        yield Heard(section, question, read, answered(group, read))


def answered(group: Iterable[Any], read: dict[UUID, datetime]) -> Iterator[Answer]:
    """The answers among the rows; what was read comes before them all, and is noted."""
    for _section, _question, row in group:
        if isinstance(row, Answer):
            yield row
        else:
            read[row[0]] = row[1]


def read_first() -> Iterator[tuple[int, int, Any]]:
    rows = Event.objects.filter(kind=Event.Kind.READ).annotate(person=PERSON)
    first = rows.values("question__section", "question", "person").annotate(first=Min("at"))
    ordered = first.order_by("question__section", "question")
    for section, question, person, at in ordered.values_list(
        "question__section", "question", "person", "first"
    ).iterator(AT_ONCE):
        yield section, question, (person, at)


OF_ANSWERS = (
    "section",
    "prompt__question",
    "person",
    "at",
    "prompt__revision",
    "prompt__way",
    "prompt__options",
    "option",
    "unsure",
    "points",
    "found",
    "machine_grade",
    "final_grade",
    "ms",
    "estimated",
    "hinted",
)
"""What `answer` takes, after the section and the question."""


def answers() -> Iterator[tuple[int, int, Any]]:
    hinted = Event.objects.filter(prompt=OuterRef("pk"), kind=Event.Kind.HINTED)
    rows: Any = Review.objects.effective().annotate(
        person=PERSON,
        hinted=Exists(hinted),
        section=F("prompt__question__section"),
        option=KeyTextTransform("option", "response"),
        unsure=KeyTextTransform("dont_know", "response"),
        points=KeyTextTransform("points", "response"),
        found=KeyTextTransform("found", "response"),
    )
    ordered = rows.order_by("section", "prompt__question", "at", "pk").values_list(*OF_ANSWERS)
    for section, question, *row in ordered.iterator(AT_ONCE):
        yield section, question, answer(*row)


def answer(
    person: UUID,
    at: datetime,
    revision: int,
    way: str,
    shown: list[str],
    option: str | None,
    unsure: str | None,
    points: str | None,
    found: str | None,
    machine: int | None,
    grade: int,
    ms: int,
    estimated: bool,
    hinted: bool,
) -> Answer:
    was_graded = machine is not None and way != Way.CHOOSE and not unsure
    return Answer(
        person=person,
        at=at,
        revision=revision,
        way=sys.intern(way),
        shown=tuple(map(sys.intern, shown)),
        option=sys.intern(option or ""),
        points=slugs(points),
        found=slugs(found),
        was_graded=was_graded,
        was_overruled=was_graded and machine != grade,
        is_right=grade > Grade.FORGOT,
        ms=None if estimated else ms,
        was_hinted=hinted,
    )


def slugs(stored: str | None) -> frozenset[str] | None:
    return None if stored is None else frozenset(map(sys.intern, map(str, json.loads(stored))))
