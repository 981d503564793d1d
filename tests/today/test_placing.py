"""The first session: twelve questions that tell where to begin."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from quiz import engine
from quiz.practice.models import Event, PracticeSession, Prompt, Review
from tests.accounts.cast import sign_in
from tests.conftest import NOW, Person
from tests.mastery.steps import ZONE, practise, situation
from tests.practice.acts import answer_well, note
from tests.today.steps import DRIFT, MLOPS, answer_all, offered, start

pytestmark = pytest.mark.django_db
SKIPPED = Event.Kind.SKIPPED
PLACING, ORDINARY = PracticeSession.Kind.PLACING, PracticeSession.Kind.ORDINARY


def strip(person: Person, prompt: Prompt) -> str:
    """What the top of a question's page says."""
    body = person.get(prompt.get_absolute_url()).content.decode()
    return re.search(r"</progress>\s*<p>([^<]+)</p>", body)[1]  # type: ignore[index]


@pytest.mark.parametrize("who", ["visitor", "learner"])
def test_whoever_is_new_is_placed_by_twelve_over_all_sections(request: Any, who: str) -> None:
    session = start(request.getfixturevalue(who))
    asked = answer_all(session)
    assert (session.kind, session.minutes, len(asked)) == (PLACING, 3, 12)
    sections = [prompt.question.section.position for prompt in asked]
    assert sections == [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2]
    assert [prompt.way == "recall" for prompt in asked].count(True) >= 2
    assert [prompt.way for prompt in asked].count("choose") >= 8


@pytest.mark.any_database
def test_the_page_says_how_far_it_is_and_why_it_asks(learner: Person) -> None:
    first = start(learner).prompts.get()
    assert strip(learner, first) == "Warm-up, 1 of 12"
    second = answer_well(first).following
    assert second
    assert strip(learner, second) == "Warm-up, 2 of 12"
    assert strip(learner, first) == "Warm-up, 1 of 12"
    assert (
        "Warm-up, 2 of 12: it shows where you stand."
        in learner.get(second.get_absolute_url()).content.decode()
    )


def test_an_answer_taken_back_is_counted_once(learner: Person) -> None:
    first = start(learner).prompts.get()
    answer_well(first)
    response = learner.post(f"/practice/prompts/{first.pk}/undo/")
    again = Prompt.objects.get(pk=response["Location"].split("/")[3])
    assert (again.question, strip(learner, again)) == (first.question, "Warm-up, 1 of 12")


@pytest.mark.any_database
def test_afterwards_there_is_a_first_figure_and_nothing_is_mastered(learner: Person) -> None:
    session = start(learner)
    answer_all(session, every=2)
    learner.post(f"/practice/{session.pk}/end/")
    body = learner.get(f"/practice/{session.pk}/summary/").content.decode()
    low, high = map(int, re.search(r"of 100, likely (\d+) to (\d+)", body).groups())  # type: ignore[union-attr]
    assert high - low >= 10
    assert "Now we know where to start." in body
    here = situation(learner)
    recalls = engine.predict(here.bank.askable, here.memory.profile, here.memory.cards, NOW)
    levels = {engine.level(card, recalls[key]) for key, card in here.memory.cards.items()}
    assert max(levels) < engine.Level.MASTERED


@pytest.mark.any_database
def test_an_ordinary_summary_does_not_speak_of_placing(learner: Person) -> None:
    body = learner.get(f"/practice/{practise(learner, 2).pk}/summary/").content.decode()
    assert "Now we know where to start." not in body


def test_the_next_session_is_an_ordinary_one(learner: Person, clock: Any) -> None:
    answer_all(start(learner))
    clock.move_to(NOW + timedelta(hours=1))
    assert start(learner).kind == ORDINARY


def test_pressing_again_goes_on_with_it(learner: Person, clock: Any) -> None:
    session = start(learner)
    answer_well(answer_well(session.prompts.get()).following)  # type: ignore[arg-type]
    clock.move_to(NOW + timedelta(minutes=1))
    assert start(learner) == session


def test_left_after_two_answers_it_does_not_come_back(learner: Person, clock: Any) -> None:
    session = start(learner)
    answer_well(answer_well(session.prompts.get()).following)  # type: ignore[arg-type]
    learner.post(f"/practice/{session.pk}/end/")
    clock.move_to(NOW + timedelta(hours=1))
    assert start(learner).kind == ORDINARY


@pytest.mark.any_database
def test_three_minutes_end_it_once_a_figure_can_be_told(learner: Person) -> None:
    assert len(answer_all(start(learner), seconds=30)) == 10


def test_a_question_skipped_is_no_answer(learner: Person, clock: Any) -> None:
    session = start(learner)
    for number in range(10):
        prompt = session.prompts.order_by("-sequence")[0]
        now = clock.shift(timedelta(seconds=30)) or timezone.now()
        note(
            learner=learner.learner,
            kind=SKIPPED,
            keys=[prompt.question.key],
            now=now,
            zone=ZONE,
            prompt=prompt,
        )
        response = learner.post(f"/practice/{session.pk}/")
        assert response.status_code == 302, f"ended after {number + 1} skipped"
    assert strip(learner, session.prompts.order_by("-sequence")[0]) == "Warm-up, 11 of 12"


def test_what_was_answered_elsewhere_is_not_one_of_the_twelve(
    learner: Person, visitor: Person, clock: Any
) -> None:
    first = start(learner).prompts.get()
    clock.shift(timedelta(minutes=1))
    elsewhere = start(visitor).prompts.get()
    for seconds in (70, 80, 90):
        elsewhere = answer_well(elsewhere, now=NOW + timedelta(seconds=seconds)).following  # type: ignore[assignment]
    clock.shift(timedelta(minutes=1))
    sign_in(visitor, "learner1@example.org")
    assert strip(learner, first) == "Warm-up, 1 of 12"
    following = answer_well(first, now=timezone.now()).following
    assert following
    assert (following.reason, strip(learner, following)) == (
        "Warm-up, 2 of 12: it shows where you stand.",
        "Warm-up, 2 of 12",
    )


@pytest.mark.any_database
def test_it_can_be_skipped_on_today_and_on_the_question(learner: Person) -> None:
    placing = start(learner)
    for page in ("/today/", placing.prompts.get().get_absolute_url()):
        assert "Skip the warm-up" in learner.get(page).content.decode()
    session = start(learner, focus="all")
    assert (session.kind, session.minutes) == (ORDINARY, 10)
    assert PracticeSession.objects.get(pk=placing.pk).has_ended
    assert start(learner) == session


@pytest.mark.any_database
def test_whoever_was_placed_is_not_offered_to_skip_it(learner: Person) -> None:
    practise(learner, 2, DRIFT, MLOPS)
    assert "Skip the warm-up" not in learner.get("/today/").content.decode()


@pytest.mark.any_database
@pytest.mark.parametrize("focus", ["section:version-control", "question:what-is-mlops", "new"])
def test_a_session_with_a_focus_is_an_ordinary_one(learner: Person, focus: str) -> None:
    assert start(learner, focus=focus).kind == ORDINARY


def test_what_follows_the_landing_pages_question_is_chosen_knowing_of_it(visitor: Person) -> None:
    token, options = offered(visitor)
    visitor.post("/try/", {"token": token, "response": options[0]})
    tried, following = Prompt.objects.filter(learner=visitor.learner).order_by("sequence")
    assert following.reason == "Warm-up, 2 of 12: it shows where you stand."
    assert following.question != tried.question


def test_the_question_tried_on_the_landing_page_is_the_first_of_the_twelve(visitor: Person) -> None:
    token, options = offered(visitor)
    response = visitor.post("/try/", {"token": token, "response": options[0]})
    review = Review.objects.get(learner=visitor.learner)
    session = review.prompt.session
    following = session.prompts.get(sequence=2)
    assert (response["Location"], session.kind) == (review.prompt.get_absolute_url(), PLACING)
    assert strip(visitor, following) == "Warm-up, 2 of 12"
    assert following.question.section != review.prompt.question.section
    assert start(visitor) == session


def test_what_was_read_today_is_not_asked(visitor: Person) -> None:
    first = start(visitor).prompts.get()
    visitor.post(f"/questions/{first.question.key}/read/")
    response = visitor.get(first.get_absolute_url(), follow=True)
    session = response.context["session"]
    visitor.post(f"/practice/{session.pk}/")
    assert session.prompts.order_by("-sequence")[0].question != first.question
