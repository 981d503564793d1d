"""Leaving out, starting over and putting back: by keyboard, on a phone, with the figures that follow."""

import re

from django.utils import timezone
from playwright.sync_api import expect

from quiz.bank.published import published_bank
from quiz.practice.remembering.rebuilding import differences
from tests.browser.sizes import SIDEWAYS
from tests.browser.walking import Walk, tab_to
from tests.mastery.steps import practise

KEYS = ("what-is-dvc", "what-is-concept-drift", "what-is-mlops")
PHONE = {"width": 390, "height": 844}


def by_key(walk: Walk, name: str) -> Walk:
    """Reach a control by Tab, and press it."""
    tab_to(walk.page, lambda each: each.startswith(name))
    walk.page.keyboard.press("Enter")
    return walk


def leave_out(walk: Walk, key: str) -> None:
    walk.go(f"/questions/{key}/")
    by_key(walk, "Leave this question out").sees("You left this question out")
    focused = walk.page.evaluate("document.activeElement.innerText")
    assert focused == "Put it back", "the focus stays at the button"


def test_three_left_out_on_a_phone_by_keyboard_and_put_back_from_the_list(open_browser, learner):
    practise(learner, 10)
    walk = open_browser(learner, viewport=PHONE)
    for key in KEYS:
        leave_out(walk, key)
    for page in ("/today/", "/mastery/"):
        walk.go(page).sees("of 97 questions in your plan")
    walk.go("/library/?state=left-out")
    for number in range(3):
        by_key(walk, "Put it back").sees("It is back: we ask it again.")
        expect(walk.page.get_by_role("button", name="Put it back")).to_have_count(2 - number)
    assert walk.page.evaluate(SIDEWAYS) == []
    walk.go("/library/?state=left-out").sees("You have left no question out.")
    walk.go("/mastery/").sees("of 100 questions")
    assert differences(published_bank()) == []


def test_without_a_script_it_is_put_back_from_the_list_too(open_browser, learner):
    walk = open_browser(learner, viewport=PHONE, java_script_enabled=False)
    walk.go(f"/questions/{KEYS[0]}/").press("Leave this question out").sees("You left this question out")
    walk.go("/library/?state=left-out").press("Put it back").sees("It is back: we ask it again.")
    walk.sees("You have left no question out.")


def test_all_started_over_and_put_back_as_it_was_on_a_phone_by_keyboard(open_browser, learner):
    practise(learner, 12)
    walk = open_browser(learner, viewport=PHONE).go("/mastery/")
    before = walk.page.locator(".figure").inner_text()
    by_key(walk.go("/settings/"), "Start over, or put back")
    walk.page.wait_for_url("**/start-over/")
    by_key(walk, "All questions").sees("12 questions are new to you again.")
    tab_to(walk.page, lambda each: each == "Keep it as it is")
    walk.page.keyboard.press("Tab")
    walk.page.keyboard.press("Enter")
    walk.sees("You can put it back until")
    walk.go("/mastery/").sees("Answer ten questions to see a first figure.")
    by_key(walk.go("/start-over/"), "Put it back").sees("12 questions are back as they were.")
    expect(walk.go("/mastery/").page.locator(".figure")).to_have_text(before)
    assert differences(published_bank()) == []


def test_the_settings_stop_single_keys_and_motion_on_this_device(open_browser, learner, ask):
    prompt = ask(learner, "what-is-concept-drift", now=timezone.now())
    walk = open_browser(learner).go("/settings/")
    for group, choice in (("Motion", "Reduced"), ("Single keys on this device", "Off")):
        walk.page.get_by_role("group", name=group).get_by_role("radio", name=choice).check()
    walk.press("Save the settings").sees("Your settings are saved.").go(prompt.get_absolute_url())
    walk.is_asked()
    walk.page.keyboard.press("1")
    expect(walk.page.get_by_role("radio").first).not_to_be_checked()
    button = walk.page.get_by_role("button", name=re.compile("^Answer"))
    assert button.evaluate("each => getComputedStyle(each).transitionDuration") == "0s"
    walk.page.locator("[data-help]").first.evaluate("each => each.click()")
    expect(walk.page.get_by_label("Use single keys on this device")).not_to_be_checked()
