"""What a session's end leads to: the plan after the first one, and an account for who has none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.practice.models import Plan
from tests.conftest import Person
from tests.today.steps import answer_all, start

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def end(person: Person) -> str:
    """The summary of a first session that has come to its end."""
    session = start(person)
    answer_all(session, every=2)
    return str(person.post(f"/practice/{session.pk}/end/", follow=True).text)


def test_the_first_session_ends_with_the_question_when_the_interview_is(learner: Person) -> None:
    page = end(learner)
    assert "When is your interview?" in page and 'href="/plan/"' in page
    assert page.count("button go") == 1 and page.count('data-hotkey="Enter"') == 1


def test_who_has_a_date_is_not_asked_for_it(learner: Person) -> None:
    learner.post("/practice/")
    on = timezone.localdate() + timedelta(days=9)
    Plan.objects.update_or_create(learner=learner.learner, defaults={"interview_on": on})
    assert "When is your interview?" not in end(learner)


def test_a_visitor_is_offered_to_keep_their_answers_and_signs_up_with_the_address(visitor: Person) -> None:
    page = end(visitor)
    assert "Keep your answers" in page and 'action="/accounts/signup/"' in page
    signing_up = visitor.post("/accounts/signup/", {"email": "learner9@example.org", "begin": "1"})
    assert signing_up.status_code == 200
    assert 'value="learner9@example.org"' in signing_up.text and 'aria-invalid="true"' not in signing_up.text


def test_what_the_next_session_starts_with_is_said_right_below_what_was_missed(visitor: Person) -> None:
    page = end(visitor)
    assert page.index("Missed (") < page.index("your next session starts") < page.index("Keep your answers")


def test_who_has_an_account_is_offered_none(learner: Person) -> None:
    assert "Keep your answers" not in end(learner)
