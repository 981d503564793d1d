"""The landing page's question, answered by many hands at once."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from django.test import Client

from quiz.practice.models import Learner, PracticeSession, Prompt, Review
from tests.conftest import Person
from tests.today.steps import offered


def test_twelve_sendings_at_once_record_one_review(fresh_db: None) -> None:
    token, options = offered(Person())

    def send(_number: int) -> str:
        response = Client().post("/try/", {"token": token, "response": options[0]})
        connections.close_all()
        return f"{response.status_code} {response['Location']}"

    with ThreadPoolExecutor(6) as browsers:
        answers = set(browsers.map(send, range(12)))
    review = Review.objects.get()
    assert answers == {f"302 /practice/prompts/{review.pk}/"}
    assert (Learner.objects.count(), PracticeSession.objects.count()) == (1, 1)
    assert Prompt.objects.filter(sequence=1).count() == 1
