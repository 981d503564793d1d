"""What somebody does first arrives twice at once: one learner is made, and both answers make sense."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from quiz.practice.models import Event, Learner, PracticeSession, Review
from quiz.practice.people.merging import adopt
from tests.conftest import Person, make_user
from tests.practice.at_once import Sent, twice_at_once
from tests.today.steps import offered

PAIRS = 10
KEY = "what-is-concept-drift"
ACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "practise": (reverse("practice"), {}),
    "plan": (reverse("plan"), {"minutes": "20"}),
    "star": (reverse("star", args=[KEY]), {"on": "1"}),
    "read": (reverse("question-read", args=[KEY]), {}),
    "claim": (reverse("claim", args=[KEY]), {}),
}


def new_account(act: str, number: int) -> Person:
    return Person().sign_in(make_user(f"{act}{number}@example.org", f"Learner {number}"))


def new_visitor() -> Person:
    """With a page open that has a form."""
    person = Person()
    assert person.get(reverse("practice")).status_code == 200
    return person


def gone_on(answers: Sequence[tuple[Person, HttpResponse]]) -> set[int]:
    """Where each tab was led, it sees what it was led to."""
    assert {answer.status_code for _, answer in answers} == {302}
    return {tab.get(answer["Location"]).status_code for tab, answer in answers}


def test_a_new_account_acts_twice_at_once(fresh_db: None) -> None:
    for act, (address, data) in ACTS.items():
        people = [new_account(act, number) for number in range(PAIRS)]
        answers = twice_at_once([(person, address, data) for person in people])
        assert {answer.status_code for _, answer in answers} == {302}, act
        assert gone_on(answers[:2]) == {200}, act
        assert Learner.objects.filter(user__in=[person.user for person in people]).count() == PAIRS
    assert PracticeSession.objects.count() == 2 * PAIRS
    assert Event.objects.filter(kind=Event.Kind.READ).count() == PAIRS


def test_a_new_visitor_acts_twice_at_once(fresh_db: None) -> None:
    people = [new_visitor() for _ in range(PAIRS)]
    sent = [(person, *ACTS[act]) for person, act in zip(people, ["practise", "star"] * PAIRS, strict=False)]
    assert gone_on(twice_at_once(sent)) == {200}
    assert (Learner.objects.count(), PracticeSession.objects.count()) == (PAIRS, PAIRS // 2)


def test_a_visitor_tries_one_question_twice_at_once(fresh_db: None) -> None:
    requests: list[Sent] = []
    for person in [Person() for _ in range(PAIRS)]:
        token, options = offered(person)
        requests.append((person, reverse("try"), {"token": token, "response": options[0]}))
    assert gone_on(twice_at_once(requests)) == {200}
    assert (Learner.objects.count(), Review.objects.count()) == (PAIRS, PAIRS)


def test_a_token_kept_for_long_leads_to_nobody_else(visitor: Person, db: None) -> None:
    """The token against forgery outlives the session: who it was once is not who comes now."""
    visitor.get(reverse("practice"))
    visitor.post(reverse("star", args=[KEY]), {"on": "1"})
    Learner.objects.update(created_at="2026-01-01T00:00Z")
    del visitor.cookies[settings.SESSION_COOKIE_NAME]
    assert visitor.post(reverse("star", args=[KEY]), {"on": "1"}).status_code == 302
    assert Learner.objects.count() == 2


def test_two_browsers_bring_what_they_practised_to_a_new_account_at_once(fresh_db: None) -> None:
    users = [make_user(f"new{number}@example.org", f"Learner {number}") for number in range(PAIRS)]
    visitors = [(Learner.objects.create(), user, Barrier(2)) for user in users for _ in range(2)]
    gates = [visitors[number - number % 2][2] for number in range(2 * PAIRS)]

    def bring(number: int) -> UUID:
        visitor, user, _ = visitors[number]
        gates[number].wait()
        try:
            return adopt(visitor=visitor, user=user, now=timezone.now()).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2 * PAIRS) as pool:
        brought = list(pool.map(bring, range(2 * PAIRS)))
    assert brought[::2] == brought[1::2]
