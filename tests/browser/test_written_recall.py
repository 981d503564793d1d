"""What was written before revealing: found, ticked and marked, and graded by one key."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quiz.practice.models import Review
from tests.browser.walking import Walk

WORDS = "If the new model fails we go back to the previous version"


@pytest.fixture
def revealed(open_browser, learner, ask, by_recall) -> Walk:
    """Written and revealed by the keyboard alone."""
    prompt = ask(learner, by_recall("rollback-purpose"), now=timezone.now())
    walk = open_browser(learner).go(prompt.get_absolute_url())
    walk.fill(re.compile("Say it aloud"), WORDS).page.keyboard.press("Control+Enter")
    return walk.sees("2 of 3: we suggest “With effort”.")


def test_agreeing_with_what_was_found_is_one_key(revealed):
    ticked = revealed.page.locator("key-points label", has=revealed.page.locator(":checked"))
    expect(ticked).to_have_count(2)
    expect(ticked.first).to_contain_text("found in your words")
    revealed.page.reload()
    revealed.sees("2 of 3: we suggest “With effort”.").page.keyboard.press("Enter")
    revealed.has_feedback()
    review = Review.objects.get()
    assert (review.grade, review.response["points"]) == (2, ["on-failure", "revert"])


def test_who_disagrees_changes_the_suggestion(revealed):
    revealed.page.get_by_role("checkbox", name=re.compile("^It follows a failure")).uncheck()
    revealed.sees("1 of 3: we suggest “Forgot”.").page.keyboard.press("Enter")
    revealed.has_feedback()
    review = Review.objects.get()
    assert (review.grade, review.response["points"]) == (1, ["revert"])
    assert review.response["found"] == ["on-failure", "revert"]
