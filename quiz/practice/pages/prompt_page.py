"""What the page of one prompt shows: the question, or the answer to grade."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from quiz import engine
from quiz.bank.published import PublishedQuestion, PublishedRevision, PublishedSection
from quiz.practice.answering.finding_points import found_points
from quiz.practice.answering.responses import UNSURE
from quiz.practice.answering.suggesting import suggested_grade
from quiz.practice.asking.asked import Asked
from quiz.practice.models import Event, Grade, Prompt, Way
from quiz.practice.pages.level_words import LEVEL_WORDS, level_of
from quiz.practice.pages.strip import Strip, strip_of
from quiz.practice.remembering.before import prompt_to_undo
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True, slots=True)
class Choice:
    """An option or a grade to press."""

    value: str | int
    text: Any
    word: Any = ""


@dataclass(frozen=True, slots=True)
class Point:
    value: str
    text: str
    ticked: bool
    found: bool = False
    """Whether a machine found it in what was written."""


@dataclass(frozen=True)
class Head:
    """What every state of the page has on top."""

    asked: Asked
    revision: PublishedRevision
    section: PublishedSection
    way: str
    level: int
    level_word: str
    strip: Strip

    @property
    def prompt(self) -> Prompt:
        return self.asked.prompt


@dataclass(frozen=True)
class Asking(Head):
    """A prompt that waits for its answer."""

    can_undo: str | None
    """The prompt whose answer `undo` would take back."""
    words: str
    """What the learner wrote so far."""
    was_read: bool
    """Whether its answer was read today, in the library or on tonight's sheet."""
    chosen: str = ""
    sent_ticks: Collection[str] | None = None
    """Key points as they were ticked with a grade that was sent."""
    error: str = ""

    @property
    def revealed(self) -> bool:
        return self.asked.revealed

    @property
    def hint(self) -> str:
        """The hint, once it was asked for."""
        return self.revision.hint if self.asked.hinted else ""

    @property
    def is_aided(self) -> bool:
        return self.asked.hinted or self.was_read

    @property
    def reason(self) -> str:
        """Why it is asked now. What was reckoned before its answer was read is true no more."""
        if self.was_read and engine.supposes_unaided(self.prompt.reason):
            return _("You read its answer today: see how much of it you can say yourself.")
        return self.prompt.reason

    @property
    def offers_hint(self) -> bool:
        return bool(self.revision.hint) and not self.asked.hinted and not self.revealed

    @property
    def options(self) -> list[Choice]:
        by_slug = {option.slug: option.text for option in self.revision.options}
        return [Choice(slug, by_slug[slug]) for slug in self.prompt.options]

    @property
    def is_list(self) -> bool:
        return self.revision.kind == "list"

    @property
    def typed_label(self) -> str:
        """What stands above the field to type in."""
        labels = {"command": _("Your command"), "code": _("Your line"), "list": _("Your list")}
        return labels.get(self.revision.kind, _("Your answer"))

    @property
    def unsure(self) -> str:
        return UNSURE

    @cached_property
    def found(self) -> frozenset[str]:
        return found_points(self.revision, self.words) if self.revealed else frozenset()

    @property
    def points(self) -> list[Point]:
        """Those found are ticked, until the learner has said otherwise."""
        ticked = self.found if self.sent_ticks is None else self.sent_ticks
        return [
            Point(point.slug, point.text, point.slug in ticked, point.slug in self.found)
            for point in self.revision.points
        ]

    @cached_property
    def suggested(self) -> Grade | None:
        """By the ticks, once there is one."""
        ticked = sum(point.ticked for point in self.points)
        return suggested_grade(self.revision, ticked, hinted=self.is_aided) if ticked else None

    @property
    def suggestion(self) -> str:
        """The same in words, as the page says it at each tick."""
        if self.suggested is None:
            return ""
        ticked, every = sum(point.ticked for point in self.points), len(self.revision.points)
        words = _("{ticked} of {all}: we suggest “{grade}”.")
        return words.format(ticked=ticked, all=every, grade=self.suggested.label)

    @property
    def grades(self) -> list[Choice]:
        return [Choice(grade.value, grade.label, grade.label) for grade in Grade]


def build_asking(
    situation: Situation,
    asked: Asked,
    *,
    now: datetime,
    error: str = "",
    sent: MultiValueDict[str, str],
) -> Asking:
    """`sent` is what was chosen or written on the page already, which stays there."""
    to_undo = prompt_to_undo(situation.learner)
    state = situation.memory.state(situation.bank.key_of[asked.prompt.question_id])
    return Asking(
        **head(situation, asked, now),
        can_undo=str(to_undo) if to_undo else None,
        words=words_before(asked) or sent.get("text", ""),
        was_read=state.was_read_on(situation.local_day(now)),
        chosen=sent.get("response", ""),
        sent_ticks=sent.getlist("points") if "grade" in sent else None,
        error=error,
    )


def head(situation: Situation, asked: Asked, now: datetime) -> dict[str, Any]:
    """The fields of `Head`."""
    key = situation.bank.key_of[asked.prompt.question_id]
    level = level_of(situation, key, now)
    return {
        "asked": asked,
        "revision": asked.revision,
        "section": section_of(situation, key),
        "way": way_words(Way(asked.prompt.way), asked.revision.kind),
        "level": int(level),
        "level_word": LEVEL_WORDS[level],
        "strip": strip_of(situation, asked.prompt.session, key),
    }


def way_words(way: Way, kind: str) -> str:
    """How it is asked; of what is typed also what it is."""
    typed = {"command": _("type the command"), "code": _("type the code"), "list": _("type the list")}
    return typed.get(kind, str(way.label)) if way == Way.TYPE else str(way.label)


def section_of(situation: Situation, key: str) -> PublishedSection:
    question: PublishedQuestion | None = situation.bank.questions.get(key)
    if question:
        return question.section
    return next(s for s in situation.bank.sections if s.position == situation.bank.known[key].section)


def words_before(asked: Asked) -> str:
    """What was written before revealing; the newest, where it was revealed twice."""
    if not asked.revealed:
        return ""
    event = Event.objects.filter(prompt=asked.prompt, kind=Event.Kind.REVEALED).order_by("-at").first()
    return str(event.detail.get("text", "")) if event else ""
