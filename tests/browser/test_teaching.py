"""An instructor teaches from what a cohort mixes up, and puts it on the wall."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quiz.bank.models import Section
from quiz.cohorts.models import Assignment, Cohort, Membership
from tests.browser.axe import violations
from tests.browser.sizes import SIDEWAYS
from tests.cohorts.teaching_acts import RIGHT, TEMPTING, choose_each, members, options_of

BEAMER = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}
SMALLEST = """() => Math.min(...[...document.querySelectorAll(".wall *:not(kbd)")]
    .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((each) => parseFloat(getComputedStyle(each).fontSize)))"""
UNSEEN = "() => document.documentElement.scrollHeight - innerHeight"


@pytest.fixture
def mixed_up(fresh_db, instructor):
    """Of two questions the members choose the same wrong option."""
    now = timezone.now()
    cohort = Cohort.objects.create(name="Autumn cohort", created_at=now)
    Membership.objects.create(cohort=cohort, user=instructor.user, role="instructor", agreed_at=now)
    day = now.date()
    assignment = Assignment.objects.create(
        cohort=cohort, opens_on=day, due_on=day + timedelta(days=7), created_at=now
    )
    assignment.sections.add(Section.objects.get(slug="version-control"))
    people = members(cohort, 6)
    for key, chose in (("how-dvc-works-with-git", 4), ("dvc-pull-dataset", 3)):
        options = options_of(key)
        choose_each(people, [options[TEMPTING]] * chose + [options[RIGHT]] * (6 - chose), key)
    return cohort


def test_the_wall_is_walked_by_its_keys(open_browser, instructor, mixed_up):
    walk = open_browser(instructor, viewport=BEAMER)
    walk.go(reverse("cohort-teach", args=[mixed_up.pk])).press("Show on the wall")
    page, seen = walk.page, []
    page.wait_for_url("**/wall/**")  # and its sheets
    for key in ("", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        if key:
            with page.expect_navigation():
                page.keyboard.press(key)
        seen.append(
            (page.locator(".wall > header > span").first.inner_text(), page.get_by_text("chose this").count())
        )
        assert page.evaluate(SMALLEST) >= 24 and page.evaluate(UNSEEN) <= 0
    assert seen == [("1 of 2", 0), ("1 of 2", 1), ("2 of 2", 0), ("2 of 2", 1), ("2 of 2", 0)]
    with page.expect_navigation():
        page.keyboard.press("Escape")
    walk.sees("Teach this")
    assert walk.errors == []


@pytest.mark.parametrize(
    ("size", "theme"), [(BEAMER, "light"), (BEAMER, "dark"), (PHONE, "light"), (PHONE, "dark")]
)
def test_axe_finds_nothing_on_the_pages_to_teach_from(open_browser, instructor, mixed_up, size, theme):
    walk = open_browser(instructor, viewport=size, color_scheme=theme)
    names = ["cohort-questions", "cohort-teach", "cohort-wall"]
    places = [reverse(name, args=[mixed_up.pk]) for name in names]
    for place in (*places, f"{places[-1]}?step=2"):
        page = walk.go(place).page
        assert violations(page) == [] == page.evaluate(SIDEWAYS), place
