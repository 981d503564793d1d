"""A note is saved while it is typed, and two windows lose nothing."""

from django.utils import timezone
from playwright.sync_api import expect

from tests.practice.acts import answer_well

PAGE = "/questions/what-is-dvc/"


def test_what_is_typed_is_saved_without_a_button_and_both_windows_texts_stay(open_browser, learner):
    walk, other = (open_browser(learner).go(PAGE) for _ in range(2))
    for page in (walk.page, other.page):
        page.get_by_text("Write a note").click()
    walk.page.locator("#note-words").fill("first")
    expect(walk.page.locator("#note-state")).to_contain_text("Saved.")
    other.page.locator("#note-words").fill("second")
    expect(other.page.locator("#note-words")).to_have_value("first\n\n---\n\nsecond")
    other.sees("Both texts are saved")
    walk.page.reload()
    expect(walk.page.locator("#note-shown hr")).to_have_count(1)
    assert walk.errors == other.errors == []


def test_ctrl_enter_in_a_note_does_not_leave_the_answer(open_browser, learner, ask):
    now = timezone.now()
    prompt = answer_well(ask(learner, "what-is-dvc", "what-is-mlops", now=now), now=now).prompt
    walk = open_browser(learner).go(prompt.get_absolute_url())
    walk.page.get_by_text("Note or leave out").click()
    walk.page.locator("#note-words").fill("still here")
    walk.page.keyboard.press("Control+Enter")
    expect(walk.page.locator("#note-state")).to_contain_text("Saved.")
    walk.sees("still here")


def test_a_note_opened_after_the_answer_stands_there_once(open_browser, learner, ask):
    now = timezone.now()
    prompt = answer_well(ask(learner, "what-is-dvc", "what-is-mlops", now=now), now=now).prompt
    learner.post(f"/questions/{prompt.question.key}/note/", {"words": "mine alone"})
    walk = open_browser(learner).go(prompt.get_absolute_url())
    walk.page.get_by_role("link", name="Change your note or leave this out").click()
    expect(walk.page.locator("#note-words")).to_be_visible()
    expect(walk.page.locator(".answer", has_text="mine alone")).to_have_count(1)
