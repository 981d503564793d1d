"""Whatever comes before, in and after interviews: what is stored is the fold of the log."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from os import environ

import pytest

from quiz.bank.published import published_bank
from quiz.interview.holding.ending import stop_interview
from quiz.interview.holding.grading import NoGrades, change_grade
from quiz.interview.holding.held import held
from quiz.interview.models import Interview
from quiz.mastery.tonight.showing import show_sheet
from quiz.practice.answering.correcting import NotMachineGraded, NotTheLatest, overrule, undo
from quiz.practice.answering.leaving_out import leave_out, put_back
from quiz.practice.answering.starting_over import put_back_as_it_was, reversible, start_over
from quiz.practice.asking.starting import Focus, NothingToAsk, start_session
from quiz.practice.log.learners import again
from quiz.practice.models import Event, Learner, Plan, Prompt, Review, of
from quiz.practice.people.merging import adopt
from quiz.practice.remembering.events import note
from quiz.practice.remembering.rebuilding import differences
from quiz.practice.remembering.situation import situation_of
from tests.conftest import NOW, Person
from tests.interview import acts
from tests.interview.acts import UTC
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db
HISTORIES = int(environ.get("HISTORIES", "2"))
"""`HISTORIES=200 pytest tests/interview/test_any_history.py` tries more."""
STEPS = 40
Refused = (NoGrades, NotTheLatest, NotMachineGraded, NothingToAsk, Prompt.DoesNotExist)


class Day:
    """One learner's, by chance."""

    def __init__(self, learner: Learner, dice: random.Random) -> None:
        self.learner, self.dice, self.now = learner, dice, NOW

    @property
    def fresh(self) -> Learner:
        return again(self.learner)

    @property
    def newest(self) -> Interview | None:
        return Interview.objects.filter(of(self.fresh)).order_by("-started_at").first()

    def key(self) -> str:
        return self.dice.choice(list(published_bank().questions)[:8])

    def practise(self) -> None:
        focus = Focus(title="", only=[self.key()])
        prompt = start_session(learner=self.fresh, focus=focus, now=self.now, zone=UTC).prompt
        self.learner = answer_well(prompt, now=self.now, grade=self.dice.randint(1, 4)).review.learner

    def latest(self) -> Review | None:
        return Review.objects.filter(of(self.fresh)).order_by("-at", "-pk").first()

    def take_back(self) -> None:
        if review := self.latest():
            undo(learner=self.fresh, prompt_id=review.pk, now=self.now, zone=UTC)

    def overrule(self) -> None:
        if review := self.latest():
            overrule(learner=self.fresh, prompt_id=review.pk, grade=4, now=self.now, zone=UTC)

    def begin(self) -> None:
        self.learner = acts.begin(self.fresh, now=self.now, dice=self.dice).learner

    def say(self) -> None:
        if (interview := self.newest) and held(interview).current and held(interview).is_open(self.now):
            acts.say_next(interview, now=self.now, passed=self.dice.random() < 0.3)

    def stop(self) -> None:
        if interview := self.newest:
            stop_interview(interview=interview, now=self.now)

    def grade(self) -> None:
        if interview := self.newest:
            place = self.dice.randrange(len(held(interview).puts))
            acts.grade(interview, place, self.dice.randint(1, 4), now=self.now)

    def change(self) -> None:
        if (interview := self.newest) and (review := self.latest()):
            on = {"interview": interview, "prompt_id": review.pk, "now": self.now, "zone": UTC}
            change_grade(learner=self.fresh, grade=self.dice.randint(1, 4), **on)  # type: ignore[arg-type]

    def leave_out(self) -> None:
        act = self.dice.choice([put_back, lambda **on: leave_out(assigned=(), **on)])
        act(learner=self.fresh, key=self.key(), now=self.now, zone=UTC)

    def start_over(self) -> None:
        start_over(learner=self.fresh, keys=[self.key(), self.key()], now=self.now, zone=UTC)

    def restore(self) -> None:
        for each in reversible(situation_of(self.fresh, UTC), self.now)[:1]:
            put_back_as_it_was(learner=self.fresh, act=each.act, now=self.now, zone=UTC)

    def read(self) -> None:
        note(situation_of(self.fresh, UTC), Event.Kind.READ, [self.key()], self.now)

    def look_at_the_sheet(self) -> None:
        show_sheet(learner=self.fresh, now=self.now, zone=UTC)

    def any_act(self, now: datetime) -> None:
        self.now = now
        often = [self.practise, self.say, self.say, self.say, self.grade, self.grade]
        seldom = [self.take_back, self.overrule, self.begin, self.stop, self.change]
        own: list[Callable[[], None]] = [self.leave_out, self.start_over, self.restore, self.read]
        with suppress(*Refused):
            self.dice.choice([*often, *seldom, *own, self.look_at_the_sheet])()


def interviewed_soon(learner: Learner) -> Learner:
    Plan.objects.create(learner=learner, interview_on=NOW.date() + timedelta(days=2))
    return learner


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_practice_interviews_and_signing_in_midway_fold_to_what_is_stored(learner: Person, seed: int) -> None:
    dice, now = random.Random(seed), NOW
    days = [Day(learner.learner, dice), Day(Learner(), dice)]
    for day in days:
        day.begin()
        interviewed_soon(day.fresh)
    for step in range(STEPS):
        now += timedelta(seconds=dice.choice([1, 30, 300, 3000, -60]))
        dice.choice(days).any_act(now)
        if step == STEPS // 2:
            adopt(visitor=days[1].fresh, user=learner.user, now=now)
        if step % 10 == 9:
            assert differences(published_bank()) == []
