"""A revision as learners see it, made with the pages of practice itself, before anybody can be asked it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from quiz import engine, grading
from quiz.bank.checks.checking import blocking, checks_of
from quiz.bank.models import Question
from quiz.bank.published import PublishedRevision, PublishedSection, revision_saying
from quiz.bank.revisions.content import Content
from quiz.curation.editing.checked_fields import in_words
from quiz.practice.answering.judging import Judged, judge_choice, judge_recall, judge_typed
from quiz.practice.asking.asked import Asked
from quiz.practice.asking.next_prompt import SECONDS_A_QUESTION, WRONG_OPTIONS, offer
from quiz.practice.models import Grade, PracticeSession, Prompt, Review, Way
from quiz.practice.pages.feedback_page import Feedback
from quiz.practice.pages.level_words import LEVEL_WORDS
from quiz.practice.pages.prompt_page import Asking, way_words
from quiz.practice.pages.strip import Strip

SEED = 1
"""The order of the options stays while one types."""
MINUTES = 10


@dataclass(frozen=True, slots=True)
class State:
    """One of the pages that a learner meets."""

    name: str
    words: Any


BY_CHOICE = (
    State("choose", _("Choose")),
    State("right", _("Right answer")),
    State("wrong", _("Wrong answer")),
)
BY_RECALL = (
    State("recall", _("Recall")),
    State("revealed", _("Revealed")),
    State("written", _("Written")),
    State("graded", _("Graded")),
)
BY_TYPING = (
    State("type", _("Type")),
    State("typed-right", _("Typed right")),
    State("typed-wrong", _("Typed wrong")),
)
ASKING = {"choose", "recall", "revealed", "written", "type"}
WAYS = {Way.CHOOSE: BY_CHOICE, Way.RECALL: BY_RECALL, Way.TYPE: BY_TYPING}


def states_of(content: Content, kind: str) -> tuple[State, ...]:
    """By the ways in which practice can ask it."""
    able = {Way.RECALL: True, Way.CHOOSE: can_choose(content), Way.TYPE: can_type(content, kind)}
    return tuple(state for way, states in WAYS.items() if able[way] for state in states)


def can_type(content: Content, kind: str) -> bool:
    return revision_saying(content, Question(kind=kind)).can_be_typed


def can_choose(content: Content) -> bool:
    return len(content.right_options) == 1 and len(content.wrong_options) >= WRONG_OPTIONS


@dataclass(frozen=True, slots=True)
class Preview:
    template: str
    """The part of practice's page that holds all of it."""
    page: Asking | Feedback
    unfinished: Sequence[str]
    """What is wrong with the words, in sentences."""


def build_preview(
    question: Question,
    content: Content,
    name: str,
    now: datetime,
    *,
    unread: Iterable[str] = (),
    typed: str = "",
) -> Preview:
    """The page in this state, or in the first one that these words have. `unread` says what could not be read; `typed`
    is an answer to show where one is written.
    """
    names = [state.name for state in states_of(content, question.kind)]
    state = name if name in names else names[0]
    way = next(way for way, states in WAYS.items() if state in {each.name for each in states})
    unfinished = [*unread, *map(in_words, blocking(checks_of(content))), *not_shown(name, names)]
    top = head(
        question, revision_saying(content, question), way, now, revealed=state in {"revealed", "written"}
    )
    if state in ASKING:
        words = written(content, typed) if state == "written" else ""
        return Preview(
            "practice/prompt.html#run", Asking(**top, can_undo=None, words=words, was_read=False), unfinished
        )
    return Preview("practice/feedback.html#run", build_feedback(top, content, state, typed), unfinished)


def not_shown(name: str, names: Sequence[str]) -> Iterator[str]:
    """Why another page is shown than was asked for."""
    choosing = _("“%(state)s” is not shown: choosing takes one right option and three wrong ones.")
    typing = _("“%(state)s” is not shown: typing takes accepted forms, of a list key points.")
    for states, words in ((BY_CHOICE, choosing), (BY_TYPING, typing)):
        yield from (
            words % {"state": state.words} for state in states if state.name == name and name not in names
        )


def written(content: Content, typed: str = "", *, accepted: bool = True) -> str:
    """An answer to show: what was typed, else an example, else words of the question's own."""
    kept = [example.text for example in content.examples if example.accepted == accepted]
    own = [*content.accepted, content.answer] if accepted else [row.text for row in content.wrong_options]
    answers = (typed, *kept, *(text.replace("`", "") for text in own))
    return next((text for text in answers if grading.visible(text).strip()), "…")


def head(
    question: Question, revision: PublishedRevision, way: Way, now: datetime, *, revealed: bool
) -> dict[str, Any]:
    session = PracticeSession(minutes=MINUTES, started_at=now)
    prompt = Prompt(session=session, question=question, way=way, sequence=1, seed=SEED, at=now)
    prompt.options = offer(revision, SEED) if way == Way.CHOOSE else []
    section = question.section
    return {
        "asked": Asked(prompt, revision.digest, newest=prompt.sequence, revealed=revealed),
        "revision": revision,
        "section": PublishedSection(section.slug, section.position, section.title),
        "way": way_words(way, revision.kind),
        "level": int(engine.Level.NEW),
        "level_word": LEVEL_WORDS[engine.Level.NEW],
        "strip": Strip(0, MINUTES, MINUTES * 60 // SECONDS_A_QUESTION),
    }


def build_feedback(top: dict[str, Any], content: Content, state: str, typed: str) -> Feedback:
    """What practice makes of an answer of this kind."""
    revision: PublishedRevision = top["revision"]
    offered: Sequence[str] = top["asked"].prompt.options
    if state == "graded":
        return feedback_on(top, judge_recall(revision, Grade.KNEW, (), typed))
    if state.startswith("typed"):
        words = written(content, accepted=state == "typed-right")
        return feedback_on(top, judge_typed(revision, words))
    right = revision.right_option.slug
    wrong = next(slug for slug in offered if slug != right)
    return feedback_on(top, judge_choice(revision, offered, right if state == "right" else wrong))


def feedback_on(top: dict[str, Any], judged: Judged) -> Feedback:
    """All that learners can ask for is shown; nothing is said of when it returns, since nobody answered."""
    return Feedback(
        **top,
        review=Review(prompt=top["asked"].prompt, response=judged.response, grade=judged.grade),
        grade=judged.grade,
        undone=False,
        repeated=False,
        can_undo=False,
        comes_back="",
        following=None,
        more=True,
    )
