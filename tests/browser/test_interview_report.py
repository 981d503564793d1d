"""The end of an interview in a browser: graded with the keyboard alone, or without a script."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import expect

from quiz.bank.published import published_bank
from quiz.interview.holding.held import Held
from quiz.interview.models import Interview
from quiz.practice.models import Review
from quiz.practice.remembering.rebuilding import differences
from tests.browser.axe import violations
from tests.conftest import Person
from tests.interview.acts import begin, say_all

SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((each) => (sum += each.value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 100);
})"""


def ended(person: Person, length: int) -> Held:
    start = timezone.now() - timedelta(minutes=20)
    return say_all(begin(person.learner, length=length, now=start), start=start)


def address(after: Held) -> str:
    return str(Interview.objects.get(pk=after.interview.pk).get_absolute_url())


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_six_answers_are_graded_with_the_keyboard_alone(open_browser: Any, learner: Person) -> None:
    after = ended(learner, 6)
    walk = open_browser(learner).go(address(after))
    page, titles = walk.page, [put.revision.text.replace("`", "") for put in after.puts]
    assert page.evaluate(SHIFTS) == 0 and violations(page) == []
    for place, key in enumerate("321432"):
        page.keyboard.press(key)
        if place < 5:
            expect(page.locator("h3:focus")).to_have_text(titles[place + 1])
            expect(page.locator("details[name=answers][open]")).to_have_count(1)
    expect(page.locator("h1:focus")).to_have_text("5 good answers of 6.")
    page.get_by_role("cell").get_by_role("link", name=titles[3]).click()
    expect(page.locator("details[name=answers][open] h3")).to_have_text(titles[3])
    assert violations(page) == [] and walk.errors == []
    assert [review.grade for review in Review.objects.order_by("at")] == [3, 2, 1, 4, 3, 2]
    assert differences(published_bank()) == []


def test_ticks_suggest_for_their_own_answer_and_those_of_others_stay(
    open_browser: Any, learner: Person
) -> None:
    after = ended(learner, 2)
    page = open_browser(learner).go(address(after)).page
    first, second = (page.locator(f"#answer-{put.prompt.pk}") for put in after.puts)
    second.locator("summary").click()
    second.locator("[name=points]").first.check()
    expect(second.locator("[data-sum]")).to_contain_text("we suggest")
    expect(first.locator("[data-suggested]")).to_have_count(0)
    first.locator("summary").click()
    for box in first.locator("[name=points]").all():
        box.check()
    expect(first.locator("[data-suggested]")).to_have_attribute("data-word", "Knew it")
    page.keyboard.press("3")
    expect(second.locator("[name=points]").first).to_be_visible()
    assert second.locator("[name=points]").first.is_checked()
    assert len(Review.objects.get().response["points"]) == len(after.puts[0].revision.points)


def test_without_a_script_each_answer_is_graded_and_the_next_is_open(
    open_browser: Any, learner: Person
) -> None:
    after = ended(learner, 2)
    walk = open_browser(learner, java_script_enabled=False).go(address(after))
    walk.press("Knew it")
    expect(walk.page.locator("details[open] h3")).to_have_text(after.puts[1].revision.text)
    walk.press("Forgot").sees("1 good answer of 2.")
    walk.press("Practise the other one").sees("Again, 1 of 1")
