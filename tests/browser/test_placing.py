"""The first session of somebody new: twelve questions, a first figure, and a way past it."""

import re

import pytest
from playwright.sync_api import expect

from quiz.practice.models import PracticeSession, Review


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_visitor_is_placed_by_twelve(open_browser, scripted):
    walk = open_browser(java_script_enabled=scripted)
    walk.go("/").press("Start practising")
    expect(walk.page.locator(".strip p")).to_have_text("Warm-up, 1 of 12")
    walk.practise(11)
    walk.go_on()
    expect(walk.page.locator(".strip p")).to_have_text("Warm-up, 12 of 12")
    walk.answer()
    walk.press(re.compile("^See your results"))
    walk.page.wait_for_url(re.compile("/summary/"))
    walk.sees(re.compile("Now we know where to start")).sees(re.compile(r"of 100, likely \d+ to \d+"))
    assert Review.objects.count() == 12
    walk.press(re.compile("^Keep practising"))
    walk.is_asked()
    expect(walk.page.locator(".strip p")).to_have_text(re.compile(r"^\d+ min · \d+ left$"))
    assert walk.errors == []


def test_it_can_be_skipped(open_browser, learner):
    walk = open_browser(learner)
    walk.go("/today/").press(re.compile("^Start the warm-up"))
    walk.is_asked()
    walk.press("Skip the warm-up")
    walk.page.wait_for_url(re.compile("/prompts/"))
    expect(walk.page.locator(".strip p")).to_have_text("10 min · 15 left")
    kinds = PracticeSession.objects.order_by("started_at").values_list("kind", flat=True)
    assert list(kinds) == ["placing", "ordinary"]
