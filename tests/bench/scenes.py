"""What is measured: on the real bank, with a crowd, on a large bank."""

import environ
from django.urls import reverse

from tests.bench import world
from tests.bench.browser import Browser
from tests.bench.crowd import crowds, rates
from tests.bench.first_visit import bytes_of, first_visit
from tests.bench.practising import Practice
from tests.bench.results import Result, as_ratio, at_most, took
from tests.bench.rounds import answer_of, floor_of, interleaved, page_of
from tests.bench.server import serving

QUESTIONS = 100
FEW, SOME, MANY = QUESTIONS, 4 * QUESTIONS, 30_000
"""Earlier answers: each question once (it is chosen), four times (it is recalled), for years."""
LARGE = 10_000
CLIENTS = 8
LEARNERS_A_CLIENT = 8


def on_the_real_bank(url: str, rounds: int) -> list[Result]:
    world.make_bank()
    choosing, recalling, old_hand = (world.make_person(answers=answers) for answers in (FEW, SOME, MANY))
    with serving(url) as port:
        browser = Browser(port)
        times = interleaved(
            {
                "floor": floor_of(browser, choosing),
                "page": page_of(browser, recalling, "/bench/page/"),
                "mastery": page_of(browser, recalling, reverse("mastery")),
                "choose": answer_of(browser, choosing),
                "recall": answer_of(browser, recalling),
                "old hand": answer_of(browser, old_hand),
            },
            rounds,
        )
        weighed = by_weight(browser)
    floor = times["floor"]
    return [
        took("floor: a signed-in POST with one INSERT", floor),
        as_ratio("answer by choice → feedback, next prompt ready", times["choose"], floor, 2.5),
        as_ratio("answer by recall", times["recall"], floor, 2.5),
        as_ratio("answer by recall after 30,000 earlier answers", times["old hand"], floor, 2.5),
        took("page: base.html, signed in", times["page"]),
        as_ratio("mastery page, beside that page", times["mastery"], times["page"], 2.0),
        *weighed,
    ]


def by_weight(browser: Browser) -> list[Result]:
    """Statements, requests and bytes, which are the same each time."""
    visitor, learner = world.make_visitor(), world.make_person(answers=FEW)
    browser.sign_in(visitor.cookie)
    visit = first_visit(browser, Practice(browser, visitor).prompt.get_absolute_url())
    counted = Practice(browser, learner).answer(**{"X-Count": "1"})
    answers = [Practice(browser, each).answer() for each in (visitor, learner)]
    heaviest = max(len(reply.wire) for reply in answers)
    return [
        at_most(
            "statements of an answer, besides BEGIN and COMMIT", int(counted.headers["X-Statements"]), 8, ""
        ),
        at_most("first practice page, signed out", len(visit), 6, "requests"),
        at_most("the same, on the wire", bytes_of(visit), 40_000, "bytes"),
        at_most("one answer, compressed", heaviest, 2_048, "bytes"),
    ]


def with_a_crowd(url: str, seconds: float) -> list[Result]:
    people = [world.make_person(answers=FEW) for _ in range(CLIENTS * LEARNERS_A_CLIENT)]
    with serving(url, workers=2) as port:
        each = rates(port, crowds(people, CLIENTS), seconds)
    share = each["answers"] / each["floor"]
    return [
        Result(f"floor at {CLIENTS} clients", f"{each['floor']:.0f} a second", "", None),
        Result(
            f"answers at {CLIENTS} clients, beside it",
            f"{share:.2f} ×   ({each['answers']:.0f} a second)",
            "≥ 0.4 ×",
            share >= 0.4,
        ),
    ]


def on_a_large_bank(url: str, rounds: int) -> list[Result]:
    config = environ.Env.db_url_config(url)
    world.use(config["NAME"])
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
    floor = times["floor"]
    return [
        as_ratio(f"answer in a bank of {LARGE:,} questions", times["beginner"], floor, 20.0),
        as_ratio("answer by who has met all of them", times["old hand"], floor, 20.0),
    ]
