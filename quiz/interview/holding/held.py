"""An interview as it stands: what was put, what was said to it, and the grades, read from the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from quiz.bank.published import FollowUp, PublishedRevision, published_revision
from quiz.interview.models import Interview
from quiz.practice.models import Event, Learner, Prompt, Review, of
from quiz.practice.remembering.folding import SAID_FIRST, Moment
from quiz.practice.remembering.situation import Situation

ANSWER, FOLLOW_UP = SAID_FIRST, "follow_up"
"""The two parts of what is said to a question, as an event's detail names them."""
SECONDS = {ANSWER: 90, FOLLOW_UP: 60}
OPEN_FOR = timedelta(hours=12)
"""How long after the last act an interview waits for the next one, and then its answers for their grades."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was given to one part. `passed`: the learner had no answer, which counts as not known."""

    text: str
    ms: int
    at: datetime
    local_day: date
    passed: bool = False

    @classmethod
    def of(cls, event: Event) -> "Said":
        detail: dict[str, Any] = event.detail
        return cls(detail["text"], detail["ms"], event.at, event.local_day, detail["passed"])

    @property
    def moment(self) -> Moment:
        return Moment(self.at, self.local_day)


@dataclass(frozen=True)
class Put:
    """One question of the interview, and what became of it."""

    prompt: Prompt
    revision: PublishedRevision
    answer: Said | None = None
    reply: Said | None = None
    """To the follow-up."""
    review: Review | None = None

    @property
    def follow_up(self) -> FollowUp | None:
        """What is asked after the answer: one whose reply can be ticked, if there is one; the same at each look. None
        where there is none, or nothing was answered.
        """
        every = self.revision.follow_ups
        asked = [each for each in every if each.points] or every
        if not asked or (self.answer and self.answer.passed):
            return None
        return Random(self.prompt.seed).choice(asked)  # noqa: S311

    @property
    def is_passed(self) -> bool:
        """Whether the learner had no answer."""
        return self.answer is not None and self.answer.passed

    @property
    def reply_places(self) -> range:
        """Places of the follow-up's points that can be ticked: those of a reply that was given."""
        replied = self.reply is not None and not self.reply.passed
        return range(len(self.follow_up.points) if replied and self.follow_up else 0)

    @property
    def waits_for(self) -> str | None:
        """Its part that was not said yet."""
        if self.answer is None:
            return ANSWER
        return FOLLOW_UP if self.follow_up and self.reply is None else None

    @property
    def put_at(self) -> datetime:
        """When the part that it waits for was put."""
        return self.answer.at if self.answer else self.prompt.at

    @property
    def ms(self) -> int:
        """Milliseconds for the answer and the reply."""
        return sum(said.ms for said in (self.answer, self.reply) if said)


@dataclass(frozen=True)
class Held:
    """An interview of questions."""

    interview: Interview
    keys: Sequence[str]
    """All that it asks, in order."""
    puts: Sequence[Put]
    """What was put so far."""

    @property
    def current(self) -> Put | None:
        """What waits to be said; None once it has ended."""
        last = self.puts[-1] if self.puts else None
        return None if self.interview.ended_at or last is None or last.waits_for is None else last

    @property
    def last_act(self) -> datetime:
        said = [s.at for put in self.puts for s in (put.answer, put.reply) if s]
        graded = [put.review.at for put in self.puts if put.review]
        return max([self.interview.started_at, *said, *graded])

    def is_open(self, now: datetime) -> bool:
        """Whether it still takes what is said."""
        return self.interview.ended_at is None and now - self.last_act < OPEN_FOR

    def takes_grades(self, now: datetime) -> bool:
        """Whether its answers may still be graded: for half a day once it is over, also where it was only left."""
        over_at = self.interview.ended_at or self.last_act + OPEN_FOR
        return not self.is_open(now) and now - over_at < OPEN_FOR

    def put_of(self, prompt_id: UUID) -> Put:
        """Raises `Prompt.DoesNotExist`."""
        for put in self.puts:
            if put.prompt.pk == prompt_id:
                return put
        raise Prompt.DoesNotExist


def interviews_of(learner: Learner) -> Any:
    """Every interview of this person, newest first, also from before they signed in."""
    rows = Interview.objects.filter(of(learner)).select_related("session", "drill")
    return rows.order_by("-started_at", "-pk")


def open_interview(learner: Learner, now: datetime) -> Interview | None:
    """The newest one, if it still takes what is said."""
    newest: Interview | None = interviews_of(learner).first()
    return newest if newest and is_open(newest, now) else None


def is_open(interview: Interview, now: datetime) -> bool:
    """Whether it still takes what is said; no query for one that has ended."""
    if interview.ended_at:
        return False
    if interview.drill_id:
        return now - interview.started_at < OPEN_FOR
    return held(interview).is_open(now)


def held(interview: Interview) -> Held:
    """Read in three statements."""
    session = interview.session
    if session is None:
        raise TypeError("a drill puts no questions")
    prompts = session.prompts.select_related("revision", "review").order_by("sequence")
    events: dict[UUID, dict[str, Said]] = {}
    for event in Event.objects.filter(prompt__session=session, kind=Event.Kind.SAID):
        events.setdefault(event.prompt_id, {})[event.detail["part"]] = Said.of(event)  # type: ignore[arg-type]
    return Held(
        interview, list(session.only or ()), [put_of(each, events.get(each.pk, {})) for each in prompts]
    )


def to_come(situation: Situation, current: Held) -> list[str]:
    """Keys that are still to be put: what was retired or left out meanwhile is not."""
    put = {each.revision.key for each in current.puts}
    return [key for key in current.keys if key not in put and key in situation.counted]


def put_of(prompt: Prompt, said: dict[str, Said]) -> Put:
    revision = published_revision(prompt.revision_id, prompt.revision.digest)
    return Put(prompt, revision, said.get(ANSWER), said.get(FOLLOW_UP), getattr(prompt, "review", None))
