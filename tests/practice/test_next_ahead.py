"""The next question comes with the feedback, inert and without its answer."""

import re
from datetime import timedelta

import pytest
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.urls import reverse
from django.utils import timezone

from quiz.bank.models import BankVersion, KeyPoint, Option, Revision
from quiz.practice.answering.leaving_out import leave_out
from quiz.practice.models import Review
from tests.practice.acts import UTC, answer_well, right_slug, wrong_slug

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
HTMX = {"HX-Request": "true"}
CANARY = "canary in the mine"
TOKEN = re.compile('(?<=csrfmiddlewaretoken" value=")[^"]+')


@pytest.fixture
def asked(learner, ask):
    return ask(learner, now=timezone.now())


def answer_it(person, prompt, **fields):
    fields = fields or {"response": right_slug(prompt)}
    return person.post(prompt.get_absolute_url(), fields, headers=HTMX).text


def newest(prompt):
    return prompt.session.prompts.order_by("-sequence").first()


def ahead(page):
    """What stands in the template, or nothing."""
    found = re.search("<template>(.*)</template>", page, re.DOTALL)
    return found.group(1) if found else ""


def test_it_is_what_the_server_would_show(learner, asked):
    for _ in range(4):
        came = ahead(answer_it(learner, asked))
        asked = newest(asked)
        shown = learner.get(asked.get_absolute_url(), headers=HTMX).text
        assert came and TOKEN.sub("", came) == TOKEN.sub("", shown)


def test_its_star_is_seen(learner, ask):
    prompt = ask(learner, "what-is-concept-drift", "canary-deployment", now=timezone.now())
    for key in ("what-is-concept-drift", "canary-deployment"):
        learner.post(reverse("star", args=[key]), {"on": "1"})
    assert "Starred" in ahead(answer_it(learner, prompt))


@pytest.fixture
def canaries():
    """In all that nobody may read before they answered."""
    told = ("answer", "explanation", "hint", "common_wrong", "senior")
    Revision.objects.update(
        **dict.fromkeys(told, CANARY),
        follow_ups=[{"question": CANARY, "reply": CANARY}],
        digest=Concat(Value("c"), Substr("digest", 2)),
    )
    Option.objects.update(why=CANARY, tempts=CANARY)
    KeyPoint.objects.update(text=CANARY)
    BankVersion.renew()


def test_nothing_of_its_answer_is_in_it(canaries, learner, asked):
    for _ in range(4):
        page = answer_it(learner, asked)
        asked = newest(asked)
        came, revision = ahead(page), asked.revision
        assert CANARY in page and CANARY not in came
        for option in revision.options.all():
            assert (option.text in came) == (option.slug in asked.options)


@pytest.mark.parametrize("act", ["overrule", "again", "repeated", "plain"])
def test_it_comes_with_the_answer_alone(learner, asked, act):
    answer_it(learner, asked)
    address = asked.get_absolute_url()
    pages = {
        "overrule": lambda: learner.post(f"{address}overrule/", headers=HTMX),
        "again": lambda: learner.get(address, headers=HTMX),
        "repeated": lambda: learner.post(address, {"response": right_slug(asked)}, headers=HTMX),
        "plain": lambda: learner.post(address, {"response": right_slug(asked)}, follow=True),
    }
    page = pages[act]().text
    assert "Continue" in page and "data-hotkey" in page and not ahead(page)


def test_the_same_question_again_does_not_come_since_it_may_be_left_out_beside_it(learner, ask):
    prompt = ask(learner, "what-is-concept-drift", now=timezone.now())
    page = answer_it(learner, prompt, response=wrong_slug(prompt))
    assert newest(prompt).question_id == prompt.question_id
    assert "Continue" in page and not ahead(page)


def test_after_the_last_question_nothing_comes(learner, ask):
    prompt = ask(learner, "what-is-concept-drift", now=timezone.now())
    page = answer_it(learner, prompt)
    assert "See your results" in page and not ahead(page)


def test_an_answer_to_what_was_shown_late_is_recorded(learner, ask):
    """Half an hour is how long a question is shown again, not how long it may be answered."""
    prompt = answer_well(ask(learner)).following
    assert "where you left it" in learner.get(prompt.get_absolute_url(), follow=True).text
    assert "Right" in answer_it(learner, prompt)
    assert Review.objects.filter(prompt=prompt).exists()


def test_what_was_left_out_meanwhile_is_noticed_when_it_is_answered(learner, asked):
    answer_it(learner, asked)
    following = newest(asked)
    now, key = timezone.now() + timedelta(seconds=1), following.question.key
    leave_out(learner=learner.learner, key=key, assigned=(), now=now, zone=UTC)
    answer = learner.post(following.get_absolute_url(), {"response": right_slug(following)}, headers=HTMX)
    assert answer.status_code == 409 and "too late" in answer.text
    chosen = following.revision.options.get(slug=right_slug(following)).text
    assert chosen in answer.text and not Review.objects.filter(prompt=following).exists()
