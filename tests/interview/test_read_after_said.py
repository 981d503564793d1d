"""An answer said in an interview is unaided where its question was read only afterwards, before the grades."""

import pytest

from quiz.bank.published import published_bank
from quiz.interview.holding.ending import stop_interview
from quiz.practice.models import Event, Review
from quiz.practice.remembering.events import note
from quiz.practice.remembering.rebuilding import differences
from quiz.practice.remembering.situation import situation_of
from tests.conftest import NOW, Person
from tests.interview import acts
from tests.interview.acts import MINUTE, UTC

pytestmark = pytest.mark.django_db
BEFORE, AFTER = NOW + MINUTE, NOW + 20 * MINUTE


def graded(learner: Person, *, read_at=None, said_at=NOW + 10 * MINUTE, graded_at=NOW + 30 * MINUTE):
    """The review of an interview's first answer, its question read at that time."""
    interview = acts.begin(learner.learner, now=said_at - 15 * MINUTE)
    key = published_bank().key_of[interview.session.prompts.get().question_id]
    if read_at and read_at < said_at:
        note(situation_of(learner.learner, UTC), Event.Kind.READ, [key], read_at)
    acts.say_next(interview, now=said_at)
    stop_interview(interview=interview, now=said_at + MINUTE)
    if read_at and read_at > said_at:
        note(situation_of(learner.learner, UTC), Event.Kind.READ, [key], read_at)
    acts.grade(interview, 0, 4, now=graded_at)
    assert differences(published_bank()) == []
    return Review.objects.with_aid().get(prompt__session=interview.session)


def days_unaided(learner: Person, review: Review) -> int:
    key = published_bank().key_of[review.prompt.question_id]
    card = situation_of(learner.learner, UTC).memory.state(key).card
    assert card
    return card.unaided_right


@pytest.mark.parametrize(("read_at", "aided"), [(None, False), (BEFORE, True), (AFTER, False)])
def test_what_counts_is_whether_it_was_read_before_it_was_said(learner, read_at, aided):
    review = graded(learner, read_at=read_at)
    assert (review.aided, days_unaided(learner, review)) == (aided, not aided)


def test_so_it_does_across_midnight(learner, classmate):
    late = NOW.replace(hour=23, minute=50)
    said = {"said_at": late + 5 * MINUTE, "graded_at": late + 40 * MINUTE}
    assert graded(learner, read_at=late, **said).aided
    assert not graded(classmate, read_at=late + 20 * MINUTE, **said).aided
