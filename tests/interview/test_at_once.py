"""Two devices in one interview at the same moment."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from threading import Barrier
from typing import Any

from django.db import connections

from quiz.bank.published import published_bank
from quiz.interview.holding.held import held
from quiz.interview.models import Interview
from quiz.practice.models import Event, Review
from quiz.practice.remembering.rebuilding import differences
from tests.conftest import Person, make_user
from tests.interview import pages
from tests.interview.acts import MINUTE, fresh, say_next

Sent = tuple[Person, str, dict[str, Any]]


def at_once(first: Sequence[Sent], second: Sequence[Sent]) -> list[tuple[int, int]]:
    """Each pair at the same moment; the two statuses of each."""
    gates = [Barrier(2) for _ in first]

    def send(number: int) -> int:
        browser, address, data = (first, second)[number % 2][number // 2]
        tab = Person(raise_request_exception=False)
        tab.cookies = deepcopy(browser.cookies)
        gates[number // 2].wait()
        try:
            return int(tab.post(address, data).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2 * len(first)) as pool:
        statuses = list(pool.map(send, range(2 * len(first))))
    return list(zip(statuses[::2], statuses[1::2], strict=True))


def cast(count: int = 3) -> list[tuple[Person, Interview]]:
    people = [
        Person().sign_in(make_user(f"candidate{n}@example.org", f"Candidate {n}")) for n in range(count)
    ]
    for person in people:
        pages.begin(person)
    return [(person, Interview.objects.get(learner=person.learner)) for person in people]


def saying(person: Person, interview: Interview, text: str) -> Sent:
    address = pages.address(interview)
    return person, address, pages.fields_of(person.get(address).content.decode()) | {"text": text}


def test_of_two_answers_at_once_one_is_kept_and_the_other_shown_to_be_copied(fresh_db: None) -> None:
    held_by = cast()
    sent = [[saying(*each, words) for each in held_by] for words in ("phone", "laptop")]
    assert {tuple(sorted(each)) for each in at_once(*sent)} == {(302, 409)}
    assert Event.objects.filter(kind="said").count() == 3


def test_an_answer_taken_while_it_is_stopped_or_another_begun_is_kept(fresh_db: None) -> None:
    """Whichever was first: what was taken is in the report, and nothing waits in what has ended."""
    held_by = cast(4)
    first = [saying(*each, "words") for each in held_by]
    stops = [(person, f"{pages.address(each)}end/", {}) for person, each in held_by[:2]]
    begins = [(person, "/interview/", pages.BEGIN | {"asks": "9"}) for person, _ in held_by[2:]]
    for (said, other), (_, interview) in zip(at_once(first, stops + begins), held_by, strict=True):
        assert (said, other) in {(302, 302), (409, 302)}
        interview.refresh_from_db()
        now_held = held(interview)
        assert interview.ended_at and now_held.current is None
        assert bool(now_held.puts[0].answer) == (said == 302)


def test_of_two_grades_at_once_one_counts(fresh_db: None) -> None:
    held_by, sent = cast(), []
    for person, interview in held_by:
        say_next(interview, now=interview.started_at + MINUTE)
        person.post(f"{pages.address(interview)}end/")
        prompt = held(interview).puts[0].prompt.pk
        address = f"{pages.address(interview)}answers/{prompt}/"
        sent.append([(person, address, {"grade": grade}) for grade in ("1", "4")])
    assert set(at_once(*zip(*sent, strict=True))) == {(302, 302)}
    assert Review.objects.count() == 3 and differences(published_bank()) == []
    assert {fresh(interview).reviews.count() for _, interview in held_by} == {1}
