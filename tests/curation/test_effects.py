"""What publishing will do is told from the answers that count, with the grades that they count as."""

from datetime import timedelta

import pytest

from quiz.curation.editing.effects import effects_of
from quiz.practice.answering.correcting import overrule, undo
from quiz.practice.log.learners import again
from quiz.practice.models import Grade
from tests.conftest import NOW
from tests.curation.acts import KEY, address, open_draft, publish, question, save
from tests.practice.acts import UTC, answer, answer_well, right_slug, wrong_slug

pytestmark = pytest.mark.django_db


def counted() -> tuple[int, int]:
    effects = effects_of(question(), NOW)
    return effects.answered, effects.learned


@pytest.fixture
def correct(learner, ask):
    """Answers, then takes each of these acts on the answer, a minute apart."""

    def correct(*acts, right: bool) -> None:
        prompt = ask(learner, KEY)
        answer(prompt, response=right_slug(prompt) if right else wrong_slug(prompt))
        for minute, act in enumerate(acts, start=1):
            subject, now = again(learner.learner), NOW + timedelta(minutes=minute)
            act(learner=subject, prompt_id=prompt.pk, now=now, zone=UTC)

    return correct


def counts_as(grade: Grade):
    return lambda **act: overrule(grade=grade, **act)


def test_an_overruled_answer_counts_as_it_was_overruled_last(correct):
    correct(counts_as(Grade.KNEW), right=False)
    assert counted() == (1, 1)


def test_an_answer_overruled_twice_does_not_count_as_in_between(correct):
    correct(counts_as(Grade.KNEW), counts_as(Grade.FORGOT), right=False)
    assert counted() == (1, 0)


def test_a_right_answer_overruled_to_a_miss_was_not_learned(correct):
    correct(counts_as(Grade.FORGOT), right=True)
    assert counted() == (1, 0)


def test_an_answer_overruled_and_then_taken_back_was_not_given(correct):
    correct(counts_as(Grade.KNEW), undo, right=False)
    assert counted() == (0, 0)


NEWER = "Drift of a concept: the relationship between the input data and the target changes."


def republish(curator, change, **words):
    open_draft(curator)
    assert save(curator, **words).status_code == 302
    assert publish(curator, change=change, why="The world changed.").status_code == 302


def test_who_learned_it_in_other_words_learned_what_is_live(correct, curator):
    correct(right=True)
    republish(curator, "wording", answer=NEWER)
    assert counted() == (1, 1)


def test_an_example_that_no_learner_sees_takes_nobody_from_who_learned_it(correct, curator):
    correct(right=True)
    kept = {"trying": "It shifts.", "kept": "accepted"}
    assert curator.post(address("keep"), kept).status_code == 302
    assert publish(curator).status_code == 302
    assert counted() == (1, 1)


def test_who_learned_another_meaning_did_not_learn_what_is_live(correct, curator):
    correct(right=True)
    republish(curator, "meaning", answer=NEWER)
    assert counted() == (0, 0)
    republish(curator, "wording", hint="Think of the target.")
    assert counted() == (0, 0)


def read_as_text(curator, page):
    return " ".join(curator.get(address(page)).text.split())


def test_a_curator_sees_whom_a_change_of_meaning_will_tell_and_whom_it_has_told(
    curator, learner, classmate, visitor, ask
):
    for person in (learner, classmate):
        answer_well(ask(person, KEY))
    answer(prompt := ask(visitor_at_work(visitor), KEY), response=wrong_slug(prompt))
    open_draft(curator)
    save(
        curator, answer="Drift of a concept: the relationship between the input data and the target changes."
    )
    assert "2 people who learned an answer will see what changed" in read_as_text(curator, "review")
    publish(curator, change="meaning", why="The world changed.")
    assert "2 people had learned another answer. So far 0 of them know" in read_as_text(curator, "change")
    learner.post(f"/questions/{KEY}/told/")
    visitor.post(f"/questions/{KEY}/told/")
    assert "2 people had learned another answer. So far 1 of them know" in read_as_text(curator, "change")
    answer_well(ask(classmate, KEY, now=NOW + timedelta(days=1)), now=NOW + timedelta(days=1, seconds=9))
    assert "So far 2 of them know" in read_as_text(curator, "change")


def visitor_at_work(visitor):
    visitor.post("/practice/", {"focus": "question:what-is-mlops"})
    return visitor


def test_going_back_to_older_words_will_not_tell_who_learned_those(curator, learner, classmate, ask):
    old = question().live_revision.answer
    answer_well(ask(learner, KEY))
    open_draft(curator)
    save(
        curator, answer="Drift of a concept: the relationship between the input data and the target changes."
    )
    publish(curator, change="meaning", why="The world changed.")
    answer_well(ask(classmate, KEY))
    open_draft(curator)
    save(curator, answer=old)
    assert "1 person who learned an answer will see what changed" in read_as_text(curator, "review")


def test_other_words_alone_are_said_to_tell_nobody(curator, learner, ask):
    answer_well(ask(learner, KEY))
    open_draft(curator)
    save(
        curator, answer="Drift of a concept: the relationship between the input data and the target changes."
    )
    publish(curator, change="wording")
    assert "had learned another answer" not in read_as_text(curator, "change")
