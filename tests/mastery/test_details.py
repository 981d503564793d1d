"""The details page: days, time, what is coming, and how right the forecasts were."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from database.identifiers import uuid7
from quiz.mastery.details.calibration import Bin, Calibration
from quiz.mastery.details.details_page import build_details
from quiz.practice.answering.answering import record_answer
from quiz.practice.answering.correcting import undo
from quiz.practice.answering.responses import Response
from quiz.practice.answering.skipping import skip
from quiz.practice.asking.starting import Focus, start_session
from quiz.practice.models import Event, Learner, Plan, Prompt, Review
from quiz.practice.people.merging import adopt
from tests.conftest import NOW, Person
from tests.mastery.steps import ZONE, elsewhere, practise, situation
from tests.practice.acts import answer_well, note, right_slug, sent

pytestmark = pytest.mark.django_db
ADDRESS = "/mastery/details/"
A_DAY = timedelta(days=1)


def text_of(person: Person) -> str:
    """What the page says, without its marks."""
    main = re.search(r"<main.*</main>", person.get(ADDRESS).text, re.S)[0]  # type: ignore[index]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))


def table_under(person: Person, heading: str) -> list[list[str]]:
    part = person.get(ADDRESS).text.split(f"{heading}</h2>")[1].split("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", part.split("<tbody>")[1], re.S)
    return [re.findall(r">([^<>]+)<", re.sub(r"\s+", " ", row)) for row in rows]


@pytest.mark.any_database
def test_who_is_new_sees_what_will_be_here_and_one_action(visitor: Person) -> None:
    page = visitor.get(ADDRESS)
    assert "It starts with your first answer." in text_of(visitor)
    assert page.text.count("button go") == 1 and '<svg class="chart' not in page.text
    assert not re.search(r"\d+ %", text_of(visitor))


def test_days_time_and_answers_stand_with_what_they_are_of(learner: Person) -> None:
    practise(learner, 6, now=NOW - 2 * A_DAY)
    practise(learner, 4, right=False, now=NOW - A_DAY)
    said = text_of(learner)
    assert re.search(
        r"Days practised 2 in the last 15 weeks Time 3 min in all Answers 10 to \d+ questions", said
    )
    assert "20 s on average, counting 10 times" in said
    assert table_under(learner, "When did I practise?") == [
        ["Mon 23 Nov", "1", "4"],
        ["Sun 22 Nov", "2", "6"],
    ]


@pytest.mark.any_database
def test_below_ten_answers_it_says_when_instead_of_a_figure(learner: Person) -> None:
    practise(learner, 4)
    said = text_of(learner)
    assert "We can say so after ten answers." in said
    assert "So far 0 answers can be compared" in said and "on average" not in said


def test_an_answer_taken_back_took_its_time_but_is_no_answer(learner: Person) -> None:
    session = practise(learner, 2, now=NOW - A_DAY)
    last = session.prompts.order_by("sequence")[1]
    undo(learner=learner.learner, prompt_id=last.pk, now=NOW - A_DAY + timedelta(minutes=1), zone=ZONE)
    total = build_details(situation(learner), NOW).total
    assert (total.time, total.asked, total.answers) == (timedelta(seconds=40), 2, 1)


def test_a_skip_takes_its_time_and_a_long_pause_only_three_minutes_of_it(learner: Person, ask: Any) -> None:
    prompt = ask(learner, "what-is-concept-drift", "what-is-mlops", now=NOW - A_DAY)
    skipped = skip(
        learner=learner.learner, prompt_id=prompt.pk, now=NOW - A_DAY + timedelta(hours=2), zone=ZONE
    )
    assert skipped.following
    total = build_details(situation(learner), NOW).total
    assert (total.time, total.asked, total.answers) == (timedelta(minutes=3), 1, 0)
    assert table_under(learner, "When did I practise?") == [["Mon 23 Nov", "3", "0"]]


@pytest.mark.any_database
def test_the_calendar_has_a_cell_for_each_day_and_no_word_of_missed_ones(learner: Person) -> None:
    practise(learner, 3, now=NOW - 200 * A_DAY)
    practise(learner, 3, now=NOW)
    calendar = build_details(situation(learner), NOW).calendar
    assert calendar and calendar.first == date(2026, 8, 17) and len(calendar.cells) == 14 * 7 + 2
    assert [cell.shade for cell in calendar.cells if cell.shade] == [1]
    assert [cell.is_today for cell in calendar.cells][-1] and calendar.practised == 1
    assert not re.search(r"streak|missed|in a row|without a break", text_of(learner), re.I)


def test_a_day_is_the_learners_own(learner: Person) -> None:
    late = NOW.replace(hour=23, minute=30) - 2 * A_DAY
    prompt = start(learner, late)
    answer_in(prompt, late + timedelta(seconds=20), ZoneInfo("Pacific/Auckland"))
    assert [row[0] for row in table_under(learner, "When did I practise?")] == ["Mon 23 Nov"]


def start(person: Person, now: Any) -> Prompt:
    return practise(person, 0, "what-is-mlops", now=now).prompts.get()


def answer_in(prompt: Prompt, now: Any, zone: ZoneInfo) -> None:
    response = Response.sent(sent(ms=8000, response=right_slug(prompt)))
    learner = Learner.objects.get(pk=prompt.learner_id)
    record_answer(learner=learner, prompt_id=prompt.pk, response=response, now=now, zone=zone)


def recall(person: Person, key: str, *, days: int, grade: int = 3) -> Review:
    """An answer by recall, so many days from now."""
    now = NOW + days * A_DAY
    prompt = practise(person, 0, key, now=now).prompts.order_by("-sequence")[0]
    answer_well(prompt, now=now + timedelta(seconds=20), grade=grade)
    return Review.objects.get(prompt=prompt)


def test_what_was_predicted_is_kept_with_an_unaided_answer_of_a_later_day(
    learner: Person, by_recall: Any
) -> None:
    key = by_recall("what-is-mlops")
    first, second = recall(learner, key, days=-3), recall(learner, key, days=-1)
    assert first.predicted is None, "nothing was forecast of a question never asked"
    assert second.predicted is not None and 0 < second.predicted < 1


def test_what_was_read_hinted_or_chosen_is_no_test_of_a_forecast(learner: Person, by_recall: Any) -> None:
    practise(learner, 1, "what-is-concept-drift", right=False, now=NOW - 3 * A_DAY)
    practise(learner, 1, "what-is-concept-drift", now=NOW - A_DAY)
    key = by_recall("what-is-mlops")
    recall(learner, key, days=-3)
    prompt = practise(learner, 0, key, now=NOW).prompts.get()
    note(learner=learner.learner, kind=Event.Kind.READ, keys=[key], now=NOW, zone=ZONE)
    answer_well(prompt, now=NOW + timedelta(seconds=20))
    assert [review.predicted for review in Review.objects.all()] == [None] * Review.objects.count()


@pytest.mark.any_database
def test_calibration_holds_each_range_against_what_was_known(learner: Person) -> None:
    kept_reviews(learner, predicted=0.85, right=17, wrong=3)
    kept_reviews(learner, predicted=0.65, right=2, wrong=12)
    kept_reviews(learner, predicted=0.3, right=1, wrong=2)
    said = text_of(learner)
    assert "When we said 80 to 90 %, you knew 17 of 20." in said
    assert "Where we said 60 to 70 %, we were too hopeful." in said
    assert table_under(learner, "Can I trust the forecast?") == [
        ["below 60 %", "3", "too few to compare"],
        ["60 to 70 %", "14", "2 of 14 (14 %)", "5–35 %"],
        ["80 to 90 %", "20", "17 of 20 (85 %)", "68–94 %"],
    ]


def kept_reviews(person: Person, *, predicted: float, right: int, wrong: int) -> None:
    """Answers in the log of which so much was predicted, as far as the page asks."""
    session = practise(person, 1, "what-is-mlops", now=NOW - A_DAY)
    given = Review.objects.get(prompt=session.prompts.order_by("sequence")[0])
    start = session.prompts.count() + 1
    for number in range(right + wrong):
        prompt = Prompt.objects.get(pk=given.prompt_id)
        prompt.pk, prompt.sequence, prompt._state.adding = uuid7(), start + number, True
        prompt.save()
        fields = {field.attname: getattr(given, field.attname) for field in Review._meta.concrete_fields}
        grade = 3 if number < right else 1
        Review.objects.create(**fields | {"prompt_id": prompt.pk, "predicted": predicted, "grade": grade})


@pytest.mark.any_database
@pytest.mark.parametrize(("right", "verdict"), [(18, "Yes"), (10, "Not yet")])
def test_the_verdict_follows_from_the_ranges(right: int, verdict: str) -> None:
    calibration = Calibration([Bin(80, 90, 20, right, 87.0), Bin(0, 60, 3, 0, 50.0)])
    assert calibration.sentence.startswith(verdict)
    assert "below 60 %" not in calibration.sentence


@pytest.mark.any_database
def test_before_an_interview_no_day_is_said_to_bring_a_question_back(learner: Person) -> None:
    practise(learner, 12, now=NOW - A_DAY)
    Plan.objects.create(learner=learner.learner, interview_on=NOW.date() + 5 * A_DAY, days_off=[3])
    rows = table_under(learner, "What is coming?")
    assert [row[-1] for row in rows] == ["15", "15", "0", "15", "15", "0"]
    assert "those that help most before your interview" in text_of(learner)


def test_without_a_date_it_counts_what_comes_back_in_fourteen_days(learner: Person) -> None:
    practise(learner, 12, now=NOW - A_DAY)
    page = build_details(situation(learner), NOW)
    assert page.coming and len(page.coming.rows) == 14
    assert 0 < sum(count for _, _, count in page.coming.rows) <= 12


def test_who_rests_is_not_told_what_is_coming(learner: Person) -> None:
    practise(learner, 12, now=NOW - A_DAY)
    Plan.objects.create(learner=learner.learner, resting=True)
    assert "What is coming?" not in text_of(learner)


def test_the_queries_do_not_grow_with_the_log(learner: Person) -> None:
    counts = []
    for days in (9, 6, 3):
        practise(learner, 8, now=NOW - days * A_DAY)
        elsewhere()
        with CaptureQueriesContext(connection) as captured:
            learner.get(ADDRESS)
        counts.append(len(captured))
    assert len(set(counts)) == 1 and counts[0] <= 7


def test_what_was_practised_before_signing_in_counts_too(learner: Person, visitor: Person) -> None:
    practise(learner, 2, now=NOW - 3 * A_DAY)
    started = start_session(learner=Learner(), focus=Focus(), now=NOW - A_DAY, zone=ZONE)
    answer_well(started.prompt, now=NOW - A_DAY + timedelta(seconds=20))
    theirs = Learner.objects.get(pk=started.session.learner_id)
    adopt(visitor=theirs, user=learner.user, now=NOW)  # type: ignore[arg-type]
    assert "Days practised 2 in the last 15 weeks" in text_of(learner)
    assert "Answers 3 to" in text_of(learner)


def test_one_does_not_see_anothers(learner: Person, classmate: Person) -> None:
    practise(learner, 12, now=NOW - A_DAY)
    assert "It starts with your first answer." in text_of(classmate)


def test_mastery_leads_to_it(learner: Person) -> None:
    practise(learner, 12, now=NOW - A_DAY)
    assert f'href="{ADDRESS}"' in learner.get("/mastery/").text
