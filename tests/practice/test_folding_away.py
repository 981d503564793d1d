"""What of an answer is shown at once, and what on request."""

import pytest
from django.urls import reverse
from django.utils import timezone

from quiz.practice.models import Prompt
from tests.practice.acts import answer, answer_well, wrong_slug
from tests.today.steps import start

pytestmark = pytest.mark.django_db
AGAIN = "Show the answer again"


def shown(person, prompt):
    """What stands open on the feedback, and what is folded."""
    page = person.get(reverse("prompt", args=[prompt.pk])).text
    before, _, folded = page.partition('<details class="disclosure rest">')
    return before, folded.partition("</details>")[0]


@pytest.mark.parametrize(("grade", "is_folded"), [(1, False), (2, True), (3, True), (4, True)])
def test_after_a_good_recall_the_answer_is_one_line(learner, ask, by_recall, grade, is_folded):
    prompt = ask(learner, by_recall("what-is-mlops"), now=timezone.now())
    answer_well(prompt, now=prompt.at, grade=grade)
    open_, folded = shown(learner, prompt)
    assert (AGAIN in folded, prompt.revision.answer in open_) == (is_folded, not is_folded)


def test_in_the_warm_up_feedback_is_right_or_wrong_and_the_answer(learner):
    prompt = Prompt.objects.get(session=start(learner))
    assert prompt.way == "choose"
    wrong = prompt.revision.options.get(slug=wrong_slug(prompt))
    answer(prompt, now=prompt.at, response=wrong.slug)
    open_, folded = shown(learner, prompt)
    assert "Wrong this time" in open_ and wrong.text in open_
    for more in ("A good answer", "Why</h3>", wrong.why, "It comes back"):
        assert more not in open_
    assert "A good answer" in folded and "Why</h3>" in folded
