"""Practising at the acts, quickly and with the clock in hand."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from mlopsprep.forgetting import forget
from quiz.bank.published import published_bank
from quiz.practice.asking.starting import Focus, start_session
from quiz.practice.models import PracticeSession, Prompt, Way
from quiz.practice.remembering.situation import Situation, situation_of
from tests.conftest import NOW, Person
from tests.practice.acts import answer, answer_well, wrong_slug

ZONE = ZoneInfo("UTC")
SECONDS = timedelta(seconds=20)


def practise(
    person: Person, answers: int, *keys: str, right: bool = True, now: datetime = NOW
) -> PracticeSession:
    """A session of so many answers, about the whole bank or the questions named."""
    focus = Focus(title=", ".join(keys)[:120], only=keys or None)
    started = start_session(learner=person.learner, focus=focus, now=now, zone=ZONE)
    following: Prompt | None = started.prompt
    for number in range(1, answers + 1):
        assert following, f"asked only {number - 1} questions"
        give = answer_well if right else miss
        following = give(following, now=now + number * SECONDS).following  # type: ignore[operator]
    return started.session


def miss(prompt: Prompt, *, now: datetime) -> object:
    """A wrong option, or *Forgot* after revealing."""
    if prompt.way == Way.CHOOSE:
        return answer(prompt, now=now, response=wrong_slug(prompt))
    return answer_well(prompt, now=now, grade=1)


def situation(person: Person) -> Situation:
    return situation_of(person.learner, ZONE)


def elsewhere() -> None:
    """The next request meets a process that has the bank and has answered for nobody yet, so that it has to read."""
    forget()
    published_bank()
