"""What the plan's weights make of the figures, and of what is due."""

import re
from datetime import timedelta

import pytest

from quiz.bank.published import published_bank
from quiz.mastery.models import DailyForecast
from quiz.mastery.readiness.how_ready import readiness_of
from quiz.practice.models import Plan
from tests.conftest import NOW, Person
from tests.mastery.steps import practise, situation

pytestmark = pytest.mark.django_db
WITHOUT_LIFECYCLE = {
    "lifecycle": 0, "version-control": 2, "experiment-tracking": 2, "pipeline-orchestration": 2, "advanced": 3,
}  # fmt: skip


def weigh(person: Person, **facts: object) -> None:
    Plan.objects.update_or_create(learner=person.learner, defaults=facts)


def met(person: Person, slug: str, *, right: bool = True, days: int = 3) -> None:
    """The section's twenty, once each."""
    keys = next(section.keys for section in published_bank().sections if section.slug == slug)
    for place, key in enumerate(keys):
        practise(person, 1, key, right=right, now=NOW - timedelta(days=days, minutes=-place))


def test_figures_are_of_the_questions_that_count_and_say_so(learner: Person) -> None:
    practise(learner, 12)
    weigh(learner, weights=WITHOUT_LIFECYCLE)
    for page in ("/today/", "/mastery/"):
        body = learner.get(page).text
        assert re.search(r"<strong>\d+</strong> of 80 questions in your plan</p>", body)
        assert "target 72" in body
        assert "Sections count as you weighted them in your plan." in body


def test_what_is_known_of_a_section_counts_by_its_weight(learner: Person) -> None:
    met(learner, "advanced")
    met(learner, "lifecycle", right=False)
    equal = readiness_of(situation(learner), NOW)
    weigh(learner, weights=dict.fromkeys(WITHOUT_LIFECYCLE, 1) | {"advanced": 3})
    more = readiness_of(situation(learner), NOW)
    weigh(learner, weights=WITHOUT_LIFECYCLE | {"lifecycle": 2, "advanced": 0})
    none = readiness_of(situation(learner), NOW)
    assert (equal.total, more.total, none.total) == (100, 100, 80)
    assert none.expected < equal.expected < more.expected  # type: ignore[operator]


def test_what_is_not_asked_is_neither_due_nor_weak(learner: Person) -> None:
    met(learner, "lifecycle", right=False, days=9)
    assert "15 questions today, about 10 minutes." in learner.get("/today/").text
    assert ", due today" in learner.get("/mastery/").text
    assert "Which are weakest?" in learner.get("/mastery/").text
    weigh(learner, weights=WITHOUT_LIFECYCLE)
    assert "No question comes back today." in learner.get("/today/").text
    body = learner.get("/mastery/").text
    assert "Which are weakest?" not in body
    assert ", due today" not in body
    assert "learn some new ones" in body


def test_the_kept_figure_is_that_of_the_page(learner: Person) -> None:
    session = practise(learner, 12)
    weigh(learner, weights=WITHOUT_LIFECYCLE)
    learner.post(f"/practice/{session.pk}/end/")
    told, kept = readiness_of(situation(learner), NOW), DailyForecast.objects.get()
    assert (round(kept.expected), kept.total) == (told.expected, told.total)


@pytest.mark.parametrize("changed", [{"days_off": [5, 6]}, {"weights": WITHOUT_LIFECYCLE}, {"minutes": 20}])
def test_another_plan_makes_the_kept_forecast_old(learner: Person, changed: dict[str, object]) -> None:
    practise(learner, 12)
    assert "With 10 minutes a day: " in learner.get("/mastery/forecast/").text
    weigh(learner, **changed)
    assert 'hx-get="/mastery/forecast/"' in learner.get("/mastery/").text


def test_the_forecast_names_the_days_off(learner: Person) -> None:
    practise(learner, 12)
    weigh(learner, days_off=[5, 6])
    assert "With 10 minutes a day, 5 days a week: " in learner.get("/mastery/forecast/").text
    weigh(learner, days_off=[0, 1, 2, 3, 5, 6])
    assert "With 10 minutes a day, 1 day a week: " in learner.get("/mastery/forecast/").text


def test_days_of_another_count_do_not_compare(learner: Person) -> None:
    practise(learner, 12)
    day = NOW.date()
    for ago, total in ((2, 80), (1, 100), (0, 100)):
        DailyForecast.objects.create(
            learner=learner.learner, local_day=day - timedelta(days=ago), for_date=day + timedelta(days=7 - ago),
            expected=30 + ago, low=20, high=40, total=total,
        )  # fmt: skip
    assert "From 31 on Mon 23 Nov to 30, likely 20 to 40." in learner.get("/mastery/").text


def test_what_is_not_asked_does_not_come_back_by_itself(learner: Person) -> None:
    session = practise(learner, 1, "what-is-mlops", right=False)
    feedback = session.prompts.order_by("sequence")[0].get_absolute_url()
    assert "It comes back today." in learner.get(feedback).text
    weigh(learner, weights=WITHOUT_LIFECYCLE)
    assert "It comes back" not in learner.get(feedback).text
