"""Reports of many people, written at once."""

from collections.abc import Sequence
from datetime import date

from accounts.models import User
from quiz.bank.models import Question
from quiz.practice.asked_lately.models import AskedQuestion, AskedReport
from quiz.practice.models import Learner
from tests.curation.logs import Log
from tests.interview.asked_acts import YESTERDAY

TEN = 10


def reported(
    number: int,
    *keys: str,
    answers: int = TEN,
    day: date = YESTERDAY,
    line: str = "",
    signed_up: bool = True,
) -> Sequence[AskedReport]:
    """So many people with so many answers, each with a report of these questions."""
    before, questions = Learner.objects.count(), Question.objects.filter(key__in=keys)
    log, asked = Log(), Question.objects.select_related("live_revision").get(key="what-is-mlops")
    reports = []
    for place in range(before, before + number):
        user = User.objects.create(email=f"someone{place}@example.org", name="Someone") if signed_up else None
        learner = Learner.objects.create(user=user)
        for _ in range(answers):
            log.answer(learner, asked, response={})
        reports.append(AskedReport.objects.create(learner=learner, day=day, line=line))
        AskedQuestion.objects.bulk_create(
            AskedQuestion(report=reports[-1], question=each, could="yes") for each in questions
        )
    if answers:
        log.write()
    return reports
