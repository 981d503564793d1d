"""Answering: graded, remembered, and the next question ready."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quiz.practice.answering.answering import NotCurrent, answer_once, record_answer
from quiz.practice.answering.judging import NotOffered
from quiz.practice.answering.responses import Response
from quiz.practice.asking.asked import asked_prompt
from quiz.practice.asking.starting import Focus, continue_session, start_session
from quiz.practice.log.learners import with_context
from quiz.practice.models import Card, Learner, Plan, Prompt, Review
from tests.conftest import NOW
from tests.practice.acts import UTC, answer, answer_well, right_slug, wrong_slug

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(seconds=20)


def test_the_right_option_is_graded_as_known(prompt):
    review = answer(prompt, response=right_slug(prompt)).review
    assert (review.grade, review.machine_grade, review.guess_chance, review.ms) == (3, 3, 0.25, 8000)


def test_a_wrong_option_is_a_miss(prompt):
    assert answer(prompt, response=wrong_slug(prompt)).review.grade == 1


def test_an_honest_i_dont_know_is_a_miss_without_a_guess(prompt):
    review = answer(prompt, response="unsure").review
    assert (review.grade, review.guess_chance, review.response) == (1, 0.0, {"dont_know": True})


def test_an_option_that_was_not_offered_records_nothing(prompt):
    left_over = prompt.revision.options.exclude(slug__in=prompt.options).first()
    for response in (left_over.slug, "nonsense", ""):
        with pytest.raises(NotOffered):
            answer(prompt, response=response)
    assert Review.objects.count() == 0


def test_four_options_are_offered_with_the_right_one_among_them(prompt):
    assert len(set(prompt.options)) == 4
    assert right_slug(prompt) in prompt.options


def test_a_second_answer_changes_nothing(prompt):
    first = answer(prompt, response=right_slug(prompt))
    second = answer(prompt, response=wrong_slug(prompt))
    assert (first.repeated, second.repeated) == (False, True)
    assert list(Review.objects.values_list("response", flat=True)) == [{"option": right_slug(prompt)}]


def test_the_next_question_is_written_with_the_answer(learner, ask):
    prompt = ask(learner)
    answered = answer_well(prompt)
    assert answered.following == Prompt.objects.get(session=prompt.session, sequence=2)
    assert answered.following.question_id != prompt.question_id


def test_a_self_grade_needs_the_answer_revealed_first(learner, ask, by_recall):
    prompt = ask(learner, by_recall("what-is-mlops"))
    with pytest.raises(NotOffered):
        answer(prompt, grade=3)
    assert answer_well(prompt).review.grade == 3


def test_a_grade_that_is_not_one_of_the_four_is_refused(learner, ask, by_recall):
    prompt = ask(learner, by_recall("what-is-mlops"))
    for grade in (0, 5, "x", -1, ""):
        with pytest.raises(NotOffered):
            answer(prompt, grade=grade)


def test_a_replaced_prompt_takes_no_answer(learner, ask):
    prompt = ask(learner)
    later = NOW + timedelta(minutes=31)
    Plan.objects.create(learner=learner.learner, minutes=30)
    prompt.session.minutes = 60
    prompt.session.save()
    newer = continue_session(learner=learner.learner, session=prompt.session, now=later, zone=UTC)
    assert newer.sequence == 2
    with pytest.raises(NotCurrent):
        answer(prompt, response="unsure", now=later)


def test_somebody_elses_prompt_does_not_exist(prompt, classmate, ask):
    ask(classmate)
    with pytest.raises(Prompt.DoesNotExist):
        asked_prompt(classmate.learner, prompt.pk)


def test_without_the_pages_clock_the_time_since_the_prompt_is_an_estimate(prompt):
    response, later = Response(unsure=True), NOW + timedelta(minutes=9)
    learner = Learner.objects.get(pk=prompt.learner_id)
    review = record_answer(
        learner=learner, prompt_id=prompt.pk, response=response, now=later, zone=UTC
    ).review
    assert (review.ms, review.estimated) == (120_000, True)


def test_the_clock_going_back_keeps_the_order_of_the_log(learner, ask):
    first = answer_well(ask(learner), now=SOON)
    second = answer_well(first.following, now=NOW - timedelta(hours=1))
    assert second.review.at > first.review.at


def test_an_answer_takes_eight_statements_besides_begin_and_commit(learner, ask):
    """The ninth comes with the request: session and user. The next question's page, which took five, comes with it."""
    prompt = ask(learner, "what-is-concept-drift", "canary-deployment", "metric-vs-artifact")
    with CaptureQueriesContext(connection) as queries:
        subject = with_context().get(pk=prompt.learner_id)
        answer_once(subject, prompt.pk, Response(unsure=True, ms=5000), SOON, UTC)
    statements = [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(statements) == 8, "\n".join(statements)


def test_the_same_session_goes_on_when_practise_is_pressed_again(learner, ask):
    assert ask(learner).pk == ask(learner, now=NOW + timedelta(minutes=5)).pk


def test_another_focus_ends_the_open_session(learner, ask):
    first = ask(learner)
    second = ask(learner, "what-is-mlops", now=SOON)
    first.session.refresh_from_db()
    assert first.session.has_ended and second.session != first.session


def test_a_visitors_learner_is_made_with_their_first_question(visitor):
    started = start_session(learner=Learner(), focus=Focus(), now=NOW, zone=UTC)
    assert Learner.objects.get().pk == started.prompt.learner_id


def test_cards_exist_for_the_asked_question_and_its_duplicates_only(learner, ask):
    prompt = ask(learner, "what-is-model-registry")
    answer_well(prompt)
    keys = set(Card.objects.values_list("question__key", flat=True))
    assert "what-is-model-registry" in keys and "what-is-mlops" not in keys
