"""What is measured: on the real bank, with a crowd, on a large bank."""

import os
from collections.abc import Iterable

import environ
from django.urls import reverse

from quiz.bank.published import published_bank
from tests.bench import world
from tests.bench.browser import Browser, Reply
from tests.bench.crowd import crowds, rates
from tests.bench.first_visit import bytes_of, first_visit
from tests.bench.practising import Practice
from tests.bench.results import Result, Times, as_ratio, as_share, at_most, took
from tests.bench.rounds import (
    Request,
    answer_after_another_process,
    answer_of,
    floor_of,
    interleaved,
    page_of,
)
from tests.bench.server import serving

FEW, SOME, MANY = 100, 400, 30_000
"""Earlier answers: each question once (so it is chosen), four times (so it is recalled), for years."""
LARGE = 10_000
CLIENTS = 8
LEARNERS_A_CLIENT = 8
WORKERS = 2 * (os.cpu_count() or 1)
"""For a crowd, as `docs/deploying.md` says: two for each core."""


def on_the_real_bank(url: str, rounds: int) -> list[Result]:
    world.make_bank()
    with serving(url) as port, serving(url) as other_port:
        browser = Browser(port)
        # First, since it answers every question: what a process renders once, it has rendered by then.
        weights = by_weight(browser)
        times = interleaved(kinds_on_the_real_bank(browser, Browser(other_port)), rounds)
        return [*beside_floor(times), *weights]


def kinds_on_the_real_bank(browser: Browser, elsewhere: Browser) -> dict[str, Request]:
    choosing, moving, recalling, old_hand = (
        world.make_person(answers=answers) for answers in (FEW, FEW, SOME, MANY)
    )
    return {
        "floor": floor_of(browser, choosing),
        "page": page_of(browser, recalling, "/bench/page/"),
        "mastery": page_of(browser, recalling, reverse("mastery")),
        "choose": answer_of(browser, choosing),
        "moving": answer_after_another_process(browser, elsewhere, moving),
        "recall": answer_of(browser, recalling),
        "old hand": answer_of(browser, old_hand),
    }


def beside_floor(times: dict[str, Times]) -> list[Result]:
    floor, page = times["floor"], times["page"]
    return [
        took("floor: a signed-in POST with one INSERT", floor),
        as_ratio("answer by choice → feedback, next prompt ready", times["choose"], floor, 2.5),
        as_ratio("the same, after an answer to another process", times["moving"], floor),
        as_ratio("answer in one's own words, recalled or typed", times["recall"], floor, 2.5),
        as_ratio("the same, after 30,000 earlier answers", times["old hand"], floor, 2.5),
        took("page: base.html, signed in", page),
        as_ratio("mastery page, beside that page", times["mastery"], page, 2.0),
    ]


def by_weight(browser: Browser) -> list[Result]:
    """Statements, requests and bytes, which are the same each time."""
    sizes = sorted(len(reply.wire) for reply in answers_with_everything(browser))
    visitor, learner = world.make_visitor(), world.make_person(answers=FEW)
    counted = Practice(browser, learner).answer(**{"X-Count": "1"})
    path = Practice(browser, visitor).prompt.get_absolute_url()
    browser.sign_in(visitor.cookie)
    visit = first_visit(browser, path)
    return [
        at_most("statements of an answer, besides BEGIN and COMMIT", int(counted.headers["X-Statements"]), 8),
        at_most("first practice page, signed out: requests", len(visit), 6),
        at_most("the same: bytes on the wire", bytes_of(visit), 40_000),
        at_most("one answer: bytes, compressed (median)", sizes[len(sizes) // 2], 2_048),
        at_most("the same, of the longest", sizes[-1], 2_048),
    ]


def answers_with_everything(browser: Browser) -> Iterable[Reply]:
    """Wrong answers to the questions that have an explanation, references and a follow-up."""
    for key, question in published_bank().questions.items():
        if question.revision.explanation and question.revision.references:
            yield Practice(browser, world.make_visitor(), only=[key]).answer()


def with_a_crowd(url: str, seconds: float) -> list[Result]:
    dates = [30, None] * (CLIENTS * LEARNERS_A_CLIENT // 2)
    people = [world.make_person(answers=FEW, in_days=days) for days in dates]
    with serving(url, workers=WORKERS) as port:
        each = rates(port, crowds(people, CLIENTS), seconds)
    return [
        Result(f"floor at {CLIENTS} clients", f"{each['floor']:.0f} a second"),
        as_share(f"answers at {CLIENTS} clients, beside it", each["answers"], each["floor"], 0.4),
    ]


def on_a_large_bank(url: str, rounds: int) -> list[Result]:
    world.use(environ.Env.db_url_config(url)["NAME"])
    world.make_large_bank(LARGE)
    beginner, old_hand = world.make_person(answers=FEW), world.make_person(answers=LARGE)
    with serving(url) as port:
        browser = Browser(port)
        times = interleaved(
            {
                "floor": floor_of(browser, beginner),
                "beginner": answer_of(browser, beginner),
                "old hand": answer_of(browser, old_hand),
            },
            min(rounds, 40),
        )
    return [
        as_ratio(f"answer in a bank of {LARGE:,} questions", times["beginner"], times["floor"], 20.0),
        as_ratio("the same, by who has met all of them", times["old hand"], times["floor"], 20.0),
    ]
