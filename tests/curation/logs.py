"""Logs of many people, written at once: what a question's figures are measured from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from quiz.bank.models import Question
from quiz.curation.quality.figures import Figures
from quiz.curation.quality.measuring import measure_questions
from quiz.curation.quality.models import Measured
from quiz.practice.models import Correction, Event, Learner, PracticeSession, Prompt, Review, Way
from tests.conftest import NOW
from tests.curation.acts import KEY, question


def visitors(number: int) -> list[Learner]:
    return Learner.objects.bulk_create(Learner(created_at=NOW) for _ in range(number))


@dataclass
class Log:
    """Rows to be written by `write`, each a second after the one before."""

    at: datetime = NOW - timedelta(days=30)
    sessions: dict[Any, PracticeSession] = field(default_factory=dict)
    rows: list[Any] = field(default_factory=list)
    number: int = 0

    def answer(
        self,
        person: Learner,
        asked: Question,
        *,
        way: str = Way.CHOOSE,
        response: dict[str, Any],
        shown: Sequence[str] = (),
        grade: int = 3,
        machine: int | None = None,
        **more: Any,
    ) -> Review:
        self.number += 1
        at = self.at + timedelta(seconds=self.number)
        if person.pk not in self.sessions:
            self.sessions[person.pk] = PracticeSession(learner=person, started_at=self.at, minutes=10)
        prompt = Prompt(
            learner=person,
            session=self.sessions[person.pk],
            sequence=self.number,
            question=asked,
            revision_id=asked.live_revision_id,
            way=way,
            options=list(shown),
            seed=1,
            at=at,
        )
        plain = {"ms": 8000, "estimated": False, "guess_chance": 0, "engine_version": "t"} | more
        review = Review(
            prompt=prompt,
            learner=person,
            response=response,
            grade=grade,
            machine_grade=machine,
            at=at,
            local_day=at.date(),
            engine_fingerprint="t",
            **plain,
        )
        self.rows += [prompt, review]
        return review

    def choose(
        self, person: Learner, asked: Question, slug: str, *, grade: int, shown: Sequence[str]
    ) -> Review:
        return self.answer(person, asked, response={"option": slug}, shown=shown, grade=grade, machine=grade)

    def correct(self, review: Review, kind: str, grade: int | None = None) -> None:
        self.number += 1
        at = self.at + timedelta(seconds=self.number)
        self.rows.append(Correction(learner=review.learner, review=review, kind=kind, grade=grade, at=at))

    def note(self, person: Learner, asked: Question, kind: str, prompt: Prompt | None = None) -> None:
        self.number += 1
        at = self.at + timedelta(seconds=self.number)
        self.rows.append(
            Event(learner=person, question=asked, kind=kind, prompt=prompt, at=at, local_day=at.date())
        )

    def write(self) -> None:
        PracticeSession.objects.bulk_create(each for each in self.sessions.values() if each._state.adding)
        for model in (Prompt, Review, Correction, Event):
            model.objects.bulk_create(row for row in self.rows if isinstance(row, model))
        self.rows = []


def slugs_of(asked: Question) -> tuple[str, list[str]]:
    """The right one, and the wrong ones in their order."""
    options = list(asked.live_revision.options.order_by("position"))
    return next(o.slug for o in options if o.is_right), [o.slug for o in options if not o.is_right]


def chosen_by(people: Iterable[Learner], key: str = KEY, *, wrong: Sequence[int] = ()) -> None:
    """Each chose the right option, or these wrong ones in turn, of the right and the first three wrong ones."""
    asked = question(key)
    right, others = slugs_of(asked)
    log = Log()
    for place, person in enumerate(people):
        slug, grade = (others[wrong[place % len(wrong)]], 1) if wrong else (right, 3)
        log.choose(person, asked, slug, grade=grade, shown=[right, *others[:3]])
    log.write()


def figures(key: str = KEY) -> Figures:
    """As they are measured now."""
    measure_questions(now=NOW)
    return measured_last(key)


def measured_last(key: str = KEY) -> Figures:
    return Figures.from_json(Measured.objects.get(question__key=key).figures)
