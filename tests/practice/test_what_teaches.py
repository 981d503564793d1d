"""Corrections and changes, what a senior adds, follow-ups, why an option tempts: after the answer, and not before."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.utils import timezone

from tests.bank.rich import RICH, publish_rich
from tests.practice.acts import answer_well, wrong_slug

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
KEY, HTMX = "what-is-concept-drift", {"HX-Request": "true"}
TEMPTING = tuple(
    option if option.is_right else replace(option, tempts=f"{option.slug} shares this")
    for option in RICH.options
)
AT_ONCE = ["A correction", "What has changed", RICH.follow_ups[0]["question"]]
ON_REQUEST = [
    RICH.senior,
    *(each["reply"] for each in RICH.follow_ups),
    *(point for each in RICH.follow_ups for point in each["points"]),
    RICH.follow_ups[1]["question"],
]


@pytest.fixture
def asked(learner, ask):
    publish_rich(KEY, replace(RICH, options=TEMPTING))
    return ask(learner, KEY, now=timezone.now())


def words_of(page) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", unescape(page.text)).split())


def found(words: list[str], page: str) -> list[str]:
    return [each for each in words if each in page]


@pytest.mark.parametrize("query", ["", "?more"])
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["whole page", "fragment"])
def test_before_the_answer_none_of_it_is_in_the_page(learner, asked, headers, query):
    page = learner.get(asked.get_absolute_url() + query, headers=headers).text
    assert found([*AT_ONCE, *ON_REQUEST, "shares this", "Why it tempts"], page) == []
    assert RICH.text in page


def test_after_it_the_first_is_shown_and_the_rest_on_request(learner, asked):
    answer_well(asked)
    page = words_of(learner.get(asked.get_absolute_url()))
    assert found(AT_ONCE, page) == AT_ONCE
    assert found(ON_REQUEST, page) == []
    more = words_of(learner.get(f"{asked.get_absolute_url()}?more", headers=HTMX))
    assert found(ON_REQUEST, more) == ON_REQUEST


def test_why_an_option_tempts_stands_under_the_one_that_was_chosen(learner, asked):
    chosen = wrong_slug(asked)
    page = words_of(learner.post(asked.get_absolute_url(), {"response": chosen}, follow=True))
    assert f"Why it tempts: {chosen} shares this" in page
    assert page.count("Why it tempts:") == 1


def test_the_librarys_page_has_it_once_read(learner, asked):
    address = f"/questions/{KEY}/"
    assert found([*AT_ONCE, *ON_REQUEST], learner.get(address).text) == []
    learner.post(f"{address}read/")
    page = words_of(learner.get(address))
    assert found([*AT_ONCE, *ON_REQUEST], page) == [*AT_ONCE, *ON_REQUEST]
