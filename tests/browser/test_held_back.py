"""What a person does while a reply is on its way is neither lost nor done twice."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quiz.bank.drills.models import live_drills
from quiz.interview.holding.drilling import say_drill, start_drill
from quiz.interview.holding.heard import heard_points
from quiz.interview.models import Interview
from quiz.practice.models import Note, Prompt, Review
from tests.browser.holding import Held
from tests.browser.walking import Walk
from tests.conftest import Person
from tests.curation.acts import address, open_draft
from tests.interview.acts import MINUTE, begin, say_all
from tests.interview.asked_acts import interviewed
from tests.interview.pairs import interview_in_pairs
from tests.practice.acts import answer, answer_well

KEY = "what-is-dvc"
COMMAND = "dvc-add-dataset"
SLOW_TO_READ = """() => {
  const read = Response.prototype.text;
  Response.prototype.text = function () {
    Response.prototype.text = read;
    return new Promise((go) => (window.letGo = go)).then(() => read.call(this));
  };
}"""
"""The next reply comes, and takes its time to be read to its end."""


@pytest.fixture
def answered(open_browser: Any, learner: Person, ask: Any) -> Walk:
    """At the feedback, with the next question behind it."""
    prompt = ask(learner, KEY, "what-is-mlops", now=timezone.now())
    return open_browser(learner).go(prompt.get_absolute_url()).answer()


# A hint


def test_words_that_are_written_while_a_hint_is_on_its_way_stay(
    open_browser: Any, learner: Person, ask: Any, by_recall: Any
) -> None:
    prompt = ask(learner, by_recall("rollback-purpose"), now=timezone.now())
    walk = open_browser(learner).go(prompt.get_absolute_url())
    said = walk.fill(re.compile("Say it aloud"), "If it fails").page.locator("#said")
    held = Held(walk.page, "**/hint/")
    walk.press(re.compile("^Hint"))
    held.until_asked()
    said.press("End")
    said.press_sequentially(", go")
    held.let_go()
    walk.sees("After a hint")
    said.press_sequentially(" back")
    expect(said).to_have_value("If it fails, go back")


def test_an_option_that_is_chosen_while_a_hint_is_on_its_way_stays_and_can_be_sent(
    open_browser: Any, learner: Person, ask: Any
) -> None:
    walk = open_browser(learner).go(ask(learner, KEY, now=timezone.now()).get_absolute_url())
    held = Held(walk.page, "**/hint/")
    walk.press(re.compile("^Hint"))
    held.until_asked()
    walk.page.keyboard.press("2")
    walk.page.keyboard.press("Enter")
    held.let_go()
    walk.has_feedback()
    assert (Review.objects.count(), walk.errors) == (1, [])


# Continue, Undo, I was right


def test_all_of_a_note_is_saved_when_continue_is_pressed_while_some_of_it_is(answered: Walk) -> None:
    answered.press("Note or leave out").settled()
    held = Held(answered.page, "**/note/")
    answered.page.locator("#note-words").fill("first")
    held.until_asked()
    answered.page.locator("#note-words").press_sequentially(" and last")
    answered.page.get_by_role("link", name=re.compile("^Continue")).click()
    held.let_go()
    answered.is_asked()
    assert Note.objects.get().words == "first and last"


def test_continue_after_undo_does_not_leave_the_question_that_is_asked_again(answered: Walk) -> None:
    question, page = answered.question, answered.page
    held = Held(page, "**/undo/")
    page.keyboard.press("u")
    held.until_asked()
    page.get_by_role("link", name=re.compile("^Continue")).click()
    held.let_go()
    answered.is_asked()
    again = Prompt.objects.latest("at")
    assert (answered.question, page.url.endswith(again.get_absolute_url())) == (question, True)


@pytest.mark.parametrize("opens", ["Note or leave out", "Flag"])
def test_words_that_are_begun_stay_when_an_answer_is_said_to_be_right(
    open_browser: Any, learner: Person, ask: Any, opens: str
) -> None:
    for days in (9, 6, 3):
        then = timezone.now() - timedelta(days=days)
        answer_well(ask(learner, COMMAND, now=then), now=then)
    prompt = ask(learner, COMMAND, now=timezone.now())
    answer(prompt, now=timezone.now(), text="no idea")
    walk = open_browser(learner).go(prompt.get_absolute_url())
    walk.press(re.compile(f"^{opens}")).settled()
    words = walk.page.locator("#main [name=words]")
    held = Held(walk.page, "**/overrule/")
    walk.press("I was right")
    held.until_asked()
    words.fill("my own")
    held.let_go()
    walk.settled()
    expect(walk.page.locator(".overrule")).to_have_count(0)
    expect(words).to_have_value("my own")


# An interview


def test_an_answer_that_is_opened_and_ticked_while_another_is_graded_stays_open(
    open_browser: Any, learner: Person
) -> None:
    start = timezone.now() - timedelta(minutes=20)
    after = say_all(begin(learner.learner, length=6, now=start), start=start)
    walk = open_browser(learner).go(f"/interview/{after.interview.pk}/").settled()
    answers = walk.page.locator("details[name=answers]")
    held = Held(walk.page, "**/grade/**")
    walk.page.keyboard.press("3")
    held.until_asked()
    answers.nth(3).locator("summary").first.click()
    box = answers.nth(3).get_by_role("checkbox").first
    box.check()
    held.let_go()
    walk.settled()
    expect(box).to_be_visible()
    expect(box).to_be_checked()


def test_the_menu_of_stop_stays_open_when_a_reply_comes(open_browser: Any, learner: Person) -> None:
    interview = interview_in_pairs(learner)
    walk = open_browser(learner).go(interview.get_absolute_url()).press("Make the link")
    link = walk.sees("Let your friend open this link").page.locator("#link").input_value()
    walk.page.locator("summary", has_text="Stop").click()
    open_browser(None).go(link).press("I am the interviewer").sees("1 of 6")
    walk.sees("Your interviewer has the sheet")
    expect(walk.page.get_by_role("link", name="Go on later")).to_be_visible()


def test_of_two_ticks_on_their_way_at_once_both_count(open_browser: Any, learner: Person) -> None:
    interview = interview_in_pairs(learner)
    walk = open_browser(learner).go(interview.get_absolute_url()).press("Make the link")
    link = walk.sees("Let your friend open this link").page.locator("#link").input_value()
    friend = open_browser(None).go(link).press("I am the interviewer").sees("1 of 6")
    held = Held(friend.page, "**/heard/")
    boxes = friend.page.locator("[name=points]")
    boxes.nth(0).check()
    held.until_asked()
    boxes.nth(1).check()
    held.let_go()
    friend.settled()
    assert [len(points) for points, _ in heard_points(interview).values()] == [2]


def test_a_section_that_is_opened_while_a_search_is_on_its_way_stays_open(
    open_browser: Any, learner: Person
) -> None:
    interviewed(learner, timezone.now().date() - timedelta(days=1))
    walk = open_browser(learner).go("/asked/").settled()
    held = Held(walk.page, "**/asked/")
    walk.fill("Tick what came up", "drift")
    held.until_asked()
    section = walk.page.locator("#rows details").first
    section.locator("summary").click()
    held.let_go()
    walk.sees("Found")
    expect(section.get_by_role("checkbox").first).to_be_visible()


# Teaching


def test_a_tick_that_is_made_before_the_scripts_run_is_counted(open_browser: Any, instructor: Person) -> None:
    walk = open_browser(instructor).go("/cohorts/new/").fill("Name", "Autumn").press("Make the cohort")
    walk.sees("Invite")
    path = walk.page.get_by_role("link", name="New assignment").first.get_attribute("href")
    held = Held(walk.page, "**/htmx*.js")
    walk.page.goto(f"{path}", wait_until="commit")
    walk.page.get_by_label(re.compile("^Version control")).check()
    held.let_go()
    walk.sees("20 questions to Familiar")


# Saved before


def test_a_point_of_a_drill_that_is_ticked_while_others_are_saved_stays_ticked(
    open_browser: Any, learner: Person
) -> None:
    chosen: dict[str, Any] = {"manner": Interview.Manner.WRITTEN, "timing": Interview.Timing.NORMAL}
    begun = start_drill(
        learner=learner.learner, key=live_drills()[0].drill.key, now=timezone.now() - 9 * MINUTE, **chosen
    )
    ended = say_drill(interview=begun, sent={"part": "drill", "text": "words"}, now=timezone.now())
    walk = open_browser(learner).go(ended.get_absolute_url()).settled()
    boxes = walk.page.locator("[name=points]")
    boxes.nth(0).check()
    held = Held(walk.page, "**/points/")
    walk.press("Save", exact=True)
    held.until_asked()
    boxes.nth(1).check()
    held.let_go()
    walk.sees("Saved. You can change the ticks at any time.")
    assert [box.is_checked() for box in boxes.all()[:3]] == [True, True, False]


def test_words_that_are_written_while_two_windows_notes_are_joined_stay(
    open_browser: Any, learner: Person
) -> None:
    walk, other = (open_browser(learner).go("/questions/what-is-dvc/") for _ in range(2))
    for each in (walk, other):
        each.settled().page.get_by_text("Write a note").click()
    field = other.page.locator("#note-words")
    walk.page.locator("#note-words").fill("first")
    walk.sees("Saved.")
    held = Held(other.page, "**/note/")
    field.fill("second")
    held.until_asked()
    field.press_sequentially(" and third")
    held.let_go()
    other.sees("Both texts are saved")
    expect(field).to_have_value("first\n\n---\n\nsecond and third")
    expect(other.page.locator("#note-state")).to_contain_text("Saved.")
    assert Note.objects.get().words == "first\n\n---\n\nsecond and third"


def test_nothing_can_be_written_that_an_undo_on_its_way_would_take_along(
    open_browser: Any, learner: Person, ask: Any
) -> None:
    now = timezone.now()
    prompt = answer_well(ask(learner, "what-is-dvc", now=now), now=now).prompt
    walk = open_browser(learner).go(prompt.get_absolute_url()).press("Note or leave out").settled()
    walk.press(re.compile("^Flag")).settled()
    held = Held(walk.page, "**/undo/")
    walk.press("Undo")
    held.until_asked()
    for field in walk.page.locator("main [name=words]").all():
        expect(field).to_be_disabled()
    held.let_go()
    walk.is_asked()


def test_an_older_preview_never_takes_the_place_of_a_newer_one(open_browser: Any, curator: Person) -> None:
    open_draft(curator)
    editing = open_browser(curator).go(address("change")).settled()
    text, page = editing.page.locator("textarea[name=text]"), editing.page
    shown = page.frame_locator("iframe[name=preview]")
    text.fill("Zeroth?")
    shown.get_by_role("heading", name="Zeroth?").wait_for()
    page.evaluate(SLOW_TO_READ)
    text.fill("First?")
    page.wait_for_function("() => window.letGo")
    text.fill("Second?")
    shown.get_by_role("heading", name="Second?").wait_for()
    page.evaluate("async () => { letGo(); await fetch('/healthz'); }")
    expect(shown.get_by_role("heading", name="Second?")).to_be_visible()
