"""An answer that could not be sent is kept on the device, for its owner and its prompt, until it has been taken."""

import json
import re
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from quiz.cohorts.models import Cohort
from quiz.practice.models import Event, Review
from tests.accounts.cast import newest_code
from tests.browser.walking import Walk
from tests.conftest import PASSWORD, Person
from tests.practice.acts import note

KEPT = "Object.entries(localStorage).filter(([key]) => key.startsWith('kept-answer '))"
PORTAL = {"status": 200, "body": "<!doctype html><title>Wi-Fi</title><h1>Accept our terms</h1>"}
ELSEWHERE = [
    PORTAL,
    *({"status": status, "body": "<h1>Not now</h1>"} for status in (403, 404, 410, 429, 500, 502, 503)),
    *({"status": 302, "headers": {"Location": to}} for to in ("/accounts/login/", "https://portal.example/")),
]
"""What stands between a browser and the site may answer in its place."""


class Between:
    """Somebody between the browser and the site, who answers each POST to a prompt in turn; then the site does."""

    def __init__(self, walk: Walk, *answers: dict) -> None:
        self.answers, self.times = list(answers), []
        walk.page.route("**/practice/prompts/**", self.answer)

    def answer(self, route) -> None:
        if route.request.method == "POST" and self.answers:
            self.times.append(timezone.now())
            route.fulfill(**{"content_type": "text/html", **self.answers.pop(0)})
        else:
            route.continue_()


@pytest.fixture
def asked(learner, ask):
    return ask(learner, "what-is-concept-drift", "canary-deployment", now=timezone.now())


def choose(walk: Walk) -> None:
    walk.page.keyboard.press("1")
    expect(walk.page.get_by_role("radio").first).to_be_checked()
    walk.page.keyboard.press("Enter")


def kept(walk: Walk) -> list:
    return walk.page.evaluate(KEPT)


def send_now(walk: Walk) -> None:
    """Let every wait be over."""
    walk.page.wait_for_load_state()
    walk.page.evaluate("Promise.resolve(running).then(() => sendKept(Infinity))")


def test_what_others_answer_in_the_sites_place_is_no_last_word(open_browser, learner, asked):
    walk = open_browser(learner).go(asked.get_absolute_url())
    between = Between(walk, PORTAL, *ELSEWHERE)
    choose(walk)
    walk.page.get_by_text("Your answer is saved on this device").wait_for()
    expect(walk.page.locator("#answer :checked")).to_be_attached()
    while between.answers:
        assert (len(kept(walk)), Review.objects.count()) == (1, 0), between.answers
        send_now(walk)
    send_now(walk)
    walk.has_feedback()
    assert kept(walk) == []
    assert Review.objects.count() == 1


def test_a_token_that_is_too_old_is_renewed(open_browser, learner, asked):
    walk = open_browser(learner).go(asked.get_absolute_url())
    walk.page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    choose(walk)
    walk.has_feedback()
    assert kept(walk) == []


def test_two_windows_send_it_once(open_browser, learner, asked):
    walk = open_browser(learner).go(asked.get_absolute_url())
    page, other = walk.page, walk.page.context.new_page()
    other.goto("/today/")
    sent: list[str] = []
    for each in (page, other):
        each.on(
            "request",
            lambda request: (
                sent.append(request.url) if "/prompts/" in request.url and request.method == "POST" else None
            ),
        )
    page.context.set_offline(True)
    choose(walk)
    page.get_by_text("saved on this device").wait_for()
    sent.clear()
    page.context.set_offline(False)
    for each in (page, other):
        each.evaluate("void sendKept(Infinity)")
    walk.has_feedback()
    other.wait_for_function("running === null")
    assert len(sent) == 1
    assert Review.objects.count() == 1


JUNK = ["", "{", "null", "7", '"x"', "[]", "[[]]", "{}", '{"body": [1]}', '{"values": {}}', "{}" * 150_000]


def test_junk_in_the_browsers_storage_stops_nothing(open_browser, learner, asked):
    walk = open_browser(learner).go("/today/")
    walk.page.evaluate(
        """junk => junk.forEach((text, place) => {
            for (const key of ["kept-answers", "leaving", "single-keys", `kept-answer ${owner} /x${place}/`,
                `kept-answer ${owner}`, `kept-answer ${owner} https://evil.example/${place}`]) localStorage[key] = text;
        })""",
        JUNK,
    )
    walk.go(asked.get_absolute_url())
    walk.page.keyboard.press("?")
    walk.page.get_by_role("heading", name="Keys").wait_for()
    walk.page.keyboard.press("Escape")
    choose(walk)
    walk.has_feedback()
    assert walk.errors == []
    assert Review.objects.count() == 1


@pytest.mark.parametrize("why", ["full", "refused"])
def test_where_nothing_can_be_kept_it_is_said(open_browser, learner, asked, why):
    walk = open_browser(learner)
    if why == "refused":
        walk.page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError') }})"
        )
    walk.go(asked.get_absolute_url())
    if why == "full":
        walk.page.evaluate(
            "for (let size = 2 ** 24; size >= 1; size /= 2) try { localStorage[size] = 'x'.repeat(size) } catch {}"
        )
    walk.page.context.set_offline(True)
    choose(walk)
    walk.page.get_by_text("this browser keeps nothing").wait_for()
    walk.page.context.set_offline(False)
    walk.press("Answer")
    walk.has_feedback()


def answer_offline(walk: Walk) -> None:
    walk.page.context.set_offline(True)
    choose(walk)
    walk.page.get_by_text("saved on this device").wait_for()


def test_its_prompts_last_word_drops_it(open_browser, learner, asked):
    walk = open_browser(learner).go(asked.get_absolute_url())
    answer_offline(walk)
    note(
        learner=learner.learner,
        kind=Event.Kind.SKIPPED,
        keys=["what-is-concept-drift"],
        prompt=asked,
        now=timezone.now(),
        zone=ZoneInfo("UTC"),
    )
    walk.page.context.set_offline(False)
    walk.page.get_by_text("This answer came too late").wait_for()
    assert kept(walk) == []
    assert not Review.objects.exists()


# Not now, and whose it is


def sign_in(walk: Walk, person: Person) -> Walk:
    walk.go("/accounts/login/").fill("E-mail", person.user.email).fill("Password", PASSWORD)
    walk.page.locator("main button.go").click()
    walk.page.wait_for_url("**/today/")
    return walk


def sign_out(walk: Walk) -> Walk:
    walk.page.locator("details.account summary").click()
    return walk.press("Sign out", exact=True)


@pytest.fixture
def refused(open_browser, learner, asked) -> Walk:
    """The learner's browser, with an answer that the site has asked to send no sooner than in ten minutes."""
    walk = open_browser(learner).go(asked.get_absolute_url())
    walk.between = Between(walk, {"status": 429, "headers": {"Retry-After": "600"}})
    choose(walk)
    walk.page.get_by_text("Not sent yet.").wait_for()
    return walk.go("/today/")


def test_it_is_not_sent_sooner_than_the_server_asks(refused):
    refused.page.evaluate("sendKept()")
    refused.page.evaluate("dispatchEvent(new Event('online'))")
    ((_, text),) = kept(refused)
    assert 590_000 < json.loads(text)["after"] - refused.page.evaluate("Date.now()") <= 600_000
    assert len(refused.between.times) == 1


def test_signing_out_sends_it_first(refused):
    sign_out(refused).page.get_by_text("You are signed out.").wait_for()
    assert Review.objects.count() == 1
    assert kept(refused) == []


def test_what_cannot_be_sent_goes_only_if_the_person_says_so(refused):
    page, unavailable = refused.page, {"status": 503}
    refused.between.answers += [unavailable, unavailable]
    page.keyboard.press("?")
    refused.page.get_by_label("Use single keys").uncheck()
    page.keyboard.press("Escape")
    sign_out(refused).page.get_by_text("Answers that are only on this device: 1.").wait_for()
    refused.press("Stay signed in")
    assert (len(kept(refused)), page.url.endswith("/today/")) == (1, True)
    sign_out(refused).press("Sign out and lose them")
    page.get_by_text("You are signed out.").wait_for()
    page.wait_for_load_state()
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("keysOff()") is True
    assert not Review.objects.exists()


def test_an_expired_sign_in_keeps_it_and_nobody_else_sees_or_sends_it(refused, learner, classmate):
    learner.logout()
    refused.go("/today/")
    sign_in(refused, classmate).page.wait_for_load_state()
    assert (len(kept(refused)), refused.page.evaluate("kept().length")) == (1, 0)
    sign_out(refused).page.get_by_text("You are signed out.").wait_for()
    assert (len(kept(refused)), len(refused.between.times)) == (1, 1)
    sign_in(refused, learner)
    send_now(refused)
    assert kept(refused) == []
    assert Review.objects.get().learner.user == learner.user


def test_a_visitors_comes_along_when_they_sign_in(open_browser, classmate, ask):
    ask(classmate)
    walk = open_browser().go("/").press("Start practising")
    walk.is_asked()
    Between(walk, {"status": 429, "headers": {"Retry-After": "600"}})
    choose(walk)
    walk.page.get_by_text("Not sent yet.").wait_for()
    send_now(sign_in(walk, classmate))
    assert kept(walk) == []
    assert Review.objects.get().learner.user == classmate.user


# Signed out while the question was open


def test_an_answer_given_while_signed_out_waits_for_answer_to_be_pressed_again(open_browser, learner, asked):
    walk = open_browser(learner).go(asked.get_absolute_url())
    learner.logout()
    choose(walk)
    walk.fill("E-mail", learner.user.email).fill("Password", PASSWORD)
    walk.page.locator("main button.go").click()
    walk.page.get_by_text("What you entered is below. It is not saved yet.").wait_for()
    assert walk.page.url.endswith(asked.get_absolute_url())
    expect(walk.page.get_by_role("radio").first).to_be_checked()
    assert not Review.objects.exists()
    walk.press("Answer").has_feedback()
    assert Review.objects.count() == 1


def test_the_part_of_the_page_that_was_wanted_is_found_after_a_mailed_code(open_browser, instructor):
    instructor.post("/cohorts/new/", {"name": "Autumn cohort"})
    cohort = Cohort.objects.get()
    walk = open_browser().go(f"{cohort.get_absolute_url()}#main")
    walk.press("Mail me a code").fill("E-mail", instructor.user.email).press("Mail me a code")
    walk.fill(re.compile("[Cc]ode"), newest_code())
    walk.page.locator("main form button.go").first.click()
    walk.page.wait_for_url(f"**{cohort.get_absolute_url()}#main")
