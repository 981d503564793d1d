"""A revision as learners see it, made with the pages of practice itself, before anybody can be asked it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from quiz import engine
from quiz.bank.checks.checking import blocking, checks_of
from quiz.bank.content import Content
from quiz.bank.models import Question
from quiz.bank.published import PublishedRevision, PublishedSection, revision_saying
from quiz.curation.editing.checked_fields import in_words
from quiz.practice.asking.asked import Asked
from quiz.practice.asking.next_prompt import SECONDS_A_QUESTION, WRONG_OPTIONS, offer
from quiz.practice.models import Grade, PracticeSession, Prompt, Review, Way
from quiz.practice.pages.feedback_page import Feedback
from quiz.practice.pages.level_words import LEVEL_WORDS
from quiz.practice.pages.prompt_page import Asking
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
BY_RECALL = (State("recall", _("Recall")), State("revealed", _("Revealed")), State("graded", _("Graded")))


def states_of(content: Content) -> tuple[State, ...]:
    return (*BY_CHOICE, *BY_RECALL) if can_choose(content) else BY_RECALL


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
    question: Question, content: Content, name: str, now: datetime, *, unread: Iterable[str] = ()
) -> Preview:
    """The page in this state, or in the first one that these words have. `unread` says what could not be read."""
    names = [state.name for state in states_of(content)]
    state = name if name in names else names[0]
    way = Way.CHOOSE if state in {state.name for state in BY_CHOICE} else Way.RECALL
    unfinished = [*unread, *map(in_words, blocking(checks_of(content))), *not_shown(name, names)]
    top = head(question, revision_saying(content, question), way, now, revealed=state == "revealed")
    if state in {"choose", "recall", "revealed"}:
        asking = Asking(**top, can_undo=None, words="")
        return Preview("practice/prompt.html#run", asking, unfinished)
    return Preview("practice/feedback.html#run", build_feedback(top, state, now), unfinished)


def not_shown(name: str, names: Sequence[str]) -> Iterator[str]:
    """Why another page is shown than was asked for."""
    words = _("“%(state)s” is not shown: choosing takes one right option and three wrong ones.")
    yield from (
        words % {"state": state.words} for state in BY_CHOICE if state.name == name and name not in names
    )


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
        "way": way.label,
        "level": int(engine.Level.NEW),
        "level_word": LEVEL_WORDS[engine.Level.NEW],
        "strip": Strip(0, MINUTES, MINUTES * 60 // SECONDS_A_QUESTION),
    }


def build_feedback(top: dict[str, Any], state: str, now: datetime) -> Feedback:
    """All that learners can ask for is shown; nothing is said of when it returns, since nobody answered."""
    revision: PublishedRevision = top["revision"]
    prompt: Prompt = top["asked"].prompt
    response: dict[str, Any] = {"points": [], "text": ""}
    if state != "graded":
        right = revision.right_option.slug
        wrong = next(slug for slug in prompt.options if slug != right)
        response = {"option": right if state == "right" else wrong}
    grade = Grade.FORGOT if state == "wrong" else Grade.KNEW
    return Feedback(
        **top,
        review=Review(prompt=prompt, response=response, grade=grade),
        grade=grade,
        undone=False,
        repeated=False,
        can_undo=False,
        comes_back="",
        following=None,
        more=True,
    )
