"""A simulated person practises: through the acts that a browser reaches, with the clock in hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from quiz.bank.published import PublishedBank, PublishedRevision
from quiz.demo.practice.remembering import OWNS_UP, RIGHT_BY_CHANCE, TEMPTS_MORE, Person
from quiz.demo.practice.writing import owned_to, written
from quiz.mastery.readiness.daily_forecasts import keep_day
from quiz.practice.answering.answering import record_answer
from quiz.practice.answering.correcting import overrule
from quiz.practice.answering.responses import Response
from quiz.practice.answering.revealing import reveal
from quiz.practice.asking.ending import end_session
from quiz.practice.asking.starting import Focus, NothingToAsk, start_session
from quiz.practice.models import Grade, Learner, Prompt, Way
from quiz.practice.remembering.situation import situation_of

OTHERWISE = {"dvc add data/raw_data.csv": "dvc import-url data/raw_data.csv"}
"""What some type in place of the first. The machine does not know it, and they say that they were right."""


@dataclass
class Sitting:
    """One practice session of a simulated person; `now` moves on as they answer.

    Prompts take their seeds from `dice`, so that the same dice make the same session.
    """

    learner: Learner
    person: Person
    bank: PublishedBank
    zone: ZoneInfo
    now: datetime
    dice: Random

    def practise(self, *, at_most: int, first: Sequence[str] = ()) -> int:
        """Answer until the session asks no more, or so many questions; how many were answered."""
        try:
            started = start_session(
                learner=self.learner,
                focus=Focus(first=first),
                now=self.now,
                zone=self.zone,
                dice=self.dice,
            )
        except NothingToAsk:
            return 0
        prompt: Prompt | None = started.prompt
        answered = 0
        while prompt and answered < at_most:
            prompt = self.answer(prompt)
            answered += 1
        end_session(session=started.session, now=self.now)
        keep_day(situation=situation_of(self.learner, self.zone), now=self.now)
        return answered

    def answer(self, prompt: Prompt) -> Prompt | None:
        """Answer this prompt; gives the next one."""
        key = self.bank.key_of[prompt.question_id]
        recall = self.person.recalls(key, self.now)
        chance = self.person.recognises(key, self.now) if prompt.way == Way.CHOOSE else recall
        knew = self.person.tries(chance)
        seconds = self.think(prompt, recall, knew=knew)
        response = self.respond(prompt, self.bank.questions[key].revision, recall, knew=knew)
        answered = record_answer(
            learner=self.learner,
            prompt_id=prompt.pk,
            response=replace(response, ms=round(seconds * 1000)),
            now=self.now,
            zone=self.zone,
            dice=self.dice,
        )
        if response.text in OTHERWISE.values():
            self.insist(prompt)
        self.person.learns(key, self.now, recall=recall, knew=knew)
        self.pass_time(self.person.dice.uniform(3, 8))
        return answered.following

    def insist(self, prompt: Prompt) -> None:
        """They say that what they typed was right."""
        overrule(learner=self.learner, prompt_id=prompt.pk, grade=Grade.KNEW, now=self.now, zone=self.zone)

    def think(self, prompt: Prompt, recall: float, *, knew: bool) -> float:
        """Seconds until the answer; a recalled one is revealed first and then graded."""
        mean = 9.0 if prompt.way == Way.CHOOSE else 17.0
        seconds = min(self.person.dice.lognormvariate(0.0, 0.3) * mean * (1.5 - 0.6 * recall), 110.0)
        self.pass_time(seconds)
        if prompt.way != Way.RECALL:
            return seconds
        revision = self.bank.questions[self.bank.key_of[prompt.question_id]].revision
        words = written(revision, prompt.seed, knew=knew)
        reveal(learner=self.learner, prompt_id=prompt.pk, words=words, now=self.now, zone=self.zone)
        reading = self.person.dice.uniform(3, 6) if knew else self.person.dice.uniform(7, 14)
        self.pass_time(reading)
        return min(seconds + reading, 120.0)

    def pass_time(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def respond(self, prompt: Prompt, revision: PublishedRevision, recall: float, *, knew: bool) -> Response:
        if prompt.way == Way.CHOOSE:
            option = self.chosen(prompt, revision, knew=knew)
            return Response(option=option) if option else Response(unsure=True)
        if prompt.way == Way.TYPE:
            return Response(text=typed(revision, prompt.seed)) if knew else Response(unsure=True)
        ticked = [point.slug for point in revision.points if knew and self.person.tries(0.6 + 0.4 * recall)]
        words = written(revision, prompt.seed, knew=knew)
        points = owned_to(revision, words, prompt.seed) if words else ticked
        return Response(grade=self.grade(recall, knew=knew), text=words, points=points)

    def chosen(self, prompt: Prompt, revision: PublishedRevision, *, knew: bool) -> str | None:
        """The option chosen; None for *I don't know*."""
        right = revision.right_option.slug
        if knew:
            return right
        if self.person.tries(OWNS_UP):
            return None
        if self.person.tries(RIGHT_BY_CHANCE):
            return right
        wrong: list[str] = sorted(slug for slug in prompt.options if slug != right)
        [option] = self.person.dice.choices(wrong, tempting(revision, wrong))
        return option

    def grade(self, recall: float, *, knew: bool) -> int:
        """What they say of themselves, honestly."""
        if not knew:
            return Grade.FORGOT
        if self.person.tries(0.9 - recall):
            return Grade.EFFORT
        return Grade.AT_ONCE if self.person.tries(0.25) else Grade.KNEW


def typed(revision: PublishedRevision, seed: int) -> str:
    """What somebody types who knows it: now and then another way that the machine does not know."""
    right = revision.accepted[0] if revision.accepted else revision.answer
    return OTHERWISE.get(right, right) if seed % 2 else right


def tempting(revision: PublishedRevision, wrong: Sequence[str]) -> list[int]:
    """How much each of these wrong options tempts: the question's first the most, whoever answers."""
    first = next(option.slug for option in revision.options if option.slug != revision.right_option.slug)
    return [TEMPTS_MORE if slug == first else 1 for slug in wrong]
