"""Requests of several kinds in turn, so that a busy moment of the machine meets all of them."""

from collections.abc import Callable, Mapping

from tests.bench.browser import Browser, Reply
from tests.bench.practising import Practice
from tests.bench.results import Times
from tests.bench.world import Person

WARM_UP = 5
Request = Callable[[], Reply]


def interleaved(kinds: Mapping[str, Request], rounds: int) -> dict[str, Times]:
    """Every kind once a round; the first few rounds warm the server up and do not count."""
    seconds: dict[str, list[float]] = {kind: [] for kind in kinds}
    for number in range(WARM_UP + rounds):
        for kind, request in kinds.items():
            reply = request()
            assert reply.status == 200, f"{kind}: {reply.status}"
            if number >= WARM_UP:
                seconds[kind].append(reply.seconds)
    return {kind: Times(each) for kind, each in seconds.items()}


def floor_of(browser: Browser, person: Person) -> Request:
    def request() -> Reply:
        browser.sign_in(person.cookie)
        return browser.post("/bench/floor/", {"response": "right"})

    return request


def page_of(browser: Browser, person: Person, path: str) -> Request:
    def request() -> Reply:
        browser.sign_in(person.cookie)
        return browser.get(path)

    return request


def answer_of(browser: Browser, person: Person) -> Request:
    return Practice(browser, person).answer


def answer_after_another_process(here: Browser, elsewhere: Browser, person: Person) -> Request:
    """Another process has taken the answer before, so that this one must read the learner's memory."""
    practice = Practice(here, person)

    def request() -> Reply:
        practice.browser = elsewhere
        practice.answer()
        practice.browser = here
        return practice.answer()

    return request
