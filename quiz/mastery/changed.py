"""Answers that have changed since the learner learned them, as Today tells of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from quiz.bank.text.markdown import inline
from quiz.practice.asking.first_session import is_to_be_placed
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True, slots=True)
class Changed:
    """One question whose answer has changed."""

    key: str
    title: SafeString
    comes: str
    """When it is asked, as far as the picker is bound to it; else empty."""


def changed_of(situation: Situation, now: datetime) -> Sequence[Changed]:
    """In the bank's order. No query: they are known with the learner's memory."""
    overtaken = situation.memory.overtaken
    if not overtaken:
        return ()
    first = asked_early(situation, now)
    return [
        Changed(
            key=question.key,
            title=inline(question.revision.text),
            comes=_("Your next session asks it early.") if question.key in first else "",
        )
        for question in situation.bank.questions.values()
        if question.key in overtaken
    ]


def asked_early(situation: Situation, now: datetime) -> frozenset[str]:
    """Keys that the next session over the whole bank begins with; none before the warm-up, which asks what is new."""
    return frozenset() if is_to_be_placed(situation.memory) else frozenset(situation.first_next(now))
