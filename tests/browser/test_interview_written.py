"""A whole interview in writing: by the keyboard alone, and without JavaScript."""

import re

import pytest

from quiz.bank.published import published_bank
from quiz.interview.holding.held import held
from quiz.interview.models import Interview
from quiz.practice.models import Event, Prompt, Review
from quiz.practice.remembering.rebuilding import differences
from tests.browser.axe import violations

PART = "[...document.querySelectorAll('#say [name=prompt], #say [name=part]')].map((each) => each.value).join(' ')"


def part_shown(walk) -> str:
    """The part that waits; empty at the end."""
    return walk.page.evaluate(PART)


def goes_on_from(walk, part: str) -> None:
    walk.page.wait_for_function(f"part => ({PART}) !== part", arg=part)


def test_six_questions_by_the_keyboard_alone_with_the_log_after_it(open_browser, learner):
    walk = open_browser(learner).go("/interview/")
    walk.press("Begin the interview")
    walk.sees("Question 1 of 6")
    keyboard, said = walk.page.keyboard, 0
    while part_shown(walk):
        part = part_shown(walk)
        if said == 4:
            keyboard.press("s")
        else:
            keyboard.press("w")
            keyboard.type(f"my answer {said}")
            keyboard.press("Control+Enter")
        said += 1
        goes_on_from(walk, part)
    walk.sees("Grade your 5 answers.")
    interview = Interview.objects.get()
    puts = held(interview).puts
    assert len(puts) == 6 and interview.ended_at and Event.objects.filter(kind="said").count() == said
    assert puts[0].answer and puts[0].answer.text == "my answer 0"
    assert Review.objects.count() == sum(put.answer.passed for put in puts if put.answer)
    assert differences(published_bank()) == [] and walk.errors == []


def test_without_javascript_every_part_is_a_plain_form_and_no_clock_runs(open_browser, learner):
    walk = open_browser(learner, java_script_enabled=False).go("/interview/")
    walk.press("Begin the interview")
    while walk.page.locator("#say").count():
        assert not walk.page.locator("interview-clock").is_visible()
        walk.sees(re.compile("in about (90|60) seconds"))
        walk.page.locator("#said").fill("by hand")
        walk.page.locator(".dock .go").click()
    walk.sees("Grade your 6 answers.")
    assert Prompt.objects.count() == 6 and Interview.objects.get().ended_at


def test_stop_opens_two_ways_out_by_escape_and_closes_again(open_browser, learner):
    walk = open_browser(learner).go("/interview/")
    walk.press("Begin the interview")
    walk.sees("Question 1 of 6")
    walk.page.keyboard.press("Escape")
    assert walk.page.get_by_role("link", name="Go on later").is_visible()
    walk.page.keyboard.press("Escape")
    assert not walk.page.get_by_role("link", name="Go on later").is_visible()
    walk.page.keyboard.press("Escape")
    walk.press("End it now and see the report")
    walk.sees("Nothing was answered.")
    assert Interview.objects.get().ended_at and walk.errors == []


def test_an_answer_given_without_a_connection_is_sent_by_itself(open_browser, learner):
    walk = open_browser(learner).go("/interview/")
    walk.press("Begin the interview")
    walk.sees("Question 1 of 6")
    walk.page.locator("#said").fill("from a tunnel")
    walk.page.context.set_offline(True)
    walk.page.keyboard.press("Control+Enter")
    walk.page.locator("[data-bar]").get_by_text(
        re.compile("saved in this browser|offline|connection", re.I)
    ).first.wait_for()
    walk.page.context.set_offline(False)
    walk.page.locator("text=one more thing").wait_for()
    assert Event.objects.get().detail["text"] == "from a tunnel"


def test_what_is_chosen_can_be_read_in_forced_colours(open_browser, learner):
    walk = open_browser(learner, forced_colors="active").go("/interview/")
    assert violations(walk.page) == []


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, {"width": 390, "height": 844}])
def test_axe_finds_nothing_before_and_during_it(open_browser, learner, size):
    walk = open_browser(learner, viewport=size, color_scheme="dark").go("/interview/")
    assert violations(walk.page) == []
    walk.press("Begin the interview")
    walk.sees("Question 1 of 6")
    assert violations(walk.page) == []
    walk.page.keyboard.press("Control+Enter")
    walk.page.locator(".dock .go").click()
    walk.sees("one more thing")
    walk.page.locator(".strip summary").click()
    assert violations(walk.page) == []
