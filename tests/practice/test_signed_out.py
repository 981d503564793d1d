"""Signed out in another window, or the sign-in has expired: an answer leads to signing in and comes back with it."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from quiz.practice.models import Event, PracticeSession, Review
from tests.accounts.cast import ask_for_code, hidden_in, newest_code, reset_password, told
from tests.conftest import NOW, PASSWORD, Person
from tests.practice.acts import right_slug

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.usefixtures("on_the_day")]
EMAIL = "learner1@example.org"
WORDS = 'I’d say "drift"\nmeans <the world> moved.'
TEXT = {"text": "words"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def recall(learner, ask, by_recall):
    return ask(learner, by_recall("what-is-mlops"))


def come_back(person: Person, refused, email: str = EMAIL):
    """Sign in on the page that was the answer; gives the page where one lands."""
    form = {**hidden_in(refused), "login": email, "password": PASSWORD}
    return person.post("/accounts/login/", form, follow=True)


def test_a_chosen_option_comes_back_chosen_and_counts_only_once_answer_is_pressed(learner, prompt):
    learner.post("/accounts/logout/")
    refused = learner.post(prompt.get_absolute_url(), {"response": right_slug(prompt), "ms": "8000"})
    assert refused.status_code == 401
    assert "You are signed out, so this was not saved." in refused.text
    back = come_back(learner, refused)
    assert back.request["PATH_INFO"] == prompt.get_absolute_url()
    assert re.findall(r'value="([^"]+)"[^>]* checked', back.text) == [right_slug(prompt)]
    assert "What you entered is below. It is not saved yet." in told(back)
    assert not Review.objects.exists()
    learner.post(prompt.get_absolute_url(), {"response": right_slug(prompt)})
    assert Review.objects.get().grade == 3


@pytest.mark.parametrize("act", ["reveal/", "hint/", ""])
def test_words_come_back_in_their_field(learner, recall, act):
    learner.post("/accounts/logout/")
    back = come_back(learner, learner.post(recall.get_absolute_url() + act, {"text": WORDS}))
    assert back.context["page"].words == WORDS
    assert not Event.objects.exists()


def test_ticked_points_come_back_ticked(learner, recall):
    learner.post(f"{recall.get_absolute_url()}reveal/", {"text": "words"})
    ticked = [point.slug for point in recall.revision.key_points.all()][1:]
    learner.post("/accounts/logout/")
    sent = {"text": "words", "points": ticked, "grade": "2"}
    back = come_back(learner, learner.post(recall.get_absolute_url(), sent))
    assert {point.value for point in back.context["page"].points if point.ticked} == set(ticked) != set()


def test_nothing_of_it_is_in_an_address(learner, recall):
    learner.post("/accounts/logout/")
    refused = learner.post(recall.get_absolute_url(), {"text": "telltale"})
    back = come_back(learner, refused)
    addresses = [address for address, _ in back.redirect_chain]
    assert addresses == [recall.get_absolute_url()]
    assert "telltale" not in " ".join(re.findall(r'(?:href|action)="([^"]*)"', refused.text + back.text))


def test_it_comes_along_a_mistyped_password(learner, recall):
    learner.post("/accounts/logout/")
    refused = learner.post(recall.get_absolute_url(), {"text": WORDS})
    mistyped = learner.post("/accounts/login/", {**hidden_in(refused), "login": EMAIL, "password": "not it"})
    assert mistyped.status_code == 422
    assert come_back(learner, mistyped).context["page"].words == WORDS


def test_it_comes_along_a_mailed_code(learner, recall):
    learner.post("/accounts/logout/")
    refused = learner.post(recall.get_absolute_url(), {"text": WORDS})
    page = learner.post("/accounts/login/", {**hidden_in(refused), "instead": "code"}, follow=True)
    ask_for_code(learner, EMAIL, **{k: v for k, v in hidden_in(page).items() if k == "next"})
    code_page = learner.get("/accounts/login/code/confirm/")
    back = learner.post(
        "/accounts/login/code/confirm/",
        {"code": newest_code(), "next": recall.get_absolute_url(), **hidden_in(code_page)},
        follow=True,
    )
    assert back.context["page"].words == WORDS


def test_it_comes_along_a_new_password(learner, recall):
    learner.post("/accounts/logout/")
    refused = learner.post(recall.get_absolute_url(), {"text": WORDS})
    learner.post("/accounts/login/", {**hidden_in(refused), "instead": "password"})
    reset_password(learner)
    assert learner.get(recall.get_absolute_url()).context["page"].words == WORDS


def test_another_account_is_told_that_it_was_dropped(learner, classmate, recall):
    browser = Person()
    refused = browser.post(recall.get_absolute_url(), {"text": "telltale"})
    landed = come_back(browser, refused, "learner2@example.org")
    assert (landed.status_code, landed.request["PATH_INFO"]) == (200, "/today/")
    assert "belongs to another account. It was not saved." in told(landed)
    assert "telltale" not in landed.text + str(dict(browser.session))


def test_half_an_hour_is_enough_and_more_is_too_late(learner, recall):
    for minutes, words in ((29, WORDS), (31, "")):
        browser = Person()
        refused = browser.post(recall.get_absolute_url(), {"text": WORDS})
        browser.post("/accounts/login/", {**hidden_in(refused), "instead": "code"})
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            landed = browser.post(
                "/accounts/login/",
                {"login": EMAIL, "password": PASSWORD, "next": recall.get_absolute_url()},
                follow=True,
            )
            shown = landed.context["page"].words if minutes < 30 else ""
            assert shown == words
            assert ("half an hour, which has passed" in told(landed)) == (minutes > 30)


def test_ten_thousand_characters_are_carried_and_no_more(visitor, recall):
    refused = visitor.post(recall.get_absolute_url(), {"text": "y" * 10_000 + "n", "response": "unsure"})
    assert hidden_in(refused)["sent-text"] == "y" * 10_000
    assert hidden_in(refused)["sent-response"] == "unsure"
    many = visitor.post(recall.get_absolute_url(), {f"field{n}": "z" * 10_000 for n in range(100)})
    assert sum(map(len, hidden_in(many).values())) < 31_000


@pytest.mark.parametrize("act", ["", "reveal/", "hint/", "undo/", "overrule/"])
def test_prompts_that_are_there_and_that_are_not_are_refused_alike(prompt, act):
    """Who has no account finds out no prompt's identifier."""
    there, nowhere = str(prompt.pk), str(UUID(int=prompt.pk.int ^ 1))
    for sent, headers, status in (({}, {}, 302), ({}, HTMX, 200), (TEXT, {}, 401), (TEXT, HTMX, 401)):
        answers = [
            Person().post(f"/practice/prompts/{each}/{act}", sent, headers=headers)
            for each in (there, nowhere)
        ]
        assert [answer.status_code for answer in answers] == [status, status]
        seen = [
            re.sub(r'value="\w{64}"', "", f"{answer.headers.items()} {answer.text}") for answer in answers
        ]
        assert seen[1].replace(nowhere, there) == seen[0]


def test_htmx_undo_opens_the_sign_in_page_and_comes_back_to_the_question(visitor, recall):
    answer = visitor.post(f"{recall.get_absolute_url()}undo/", headers=HTMX)
    assert answer.headers["HX-Redirect"].startswith("/accounts/login/?next=%2Fpractice%2Fprompts%2F")


def test_a_visitors_own_question_takes_no_sign_in(visitor):
    address = visitor.post("/practice/").url
    assert visitor.post(address, {"response": "unsure"}).status_code in (302, 422)


def test_what_grew_stale_meanwhile_is_shown_all_the_same(learner, recall):
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        learner.post("/accounts/logout/")
        back = come_back(learner, learner.post(recall.get_absolute_url(), {"text": WORDS}))
        assert back.context["page"].words == WORDS


def test_what_can_be_answered_no_more_is_shown_to_be_copied(learner, ask):
    prompt = ask(learner)
    PracticeSession.objects.update(minutes=60)
    learner.post("/accounts/logout/")
    with time_machine.travel(NOW + timedelta(minutes=31), tick=False):
        refused = learner.post(prompt.get_absolute_url(), {"text": "telltale"})
        elsewhere = Person().sign_in(learner.user)
        elsewhere.post(f"/practice/{prompt.session_id}/")
        back = come_back(learner, refused)
    assert "This answer came too late" in back.text and "telltale" in back.text
    assert not Review.objects.exists()


def test_a_sign_in_page_that_is_too_old_still_has_it_along(learner, recall):
    """Signed in in another window meanwhile, which renews the forms' token."""
    learner.post("/accounts/logout/")
    form = hidden_in(learner.post(recall.get_absolute_url(), {"text": WORDS})) | {
        "csrfmiddlewaretoken": "old"
    }
    learner.handler.enforce_csrf_checks = True
    assert learner.post("/accounts/login/", form).status_code == 403
    signed_out = learner.post("/accounts/login/", form, headers={"Origin": "http://testserver"})
    assert (signed_out.status_code, hidden_in(signed_out)["sent-text"]) == (401, WORDS)
    learner.sign_in(learner.user)
    back = learner.post("/accounts/login/", form, headers={"Origin": "http://testserver"}, follow=True)
    assert back.context["page"].words == WORDS
