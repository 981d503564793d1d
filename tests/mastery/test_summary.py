"""The end of a session, and what it moved."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from quiz.mastery.models import DailyForecast
from quiz.mastery.summary.summary_page import before_and_after
from quiz.practice.answering.correcting import undo
from quiz.practice.answering.responses import UNSURE
from quiz.practice.models import PracticeSession, Prompt
from quiz.practice.remembering.session_starts import start_of
from tests.conftest import NOW, Person
from tests.mastery.steps import ZONE, elsewhere, practise, situation
from tests.practice.acts import answer, answer_well
from tests.reading import as_laid_out
from tests.today.steps import start

pytestmark = pytest.mark.django_db
DRIFT, MLOPS = "what-is-concept-drift", "what-is-mlops"


def headline(person: Person, session: PracticeSession) -> str:
    body = person.get(f"/practice/{session.pk}/summary/").content.decode()
    return re.search(r'<h1 class="headline">([^<]+)</h1>', body)[1]  # type: ignore[index]


def test_ending_keeps_everything_and_shows_what_moved(learner: Person) -> None:
    session = practise(learner, 3)
    response = learner.post(f"/practice/{session.pk}/end/")
    assert (response.status_code, response["Location"]) == (302, f"/practice/{session.pk}/summary/")
    assert PracticeSession.objects.get(pk=session.pk).has_ended
    assert learner.get(response["Location"]).status_code == 200


def figures(person: Person, session: PracticeSession) -> dict[str, str]:
    """What changed, by its heading."""
    body = as_laid_out(person.get(f"/practice/{session.pk}/summary/").text)
    found = re.findall(r"<dt>([^<]+)</dt>\s*<dd>(.*?)</dd>", body, re.S)
    return {name: " ".join(re.sub("<[^>]+>", " ", words).split()) for name, words in found}


def test_what_was_new_is_counted_and_right_answers_come_first(learner: Person) -> None:
    session = practise(learner, 3)
    assert headline(learner, session) == "3 right."
    assert figures(learner, session)["New to you"] == "3 questions"
    assert "Practise it again" not in learner.get(f"/practice/{session.pk}/summary/").text


def test_a_level_that_rose_and_one_that_slipped_are_counted(
    learner: Person, by_recall: Callable[[str], str]
) -> None:
    for key in (MLOPS, "what-is-mlflow"):
        by_recall(key)
    practise(learner, 1, MLOPS, right=False, now=NOW - timedelta(days=6))
    for days in (6, 4, 2):
        practise(learner, 1, "what-is-mlflow", now=NOW - timedelta(days=days, minutes=-9))
    before = practise(learner, 1, MLOPS, now=NOW - timedelta(days=1))
    assert figures(learner, before)["Levels"] == "1 up"
    after = practise(learner, 1, "what-is-mlflow", right=False)
    assert headline(learner, after) == "0 right. 1 to look at again."
    assert figures(learner, after)["Levels"] == "1 down"


def test_a_session_without_an_answer_says_so(learner: Person) -> None:
    assert headline(learner, practise(learner, 0)) == "Nothing was answered."


def test_the_tiles_asked_are_marked_and_the_others_dim(learner: Person) -> None:
    session = practise(learner, 1, DRIFT)
    body = learner.get(f"/practice/{session.pk}/summary/").content.decode()
    assert body.count('class="tile dim"') == 99
    assert re.search(r'What is &quot;concept drift&quot;\? \w+, recall \d+ %, [^"]+, up from New"', body)
    assert 'href="#m-rose"/></svg>up</li>' in as_laid_out(body)


def test_an_answer_taken_back_moved_nothing(learner: Person) -> None:
    session = practise(learner, 2)
    prompt = session.prompts.order_by("sequence")[1]
    learner.post(f"/practice/prompts/{prompt.pk}/undo/")
    assert figures(learner, session)["New to you"] == "1 question"


def test_a_summary_says_the_same_a_week_and_many_answers_later(learner: Person, clock: Any) -> None:
    session = practise(learner, 12)
    learner.post(f"/practice/{session.pk}/end/")
    body = learner.get(f"/practice/{session.pk}/summary/").content.decode()
    told = re.search(r"<dd><strong>(\d+)</strong> of 100, likely \d+ to \d+", body)
    clock.move_to(NOW + timedelta(days=7))
    practise(learner, 12, now=NOW + timedelta(days=7))
    later = learner.get(f"/practice/{session.pk}/summary/").content.decode()
    assert told and told[0] in later
    assert re.search("<h1.*</h1>", later)[0] == re.search("<h1.*</h1>", body)[0]  # type: ignore[index]


def test_what_it_reckons_is_what_the_fold_holds(learner: Person) -> None:
    practise(learner, 5, now=NOW - timedelta(days=1))
    session = practise(learner, 5)
    here = situation(learner)
    _, before, after = before_and_after(here, session)
    assert after == here.memory
    assert before != after


def test_what_is_at_hand_from_the_start_is_what_the_log_says(learner: Person) -> None:
    practise(learner, 5, now=NOW - timedelta(days=1))
    session = practise(learner, 5)
    at_hand = before_and_after(situation(learner), session)
    assert start_of(situation(learner), session) == at_hand[1]
    elsewhere()
    assert start_of(situation(learner), session) is None
    assert at_hand == before_and_after(situation(learner), session)


def test_an_earlier_answer_taken_back_after_the_start_is_not_in_it(learner: Person) -> None:
    earlier = practise(learner, 5, now=NOW - timedelta(days=1))
    session = practise(learner, 0)
    prompt = earlier.prompts.order_by("sequence")[4]
    undo(learner=learner.learner, prompt_id=prompt.pk, now=NOW + timedelta(minutes=1), zone=ZONE)
    _, before, _ = before_and_after(situation(learner), session)
    assert sum(card.asked for card in before.cards.values()) == 4


def test_the_days_readiness_is_kept_once_for_each_day(learner: Person) -> None:
    first = practise(learner, 12)
    learner.post(f"/practice/{first.pk}/end/")
    second = practise(learner, 1, now=NOW + timedelta(minutes=30))
    learner.post(f"/practice/{second.pk}/end/")
    kept = DailyForecast.objects.get(learner=learner.learner)
    assert (kept.local_day, kept.for_date) == (NOW.date(), NOW.date() + timedelta(days=7))
    assert kept.low < kept.expected < kept.high


def test_the_forecast_is_kept_with_it_as_it_was_told(learner: Person) -> None:
    session = practise(learner, 12)
    learner.post(f"/practice/{session.pk}/end/")
    kept = DailyForecast.objects.get(learner=learner.learner)
    assert (kept.minutes, kept.total) == (10, 100)
    words = f"10 minutes a day: about {kept.forecast}, likely {kept.forecast_low} to {kept.forecast_high}."
    assert words in learner.get("/mastery/").content.decode()


@pytest.mark.parametrize(
    "forecast",
    [
        {"minutes": 10},
        {"minutes": None, "forecast": 84, "forecast_low": 78, "forecast_high": 89},
        {"minutes": 10, "forecast": 84, "forecast_low": 85, "forecast_high": 89},
        {"minutes": 10, "forecast": 84, "forecast_low": 78, "forecast_high": 101},
    ],
)
def test_half_a_forecast_or_one_outside_its_range_is_refused(learner: Person, forecast: Any) -> None:
    practise(learner, 1)
    day = NOW.date()
    told = {"expected": 50, "low": 40, "high": 60, "total": 100}
    with pytest.raises(IntegrityError, match="forecast_with_practice_is_whole"), transaction.atomic():
        DailyForecast.objects.create(learner=learner.learner, local_day=day, for_date=day, **told, **forecast)


def test_no_readiness_is_kept_before_ten_answers(learner: Person) -> None:
    session = practise(learner, 9)
    learner.post(f"/practice/{session.pk}/end/")
    assert not DailyForecast.objects.exists()


def test_ending_twice_changes_nothing(learner: Person, clock: Any) -> None:
    session = practise(learner, 1)
    learner.post(f"/practice/{session.pk}/end/")
    ended = PracticeSession.objects.get(pk=session.pk).ended_at
    clock.move_to(NOW + timedelta(hours=1))
    assert learner.post(f"/practice/{session.pk}/end/").status_code == 302
    assert PracticeSession.objects.get(pk=session.pk).ended_at == ended


@pytest.mark.parametrize(("method", "page"), [("get", "summary"), ("post", "end")])
def test_anothers_session_is_not_there(
    learner: Person, classmate: Person, visitor: Person, method: str, page: str
) -> None:
    session = practise(learner, 1)
    for stranger in (classmate, visitor):
        assert getattr(stranger, method)(f"/practice/{session.pk}/{page}/").status_code == 404
    assert not PracticeSession.objects.get(pk=session.pk).has_ended


def test_a_longer_history_costs_no_more_statements(learner: Person, django_assert_num_queries: Any) -> None:
    first = practise(learner, 1)
    second = practise(learner, 12, now=NOW + timedelta(hours=1))
    learner.get("/mastery/")
    for session in (first, second):
        elsewhere()
        with django_assert_num_queries(8):
            learner.get(f"/practice/{session.pk}/summary/")


def page(person: Person, session: PracticeSession) -> str:
    return as_laid_out(person.get(f"/practice/{session.pk}/summary/").text)


def test_what_was_missed_comes_first_and_is_never_up(learner: Person) -> None:
    session = practise(learner, 1, DRIFT, right=False)
    learner.post(f"/practice/{session.pk}/end/")
    body = page(learner, session)
    assert body.index("Missed (1)") < body.index("What changed")
    assert "You chose:" in body and "Practise it again" in body
    assert "new to you, missed" in body
    assert "New to you, missed</h3>" in body and "Same level</h3>" not in body
    assert figures(learner, session)["Levels"] == "None up or down"


def test_i_dont_know_puts_no_question_up(learner: Person) -> None:
    prompt = practise(learner, 0, DRIFT).prompts.get()
    answer(prompt, response=UNSURE)
    body = page(learner, prompt.session)
    assert "You said “I don’t know” and read the answer." in body
    assert figures(learner, prompt.session)["Levels"] == "None up or down"


def test_a_miss_that_was_right_later_in_the_session_is_still_among_the_missed(learner: Person) -> None:
    session = practise(learner, 3, DRIFT, MLOPS, right=False)
    following = session.prompts.order_by("-sequence")[0]
    answer_well(following, now=NOW + timedelta(minutes=5))
    assert "Missed (2)" in page(learner, session)
    assert not re.search(r"\d up", figures(learner, session)["Levels"])


def test_it_says_that_the_next_session_starts_with_them_and_it_does(learner: Person, clock: Any) -> None:
    practise(learner, 1, "what-is-mlflow", now=NOW - timedelta(days=1))
    session = practise(learner, 2, DRIFT, MLOPS, right=False)
    learner.post(f"/practice/{session.pk}/end/")
    assert "If you stop for today, your next session starts with these two." in page(learner, session)
    clock.shift(timedelta(days=1))
    assert "starts with" not in page(learner, session)
    asked = [prompt.question.key for prompt in answered(start(learner), 2)]
    assert set(asked) == {DRIFT, MLOPS}


def test_what_was_missed_can_be_practised_again_outside_the_minutes(learner: Person, clock: Any) -> None:
    session = practise(learner, 2, DRIFT, MLOPS, right=False)
    learner.post(f"/practice/{session.pk}/end/")
    clock.shift(timedelta(minutes=5))
    again = start(learner, focus=f"missed:{session.pk}")
    assert (again.kind, set(again.only)) == (PracticeSession.Kind.AGAIN, {DRIFT, MLOPS})
    before = learner.get("/today/").text
    answered(again, 2)
    minutes = r"(\d+) of 10 minutes"
    assert re.findall(minutes, learner.get("/today/").text) == re.findall(minutes, before)


@pytest.mark.parametrize("name", ["missed:nonsense", "missed:01a20cc8-8e80-7b63-8fd0-ad9856615e80"])
def test_of_a_session_that_is_not_ones_own_nothing_can_be_practised(learner: Person, name: str) -> None:
    assert learner.post("/practice/", {"focus": name}).status_code == 404


def answered(session: PracticeSession, number: int) -> list[Prompt]:
    """The session's first prompts, each answered well."""
    following: Prompt | None = session.prompts.order_by("sequence")[0]
    prompts = []
    for place in range(number):
        assert following
        prompts.append(following)
        now = following.at + timedelta(seconds=20 + place)
        following = answer_well(following, now=now).following
    return prompts
