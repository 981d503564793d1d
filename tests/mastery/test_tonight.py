"""Tonight's sheet: what is likeliest to slip, on one page, read once a day and asked all the same."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from quiz.bank.published import published_bank
from quiz.mastery.tonight.fitting import COLUMN, Entry, fitted, lines_of
from quiz.practice.answering.leaving_out import leave_out
from quiz.practice.models import Event, Note, Plan, Review
from quiz.practice.remembering.rebuilding import differences
from quiz.practice.remembering.stored import read_memory
from tests.conftest import NOW, Person
from tests.mastery.steps import ZONE, practise
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TOMORROW = NOW.date() + DAY
MLOPS, DRIFT = "what-is-mlops", "what-is-concept-drift"


def interview(person: Person, day: date = TOMORROW, **plan: Any) -> Person:
    Plan.objects.update_or_create(learner=person.learner, defaults={"interview_on": day} | plan)
    return person


@pytest.fixture
def nervous(learner: Person) -> Person:
    """Ten answers, and the interview tomorrow."""
    practise(learner, 10, now=NOW - 5 * DAY)
    return interview(learner)


def shown(person: Person) -> list[str]:
    """The sheet's questions."""
    person.post("/tonight/")
    body = person.get("/tonight/").text
    return re.findall(r'<span aria-hidden="true">\d+</span> (.*?)</h2>', body)


def state(person: Person, key: str) -> Any:
    return read_memory(person.learner, published_bank()).state(key)


@pytest.mark.any_database
@pytest.mark.parametrize(("days", "offered"), [(-1, False), (0, True), (1, True), (2, True), (3, False)])
def test_it_is_offered_on_the_last_two_days_until_the_interview_is_over(
    nervous: Person, days: int, offered: bool
) -> None:
    interview(nervous, NOW.date() + days * DAY)
    assert [("/tonight/" in nervous.get(page).text) for page in ("/today/", "/mastery/")] == [offered] * 2
    assert ("Show the sheet" in nervous.get("/tonight/").text) == offered
    assert bool(shown(nervous)) == offered


@pytest.mark.any_database
def test_nobody_is_offered_a_sheet_of_nothing(visitor: Person) -> None:
    visitor.post("/plan/", {"interview_on": TOMORROW.isoformat(), "minutes": "10", "target": "0.9"})
    assert "/tonight/" not in visitor.get("/today/").text
    assert "Answer some questions first" in visitor.get("/tonight/").text
    practise(visitor, 1, DRIFT, right=False)
    assert "/tonight/" in visitor.get("/today/").text
    assert len(shown(visitor)) == 1


@pytest.mark.any_database
def test_its_first_lines_say_what_it_is_and_what_to_do(nervous: Person) -> None:
    number = len(shown(nervous))
    body = nervous.get("/tonight/").text
    assert f"These {number} are the ones you are most likely to forget by tomorrow. Read the question" in body
    assert re.search(r"You would know about \d+ of 100 tomorrow without this sheet\.", body)
    assert "Learner 1</bdi> · Tuesday 24 November 2026 · interview tomorrow" in body
    sheet = body.split('class="sheet"')[1].split("</article>")[0]
    assert "<a " not in sheet and "tile" not in sheet


@pytest.mark.any_database
@pytest.mark.parametrize(("weight", "first"), [(2, "What is DVC"), (1, "What is “c")])
def test_the_likeliest_to_slip_come_first_by_the_weight_of_their_section(
    learner: Person, weight: int, first: str
) -> None:
    practise(learner, 1, "what-is-dvc", now=NOW - 5 * DAY)
    practise(learner, 1, DRIFT, now=NOW - 3 * DAY)
    section = published_bank().questions["what-is-dvc"].section.slug
    interview(learner, weights={section: weight})
    assert shown(learner)[0].replace('"', "“").startswith(first)


def test_what_was_left_out_never_asked_or_is_not_in_the_plan_is_not_there(learner: Person) -> None:
    practise(learner, 1, DRIFT, now=NOW - 3 * DAY)
    practise(learner, 1, MLOPS, now=NOW - 3 * DAY)
    practise(learner, 1, "what-is-dvc", now=NOW - 3 * DAY)
    leave_out(learner=learner.learner, key=DRIFT, assigned=(), now=NOW - DAY, zone=ZONE)
    section = published_bank().questions["what-is-dvc"].section.slug
    interview(learner, weights={section: 0})
    assert shown(learner) == ["What is MLOps?"]


def test_what_was_known_once_comes_before_what_was_never_known(learner: Person) -> None:
    practise(learner, 1, MLOPS, now=NOW - 2 * DAY)
    practise(learner, 1, "what-is-dvc", right=False, now=NOW - 9 * DAY)
    interview(learner)
    assert [words[:11] for words in shown(learner)] == ["What is MLO", "What is DVC"]


def test_showing_it_notes_each_question_once_a_day(nervous: Person) -> None:
    number = len(shown(nervous))
    events = Event.objects.filter(kind="read")
    assert events.filter(detail={"sheet": True}).count() == events.count() == number > 5
    nervous.post("/tonight/")
    assert events.count() == number
    assert differences(published_bank()) == []


def test_what_was_read_on_it_is_still_asked_that_day_and_counts_as_with_a_hint(
    learner: Person, ask: Any, by_recall: Any
) -> None:
    practise(learner, 1, by_recall(MLOPS), right=False, now=NOW - 3 * DAY)
    interview(learner)
    assert shown(learner) == ["What is MLOps?"]
    assert "Show the answer" in learner.get(f"/questions/{MLOPS}/").text
    prompt = ask(learner, MLOPS)
    answer_well(prompt, grade=4)
    card = state(learner, MLOPS).card
    assert card.asked == 2 and not card.unaided_right
    assert Review.objects.get(prompt=prompt).predicted is None
    assert differences(published_bank()) == []


def test_practice_says_that_the_answer_was_read_and_suggests_no_more_than_with_effort(
    learner: Person, ask: Any, by_recall: Any
) -> None:
    practise(learner, 1, by_recall(MLOPS), right=False, now=NOW - 3 * DAY)
    said = "You read this answer today, so this counts as “With effort” at most."
    address = ask(learner, MLOPS).get_absolute_url()
    assert said not in learner.get(address).text
    interview(learner)
    shown(learner)
    assert said in learner.get(address).text
    learner.post(f"{address}reveal/", {"text": published_bank().questions[MLOPS].revision.answer})
    revealed = learner.get(address).text
    assert said in revealed and "data-hinted" in revealed


@pytest.mark.parametrize(
    ("answers", "said"), [(0, "A quick check from an earlier day"), (3, "Your chance of knowing this on")]
)
def test_why_it_is_asked_promises_nothing_once_its_answer_was_read(
    learner: Person, ask: Any, answers: int, said: str
) -> None:
    practise(learner, 1, MLOPS, now=NOW - 5 * DAY)
    practise(learner, answers, "what-is-dvc", "what-is-mlflow", "what-is-dag", now=NOW - DAY / 24)
    address = ask(interview(learner), MLOPS).get_absolute_url()
    assert said in learner.get(address).text
    shown(learner)
    page = learner.get(address).text
    assert "You read its answer today: see how much of it you can say yourself." in page
    assert said not in page


def test_the_sheet_has_a_button_that_prints_it(nervous: Person) -> None:
    shown(nervous)
    assert re.search(r"<button[^>]*data-print>Print</button>", nervous.get("/tonight/").text)


def test_after_the_interview_it_promises_no_sheet_for_it(nervous: Person, clock: Any) -> None:
    clock.shift(2 * DAY)
    page = nervous.get("/tonight/").text
    assert "Your interview on 25 November is over." in page
    assert "Two days before your interview" not in page


def test_an_answer_without_the_sheet_is_unaided(learner: Person, ask: Any, by_recall: Any) -> None:
    practise(learner, 1, by_recall(MLOPS), right=False, now=NOW - 3 * DAY)
    interview(learner)
    answer_well(ask(learner, MLOPS), grade=4)
    assert state(learner, MLOPS).card.unaided_right


def test_after_an_undo_it_still_counts_as_with_a_hint(learner: Person, ask: Any, by_recall: Any) -> None:
    practise(learner, 1, by_recall(MLOPS), right=False, now=NOW - 3 * DAY)
    shown(interview(learner))
    prompt = ask(learner, MLOPS)
    answer_well(prompt)
    learner.post(f"/practice/prompts/{prompt.pk}/undo/")
    assert state(learner, MLOPS).sheet_on == NOW.date()
    assert differences(published_bank()) == []


def test_the_day_after_there_is_another_sheet(nervous: Person, clock: Any) -> None:
    interview(nervous, TOMORROW + DAY)
    first = len(shown(nervous))
    clock.move_to(NOW + DAY)
    assert "Show the sheet" in nervous.get("/tonight/").text
    assert len(shown(nervous)) == first
    assert Event.objects.filter(kind="read").count() == 2 * first


@pytest.mark.any_database
def test_a_note_is_on_it_in_a_line_without_its_form(learner: Person) -> None:
    practise(learner, 1, MLOPS, now=NOW - 3 * DAY)
    interview(learner)
    question = published_bank().questions[MLOPS].id
    words = "# Think\n\n- **models** & `data`\n- <b>run</b>\n\n" + "x" * 4000
    Note.objects.create(learner=learner.learner, question_id=question, words=words)
    shown(learner)
    body = learner.get("/tonight/").text
    line = re.search(r"Your note:</span>\s+(.*?)</p>", body)
    assert line and line[1].startswith("Think · models &amp; data · &lt;b&gt;run&lt;/b&gt; · xxx")
    assert line[1].endswith("…") and len(line[1]) < 200


@pytest.mark.any_database
def test_fitting_never_fills_a_column_over_its_height() -> None:
    entries = [Entry(f"q{number}", "word " * (number % 40 + 1), ["point " * 30] * 3) for number in range(40)]
    columns = fitted([Entry("huge", "word", ["x" * 9000]), *entries])
    assert all(columns) and all(sum(each.height for each in column) <= COLUMN for column in columns)
    assert "huge" not in [each.key for column in columns for each in column]


@pytest.mark.any_database
def test_what_is_too_long_is_cut_so_that_it_fits_on_an_empty_sheet() -> None:
    entry = Entry.cut("huge", "W" * 900, ["words " * 90, "`code " * 40 + "`"] * 3, "n" * 4000)
    assert entry.height < COLUMN
    assert all(text.endswith(("…", "…`")) for text in (entry.question, *entry.points, entry.note))
    assert Entry.cut("short", "What?", ["This."], "") == Entry("short", "What?", ["This."], "")


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("text", "lines"), [("short", 1), ("", 1), ("word " * 13, 3), ("x" * 100, 4), ("數" * 40, 3)]
)
def test_lines_are_reckoned_with_broken_words_and_wide_signs(text: str, lines: int) -> None:
    assert lines_of(text, 220) == lines
