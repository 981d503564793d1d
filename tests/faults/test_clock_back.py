"""A clock that goes back: nothing fails, nothing is lost, and no page counts backwards."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from quiz.practice.models import Correction, Prompt, Review
from tests.conftest import NOW
from tests.faults.forms import form_on
from tests.practice.acts import right_slug

pytestmark = pytest.mark.django_db
BACKWARDS = re.compile(r"[-−]\d+ ?(second|minute|hour|day|week|%)|in 0 days|ago from now")
PAGES = ["/today/", "/mastery/", "/library/", "/plan/", "/practice/", "/interview/", "/settings/"]
BACK = [timedelta(hours=2), timedelta(days=3)]


def waiting(person) -> Prompt:
    """The question that their practice waits for."""
    page = person.post("/practice/", follow=True)
    return Prompt.objects.get(pk=page.request["PATH_INFO"].split("/")[-2])


@pytest.mark.parametrize("back", BACK, ids=str)
def test_answers_before_and_after_are_all_there_in_the_order_they_were_given(learner, back):
    given = []
    with time_machine.travel(NOW, tick=False) as clock:
        for moment in (NOW, NOW + timedelta(minutes=1), NOW - back, NOW - back + timedelta(minutes=1), NOW):
            clock.move_to(moment)
            prompt = waiting(learner)
            page = learner.post(prompt.get_absolute_url(), {"response": right_slug(prompt)}, follow=True)
            assert (page.status_code, BACKWARDS.findall(page.text)) == (200, [])
            given.append(prompt.pk)
        assert list(Review.objects.order_by("at").values_list("pk", flat=True)) == given
    call_command("rebuild_cards", check=True, verbosity=0)
    call_command("check_integrity", verbosity=0)


@pytest.mark.parametrize("back", BACK, ids=str)
def test_no_page_counts_backwards(learner, back):
    with time_machine.travel(NOW, tick=False) as clock:
        prompt = waiting(learner)
        learner.post(prompt.get_absolute_url(), {"response": right_slug(prompt)})
        learner.post(
            "/plan/", {"minutes": "10", "target": "0.9", "interview_on": str(NOW.date() + timedelta(days=9))}
        )
        clock.move_to(NOW - back)
        addresses = [*PAGES, prompt.get_absolute_url(), prompt.session.get_absolute_url()]
        pages = [(each, learner.get(each, follow=True)) for each in addresses]
    found = [(each, page.status_code, BACKWARDS.findall(page.text)) for each, page in pages]
    assert found == [(each, 200, []) for each in addresses]


def test_what_was_just_answered_can_still_be_taken_back(learner):
    with time_machine.travel(NOW, tick=False) as clock:
        prompt = waiting(learner)
        learner.post(prompt.get_absolute_url(), {"response": right_slug(prompt)})
        clock.move_to(NOW - timedelta(hours=2))
        page = learner.post(reverse("prompt-undo", args=[prompt.pk]), follow=True)
        assert form_on(page)
        assert Correction.objects.get().at > Review.objects.get().at
        assert waiting(learner).question_id == prompt.question_id


def test_an_interview_goes_on_to_its_end(learner):
    with time_machine.travel(NOW, tick=False) as clock:
        page = learner.post(
            "/interview/", {"asks": "6", "manner": "written", "timing": "normal"}, follow=True
        )
        address = page.request["PATH_INFO"]
        for number in range(20):
            clock.move_to(NOW - timedelta(minutes=number))
            prompt = re.search(r'name="prompt" value="([^"]+)"', page.text)
            if prompt is None:
                break
            part = re.search(r'name="part" value="([^"]+)"', page.text)[1]
            page = learner.post(
                address, {"prompt": prompt[1], "part": part, "text": f"Said {number}."}, follow=True
            )
            assert (page.status_code, BACKWARDS.findall(page.text)) == (200, [])
        assert page.text.count("Said ") >= 6
