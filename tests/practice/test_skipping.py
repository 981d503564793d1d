"""Skipping a question: no answer, and not asked again in the session."""

from typing import Any

import pytest
from django.utils import timezone

from quiz.bank.published import published_bank
from quiz.practice.answering.skipping import skip
from quiz.practice.models import Event, PracticeSession, Prompt, Review
from quiz.practice.remembering.rebuilding import differences
from tests.conftest import NOW, Person
from tests.practice.acts import UTC, answer_well

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
DRIFT, CANARY, MLOPS = "what-is-concept-drift", "canary-deployment", "what-is-mlops"


@pytest.fixture
def asked(learner: Person, ask: Any) -> Prompt:
    prompt: Prompt = ask(learner, DRIFT, CANARY, MLOPS, now=timezone.now())
    return prompt


def press_skip(person: Person, prompt: Prompt, **extra: Any) -> Any:
    return person.post(f"{prompt.get_absolute_url()}skip/", **extra)


def skips() -> int:
    return Event.objects.filter(kind=Event.Kind.SKIPPED).count()


def test_skip_is_on_the_page_by_button_and_key(learner: Person, asked: Prompt) -> None:
    page = learner.get(asked.get_absolute_url()).text
    assert f'action="{asked.get_absolute_url()}skip/"' in page
    assert 'data-hotkey="s"' in page and 'aria-keyshortcuts="S"' in page


def test_a_skip_is_no_answer_and_leads_to_another_question(learner: Person, asked: Prompt) -> None:
    following = press_skip(learner, asked, follow=True)
    newest = asked.session.prompts.order_by("-sequence")[0]
    assert following.redirect_chain == [(newest.get_absolute_url(), 302)]
    assert newest.sequence == 2 and newest.question != asked.question
    assert not Review.objects.exists() and skips() == 1


def test_htmx_gets_the_next_question_with_its_address(learner: Person, asked: Prompt) -> None:
    answer = press_skip(learner, asked, headers=HTMX)
    newest = asked.session.prompts.order_by("-sequence")[0]
    assert answer.headers["HX-Push-Url"] == newest.get_absolute_url()
    assert answer.text.lstrip().startswith("<title>") and newest.revision.text in answer.text


def test_skipped_twice_it_is_skipped_once_and_leads_to_the_same_question(
    learner: Person, asked: Prompt
) -> None:
    first, second = press_skip(learner, asked, follow=True), press_skip(learner, asked, follow=True)
    assert first.redirect_chain[-1] == second.redirect_chain[-1]
    assert (skips(), asked.session.prompts.count()) == (1, 2)


def test_what_was_answered_meanwhile_is_shown_and_not_skipped(learner: Person, asked: Prompt) -> None:
    learner.post(asked.get_absolute_url(), {"response": "unsure"})
    late = press_skip(learner, asked, headers=HTMX)
    assert "This one is done already" in late.text
    assert (skips(), asked.session.prompts.count()) == (0, 2)


def test_an_answer_to_what_was_skipped_says_so(learner: Person, asked: Prompt) -> None:
    press_skip(learner, asked)
    late = learner.post(asked.get_absolute_url(), {"response": "unsure"})
    assert late.status_code == 409 and "You skipped this question" in late.text


def test_it_is_not_asked_again_in_this_session_and_the_last_one_ends_it(
    learner: Person, asked: Prompt
) -> None:
    prompt: Prompt | None = asked
    keys = []
    while prompt:
        keys.append(prompt.question.key)
        prompt = skip(learner=learner.learner, prompt_id=prompt.pk, now=timezone.now(), zone=UTC).following
    assert sorted(keys) == sorted([DRIFT, CANARY, MLOPS])
    page = learner.get(asked.session.get_absolute_url()).text
    assert "This session is done." in page and "See your results" in page


def test_after_the_last_skip_the_page_is_the_sessions_end(learner: Person, ask: Any) -> None:
    only = ask(learner, DRIFT, now=timezone.now())
    assert "This session is done." in press_skip(learner, only, follow=True).text
    assert press_skip(learner, only, headers=HTMX)["HX-Redirect"] == only.session.get_absolute_url()
    ended = learner.post(f"/practice/{only.session_id}/end/", follow=True)
    assert "Nothing was answered." in ended.text


def test_in_a_session_that_has_ended_nothing_is_skipped(learner: Person, asked: Prompt) -> None:
    learner.post(f"/practice/{asked.session_id}/end/")
    press_skip(learner, asked)
    assert skips() == 0


def test_the_answer_before_can_still_be_taken_back(learner: Person, ask: Any) -> None:
    first = ask(learner, DRIFT, CANARY, now=NOW)
    second = answer_well(first).following
    skip(learner=learner.learner, prompt_id=second.pk, now=NOW, zone=UTC)
    learner.post(f"{first.get_absolute_url()}undo/")
    newest = first.session.prompts.order_by("-sequence")[0]
    assert newest.question == first.question and skips() == 1
    assert not differences(published_bank())


def test_it_may_come_again_in_the_next_session(learner: Person, ask: Any) -> None:
    prompt = ask(learner, DRIFT, now=NOW)
    skip(learner=learner.learner, prompt_id=prompt.pk, now=NOW, zone=UTC)
    learner.post(f"/practice/{prompt.session_id}/end/")
    assert ask(learner, DRIFT, now=timezone.now()).question == prompt.question


def test_a_skipped_claim_is_neither_right_nor_asked_again(learner: Person) -> None:
    learner.post("/library/lifecycle/claim/")
    session = PracticeSession.objects.get()
    press_skip(learner, session.prompts.get())
    asked_keys = list(session.prompts.values_list("question__key", flat=True))
    assert session.kind == "claimed" and len(set(asked_keys)) == 2


def test_anothers_question_cannot_be_skipped(classmate: Person, asked: Prompt) -> None:
    assert press_skip(classmate, asked).status_code == 404
    assert skips() == 0
