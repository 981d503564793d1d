"""Visitors who answer four questions and leave: enough people for a question to have figures, and reasons to look."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from quiz.bank.published import PublishedBank
from quiz.demo.practice.practising import tempting
from quiz.practice.answering.answering import record_answer
from quiz.practice.answering.responses import Response
from quiz.practice.asking.starting import Focus, start_session
from quiz.practice.models import Learner, Prompt

VISITORS = 210
MISLEADING, HARD, PLAIN = "dvc-vs-mlflow", "what-is-dvc", "what-is-mlflow"
"""Of the first those who know choose a wrong option too, the second is missed by most, of the third one wrong option is
chosen by nobody."""
ASKED: Final = (MISLEADING, HARD, PLAIN, "version-control-purpose")
KNOW_MUCH: Final = 1 / 3
MISLED, MISSED = 0.45, 0.85
SEED: Final = 200


def pass_by(*, bank: PublishedBank, day: datetime, zone: ZoneInfo, seeds: Random) -> None:
    """All on one day, a minute apart. In the caller's transaction."""
    dice = Random(SEED)  # noqa: S311
    for number in range(VISITORS):
        answer_some(bank, dice, seeds, day + timedelta(minutes=number), zone)


def answer_some(bank: PublishedBank, dice: Random, seeds: Random, now: datetime, zone: ZoneInfo) -> None:
    learner, knows = Learner(created_at=now), dice.random() < KNOW_MUCH
    focus = Focus(title="Version control", only=ASKED, first=ASKED)
    prompt: Prompt | None = start_session(learner=learner, focus=focus, now=now, zone=zone, dice=seeds).prompt
    answered = 0
    while prompt and answered < len(ASKED):
        now += timedelta(seconds=dice.uniform(8, 25))
        response = replace(chosen(bank, dice, prompt, knows=knows), ms=round(dice.uniform(6000, 24_000)))
        prompt = record_answer(
            learner=Learner.objects.get(pk=prompt.learner_id),
            prompt_id=prompt.pk,
            response=response,
            now=now,
            zone=zone,
            dice=seeds,
        ).following
        answered += 1


def chosen(bank: PublishedBank, dice: Random, prompt: Prompt, *, knows: bool) -> Response:
    """An option of those that are shown; a question that is asked otherwise is not known."""
    key = bank.key_of[prompt.question_id]
    revision = bank.questions[key].revision
    right = revision.right_option.slug
    wrong = sorted(slug for slug in prompt.options if slug != right)
    first = revision.wrong_options[0].slug
    if key == MISLEADING and first in wrong and dice.random() < MISLED:
        return Response(option=first)
    if not wrong or dice.random() < MISSED * (key == HARD) or (not knows and dice.random() < 0.6):
        return missed(dice, wrong, tempting(revision, wrong), never=revision.wrong_options[-1].slug)
    return Response(option=right)


def missed(dice: Random, wrong: list[str], weights: list[int], *, never: str) -> Response:
    """One option of each question is too plain to be chosen."""
    weights = [0 if slug == never else weight for slug, weight in zip(wrong, weights, strict=True)]
    if not any(weights) or dice.random() < 0.2:
        return Response(unsure=True)
    return Response(option=dice.choices(wrong, weights)[0])
