"""What was practised in a browser without an account belongs to the account afterwards."""

import pytest

from accounts.models import User
from quiz.practice.log.learners import SESSION_KEY
from quiz.practice.models import Learner, Prompt, Review, Way
from tests.accounts.cast import (
    account,
    ask_for_account,
    ask_for_code,
    newest_code,
    prove_address,
    reset_password,
    sign_in,
    sign_up,
    told,
)
from tests.conftest import Person

pytestmark = pytest.mark.django_db
EMAIL = "learner1@example.org"


def practise(person: Person, answers: int) -> Prompt:
    """Answer so many questions, as they come; gives the last one's prompt."""
    for _ in range(answers):
        url = person.post("/practice/").url
        prompt = Prompt.objects.get(pk=url.rstrip("/").rpartition("/")[2])
        if prompt.way != Way.CHOOSE:
            person.post(f"{url}reveal/", {"text": ""})
        person.post(url, {"response": "unsure", "grade": "3"})
    return prompt


def answers_of(user: User) -> int:
    return Learner.objects.get(user=user).reviews.count()


@pytest.mark.any_database
def test_the_pages_of_getting_in_name_the_answers(visitor):
    pages = ("/accounts/login/", "/accounts/signup/", "/accounts/login/code/")
    for page in pages:
        assert "with you" not in visitor.get(page).text
    practise(visitor, 1)
    for page in pages:
        assert "The answer you gave here comes with you." in visitor.get(page).text
    practise(visitor, 2)
    for page in pages:
        assert "The 3 answers you gave here come with you." in visitor.get(page).text


def test_an_answer_taken_back_is_not_counted(visitor):
    practise(visitor, 1)
    prompt = practise(visitor, 1)
    visitor.post(f"{prompt.get_absolute_url()}undo/")
    assert "The answer you gave here comes with you." in visitor.get("/accounts/login/").text


def test_signing_up_keeps_them(visitor):
    practise(visitor, 3)
    before = visitor.learner.pk
    user = sign_up(visitor)
    assert Learner.objects.get(user=user).pk == before
    assert answers_of(user) == 3
    assert SESSION_KEY not in visitor.session


def test_they_are_nobodys_until_the_code_is_typed(visitor):
    practise(visitor, 3)
    ask_for_account(visitor)
    assert visitor.learner.user is None
    practise(visitor, 1)
    prove_address(visitor)
    assert answers_of(User.objects.get()) == 4


def test_signing_in_joins_them_with_the_accounts_own(visitor):
    user = account()
    elsewhere = Person()
    sign_in(elsewhere, EMAIL)
    practise(elsewhere, 2)
    practise(visitor, 3)
    sign_in(visitor, EMAIL)
    assert answers_of(user) == 5
    assert "The 3 answers you gave before you signed in" in told(visitor.get("/settings/"))


def test_signing_in_with_a_code_joins_them_too(visitor):
    user = account()
    practise(visitor, 3)
    ask_for_code(visitor, EMAIL)
    visitor.post("/accounts/login/code/confirm/", {"code": newest_code()})
    assert answers_of(user) == 3


def test_a_new_password_joins_them_too(visitor):
    user = account()
    practise(visitor, 3)
    reset_password(visitor)
    assert answers_of(user) == 3


def test_a_plan_made_without_an_account_comes_along(visitor):
    visitor.post("/plan/", {"interview_on": "", "minutes": "20"})
    user = sign_up(visitor)
    assert Learner.objects.get(user=user).plan.minutes == 20


def test_an_open_question_can_still_be_answered_afterwards(visitor):
    account()
    url = visitor.post("/practice/").url
    sign_in(visitor, EMAIL)
    assert visitor.get(url).status_code == 200


def test_a_failed_sign_in_keeps_them_in_the_browser(visitor):
    account()
    practise(visitor, 2)
    sign_in(visitor, EMAIL, "not it")
    assert visitor.learner.reviews.count() == 2
    assert "The 2 answers you gave here come with you." in visitor.get("/accounts/login/").text


def test_after_signing_out_the_browser_begins_anew(visitor):
    user = account()
    sign_in(visitor, EMAIL)
    practise(visitor, 2)
    visitor.post("/accounts/logout/")
    practise(visitor, 1)
    assert answers_of(user) == 2
    assert visitor.learner.reviews.count() == 1


def test_the_next_person_at_the_browser_gets_only_their_own(visitor):
    first, second = account(), account("learner2@example.org", "Learner 2")
    practise(visitor, 2)
    sign_in(visitor, EMAIL)
    visitor.post("/accounts/logout/")
    practise(visitor, 1)
    sign_in(visitor, "learner2@example.org")
    assert (answers_of(first), answers_of(second)) == (2, 1)
    assert Review.objects.count() == 3
