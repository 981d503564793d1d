"""From an answer to the next question without a request: it came with the feedback."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Request, expect

from quiz.practice.models import Prompt, Review
from tests.browser.axe import violations
from tests.browser.walking import Walk

pytestmark = pytest.mark.browser
SHIFTS = """window.shifts = []; new PerformanceObserver(list => shifts.push(...list.getEntries().map(e => e.value)))
    .observe({type: "layout-shift"})"""


class Heard:
    """What the page asks the server for, besides its files."""

    def __init__(self, walk: Walk) -> None:
        self.requests: list[Request] = []
        walk.page.on("request", self.hear)

    def hear(self, request: Request) -> None:
        if request.resource_type in {"document", "xhr", "fetch"}:
            self.requests.append(request)

    @property
    def count(self) -> int:
        return len(self.requests)


@pytest.fixture
def asked(learner, ask) -> Prompt:
    return ask(learner, now=timezone.now())


@pytest.fixture
def walk(open_browser, learner, asked) -> Walk:
    """The learner's browser at the first question."""
    return open_browser(learner).go(asked.get_absolute_url())


def choose(walk: Walk) -> None:
    walk.page.keyboard.press("1")
    expect(walk.page.get_by_role("radio").first).to_be_checked()
    walk.page.keyboard.press("Enter")


def answer_by_keys(walk: Walk) -> None:
    choose(walk)
    walk.has_feedback()


def test_ten_answers_by_keyboard_are_eleven_requests(walk):
    heard, page = Heard(walk), walk.page
    page.reload()
    page.evaluate(SHIFTS)
    for number in range(10):
        title, address, question = page.title(), page.url, walk.question
        answer_by_keys(walk)
        page.keyboard.press("Enter")
        walk.is_asked()
        assert page.url != address and walk.question != question and page.title() != title
        assert page.evaluate("document.activeElement.className") == "ask", number
        assert page.evaluate("scrollY") == 0
    assert (heard.count, page.evaluate("shifts")) == (11, [])
    assert (Review.objects.filter(estimated=False, ms__lt=10_000).count(), walk.errors) == (10, [])


def test_it_stands_there_inert_and_a_star_leaves_it_alone(walk):
    answer_by_keys(walk)
    assert violations(walk.page) == []
    assert walk.page.evaluate("document.querySelectorAll('#run, #answer, [data-focus=top]').length") == 1
    walk.press(re.compile("^Star"))
    walk.page.get_by_role("button", name="Starred").wait_for()
    heard = Heard(walk)
    walk.go_on()
    assert heard.count == 0 and violations(walk.page) == []


def test_back_leads_to_the_feedback_and_forward_to_the_question(walk):
    answer_by_keys(walk)
    question, address = walk.question, walk.page.url
    walk.go_on()
    following, next_address = walk.question, walk.page.url
    walk.page.go_back()
    walk.has_feedback()
    assert (walk.question, walk.page.url) == (question, address)
    walk.page.go_forward()
    walk.is_asked()
    assert (walk.question, walk.page.url) == (following, next_address)


def test_without_a_connection_one_goes_on_and_the_next_answer_is_kept(walk):
    answer_by_keys(walk)
    walk.page.context.set_offline(True)
    walk.go_on()
    choose(walk)
    walk.page.get_by_text("Your answer is saved on this device").wait_for()
    assert Review.objects.count() == 1
    walk.page.context.set_offline(False)
    walk.has_feedback()
    heard = Heard(walk)
    walk.go_on()
    assert (Review.objects.count(), heard.count) == (2, 0)


def test_the_clock_starts_when_it_is_shown_and_after_half_an_hour_the_server_is_asked(walk):
    walk.page.clock.install()
    walk.page.reload()
    for wait, asks in ((20, 0), (31, 1)):
        answer_by_keys(walk)
        heard = Heard(walk)
        walk.page.clock.fast_forward(wait * 60_000)
        walk.go_on()
        walk.page.clock.fast_forward(5_000)
        assert heard.count == asks
    answer_by_keys(walk)
    assert all(5_000 <= ms < 20_000 for ms in Review.objects.order_by("-at").values_list("ms", flat=True)[:2])


def second_click(walk: Walk, seen: str) -> None:
    """The second click of a double click, where a button was that made way for something else."""
    walk.page.locator(seen).wait_for()
    walk.page.mouse.down(click_count=2)
    walk.page.mouse.up(click_count=2)


def test_the_second_click_of_a_double_click_presses_nothing_of_what_came(walk):
    walk.choose(walk.page.get_by_role("radio").first)
    walk.page.locator(".go").click()
    second_click(walk, "h2.verdict")
    walk.has_feedback()
    walk.page.locator(".go").click()
    second_click(walk, "#answer")
    assert walk.page.evaluate("document.activeElement.type") == "submit", "or it would ask for a choice"
    assert Review.objects.count() == 1
