"""A curator publishes other words of a drill, and a reader sees them."""

import pytest
from django.urls import reverse

from quiz.bank.drills.models import Drill
from tests.browser.axe import violations

KEY = "features-went-null"


def test_a_drill_is_edited_previewed_published_and_read(open_browser, curator):
    drill = Drill.objects.get(key=KEY)
    editing = open_browser(curator)
    editing.go(reverse("admin:quiz_drill_changelist")).press("Approvals jump overnight")
    editing.press("Edit in a draft")
    editing.page.locator("textarea[name=title]").fill("Approvals double overnight")
    frame = editing.page.frame_locator("iframe[name=preview]")
    frame.get_by_role("heading", name="Approvals double overnight").wait_for()
    frame.get_by_text("Stops the harm first").wait_for()
    editing.press("Publish revision 2")
    editing.page.get_by_label("Reason", exact=False).fill("Plainer words")
    editing.press("Publish revision 2").sees("Published.")
    reading = open_browser()
    reading.go(f"/drills/{drill.key}/").sees("Approvals double overnight")
    assert editing.errors == reading.errors == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_at_a_drill(open_browser, curator, theme):
    drill = Drill.objects.get(key=KEY)
    browser = open_browser(curator, color_scheme=theme)
    pages = [reverse(f"admin:quiz_drill_{name}", args=[drill.pk]) for name in ("change", "history", "retire")]
    found = {page: violations(browser.go(page).page) for page in pages}
    browser.go(pages[0]).press("Edit in a draft")
    found["draft"] = violations(browser.page)
    assert {page: rules for page, rules in found.items() if rules} == {}
