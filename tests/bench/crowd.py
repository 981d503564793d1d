"""Several people at once: how many requests a second are served."""

import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice
from statistics import median

from django.utils import timezone

from tests.bench.browser import Browser
from tests.bench.world import Person, first_prompt

TURNS = 3
Client = Callable[[Browser], Iterator[bool]]
"""Sends one request after the other; says of each whether it counts."""


def rates(port: int, kinds: dict[str, list[Client]], seconds: float) -> dict[str, float]:
    """Requests a second of each kind, all clients together; the median of interleaved turns."""
    found: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(TURNS):
        for kind, clients in kinds.items():
            found[kind].append(rate(port, clients, seconds))
    return {kind: median(each) for kind, each in found.items()}


def rate(port: int, clients: list[Client], seconds: float) -> float:
    counted = [0] * len(clients)
    ready = threading.Barrier(len(clients) + 1)

    def run(place: int) -> None:
        browser = Browser(port)
        ready.wait()
        until = time.perf_counter() + seconds
        for counts in clients[place](browser):
            counted[place] += counts
            if time.perf_counter() > until:
                break
        browser.close()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(clients))]
    for thread in threads:
        thread.start()
    ready.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    return sum(counted) / (time.perf_counter() - started)


def floor_client(person: Person) -> Client:
    def send(browser: Browser) -> Iterator[bool]:
        browser.sign_in(person.cookie)
        while True:
            yield browser.post("/bench/floor/", {"response": "right"}).status == 200

    return send


def answering_client(people: list[Person]) -> Client:
    """One learner after the other answers *I don't know*, until a question must be recalled."""
    now = timezone.now()
    waiting = iter([(person.cookie, first_prompt(person, now).get_absolute_url()) for person in people])

    def send(browser: Browser) -> Iterator[bool]:
        for cookie, first in waiting:
            browser.sign_in(cookie)
            path: str | None = first
            while path:
                reply = browser.post(path, {"response": "unsure", "ms": "8000"})
                yield reply.status == 200
                path = reply.next_prompt if reply.status == 200 else None
        raise AssertionError("all learners have answered; give every client more of them")

    return send


def crowds(people: list[Person], clients: int) -> dict[str, list[Client]]:
    """The floor's clients and the answering ones, each with learners of their own."""
    return {
        "floor": [floor_client(person) for person in people[:clients]],
        "answers": [answering_client(list(islice(people, place, None, clients))) for place in range(clients)],
    }
