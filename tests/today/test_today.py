"""Today: what to do now, and how it stands."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from quiz.bank.published import published_bank
from quiz.practice.models import Plan, PracticeSession
from tests.cohorts.acts import assign, invite, join, make_cohort
from tests.conftest import NOW, Person
from tests.mastery.steps import elsewhere, practise, situation
from tests.today.steps import answer_all, start

pytestmark = pytest.mark.django_db


def page(person: Person) -> str:
    response = person.get("/today/")
    assert response.status_code == 200
    return response.content.decode()


def headline(person: Person) -> str:
    return re.search(r'<h1 class="headline">([^<]+)</h1>', page(person))[1]  # type: ignore[index]


def miss_some(person: Person, number: int) -> None:
    """The bank's first questions, each missed four days ago."""
    for place, key in enumerate(list(published_bank().questions)[:number]):
        practise(person, 1, key, right=False, now=NOW - timedelta(days=4, minutes=-place))


@pytest.mark.any_database
def test_a_visitor_finds_one_true_sentence_and_one_action(visitor: Person) -> None:
    assert headline(visitor) == "12 questions to warm up, about 3 minutes."
    body = page(visitor)
    assert body.count("button go") == 1
    assert "Start the warm-up" in body
    assert "Just begun" not in body


def test_it_counts_what_is_due_and_how_long_it_takes(learner: Person) -> None:
    miss_some(learner, 6)
    assert headline(learner) == "6 questions come back today. About 4 minutes."


@pytest.mark.any_database
def test_more_than_fits_is_no_debt(learner: Person) -> None:
    miss_some(learner, 15)
    assert headline(learner) == "15 questions come back today. About 10 minutes."
    miss_some(learner, 16)
    assert headline(learner) == "15 questions today, about 10 minutes."
    assert re.fullmatch(r"We start with \d questions you missed last time\.", lede(learner))


def test_with_nothing_due_it_says_when_the_next_come_back_and_offers_new_ones(
    learner: Person, by_recall: Callable[[str], str]
) -> None:
    practise(learner, 2, by_recall("what-is-mlops"), by_recall("main-goal-of-mlops"))
    body = page(learner)
    assert headline(learner) == "13 questions left today. About 9 minutes."
    assert re.search(r"[12] questions? comes? back (tomorrow|\w{3} \d+ \w{3})\.", body)
    assert '<input type="hidden" name="focus" value="new">' in body
    assert "Go on <kbd" in body


def place(person: Person) -> None:
    """The first session, every second answer right."""
    session = start(person)
    answer_all(session, every=2)
    person.post(f"/practice/{session.pk}/end/")


def press(person: Person) -> PracticeSession:
    """The session that the page's own button opens."""
    actions = page(person).split('<div class="actions">')[1]
    chosen = re.match(r'.*?name="focus" value="(\w+)".*?class="button go', actions.split("</form>")[0], re.S)
    return start(person, **({"focus": chosen[1]} if chosen else {}))


def lede(person: Person) -> str:
    return re.search(r'<p class="lede">(.*?)</p>', page(person))[1]  # type: ignore[index]


def is_new(person: Person, session: PracticeSession) -> bool:
    card = situation(person).memory.state(session.prompts.get().question.key).card
    return card is None or card.asked == 0


def test_right_after_placing_nothing_is_due_and_new_ones_are_offered_and_asked(learner: Person) -> None:
    place(learner)
    assert headline(learner) == "13 questions left today. About 9 minutes."
    assert re.fullmatch(
        r"\d+ questions come back later today\. You have 9 minutes: learn some new ones\.", lede(learner)
    )
    assert headline(learner) in learner.get("/mastery/").text
    assert "Nothing is due now." in learner.post("/practice/", {"focus": "due"}, follow=True).text
    assert is_new(learner, press(learner))


def test_once_they_have_faded_they_are_due_and_asked(learner: Person, clock: Any) -> None:
    place(learner)
    clock.shift(timedelta(hours=9))
    assert ", due today" in learner.get("/mastery/").text
    assert not is_new(learner, press(learner))


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "13 questions left today. About 9 minutes."),
        (9, "13 questions left today. About 9 minutes."),
        (48, "15 questions today, about 10 minutes."),
    ],
)
def test_before_an_interview_it_speaks_of_what_helps_most_and_of_no_day(
    learner: Person, clock: Any, hours: int, words: str
) -> None:
    place(learner)
    Plan.objects.create(learner=learner.learner, interview_on=date(2026, 12, 11))
    clock.shift(timedelta(hours=hours))
    assert headline(learner) == words
    assert ("helps most before your interview" in lede(learner)) == (hours < 48)
    for address in ("/today/", "/mastery/", "/library/version-control/"):
        body = learner.get(address).text
        for promise in ("due today", "comes back", "come back", "Coming days"):
            assert promise not in body, (address, promise)
    assert press(learner).only is None


def test_it_says_that_what_is_assigned_comes_first(learner: Person, instructor: Person) -> None:
    practise(learner, 2, "what-is-mlops", "main-goal-of-mlops", now=NOW - timedelta(days=1))
    cohort = make_cohort(instructor)
    join(learner, invite(instructor, cohort))
    assign(instructor, cohort, due_on=date(2026, 12, 3))
    assert (headline(learner), lede(learner)) == (
        "15 questions today, about 10 minutes.",
        "We start with what your instructor assigned.",
    )
    assert press(learner).prompts.get().question.section.slug == "version-control"


@pytest.mark.any_database
def test_whoever_is_yet_to_be_placed_is_told_of_the_twelve(learner: Person) -> None:
    practise(learner, 1)
    assert headline(learner) == "12 questions to warm up, about 3 minutes."
    assert lede(learner) == "They show where you stand."


@pytest.mark.any_database
def test_it_names_the_interview(learner: Person) -> None:
    practise(learner, 1)
    Plan.objects.create(learner=learner.learner, interview_on=date(2026, 12, 11))
    body = page(learner)
    assert "interview in 17 days" in body
    assert "On Friday 11 December" in body


@pytest.mark.any_database
def test_before_ten_answers_readiness_is_words(learner: Person) -> None:
    practise(learner, 3)
    body = page(learner)
    assert 'class="figure"' not in body
    assert "Answer 7 more questions to see a first figure." in body


@pytest.mark.any_database
def test_readiness_comes_with_its_range(learner: Person) -> None:
    practise(learner, 12)
    assert re.search(r"<strong>\d+</strong> of 100 questions</p>", page(learner))
    assert re.search(r'aria-label="About \d+ of 100 .*?, likely \d+ to \d+\. Your target', page(learner))


def test_an_assignment_stands_there_and_can_be_practised(learner: Person, instructor: Person) -> None:
    cohort = make_cohort(instructor)
    join(learner, invite(instructor, cohort))
    assignment = assign(instructor, cohort, due_on=date(2026, 12, 3))
    body = page(learner)
    assert "Version control: reach" in body
    assert "20 questions to go" in body
    assert f'action="/assignments/{assignment.pk}/practise/"' in body


def test_the_coming_days_stand_there_as_bars_and_as_a_table(learner: Person) -> None:
    miss_some(learner, 6)
    body = page(learner)
    assert 'aria-label="Questions that come back: Tue 6, Wed 0, Thu 0, Fri 0, Sat 0, Sun 0, Mon 0."' in body
    assert body.count('class="bar-day"') == 6
    assert (
        '<tr><th scope="row"><time datetime="2026-11-24">Tue 24 Nov</time></th><td class="number">6</td></tr>'
        in body
    )


def test_the_last_session_is_told_with_what_moved(learner: Person) -> None:
    session = practise(learner, 3, now=NOW - timedelta(days=1))
    practise(learner, 0)
    body = page(learner)
    assert f'href="/practice/{session.pk}/summary/"' in body
    assert "3 answers" in body


def test_the_page_costs_the_same_few_statements_whatever_was_answered(
    learner: Person, instructor: Person, django_assert_num_queries: Any
) -> None:
    cohort = make_cohort(instructor)
    join(learner, invite(instructor, cohort))
    page(learner)
    for answers, day, statements in ((1, 3, 11), (11, 2, 12)):  # with a figure the last forecast is looked up
        practise(learner, answers, now=NOW - timedelta(days=day))
        assign(instructor, cohort, due_on=date(2026, 12, day))
        elsewhere()
        with django_assert_num_queries(statements):
            page(learner)


@pytest.mark.any_database
def test_the_last_day_before_is_tomorrow(learner: Person) -> None:
    practise(learner, 1)
    Plan.objects.create(learner=learner.learner, interview_on=date(2026, 11, 25))
    assert "interview tomorrow" in page(learner)


@pytest.mark.any_database
@pytest.mark.parametrize("interview_on", [None, date(2026, 12, 11)])
def test_the_plan_can_be_reached_without_an_account(visitor: Person, interview_on: date | None) -> None:
    link = '<a href="/plan/">Your plan</a>'
    assert link in page(visitor)
    visitor.post("/plan/", {"interview_on": interview_on or "", "minutes": "5"})
    assert link in page(visitor)
