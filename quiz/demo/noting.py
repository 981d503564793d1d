"""Notes in the demonstration: what the learner with an interview wrote to themself."""

from quiz.bank.models import Question
from quiz.practice.models import Learner
from quiz.practice.people.noting import save_note

NOTES = {
    "what-is-concept-drift": "Ask first: *did the inputs change, or what they mean?*\n\n"
    "- prices after a new tax: concept\n- more customers from abroad: data",
    "what-is-dvc": "`dvc push` sends the data, `git push` only the pointer.",
}


def take_notes(*, learner: Learner) -> None:
    for key, words in NOTES.items():
        save_note(learner=learner, question=Question.objects.get(key=key), words=words, over=None)
