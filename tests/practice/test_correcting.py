"""Undo and overrule: memory is as if the answer had not been given, or had been given that grade."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quiz.bank.published import published_bank
from quiz.practice.answering.correcting import NotMachineGraded, NotTheLatest, overrule, undo
from quiz.practice.models import Correction, Event, Learner, Prompt, Review
from quiz.practice.remembering.log_rows import fold_of
from quiz.practice.remembering.rebuilding import differences
from quiz.practice.remembering.stored import read_memory
from tests.conftest import NOW
from tests.practice.acts import UTC, answer, answer_well, wrong_slug

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(minutes=1)


def anew(learner: Learner) -> Learner:
    return Learner.objects.get(pk=learner.pk)


def bits(learner: Learner):
    memory = read_memory(anew(learner), published_bank())
    cards = {key: (state.card.pack(), state.asked_at) for key, state in memory.states.items() if state.card}
    return cards, memory.profile.pack()


def test_undo_gives_the_memory_from_before_bit_by_bit(learner, ask):
    first = answer_well(ask(learner))
    before = bits(first.situation.learner)
    second = answer_well(first.following)
    assert bits(second.situation.learner) != before
    undo(learner=anew(second.situation.learner), prompt_id=second.prompt.pk, now=SOON, zone=UTC)
    assert bits(second.situation.learner) == before
    assert differences(published_bank()) == []


def test_undo_keeps_the_review_and_asks_the_question_again(prompt):
    answered = answer(prompt, response=wrong_slug(prompt))
    again = undo(learner=anew(answered.situation.learner), prompt_id=prompt.pk, now=SOON, zone=UTC).again
    assert (again.question_id, again.options) == (prompt.question_id, prompt.options)
    assert Review.objects.count() == 1 and Correction.objects.get().kind == "undo"


def test_undo_takes_back_exactly_one(learner, ask):
    first = answer_well(ask(learner))
    second = answer_well(first.following)
    subject = second.situation.learner
    with pytest.raises(NotTheLatest):
        undo(learner=anew(subject), prompt_id=first.prompt.pk, now=SOON, zone=UTC)
    undo(learner=anew(subject), prompt_id=second.prompt.pk, now=SOON, zone=UTC)
    for prompt in (first.prompt, second.prompt):
        with pytest.raises(NotTheLatest):
            undo(learner=anew(subject), prompt_id=prompt.pk, now=SOON, zone=UTC)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_an_undo_sent_twice_leads_to_the_question_that_is_asked_again(learner, prompt, headers):
    answer(prompt, response=wrong_slug(prompt), now=timezone.now())
    pages = [learner.post(reverse("prompt-undo", args=[prompt.pk]), headers=headers) for _ in range(2)]
    again = Prompt.objects.filter(session=prompt.session_id).latest("sequence")
    assert again.question_id == prompt.question_id
    addresses = {each.headers.get("HX-Push-Url") or each.headers.get("Location") for each in pages}
    assert addresses == {again.get_absolute_url()}
    assert "Nothing was changed" not in learner.get(again.get_absolute_url()).text
    assert Correction.objects.count() == 1


def test_an_undo_sent_again_after_its_session_ended_says_nothing_false(learner, prompt):
    answer(prompt, response=wrong_slug(prompt), now=timezone.now())
    learner.post(reverse("practice-end", args=[prompt.session_id]))
    pages = [learner.post(reverse("prompt-undo", args=[prompt.pk]), follow=True).text for _ in range(2)]
    assert Correction.objects.count() == 1
    assert [page for page in pages if "Nothing was changed" in page] == []


def test_after_undoing_a_self_grade_the_answer_stays_revealed(learner, ask, by_recall):
    prompt = ask(learner, by_recall("what-is-mlops"))
    answered = answer_well(prompt, grade=1)
    again = undo(learner=anew(answered.situation.learner), prompt_id=prompt.pk, now=SOON, zone=UTC).again
    assert Event.objects.filter(prompt=again, kind="revealed").exists()


def test_overrule_keeps_both_grades_and_counts_the_new_one(prompt):
    answered = answer(prompt, response=wrong_slug(prompt))
    subject = answered.situation.learner
    missed = bits(subject)
    overrule(learner=anew(subject), prompt_id=prompt.pk, grade=3, now=SOON, zone=UTC)
    assert bits(subject) != missed
    assert (Review.objects.get().grade, Correction.objects.get().grade) == (1, 3)
    assert differences(published_bank()) == []


def test_overrule_then_undo_leaves_nothing(prompt):
    answered = answer(prompt, response=wrong_slug(prompt))
    subject = answered.situation.learner
    overrule(learner=anew(subject), prompt_id=prompt.pk, grade=3, now=SOON, zone=UTC)
    undo(learner=anew(subject), prompt_id=prompt.pk, now=SOON, zone=UTC)
    assert bits(subject)[0] == {}
    assert fold_of(anew(subject), published_bank()).cards == {}


def test_a_self_grade_is_not_overruled(learner, ask, by_recall):
    prompt = ask(learner, by_recall("what-is-mlops"))
    answered = answer_well(prompt)
    with pytest.raises(NotMachineGraded):
        overrule(learner=anew(answered.situation.learner), prompt_id=prompt.pk, grade=4, now=SOON, zone=UTC)
