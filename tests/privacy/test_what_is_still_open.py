"""What the browser of a person who was erased meets on the pages that it had open."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.leaving.due import erase_due
from quiz.practice.models import Prompt
from quiz.privacy import erase_person
from tests.conftest import Person
from tests.interview.pages import begin

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
GONE = "Everything you did here is erased."


@pytest.fixture(autouse=True)
def backups_aside(tmp_path, settings):
    settings.BACKUPS = tmp_path / "backups"


@pytest.fixture
def prompt(learner, ask) -> Prompt:
    return ask(learner, now=timezone.now())


def owner_in(person: Person, address: str) -> str:
    """As the page that is open names it."""
    found = re.search(r'name="owner" value="(\w+)"', person.get(address).text)
    assert found, address
    return found.group(1)


def erase(person: Person) -> None:
    erase_person(learner=person.learner, reason="asked for on the site", now=timezone.now())


OPEN = {
    "/plan/": {"minutes": "10"},
    "/settings/": {"name": "Learner 1"},
    "/questions/what-is-mlops/note/": {"words": "Mine"},
    "/settings/mail/": {"practice_hour": "8"},
    "/cohorts/new/": {"name": "Mine"},
}


@pytest.mark.parametrize("address", OPEN)
def test_a_form_that_is_sent_then_is_told_so(learner, prompt, address):
    owner = owner_in(learner, address)
    erase(learner)
    page = learner.post(address, OPEN[address] | {"owner": owner})
    assert page.status_code == 410 and GONE in page.text and "Sign in" not in page.text


@pytest.mark.parametrize("kept", [True, False])
def test_so_is_an_answer_and_the_browser_keeps_it_no_longer(learner, prompt, kept):
    address = f"/practice/prompts/{prompt.pk}/"
    owner = owner_in(learner, address)
    erase(learner)
    headers = {"HX-Request": "true"} | ({"Owner": owner} if kept else {})
    answer = learner.post(address, {"owner": "" if kept else owner, "response": "any"}, headers=headers)
    assert (answer.status_code, answer["Owner"], answer["HX-Retarget"]) == (410, owner, "#run")
    assert GONE in answer.text and "<html" not in answer.text


def test_so_is_what_is_said_in_an_interview(learner):
    interview = begin(learner)
    owner = owner_in(learner, interview.get_absolute_url())
    erase(learner)
    assert GONE in learner.post(interview.get_absolute_url(), {"owner": owner, "text": "Mine"}).text


def test_so_is_a_visitor_who_comes_back_after_half_a_year(visitor):
    visitor.post("/practice/")
    prompt = visitor.learner.prompts.get()
    owner = owner_in(visitor, f"/practice/prompts/{prompt.pk}/")
    erase_due(timezone.now() + timedelta(days=181))
    assert GONE in visitor.post(f"/practice/prompts/{prompt.pk}/", {"owner": owner}).text
    assert visitor.get("/today/").status_code == 200


def test_whoever_is_only_signed_out_is_asked_to_sign_in(learner, prompt):
    address = f"/practice/prompts/{prompt.pk}/"
    owner = owner_in(learner, address)
    learner.post("/accounts/logout/")
    assert learner.post(address, {"owner": owner}).status_code == 401
    assert learner.post(address, {"owner": "0" * 16}).status_code == 401
