"""One question's page, and its answer only after asking to read it."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from quiz.bank.published import PublishedRevision, published_bank
from quiz.mastery.library.one_memory import next_step
from quiz.mastery.library.question_page import build_question
from quiz.mastery.standings import standings_of
from quiz.practice.asking.starting import Focus, NothingToAsk, start_session
from quiz.practice.models import Event, Review
from quiz.practice.pages.level_words import LEVEL_WORDS
from tests.conftest import NOW, Person
from tests.mastery.steps import ZONE, elsewhere, practise, situation
from tests.practice.acts import answer, note

pytestmark = pytest.mark.django_db
DRIFT, MLOPS = "what-is-concept-drift", "what-is-mlops"
PAGE, READ = f"/questions/{DRIFT}/", f"/questions/{DRIFT}/read/"


def text_of(person: Person, address: str = PAGE) -> str:
    return unescape(person.get(address).content.decode())


def secrets(revision: PublishedRevision) -> list[str]:
    """What would give the answer away."""
    options = [option.text for option in revision.options] + [option.why for option in revision.options]
    points = [point.text for point in revision.points]
    more = [option.tempts for option in revision.options] + [revision.senior, revision.common_wrong]
    more += [words for each in revision.follow_ups for words in (each.question, each.reply, *each.points)]
    more += [str(note["says"]) for note in revision.currency_notes]
    return [words for words in [revision.answer, revision.explanation, *options, *points, *more] if words]


def test_the_answer_is_in_no_byte_before_it_was_asked_for(learner: Person) -> None:
    revision = published_bank().questions[DRIFT].revision
    pages = [
        PAGE,
        "/library/",
        "/library/?q=drift",
        f"/library/{published_bank().sections[0].slug}/",
        "/mastery/",
    ]
    pages += ["/mastery/?as=table", "/today/"]
    before = [text_of(learner, page) for page in pages]
    learner.post(READ)
    assert revision.answer in text_of(learner)
    assert [words for page in before for words in secrets(revision) if words in page] == []


@pytest.mark.any_database
def test_reading_shows_answer_key_points_and_why_but_no_option(learner: Person) -> None:
    revision = published_bank().questions[DRIFT].revision
    response = learner.post(READ)
    assert (response.status_code, response["Location"]) == (302, PAGE)
    body = text_of(learner)
    assert all(point.text in body for point in revision.points)
    assert "You read the answer, so we won’t ask this today." in body
    assert [option.text for option in revision.wrong_options if option.text in body] == []


def test_reading_is_noted_once_a_day_and_is_no_review(learner: Person) -> None:
    for _ in range(2):
        learner.post(READ)
    event = Event.objects.get(learner=learner.learner)
    assert (event.kind, event.question.key, event.local_day) == (Event.Kind.READ, DRIFT, NOW.date())
    assert not Review.objects.filter(learner=learner.learner).exists()


def test_what_was_read_is_not_asked_until_tomorrow(learner: Person, clock: Any) -> None:
    learner.post(READ)
    focus = Focus(only=[DRIFT])
    with pytest.raises(NothingToAsk):
        start_session(learner=learner.learner, focus=focus, now=NOW, zone=ZONE)
    assert "Practise this one" not in text_of(learner)
    clock.move_to(NOW + timedelta(days=1))
    assert "Practise this one" in text_of(learner)
    assert published_bank().questions[DRIFT].revision.answer not in text_of(learner)
    start_session(learner=learner.learner, focus=focus, now=NOW + timedelta(days=1), zone=ZONE)


def test_a_visitor_who_reads_is_remembered(visitor: Person) -> None:
    visitor.post(READ)
    assert published_bank().questions[DRIFT].revision.answer in text_of(visitor)
    assert situation(visitor).memory.state(DRIFT).read_on == NOW.date()


def test_what_one_has_read_the_other_does_not_see(learner: Person, classmate: Person) -> None:
    learner.post(READ)
    assert published_bank().questions[DRIFT].revision.answer not in text_of(classmate)


@pytest.mark.any_database
def test_reading_by_get_is_refused(learner: Person) -> None:
    assert learner.get(READ).status_code == 405


@pytest.mark.any_database
@pytest.mark.parametrize("address", ["/questions/nothing/", "/questions/nothing/read/"])
def test_an_unknown_question_is_not_there(learner: Person, address: str) -> None:
    assert learner.post(address).status_code in {404, 405}
    assert learner.get(address).status_code in {404, 405}
    assert not Event.objects.filter(learner=learner.learner).exists()


def test_ones_own_answers_are_listed_with_day_way_and_result(learner: Person) -> None:
    practise(learner, 1, DRIFT, right=False, now=NOW - timedelta(days=2))
    practise(learner, 1, DRIFT, now=NOW - timedelta(days=1))
    rows = re.findall(
        r'<tr><th scope="row"><time datetime="([^"]+)">[^<]+</time></th><td>([^<]+)</td><td[^>]*>([^<]+)</td>',
        text_of(learner),
    )
    assert rows == [("2026-11-23", "choose one", "Right"), ("2026-11-22", "choose one", "Wrong")]
    assert "2 times, 1 right" in text_of(learner)


def test_an_honest_i_dont_know_is_called_that(learner: Person) -> None:
    session = practise(learner, 0, DRIFT)
    answer(session.prompts.get(), response="unsure")
    assert "I don’t know" in text_of(learner)


def test_an_answer_taken_back_is_not_listed(learner: Person) -> None:
    session = practise(learner, 1, DRIFT)
    assert "choose one" in text_of(learner)
    learner.post(f"/practice/prompts/{session.prompts.order_by('sequence')[0].pk}/undo/")
    assert "choose one" not in text_of(learner)


def test_it_says_when_the_question_comes_back(learner: Person, by_recall: Callable[[str], str]) -> None:
    practise(learner, 1, by_recall(MLOPS))
    day = standings_of(situation(learner), now=NOW)[MLOPS].back_on
    assert day and day > NOW.date()
    assert f'<dt>Comes back</dt><dd><time datetime="{day.isoformat()}">' in text_of(
        learner, f"/questions/{MLOPS}/"
    )


def test_related_questions_stand_beside_it_with_their_levels(visitor: Person) -> None:
    body = text_of(visitor)
    aside = body[body.index("<aside") :]
    assert "Often mixed up with" in aside
    assert 'What is "data drift"?' in aside


def test_the_star_shows_whether_it_is_set(learner: Person) -> None:
    assert 'aria-pressed="false"' in text_of(learner)
    learner.post(f"/questions/{DRIFT}/star/", {"on": "1"})
    assert 'aria-pressed="true"' in text_of(learner)


def test_a_longer_history_costs_no_more_statements(learner: Person, django_assert_num_queries: Any) -> None:
    practise(learner, 1, DRIFT)
    learner.get(PAGE)
    elsewhere()
    with django_assert_num_queries(8):
        learner.get(PAGE)
    for day in range(1, 12):
        practise(learner, 1, DRIFT, now=NOW + timedelta(days=day))
    elsewhere()
    with django_assert_num_queries(8):
        learner.get(PAGE)


def test_reading_what_is_being_asked_skips_the_prompt(learner: Person) -> None:
    prompt = practise(learner, 0, DRIFT).prompts.get()
    learner.post(READ)
    learner.post(f"/practice/prompts/{prompt.pk}/", {"response": prompt.options[0]})
    assert not Review.objects.filter(learner=learner.learner).exists()
    assert prompt.events.get().kind == Event.Kind.SKIPPED


@pytest.mark.any_database
def test_it_says_how_it_fades_and_what_reaches_the_next_level(learner: Person) -> None:
    assert "Your memory of it" not in text_of(learner)
    practise(learner, 1, DRIFT, now=NOW - timedelta(days=3))
    body = text_of(learner)
    found = re.search(r"is (\d+) % today and (\d+) % on Tue 1 Dec\.", body)
    assert found and int(found[1]) > int(found[2])
    assert re.search(r"<dt>To reach (Familiar|Proficient)</dt><dd>(one|\d) good recall", body)


@pytest.mark.any_database
def test_so_many_good_recalls_do_reach_it(learner: Person, by_recall: Callable[[str], str]) -> None:
    practise(learner, 1, by_recall(MLOPS), right=False, now=NOW - timedelta(days=1))
    step = next_step(situation(learner), MLOPS, NOW)
    assert step and step.takes == "one good recall"
    practise(learner, 1, MLOPS)
    standing = standings_of(situation(learner), now=NOW + timedelta(minutes=1))[MLOPS]
    assert LEVEL_WORDS[standing.level] == step.word


@pytest.mark.any_database
def test_the_curve_shows_the_past_with_a_mark_for_each_answer(learner: Person) -> None:
    practise(learner, 1, DRIFT, right=False, now=NOW - timedelta(days=9))
    practise(learner, 1, DRIFT, now=NOW - timedelta(days=5))
    practise(learner, 1, DRIFT, now=NOW - timedelta(days=1))
    past = build_question(situation(learner), published_bank().questions[DRIFT], NOW).past
    assert past and [dot.is_right for dot in past.dots] == [False, True, True]
    assert [dot.x for dot in past.dots] == [0, 25.0, 50.0] and past.today == 56.25
    body = text_of(learner)
    assert len(re.findall(r'<circle cx="[\d.]+%"', body)) == 2 and body.count(">✕</text>") == 1
    assert past.line in body and past.ahead in body


@pytest.mark.any_database
def test_the_curve_goes_on_where_memory_is_now(learner: Person) -> None:
    for days in (9, 5, 1):
        practise(learner, 1, DRIFT, now=NOW - timedelta(days=days))
    page = build_question(situation(learner), published_bank().questions[DRIFT], NOW)
    assert page.past and page.fading
    assert page.past.line.split()[-1] == page.past.ahead.split()[0]
    assert page.past.line.split()[-1].endswith(f"{100 - page.fading.chances[0]:.1f}")


def test_each_answer_stands_with_the_chance_it_had(learner: Person) -> None:
    practise(learner, 1, DRIFT, now=NOW - timedelta(days=9))
    practise(learner, 1, DRIFT, right=False, now=NOW - timedelta(days=1))
    given = build_question(situation(learner), published_bank().questions[DRIFT], NOW).given
    assert given[1].before is None and given[0].before is not None and 0 < given[0].before < 100
    assert f'<td class="number">{given[0].before} %</td>' in text_of(learner)


def test_every_answer_is_on_the_page_the_older_ones_folded(learner: Person) -> None:
    for days in range(25, 0, -1):
        practise(learner, 1, DRIFT, now=NOW - timedelta(days=days))
    body = text_of(learner)
    assert "5 earlier answers" in body and body.count('<tr><th scope="row"><time') == 25
    shown, folded = body.split("5 earlier answers")
    assert "2026-11-23" in shown and "2026-10-30" in folded


def test_the_curve_begins_anew_after_starting_over(learner: Person) -> None:
    practise(learner, 1, DRIFT, now=NOW - timedelta(days=9))
    note(
        learner=learner.learner,
        kind=Event.Kind.STARTED_OVER,
        keys=[DRIFT],
        now=NOW - timedelta(days=5),
        zone=ZONE,
    )
    practise(learner, 1, DRIFT, now=NOW - timedelta(days=1))
    page = build_question(situation(learner), published_bank().questions[DRIFT], NOW)
    assert page.past and len(page.past.dots) == 1 and [each.before for each in page.given] == [None, None]
    assert [each.counts for each in page.given] == [True, False]
    assert text_of(learner).count("started over") == 1
