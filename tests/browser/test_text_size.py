"""A phone with large text, names of eighty letters, a dark theme on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from quiz.cohorts.models import Assignment, Cohort, Membership
from tests.browser.sizes import CUT, LARGE, SIDEWAYS, grey_on_paper, pushed_aside, set_text
from tests.conftest import Person

PHONE = {"width": 390, "height": 844}
LETTERS = "W" * 80


@pytest.mark.parametrize(("width", "size"), LARGE)
def test_menus_and_keys_are_whole_under_large_text(open_browser, learner, width, size):
    page = open_browser(learner, viewport=PHONE).go("/settings/").page
    set_text(page, width=width, size=size)
    for bar in (".tabbar", ".top"):
        page.locator(f"{bar} summary").click()
        menu = page.locator(f"{bar} .menu")
        assert menu.evaluate(CUT) is False
        menu.get_by_text("Sign out").click(trial=True)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    assert dialog.evaluate(CUT) is False and dialog.evaluate("it => it.scrollWidth <= it.clientWidth")
    assert page.evaluate(SIDEWAYS) == []


def test_pages_of_the_entrance_hold_large_text_and_a_long_address(open_browser):
    walk = open_browser(viewport=PHONE).go("/accounts/login/code/")
    walk.fill("E-mail", f"{'w' * 60}@{'münchen' * 8}.example").press("Mail me a code")
    walk.sees("A mail is on its way to")
    assert pushed_aside(walk.page) == []
    for place in ("/accounts/password/reset/", "/accounts/signup/", "/accounts/inactive/"):
        assert pushed_aside(walk.go(place).page) == [], place


@pytest.fixture
def cohort(fresh_db: None, instructor: Person, learner: Person) -> Cohort:
    """Every name in it has eighty letters."""
    User.objects.update(name=LETTERS)
    now = timezone.now()
    cohort = Cohort.objects.create(name=LETTERS, created_at=now)
    for person, role in ((instructor, "instructor"), (learner, "member")):
        Membership.objects.create(cohort=cohort, user=person.user, role=role, agreed_at=now)
    due = now.date() + timedelta(days=5)
    Assignment.objects.create(cohort=cohort, opens_on=now.date(), due_on=due, created_at=now).sections.add(2)
    return cohort


@pytest.mark.parametrize("width", [320, 1280])
def test_eighty_letters_push_no_figure_out_of_sight(open_browser, instructor, cohort, width):
    page = (
        open_browser(instructor, viewport={"width": width, "height": 844}).go(cohort.get_absolute_url()).page
    )
    assert page.evaluate(SIDEWAYS) == []
    box = page.locator(".who td.number").first.bounding_box()
    assert box and box["x"] > 0 and box["x"] + box["width"] <= width


def test_eighty_letters_stay_within_every_page(open_browser, instructor, learner, cohort):
    places = [
        (learner, reverse("cohort-mine", args=[cohort.pk])),
        (learner, "/today/"),
        (learner, "/cohorts/"),
    ]
    places += [(instructor, "/cohorts/"), (instructor, reverse("assignment-new", args=[cohort.pk]))]
    walks = {person: open_browser(person, viewport=PHONE) for person in (learner, instructor)}
    for person, place in places:
        page = walks[person].go(place).page
        assert page.evaluate(SIDEWAYS) == [] == pushed_aside(page), place


@pytest.mark.parametrize("theme", ["dark", ""])
def test_paper_is_white_in_every_theme(open_browser, learner, theme):
    User.objects.update(theme=theme)
    page = open_browser(learner, color_scheme="dark").go("/plan/").page
    assert grey_on_paper(page) == []
