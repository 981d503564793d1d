"""What were you asked? The day after, a minute, optional."""

import re
from datetime import timedelta
from typing import Any

import pytest

from quiz.mastery.models import DailyForecast
from quiz.mastery.taking_over import take_over_reports
from quiz.practice.asked_lately.models import AskedQuestion, AskedReport
from quiz.practice.models import Plan
from quiz.practice.people.merging import adopt
from tests.conftest import NOW, Person
from tests.interview.asked_acts import YESTERDAY, interviewed, tell

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MLOPS, DRIFT, CANARY = "what-is-mlops", "what-is-concept-drift", "canary-deployment"
THREE = {MLOPS: "yes", DRIFT: "partly", CANARY: "no"}


def said() -> dict[str, str]:
    return dict(AskedQuestion.objects.values_list("question__key", "could"))


@pytest.mark.any_database
@pytest.mark.parametrize(("days", "offered"), [(-1, False), (0, False), (1, True), (7, True), (8, False)])
def test_today_offers_it_in_the_week_after_the_interview(learner: Person, days: int, offered: bool) -> None:
    interviewed(learner, NOW.date() - days * DAY)
    assert ("What were you asked?" in learner.get("/today/").text) == offered
    assert ('name="asked"' in learner.get("/asked/").text) == offered


@pytest.mark.any_database
@pytest.mark.parametrize("choice", ["keep", "rest"])
def test_it_is_still_offered_once_what_next_is_said(learner: Person, choice: str) -> None:
    interviewed(learner).post("/plan/afterwards/", {"choice": choice})
    assert "What were you asked?" in learner.get("/today/").text
    assert tell(learner, THREE).status_code == 302
    assert AskedReport.objects.get().day == YESTERDAY


def test_another_date_leaves_it_and_a_date_moved_before_its_day_was_no_interview(learner: Person) -> None:
    interviewed(learner)
    form = {"minutes": "10", "target": "0.9"}
    learner.post("/plan/", form | {"interview_on": (NOW.date() + 9 * DAY).isoformat()})
    assert "What were you asked?" in learner.get("/today/").text
    learner.post("/plan/", form | {"interview_on": (NOW.date() + 20 * DAY).isoformat()})
    assert Plan.objects.get().interviewed_on == YESTERDAY


def test_what_was_ticked_is_saved_and_a_second_save_changes_it(learner: Person) -> None:
    interviewed(learner)
    tell(learner, THREE, "How do you evaluate an LLM?")
    assert said() == THREE
    tell(learner, {MLOPS: "no"}, "How do you evaluate an LLM?")
    assert said() == {MLOPS: "no"}
    assert AskedReport.objects.get().line == "How do you evaluate an LLM?"
    assert "What were you asked?" not in learner.get("/today/").text


def test_it_stands_beside_the_last_forecast_before_the_day(learner: Person) -> None:
    interviewed(learner)
    for days, expected in ((9, 60.0), (2, 78.2), (1, 99.0)):
        DailyForecast.objects.create(
            learner=learner.learner, local_day=NOW.date() - days * DAY, for_date=YESTERDAY, total=100,
            expected=expected, low=expected - 7, high=expected + 0.4,
        )  # fmt: skip
    tell(learner, THREE)
    body = " ".join(re.sub(r"<[^>]+>", " ", learner.get("/asked/").text).split())
    assert "We expected 78 of 100 , likely 71 to 79 You could answer 1 of the 3 you were asked" in body
    assert "and 1 partly 3 questions are too few to judge our forecast." in body


def test_not_now_ends_the_asking_and_changes_nothing_that_was_said(learner: Person) -> None:
    interviewed(learner).post("/asked/not-now/", {"day": YESTERDAY.isoformat()})
    assert "What were you asked?" not in learner.get("/today/").text
    tell(learner, THREE)
    learner.post("/asked/not-now/", {"day": YESTERDAY.isoformat()})
    assert said() == THREE


def test_a_search_keeps_what_is_ticked_and_saves_nothing(learner: Person) -> None:
    interviewed(learner)
    body = tell(learner, THREE, "A line", do="find", q="rollback").text
    ticked = re.findall(r'name="asked" value="([^"]+)" checked', body)
    assert sorted(ticked) == sorted(THREE) and 'value="partly" checked' in body and 'value="A line"' in body
    found = body.split("Found</h2>")[1].split("</ul>")[0]
    assert re.findall(r'name="asked" value="([^"]+)"', found)
    values = re.findall(r'name="asked" value="([^"]+)"', body)
    assert len(values) == len(set(values)) == 100
    assert not AskedReport.objects.exists()


def test_only_its_rows_come_to_a_search_as_one_types(learner: Person) -> None:
    interviewed(learner)
    sent = {"day": YESTERDAY.isoformat(), "asked": [MLOPS], "q": "qzx", "do": "find"}
    body = learner.post("/asked/", sent, headers={"HX-Request": "true"}).text.strip()
    assert body.startswith('<div id="rows"') and "No other question has these words" in body


@pytest.mark.any_database
def test_an_empty_form_says_what_to_do(learner: Person) -> None:
    response = tell(interviewed(learner), {})
    assert response.status_code == 422
    assert "Nothing is ticked yet. Tick what you were asked, or press Not now." in response.text


@pytest.mark.any_database
def test_a_line_that_is_too_long_is_not_saved_and_comes_back(learner: Person) -> None:
    response = tell(interviewed(learner), {MLOPS: "yes"}, "why " * 2500)
    assert response.status_code == 422
    assert "One line has 200 characters at most; this one has 9999." in response.text
    assert 'value="what-is-mlops" checked' in response.text and "why why why" in response.text
    assert not AskedReport.objects.exists()


def test_what_the_bank_does_not_have_is_left_away(learner: Person) -> None:
    tell(interviewed(learner), {MLOPS: "maybe", "no-such-key": "yes"}, "Two\nlines\x00 and a\u202e sign")
    assert said() == {MLOPS: ""}
    assert AskedReport.objects.get().line == "Two lines and a sign"


@pytest.mark.any_database
@pytest.mark.parametrize("day", [NOW.date(), YESTERDAY - DAY, NOW.date() - 30 * DAY])
def test_a_day_without_an_interview_of_theirs_takes_nothing(learner: Person, day: Any) -> None:
    response = tell(interviewed(learner), THREE, day=day)
    assert response.status_code == 409
    assert "This page was about another interview. Nothing was saved." in response.text
    assert not AskedReport.objects.exists()


def test_a_page_from_before_the_date_changed_still_saves_its_own_interview(learner: Person) -> None:
    interviewed(learner).post("/plan/afterwards/", {"choice": "keep"})
    Plan.objects.update(interview_on=NOW.date() + 3 * DAY)
    assert tell(learner, THREE).status_code == 302
    assert AskedReport.objects.get().day == YESTERDAY


def test_a_visitor_can_say_it_too_and_takes_it_along(visitor: Person, learner: Person) -> None:
    interviewed(learner)  # so that the two are joined
    visitor.post("/plan/", {"minutes": "10", "target": "0.9"})
    interviewed(visitor)
    tell(visitor, THREE)
    adopt(visitor=visitor.learner, user=learner.user, now=NOW, and_then=take_over_reports)
    assert [report.learner.user for report in AskedReport.objects.all()] == [learner.user]
    assert said() == THREE


@pytest.mark.parametrize("sent", [{"could": THREE}, {"could": {}, "line": "What is a canary?"}])
def test_what_a_visitor_was_asked_counts_beside_an_accounts_not_now(
    visitor: Person, learner: Person, sent: dict[str, Any]
) -> None:
    interviewed(learner).post("/asked/not-now/", {"day": YESTERDAY.isoformat()})
    visitor.post("/plan/", {"minutes": "10", "target": "0.9"})
    tell(interviewed(visitor), **sent)
    adopt(visitor=visitor.learner, user=learner.user, now=NOW, and_then=take_over_reports)
    report = AskedReport.objects.get()
    assert (report.learner.user, report.line, said()) == (learner.user, sent.get("line", ""), sent["could"])


def test_what_next_works_without_the_form(learner: Person) -> None:
    body = interviewed(learner).get("/asked/").text
    assert "Your interview was on Monday 23 November." in body
    assert body.count("button go") == 1
    assert [way in body for way in ("Set another date", "Keep what I know", "Take a break")] == [True] * 3
