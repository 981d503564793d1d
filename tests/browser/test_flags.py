"""A learner flags an answer, a curator answers, the learner reads it: by keyboard, on a phone, without JavaScript."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from quiz.practice.flags.models import Flag
from tests.practice.acts import answer_well

KEY = "what-is-concept-drift"
WORDS = "Option 3 is true as well."


def test_from_the_flag_to_the_answer_by_keyboard(open_browser, learner, curator, ask):
    prompt = answer_well(ask(learner, KEY, now=timezone.now()), now=timezone.now()).prompt
    walk = open_browser(learner).go(prompt.get_absolute_url())
    keys = walk.page.keyboard
    keys.press("f")
    walk.page.get_by_label("What is wrong here?").wait_for()
    assert walk.page.evaluate("document.activeElement.name") == "words"
    keys.press("Enter")
    walk.page.get_by_text("Write in one line what is wrong.").wait_for()
    walk.errors.clear()  # a browser notes the refusal's 422
    keys.type(WORDS)
    walk.page.locator("h1").click()
    keys.press("f")
    keys.press("Enter")
    walk.sees("Thank you. A curator will look at it.")
    assert "Thank you." in walk.page.evaluate("document.activeElement.innerText")

    answering = open_browser(curator).go(reverse("admin:flags")).sees(f"“{WORDS}”")
    answering.press(re.compile("^Answer"))
    answering.page.get_by_label("Right as it is").check()
    answering.fill("Your answer", "Option 3 names data drift.")
    answering.press("Send the answer").sees("Answered. The learner will read it on Today.")

    walk.go("/today/").sees("A curator answered your flag").press(re.compile("Read the answer"))
    walk.sees("Option 3 names data drift.").press("Got it")
    walk.page.get_by_text("A curator answered your flag").wait_for(state="detached")
    answering.page.reload()
    answering.sees("To 1 flag, 1 read.")
    assert walk.errors == answering.errors == []
    assert Flag.objects.get().read_at is not None


@pytest.mark.parametrize("scripted", [True, False])
def test_in_the_library_on_a_phone_with_and_without_javascript(open_browser, scripted):
    phone = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "java_script_enabled": scripted}
    walk = open_browser(None, **phone).go(f"/questions/{KEY}/")
    walk.press("Show the answer").sees("A good answer").press(re.compile("^Flag"))
    walk.fill("What is wrong here?", WORDS)
    if scripted:
        walk.press(re.compile("^Flag"))
        walk.errors.clear()  # htmx notes that nothing takes the form's place
    walk.press("Send the flag").sees("Thank you.")
    width = walk.page.evaluate("document.documentElement.scrollWidth") if scripted else 390
    assert (width, Flag.objects.get().words, walk.errors) == (390, WORDS, [])
