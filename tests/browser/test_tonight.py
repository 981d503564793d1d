"""Tonight's sheet in a browser: one page on either paper, and one column on a phone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.bank.models import BankVersion, KeyPoint
from quiz.bank.published import published_bank
from quiz.practice.models import Note
from quiz.practice.people.planning import set_plan
from tests.browser.axe import violations
from tests.browser.walking import Walk
from tests.conftest import Person
from tests.mastery.steps import practise

PAPERS = ("A4", "Letter")
WIDE = ":root { --sans: 'DejaVu Sans'; --serif: 'DejaVu Serif'; --mono: 'DejaVu Sans Mono' }"


def pages(walk: Walk, paper: str) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", walk.page.pdf(format=paper)))


def nervous(person: Person) -> Person:
    """So many answers that they do not all fit, and the interview tomorrow."""
    now = timezone.now()
    practise(person, 20, now=now - timedelta(days=4))
    set_plan(learner=person.learner, interview_on=(now + timedelta(days=1)).date(), minutes=10)
    return person


def lengthen(person: Person, words: str) -> None:
    """Every key point and every note is as long as may be."""
    questions = list(published_bank().questions.values())
    KeyPoint.objects.update(text=words[:300])
    BankVersion.renew()
    learner = person.learner
    Note.objects.bulk_create(
        Note(learner=learner, question_id=each.id, words=words[:4000]) for each in questions
    )


@pytest.mark.parametrize("words", ["", "Several words of usual length, " * 130, "MWMW" * 1000])
def test_it_is_one_page_on_either_paper_whatever_the_face(open_browser, learner, words):
    lengthen(nervous(learner), words) if words else nervous(learner)
    walk = open_browser(learner, bypass_csp=True).go("/tonight/").press("Show the sheet")
    walk.sees(re.compile("These? .*most likely to forget by tomorrow"))
    assert [pages(walk, paper) for paper in PAPERS] == [1, 1]
    assert walk.page.locator(".halves > ol > li").count() >= 2
    walk.page.add_style_tag(content=WIDE)
    assert [pages(walk, paper) for paper in PAPERS] == [1, 1]


def test_on_a_phone_it_is_one_column_in_the_same_order(open_browser, learner):
    nervous(learner)
    walk = open_browser(learner, viewport={"width": 390, "height": 844}, color_scheme="dark")
    walk.go("/today/").press("See the sheet").press("Show the sheet")
    boxes = [each.bounding_box() for each in walk.page.locator(".halves > ol > li").all()]
    assert len({box["x"] for box in boxes}) == 1
    assert [box["y"] for box in boxes] == sorted(box["y"] for box in boxes)
    colours = "element => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor]"
    assert walk.page.locator(".sheet").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert violations(walk.page) == []
