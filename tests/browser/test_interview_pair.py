"""A friend asks: two browsers, a sheet and a page that follows it."""

from typing import Any

import pytest
from playwright.sync_api import expect

from quiz.bank.published import published_bank
from quiz.interview.holding.heard import heard_points
from quiz.interview.holding.held import held
from quiz.interview.models import Interview
from quiz.practice.models import Event, Review
from quiz.practice.remembering.rebuilding import differences
from tests.browser.axe import violations
from tests.interview.pairs import bound, interview_in_pairs

PHONE = {"viewport": {"width": 390, "height": 844}}


def test_a_friend_asks_six_questions_and_the_learners_page_follows(open_browser: Any, learner: Any) -> None:
    walk = open_browser(learner).go("/interview/")
    walk.page.get_by_label("A friend asks me").check()
    walk.press("Begin the interview").press("Make the link")
    link = walk.page.locator("#link").input_value()
    friend = open_browser(**PHONE).go(link)
    friend.press("I am the interviewer").sees("Read this aloud")
    walk.sees("Your interviewer has the sheet")
    for number in range(1, 7):
        friend.sees(f"{number} of 6")
        if number in {1, 3}:
            expect(walk.page.locator("h1.ask")).to_have_text(friend.page.locator("h1.ask").inner_text())
        if number == 2:
            friend.press("Skip", exact=True)
            continue
        friend.page.locator("[name=points]").first.check()
        expect(friend.page.locator("#sum")).to_contain_text("1 of")
        if number == 3:
            with friend.page.expect_response("**/next/"):  # stays, and so does the tick
                friend.page.locator("[name=points]").first.press("Enter")
            expect(friend.page.locator("[name=points]").first).to_be_checked()
        friend.press("Next question")
    friend.sees("Thank you!")
    walk.sees("Your answers")
    interview = Interview.objects.get()
    asked = held(interview)
    ticked = {id: len(points) for id, (points, _) in heard_points(interview).items()}
    assert ticked == {put.prompt.pk: 1 for place, put in enumerate(asked.puts) if place != 1}
    assert Event.objects.filter(kind="said").count() == 11
    assert Review.objects.get().prompt == asked.puts[1].prompt and differences(published_bank()) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_sheet_and_the_learners_pages_pass_axe(open_browser: Any, learner: Any, theme: str) -> None:
    interview = interview_in_pairs(learner)
    walk = open_browser(learner, color_scheme=theme, **PHONE).go(interview.get_absolute_url())
    assert violations(walk.page) == []
    walk.press("Make the link").sees("Let your friend open this link")
    assert violations(walk.page) == []
    friend = open_browser(color_scheme=theme, **PHONE).go(walk.page.locator("#link").input_value())
    assert violations(friend.page) == []
    friend.press("I am the interviewer").sees("Read this aloud")
    walk.sees("Your interviewer has the sheet")
    assert violations(friend.page) == violations(walk.page) == []
    learner.post(f"/interview/{interview.pk}/pairing/end/")
    friend.page.locator("[name=points]").first.click()  # it goes with the sheet
    expect(friend.page.get_by_role("heading", name="This link was ended.")).to_be_visible()
    assert violations(friend.page) == []


def test_without_a_script_the_sheet_is_forms(open_browser: Any, learner: Any) -> None:
    interview = interview_in_pairs(learner)
    _, link = bound(learner, interview)
    learner.post(f"/interview/{interview.pk}/pairing/end/")
    plain = open_browser(learner, java_script_enabled=False).go(interview.get_absolute_url())
    plain.press("Make the link")
    friend = open_browser(java_script_enabled=False, **PHONE)
    friend.go(plain.page.locator("#link").input_value()).press("I am the interviewer").sees("1 of 6")
    friend.page.locator("[name=points]").first.check()
    friend.press("Next question").sees("2 of 6")
    plain.press("Load it again").sees("Question 2 of 6")
    plain.sees("Your interviewer has the sheet")
    assert [len(points) for points, _ in heard_points(interview).values()] == [1] and link
