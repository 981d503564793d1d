"""What there is no time for before the interview is said openly."""

import re
from datetime import timedelta
from typing import Any

import pytest

from quiz.bank.published import published_bank
from quiz.mastery.mosaic.triage import Triage, skipped_of
from quiz.practice.models import Plan
from tests.conftest import NOW, Person
from tests.mastery.steps import elsewhere, practise

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SENTENCE = re.compile(r"Leave these (\d+): there is not enough time for them before Thursday 26 November\.")


def plan(person: Person, *, days: int | None, minutes: int = 5, **facts: Any) -> None:
    on = None if days is None else NOW.date() + timedelta(days=days)
    facts |= {"interview_on": on, "minutes": minutes}
    Plan.objects.update_or_create(learner=person.learner, defaults=facts)


def folded(person: Person, page: str) -> str:
    """What is folded under the sentence."""
    parts = re.split(SENTENCE, person.get(page).text)
    return parts[2].split("</details>")[0]


def test_the_words_are_about_one_or_many() -> None:
    bank = published_bank()
    many = [skipped_of(bank, section, frozenset(section.keys[:2])) for section in bank.sections[:2]]
    assert Triage("Friday 11 December", many).words == (
        "Leave these 4: there is not enough time for them before Friday 11 December."
    )
    one = [skipped_of(bank, bank.sections[0], frozenset(bank.sections[0].keys[:1]))]
    assert Triage("Friday 11 December", one).words == (
        "Leave this one: there is not enough time for it before Friday 11 December."
    )


@pytest.mark.parametrize("page", ["/today/", "/mastery/"])
def test_with_too_little_time_it_says_how_many_and_which(learner: Person, page: str) -> None:
    practise(learner, 12)
    plan(learner, days=2)
    found = SENTENCE.search(learner.get(page).text)
    assert found
    links = re.findall(r'href="/questions/([\w-]+)/"', folded(learner, page))
    assert len(links) == len(set(links)) == int(found[1])
    counts = re.findall(r"<h2[^>]*>[^<:]+: (\d+)</h2>", folded(learner, page))
    assert sum(map(int, counts)) == len(links)


@pytest.mark.parametrize(("days", "minutes"), [(None, 5), (-2, 5), (90, 30)])
def test_without_a_date_ahead_or_with_time_enough_it_says_nothing(
    learner: Person, days: int | None, minutes: int
) -> None:
    practise(learner, 12)
    plan(learner, days=days, minutes=minutes)
    for page in ("/today/", "/mastery/"):
        assert "not enough time" not in learner.get(page).text


def test_a_section_that_is_not_asked_is_not_in_it(learner: Person) -> None:
    practise(learner, 12)
    weights = {section.slug: 2 for section in published_bank().sections}
    plan(learner, days=2, weights=weights | {"advanced": 0})
    assert "Advanced MLOps" not in folded(learner, "/today/")


def test_it_costs_no_statement(learner: Person, django_assert_num_queries: Any) -> None:
    practise(learner, 12)
    plan(learner, days=2)
    learner.get("/mastery/")
    elsewhere()
    with django_assert_num_queries(5):
        learner.get("/mastery/")
