"""What the page of one prompt shows: the question, the answer to grade, or the feedback."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from quiz import engine, grading
from quiz.bank.published import PublishedOption, PublishedQuestion, PublishedRevision, PublishedSection
from quiz.bank.wordwise import Part, compare_words
from quiz.practice.answering.answering import Answered
from quiz.practice.answering.responses import UNSURE
from quiz.practice.answering.stuck import is_stuck, shown_beside
from quiz.practice.asking.asked import Asked
from quiz.practice.models import Event, Grade, Prompt, Review, Way
from quiz.practice.pages.level_words import LEVEL_WORDS, level_of
from quiz.practice.pages.strip import Strip, strip_of
from quiz.practice.remembering.folding import prompt_to_undo
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
    chosen: str = ""
    ticked: Collection[str] = ()
    error: str = ""

    @property
    def revealed(self) -> bool:
        return self.asked.revealed

    @property
    def hint(self) -> str:
        """The hint, once it was asked for."""
        return self.revision.hint if self.asked.hinted else ""

    @property
    def offers_hint(self) -> bool:
        return bool(self.revision.hint) and not self.asked.hinted and not self.revealed

    @property
    def options(self) -> list[Choice]:
        by_slug = {option.slug: option.text for option in self.revision.options}
        return [Choice(slug, by_slug[slug]) for slug in self.prompt.options]

    @property
    def unsure(self) -> str:
        return UNSURE

    @property
    def points(self) -> list[Point]:
        return [Point(point.slug, point.text, point.slug in self.ticked) for point in self.revision.points]

    @property
    def grades(self) -> list[Choice]:
        return [Choice(grade.value, grade.label, grade.label) for grade in Grade]


@dataclass(frozen=True)
class Feedback(Head):
    """A prompt that has its answer."""

    review: Review
    grade: int
    undone: bool
    repeated: bool
    can_undo: bool
    returns_on: date | None
    today: date
    following: Prompt | None
    stuck: bool = False
    beside: Sequence[PublishedQuestion] = ()
    """What a stuck question is shown beside."""
    more: bool = False
    """Whether what else belongs to the answer is shown, or stands behind a link."""

    @property
    def has_background(self) -> bool:
        revision = self.revision
        return bool(revision.explanation or revision.currency_notes or revision.senior or revision.follow_ups)

    @property
    def has_more(self) -> bool:
        revision = self.revision
        replies = any(each.reply for each in revision.follow_ups)
        return bool(revision.common_wrong or revision.references or replies)

    @property
    def is_right(self) -> bool:
        return self.grade > Grade.FORGOT

    @property
    def is_newest(self) -> bool:
        """Nothing was asked after it: the session has come to its end."""
        return self.asked.is_newest

    @property
    def verdict(self) -> str:
        if self.prompt.way == Way.RECALL:
            return str(Grade(self.grade).label)
        if self.is_almost:
            return _("Almost")
        return _("Right") if self.is_right else self._miss()

    @property
    def is_almost(self) -> bool:
        return self.prompt.way == Way.TYPE and self.grade == Grade.EFFORT

    @property
    def kind(self) -> str:
        """How the verdict looks."""
        return "almost" if self.is_almost else "right" if self.is_right else "wrong"

    @property
    def can_overrule(self) -> bool:
        """The machine may be wrong about what was typed; the learner has the last word on the latest answer."""
        typed = self.prompt.way == Way.TYPE and "text" in self.review.response
        return typed and self.can_undo and self.grade < Grade.KNEW

    @property
    def counted_as(self) -> str:
        return str(Grade(self.grade).label)

    @property
    def parts(self) -> list[Point]:
        """What the machine looked for in a typed answer, and whether it was right."""
        return [Point("", text, state == "right") for text, state in self.review.response.get("parts", ())]

    @property
    def message(self) -> str:
        return str(self.review.response.get("message", ""))

    @property
    def difference(self) -> list[Part]:
        """What was typed against the form that is accepted."""
        accepted = self.revision.accepted[0] if self.revision.accepted else ""
        return list(compare_words(grading.visible(self.words), accepted)) if accepted and self.words else []

    def _miss(self) -> str:
        return _("Not known yet") if "dont_know" in self.review.response else _("Wrong this time")

    @property
    def chosen(self) -> PublishedOption | None:
        slug = self.review.response.get("option")
        return next((option for option in self.revision.options if option.slug == slug), None)

    @property
    def points(self) -> list[Point]:
        ticked = set(self.review.response.get("points", ()))
        return [Point(point.slug, point.text, point.slug in ticked) for point in self.revision.points]

    @property
    def is_ticked(self) -> bool:
        """Did the learner tick a point, or the machine find one? Else nothing was said of any."""
        return any(point.ticked for point in self.points)

    @property
    def words(self) -> str:
        return str(self.review.response.get("text", ""))


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
    return Asking(
        **head(situation, asked, now),
        can_undo=str(to_undo) if to_undo else None,
        words=words_before(asked) or sent.get("text", ""),
        chosen=sent.get("response", ""),
        ticked=sent.getlist("points"),
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
        "way": Way(asked.prompt.way).label,
        "level": int(level),
        "level_word": LEVEL_WORDS[level],
        "strip": strip_of(situation, asked.prompt.session, key),
    }


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


def feedback_after(answered: Answered, *, now: datetime) -> Feedback:
    """Straight after an answer, with nothing more to read."""
    grade = answered.review.grade
    return build_feedback(answered.situation, answered.asked, answered.following, grade, now=now)


def feedback_again(
    situation: Situation, asked: Asked, *, now: datetime, repeated: bool = False, more: bool = False
) -> Feedback:
    """Of a prompt that was answered earlier."""
    prompt = asked.prompt
    final = Review.objects.with_final_grade().values_list("final_grade", "undone")
    grade, undone = final.get(pk=prompt.pk)
    newest = prompt.session.prompts.select_related("review").order_by("-sequence").first()
    following = (
        newest if newest and newest.sequence > prompt.sequence and not hasattr(newest, "review") else None
    )
    page = build_feedback(situation, asked, following, grade, now=now)
    return replace(page, undone=undone, repeated=repeated, more=more)


def build_feedback(
    situation: Situation, asked: Asked, following: Prompt | None, grade: int, *, now: datetime
) -> Feedback:
    prompt = asked.prompt
    key = situation.bank.key_of[prompt.question_id]
    stuck = grade == Grade.FORGOT and is_stuck(situation.memory, key)
    return Feedback(
        **head(situation, asked, now),
        review=prompt.review,
        grade=grade,
        undone=False,
        repeated=False,
        can_undo=prompt_to_undo(situation.learner) == prompt.pk,
        returns_on=returns_on(situation, key, now),
        today=situation.local_day(now),
        following=following,
        stuck=stuck,
        beside=shown_beside(situation, key, prompt.review.local_day) if stuck else (),
    )


def returns_on(situation: Situation, key: str, now: datetime) -> date | None:
    """None for what is not asked by itself: left out, retired, or of a section that the plan leaves out."""
    state = situation.memory.state(key)
    card, is_asked = state.card, key in situation.bank.questions and situation.counts(key)
    if card is None or state.left_out or not is_asked:
        return None
    known = {key: situation.bank.known[key]}
    return engine.due(known, situation.engine_plan(), situation.memory.profile, {key: card}, now=now).get(key)
