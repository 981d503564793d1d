"""A log that has everything."""

import pytest

from quiz.practice.answering.correcting import overrule
from quiz.practice.models import Event, Learner
from tests.conftest import NOW
from tests.practice.acts import UTC, answer, note, right_slug


@pytest.fixture
def log(prompt) -> Learner:
    """A learner with one row in each table of the log."""
    answer(prompt, response=right_slug(prompt))
    learner = Learner.objects.get(pk=prompt.learner_id)
    overrule(learner=learner, prompt_id=prompt.pk, grade=1, now=NOW, zone=UTC)
    note(
        learner=Learner.objects.get(pk=learner.pk),
        kind=Event.Kind.READ,
        keys=["what-is-mlops"],
        now=NOW,
        zone=UTC,
    )
    return Learner.objects.get(pk=learner.pk)
