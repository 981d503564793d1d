"""A learner's whole way: sign up, practise ten, undo, mastery; with and without JavaScript, and by keyboard."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import User
from quiz.practice.models import Correction, Review
from tests.browser.walking import Walk, tab_to


def mailed_code() -> str:
    """The code in the newest mail."""
    found = re.search(r"^\s*([A-Z0-9]{3,}-[A-Z0-9]{3,})\s*$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found.group(1)


def sign_up(walk: Walk, email: str) -> None:
    walk.go("/accounts/signup/")
    walk.fill(re.compile("^E-?mail"), email).fill(re.compile("^Password"), "a long enough passphrase")
    walk.press("Mail me a code")
    walk.fill(re.compile("[Cc]ode"), mailed_code())
    walk.page.locator("main form button.go").first.click()
    walk.page.wait_for_url(re.compile("/today/"))


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_sign_up_practise_ten_undo_mastery(open_browser, scripted):
    walk = open_browser(java_script_enabled=scripted)
    sign_up(walk, "new.learner@example.org")
    walk.press(re.compile("^(Practise$|Practise P|Start the warm-up)"))
    asked = walk.practise(10)
    assert all(question not in asked[place + 1 : place + 5] for place, question in enumerate(asked))
    walk.press(re.compile("^Undo"))
    walk.is_asked()
    assert walk.question == asked[-1]
    walk.answer()
    walk.press("Stop")
    walk.page.wait_for_url(re.compile("/summary/"))
    walk.go("/mastery/").sees("Am I ready?")
    user = User.objects.get(email="new.learner@example.org")
    assert Review.objects.filter(learner__user=user).count() == 11
    assert Correction.objects.filter(learner__user=user).count() == 1
    assert walk.errors == []


def test_the_whole_way_by_keyboard_alone(open_browser, learner):
    walk = open_browser(learner)
    page = walk.go("/today/").page
    page.keyboard.press("p")
    walk.is_asked()
    for _ in range(10):
        if page.get_by_role("radio").count():
            page.keyboard.press("2")
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("Enter")
            page.wait_for_selector(".grades")
            page.keyboard.press("3")
        walk.has_feedback()
        assert page.evaluate("document.activeElement.className").startswith("verdict")
        page.keyboard.press("Enter")
        walk.is_asked()
    page.keyboard.press("u")
    page.wait_for_function("document.querySelector('h1.ask') && document.title")
    page.wait_for_url(re.compile("/prompts/"))
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile("/summary/"))
    tab_to(page, lambda name: name.startswith("Mastery"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/mastery/"))
    walk.sees("Am I ready?")
    assert Review.objects.count() == 10
    assert Correction.objects.count() == 1


def test_a_visitor_keeps_what_they_practised_when_they_sign_up(open_browser):
    walk = open_browser()
    walk.go("/").press("Start practising")
    walk.practise(2)
    sign_up(walk, "kept.learner@example.org")
    assert Review.objects.filter(learner__user__email="kept.learner@example.org").count() == 2


def test_an_answer_is_one_request_and_no_page_load(open_browser, learner):
    walk = open_browser(learner)
    walk.go("/today/").press(re.compile("^(Practise$|Practise P|Start the warm-up)"))
    walk.is_asked()
    requests: list[str] = []
    pages = {"document", "xhr", "fetch"}
    walk.page.on(
        "request", lambda one: requests.append(one.resource_type) if one.resource_type in pages else None
    )
    if walk.page.get_by_role("radio").count() == 0:
        walk.press(re.compile("^Reveal"))
        walk.page.wait_for_selector(".grades")
        requests.clear()
        walk.press(re.compile("Knew it$"))
    else:
        walk.choose(walk.page.get_by_role("radio").first)
        walk.press(re.compile("^Answer"))
    walk.has_feedback()
    assert requests in (["xhr"], ["fetch"])


def test_no_connection_keeps_the_answer_and_sends_it_by_itself(open_browser, learner, ask):
    prompt = ask(learner, "what-is-concept-drift", "canary-deployment", now=timezone.now())
    walk = open_browser(learner)
    page = walk.go(prompt.get_absolute_url()).page
    page.context.set_offline(True)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    page.get_by_text("saved on this device").wait_for()
    assert Review.objects.count() == 0
    page.context.set_offline(False)
    walk.has_feedback()
    assert Review.objects.count() == 1
