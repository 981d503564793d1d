"""What the feedback says of when a question comes back."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quiz.practice.models import Plan
from tests.practice.acts import answer, answer_well, wrong_slug

pytestmark = pytest.mark.django_db
KEY = "what-is-concept-drift"


def returns(person, prompt):
    page = person.get(reverse("prompt", args=[prompt.pk])).text
    found = re.search(r'<p class="returns"[^>]*>(.*?)</p>', page)
    return re.sub(r"<[^>]+>", "", found[1]) if found else ""


def interview_in(person, days):
    on = timezone.localdate() + timedelta(days=days)
    Plan.objects.update_or_create(learner=person.learner, defaults={"interview_on": on})
    return f"{on.day} {on:%B}"


@pytest.fixture
def right_and_wrong(learner, ask):
    """Two prompts, one known and one missed."""
    now = timezone.now()
    known, missed = ask(learner, KEY, now=now), ask(learner, "what-is-mlops", now=now)
    answer_well(known, now=now)
    answer(missed, now=now, response=wrong_slug(missed))
    return known, missed


def test_with_an_interview_ahead_no_day_of_return_is_named(learner, right_and_wrong):
    known, missed = right_and_wrong
    day = interview_in(learner, 16)
    assert returns(learner, known) == f"It comes back before {day}, when it helps most."
    assert returns(learner, missed) == "It comes back soon."


def test_on_the_day_itself_nothing_is_promised_of_what_is_known(learner, right_and_wrong):
    known, missed = right_and_wrong
    interview_in(learner, 0)
    assert (returns(learner, known), returns(learner, missed)) == ("", "It comes back soon.")


@pytest.mark.parametrize("over", [False, True])
def test_without_an_interview_ahead_the_day_is_named(learner, right_and_wrong, over):
    if over:
        interview_in(learner, -3)
    for prompt in right_and_wrong:
        assert re.fullmatch(r"It comes back (today|tomorrow|on \w+day \d+ \w+)\.", returns(learner, prompt))
