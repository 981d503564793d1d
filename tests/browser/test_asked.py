"""What were you asked?, in a browser: with JavaScript and without, and for everybody."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quiz.practice.asked_lately.models import AskedQuestion
from tests.browser.axe import violations
from tests.browser.holding import Held
from tests.conftest import Person
from tests.interview.asked_acts import interviewed


def yesterday(person: Person) -> Person:
    return interviewed(person, timezone.now().date() - timedelta(days=1))


def said() -> dict[str, str]:
    return dict(AskedQuestion.objects.values_list("question__key", "could"))


@pytest.mark.parametrize("scripted", [True, False])
def test_a_minute_is_enough_with_and_without_javascript(open_browser, learner, scripted):
    yesterday(learner)
    walk = open_browser(learner, java_script_enabled=scripted).go("/today/").press("Tick what came up")
    page = walk.page
    page.locator("main summary").first.click()
    first = page.locator("li.came", has=page.locator("[value=what-is-mlops]")).first
    assert not first.get_by_role("radio").count()
    first.get_by_role("checkbox").check()
    first.get_by_role("radio", name="Partly").check()
    walk.fill("Tick what came up", "concept drift")
    if not scripted:
        walk.press("Find")
    drift = page.locator("li.came", has=page.locator("[value=what-is-concept-drift]")).first
    drift.get_by_role("checkbox").check()
    walk.fill("Something we don’t have?", "How do you evaluate an LLM?").press("Save", exact=True)
    walk.sees("Saved. You can change it for a week after the interview.")
    assert said() == {"what-is-mlops": "partly", "what-is-concept-drift": ""}
    walk.sees("0 of the 1 you were asked")


def test_what_is_ticked_while_a_search_is_on_its_way_stays_ticked(open_browser, learner):
    yesterday(learner)
    walk = open_browser(learner).go("/asked/")
    page = walk.page
    walk.fill("Tick what came up", "concept")
    drift = page.locator("#rows > ul li.came", has=page.locator("[value=what-is-concept-drift]"))
    expect(drift).to_be_visible()
    held = Held(page, "**/asked/")
    walk.fill("Tick what came up", "concept drift")
    held.until_asked()
    drift.get_by_role("checkbox").check()
    drift.get_by_role("radio", name="Partly").check()
    held.let_go()
    walk.settled()
    expect(drift.get_by_role("checkbox")).to_be_checked()
    expect(drift.get_by_role("radio", name="Partly")).to_be_checked()
    walk.press("Save", exact=True).sees("Saved. You can change it for a week after the interview.")
    assert said() == {"what-is-concept-drift": "partly"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_it(open_browser, learner, theme):
    yesterday(learner)
    for width in (1280, 390):
        walk = open_browser(learner, color_scheme=theme, viewport={"width": width, "height": 900})
        walk.go("/asked/").page.locator("main summary").first.click()
        walk.page.get_by_role("checkbox").first.check()
        assert violations(walk.page) == []
