"""The plan: interview date, minutes a day, days off, and what the job asks of each section."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from quiz.practice.models import Plan
from quiz.practice.remembering.situation import situation_of

pytestmark = pytest.mark.django_db
SECTIONS = ("lifecycle", "version-control", "experiment-tracking", "pipeline-orchestration", "advanced")


def sent(**changes):
    """The form as the page sends it."""
    weights = {f"weight-{slug}": "2" for slug in SECTIONS}
    return {"interview_on": "", "minutes": "10", **weights, **changes}


def weighing(*weights):
    return {f"weight-{slug}": str(weight) for slug, weight in zip(SECTIONS, weights, strict=True)}


def checked(page):
    """What the page has chosen, as name and value."""
    return set(re.findall(r'name="([^"]+)" value="([^"]+)"[^>]* checked', page.text))


def test_a_plan_is_kept(learner):
    day = timezone.now().date() + timedelta(days=20)
    learner.post("/plan/", sent(interview_on=day.isoformat(), minutes="15"))
    plan = learner.learner.plan
    assert (plan.interview_on, plan.minutes, plan.days_off, plan.weights) == (day, 15, [], {})


def test_a_visitor_keeps_a_plan_too(visitor):
    visitor.post("/plan/", {"interview_on": "", "minutes": "5"})
    assert visitor.learner.plan.minutes == 5


@pytest.mark.any_database
def test_a_day_that_has_passed_is_refused_with_what_was_entered(learner):
    day = timezone.now().date() - timedelta(days=2)
    page = learner.post("/plan/", {"interview_on": day.isoformat(), "minutes": "20"})
    assert page.status_code == 422
    assert "That day has passed" in page.text and day.isoformat() in page.text
    assert not Plan.objects.exists()


@pytest.mark.any_database
def test_minutes_that_are_not_offered_are_refused(learner):
    for minutes in ("7", "", "x"):
        assert learner.post("/plan/", {"interview_on": "", "minutes": minutes}).status_code == 422


def test_days_off_and_weights_are_stored_as_they_are_and_shown_again(learner):
    learner.post("/plan/", sent(days_off=["6", "5"], **weighing(3, 2, 2, 1, 0)))
    plan = learner.learner.plan
    assert plan.days_off == [5, 6]
    assert plan.weights == dict(zip(SECTIONS, (3, 2, 2, 1, 0), strict=True))
    chosen = {("minutes", "10"), ("target", "0.9"), ("days_off", "5"), ("days_off", "6")}
    assert checked(learner.get("/plan/")) == chosen | set(weighing(3, 2, 2, 1, 0).items())


def test_the_engine_gets_the_days_and_the_weights_by_number(learner):
    learner.post("/plan/", sent(days_off=["6"], **weighing(3, 2, 2, 1, 0)))
    plan = situation_of(learner.learner, ZoneInfo("UTC")).engine_plan()
    assert (plan.days_off, plan.weights) == (frozenset({6}), {1: 3, 2: 2, 3: 2, 4: 1, 5: 0})


@pytest.mark.parametrize("weight", [1, 2, 3])
def test_weights_that_make_no_difference_are_none(learner, weight):
    learner.post("/plan/", sent(**weighing(3, 2, 2, 1, 0)))
    learner.post("/plan/", sent(**weighing(*[weight] * 5)))
    assert learner.learner.plan.weights == {}
    assert set(weighing(*[2] * 5).items()) < checked(learner.get("/plan/"))


def test_a_section_not_asked_is_not_asked(learner):
    learner.post("/plan/", sent(**weighing(0, 0, 0, 0, 2)))
    prompt = learner.post("/practice/", follow=True).redirect_chain[-1][0].split("/")[3]
    assert learner.learner.prompts.get(pk=prompt).question.section.slug == "advanced"


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"days_off": list("0123456")}, "Every day of the week is off, which leaves none to practise on."),
        (weighing(0, 0, 0, 0, 0), "No section is left to ask about."),
    ],
)
def test_a_plan_without_anything_to_do_is_refused_with_what_was_entered(learner, changes, words):
    page = learner.post("/plan/", sent(minutes="30", **changes))
    assert page.status_code == 422
    assert words in page.text
    entered = [(name, each) for name, value in changes.items() for each in value]
    assert {("minutes", "30"), *entered} <= checked(page)
    assert not Plan.objects.exists()


@pytest.mark.any_database
@pytest.mark.parametrize(
    "changes",
    [{"weight-lifecycle": "4"}, {"weight-lifecycle": "x"}, {"days_off": ["7"]}, {"days_off": ["x"]}],
)
def test_what_the_page_does_not_offer_is_refused(learner, changes):
    assert learner.post("/plan/", sent(**changes)).status_code == 422
    assert not Plan.objects.exists()


def test_the_page_costs_one_statement_beside_the_session(learner, django_assert_num_queries):
    learner.post("/plan/", sent(days_off=["6"], **weighing(3, 2, 2, 1, 0)))
    learner.get("/plan/")
    with django_assert_num_queries(2):
        learner.get("/plan/")


@pytest.mark.any_database
def test_a_day_beyond_two_years_is_refused_with_what_was_entered(learner):
    today = timezone.now().date()
    page = learner.post("/plan/", sent(interview_on="9999-12-31", minutes="20"))
    assert page.status_code == 422
    assert "That day is more than two years away." in page.text and "9999-12-31" in page.text
    learner.post("/plan/", sent(interview_on=(today + timedelta(days=730)).isoformat()))
    assert learner.learner.plan.interview_on == today + timedelta(days=730)


def test_a_section_that_came_later_counts_as_normal(learner):
    learner.post("/plan/", sent())
    Plan.objects.update(weights={"lifecycle": 3, "advanced": 1})
    assert ("weight-version-control", "2") in checked(learner.get("/plan/"))
    plan = situation_of(learner.learner, ZoneInfo("UTC")).engine_plan()
    assert plan.weights == {1: 3, 2: 2, 3: 2, 4: 2, 5: 1}


def test_target_and_way_are_kept_and_shown_again(learner):
    assert ("target", "0.9") in checked(learner.get("/plan/"))
    learner.post("/plan/", sent(target="0.95", way="on"))
    plan = learner.learner.plan
    assert (plan.target, plan.way) == (0.95, Plan.AsksBy.RECALL)
    page = learner.get("/plan/")
    assert ("target", "0.95") in checked(page)
    assert re.search(r'name="way"[^>]* checked', page.text)
    learner.post("/plan/", sent(target="0.8"))
    plan.refresh_from_db()
    assert (plan.target, plan.way) == (0.8, "")


@pytest.mark.any_database
def test_a_form_without_a_target_leaves_it_as_it_is_and_another_is_refused(learner):
    learner.post("/plan/", sent(target="0.85"))
    learner.post("/plan/", sent())
    assert learner.learner.plan.target == 0.85
    assert learner.post("/plan/", sent(target="0.5")).status_code == 422


@pytest.mark.any_database
def test_what_the_job_needs_is_folded_until_the_plan_says_something_of_it(learner):
    opened = re.compile(r"<details class=\"disclosure\" open><summary>What the job needs")
    assert not opened.search(learner.get("/plan/").text)
    learner.post("/plan/", sent(**weighing(3, 2, 2, 1, 0)))
    assert opened.search(learner.get("/plan/").text)


@pytest.mark.any_database
def test_what_it_gives_comes_beside_it(learner):
    page = learner.get("/plan/").text
    assert "What that gives you" in page and 'hx-get="/mastery/forecast/"' in page
