"""The learner's own hand in the demonstration: notes, a question left out, another started over."""

from datetime import datetime
from zoneinfo import ZoneInfo

from quiz.bank.models import Question
from quiz.practice.answering.leaving_out import leave_out
from quiz.practice.answering.starting_over import start_over
from quiz.practice.log.learners import again
from quiz.practice.models import Learner
from quiz.practice.people.noting import save_note

NOTES = {
    "what-is-concept-drift": "Ask first: *did the inputs change, or what they mean?*\n\n"
    "- prices after a new tax: concept\n- more customers from abroad: data",
    "what-is-dvc": "`dvc push` sends the data, `git push` only the pointer.",
}
LEFT_OUT, STARTED_OVER = "mlflow-artifact-vs-git-lfs-dvc", "what-is-data-drift"


def take_in_hand(*, learner: Learner, now: datetime, zone: ZoneInfo) -> None:
    for key, words in NOTES.items():
        save_note(learner=learner, question=Question.objects.get(key=key), words=words, over=None)
    leave_out(learner=again(learner), key=LEFT_OUT, assigned=(), now=now, zone=zone)
    start_over(learner=again(learner), keys=[STARTED_OVER], now=now, zone=zone)
