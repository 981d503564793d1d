"""Who has no account holds interviews too, and signing in keeps them."""

import pytest

from quiz.bank.published import published_bank
from quiz.interview.holding.held import held
from quiz.practice.remembering.rebuilding import differences
from tests.conftest import PASSWORD, Person
from tests.interview import pages

pytestmark = pytest.mark.django_db


def sign_in(visitor: Person, email: str) -> None:
    visitor.post("/accounts/login/", {"login": email, "password": PASSWORD})


def test_signing_in_in_the_middle_goes_on_with_it(visitor: Person, learner: Person) -> None:
    pages.begin(learner)
    interview = pages.begin(visitor)
    pages.say(visitor, interview, "before")
    sign_in(visitor, "learner1@example.org")
    assert "one more thing" in visitor.get(pages.address(interview)).content.decode()
    assert pages.say(visitor, interview, "after").status_code == 200
    current = held(interview)
    assert current.puts[0].reply and current.puts[0].reply.text == "after"
    assert differences(published_bank()) == []


def test_signed_out_in_the_middle_what_was_written_comes_back(learner: Person) -> None:
    interview = pages.begin(learner)
    fields = pages.fields_of(learner.get(pages.address(interview)).content.decode())
    learner.logout()
    asked = learner.post(pages.address(interview), fields | {"text": "not to be lost"})
    assert asked.status_code == 401 and "not to be lost" in asked.content.decode()
    hidden = {f"sent-{name}": value for name, value in (fields | {"text": "not to be lost"}).items()}
    learner.post(
        "/accounts/login/",
        {"login": "learner1@example.org", "password": PASSWORD, "next": pages.address(interview)} | hidden,
    )
    assert "not to be lost</textarea>" in learner.get(pages.address(interview)).content.decode()


def test_signed_out_while_it_went_on_elsewhere_what_was_written_is_shown_beside(learner: Person) -> None:
    interview = pages.begin(learner)
    fields = pages.fields_of(learner.get(pages.address(interview)).content.decode())
    pages.say(learner, interview, "on the phone")
    learner.logout()
    hidden = {f"sent-{name}": value for name, value in (fields | {"text": "typed here"}).items()}
    entrance = {"login": "learner1@example.org", "password": PASSWORD, "next": pages.address(interview)}
    learner.post("/accounts/login/", entrance | hidden)
    body = learner.get(pages.address(interview)).content.decode()
    assert (
        "went on meanwhile" in body
        and "typed here</blockquote>" in body
        and "typed here</textarea>" not in body
    )


def test_anothers_interview_is_not_there(visitor: Person, learner: Person) -> None:
    interview = pages.begin(visitor)
    assert learner.get(pages.address(interview)).status_code == 404
    assert learner.post(f"{pages.address(interview)}end/").status_code == 404
