"""A cohort of 40 and one of 200, on the real bank, all of it assigned."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from quiz.bank.models import Section
from quiz.cohorts.models import AGREED_TO_ANSWERS, Assignment, Cohort, Membership
from tests.bench import world
from tests.bench.browser import Browser
from tests.bench.results import Result, Times, as_ratio, at_most, took
from tests.bench.rounds import interleaved, page_of
from tests.bench.server import serving

SMALL, LARGE = 40, 200
ANSWERS = 100
"""Each question once."""
MOST_QUERIES = 12


def pages_of_cohorts(url: str, rounds: int) -> list[Result]:
    world.make_bank()
    instructor = world.make_person(answers=1)
    small, large = (cohort_of(members, instructor.learner.user) for members in (SMALL, LARGE))
    paths = {str(cohort): reverse("cohort", args=[cohort.pk]) for cohort in (small, large)}
    with serving(url) as port:
        browser = Browser(port)
        first = {name: page_of(browser, instructor, path)() for name, path in paths.items()}
        kinds = {name: page_of(browser, instructor, path) for name, path in paths.items()}
        times = interleaved(
            {
                "page": page_of(browser, instructor, "/bench/page/"),
                "today": page_of(browser, instructor, reverse("today")),
            }
            | kinds,
            rounds,
        )
        queries = {name: queries_of(browser, path) for name, path in paths.items()}
    firsts = {name: Times([reply.seconds]) for name, reply in first.items()}
    return [*results_of(times, firsts), *by_queries(queries)]


def cohort_of(members: int, instructor: User | None) -> Cohort:
    """Everybody has been in it since before they answered anything; two assignments ask for all sections."""
    now = timezone.now()
    joined, today = now - world.EARLIER, now.date()
    cohort = Cohort.objects.create(name=str(members), created_at=joined)
    people = [world.make_person(answers=ANSWERS).learner.user for _ in range(members)]
    Membership.objects.bulk_create(
        Membership(cohort=cohort, user=user, role=role, agreed_at=joined, agreed_to=AGREED_TO_ANSWERS)
        for user, role in [(instructor, "instructor"), *((user, "member") for user in people)]
    )
    for days, sections in ((7, slice(0, 3)), (21, slice(3, 5))):
        assignment = Assignment.objects.create(
            cohort=cohort,
            opens_on=today - timedelta(days=7),
            due_on=today + timedelta(days=days),
            created_at=now,
        )
        assignment.sections.set(Section.objects.order_by("position")[sections])
    return cohort


def queries_of(browser: Browser, path: str) -> int:
    return int(browser.get(path, **{"X-Count": "1"}).headers["X-Statements"])


def results_of(times: dict[str, Times], firsts: dict[str, Times]) -> list[Result]:
    page, small, large = times["page"], times[str(SMALL)], times[str(LARGE)]
    return [
        took("page: base.html, signed in", page),
        as_ratio("today, beside that page", times["today"], page),
        as_ratio(f"cohort of {SMALL}, beside that page", small, page, 4.0),
        as_ratio(f"cohort of {LARGE}, beside that page", large, page, 20.0),
        as_ratio(f"cohort of {LARGE}, beside {SMALL}", large, small, 5.0),
        took(f"cohort of {SMALL}, the first time", firsts[str(SMALL)]),
        took(f"cohort of {LARGE}, the first time", firsts[str(LARGE)]),
    ]


def by_queries(queries: dict[str, int]) -> list[Result]:
    few, many = queries[str(SMALL)], queries[str(LARGE)]
    return [
        at_most(f"queries of the page with {SMALL} members", few, MOST_QUERIES),
        at_most(f"the same with {LARGE}", many, few),
    ]
