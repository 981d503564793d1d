"""The answer changed: whoever learned the old one is told what, word by word, and why, until they know."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine

from quiz import engine
from quiz.mastery.readiness.how_ready import readiness_of
from quiz.mastery.standings import Standing, standings_of
from quiz.practice.models import Notice, Prompt
from quiz.practice.people.merging import adopt
from tests.bank.acts import run
from tests.conftest import NOW, Person
from tests.curation.acts import KEY, open_draft, publish, save
from tests.mastery.steps import elsewhere, miss, practise, situation
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db

PAGE = f"/questions/{KEY}/"
OLD = (
    "Concept drift is when the relationship between the input data and the target variable changes over time."
)
ADDED = "The input data may stay as they are."
NEW = f"{OLD.replace('target variable', 'outcome')} {ADDED}"
WHY = "Interviewers tell the two kinds of drift apart by now."
TOLD = "An answer you learned has changed"
HEADING = "The answer has changed since you learned it"


def change(curator: Person, answer: str = NEW, *, as_: str = "meaning", why: str = WHY) -> None:
    """A curator gives the question another answer."""
    open_draft(curator)
    save(curator, answer=answer)
    assert publish(curator, change=as_, why=why).status_code == 302


def learn(person: Person, days: int = 4, *keys: str, right: bool = True) -> None:
    """Answered on each of so many days before, the last one yesterday."""
    for day in range(days, 0, -1):
        practise(person, 1, *(keys or (KEY,)), right=right, now=NOW - timedelta(days=day))


def text(person: Person, address: str = "/today/") -> str:
    return unescape(person.get(address).content.decode())


def is_told(person: Person) -> bool:
    """Whether Today tells of a changed answer."""
    return TOLD in text(person)


def standing(person: Person) -> Standing:
    return standings_of(situation(person), now=NOW)[KEY]


@pytest.fixture
def changed(curator: Person, learner: Person) -> Person:
    """A learner who has mastered an answer that has changed since."""
    learn(learner)
    assert standing(learner).level == engine.Level.MASTERED
    change(curator)
    return learner


def test_today_tells_and_leads_to_what_changed_word_by_word_and_why(changed: Person) -> None:
    assert is_told(changed)
    changed.post(f"{PAGE}read/")
    body = text(changed, PAGE)
    assert HEADING in body
    assert WHY in body
    assert '<del><span class="hidden">removed: </span>target variable </del>' in body
    assert f'<ins><span class="hidden">added: </span>{ADDED}</ins>' in body
    assert "Tuesday 24 November" in body


def test_of_the_key_points_only_the_one_that_changed_is_compared(curator: Person, learner: Person) -> None:
    learn(learner)
    open_draft(curator)
    save(curator, **{"points-0-text": "The relationship changes"})
    publish(curator, change="meaning", why=WHY)
    learner.post(f"{PAGE}read/")
    compared = re.findall(r'<h3 class="label">Key points</h3>(.*?)</div>', text(learner, PAGE), re.S)[0]
    assert (compared.count("<p "), compared.count("<del")) == (1, 1)


def test_no_curve_is_drawn_of_an_answer_that_is_not_known_yet(changed: Person) -> None:
    assert "Your memory of it" not in text(changed, PAGE)
    changed.post(f"{PAGE}told/")
    assert "Your memory of it" in text(changed, PAGE)


def test_neither_page_says_the_answer_before_it_is_asked_for(changed: Person) -> None:
    assert [
        page for page in ("/today/", PAGE) if ADDED in text(changed, page) or WHY in text(changed, page)
    ] == []


def test_who_never_knew_it_is_told_nothing(curator: Person, learner: Person, classmate: Person) -> None:
    learn(learner, right=False)
    change(curator)
    assert [is_told(person) for person in (learner, classmate)] == [False, False]
    assert HEADING not in text(learner, PAGE)


def test_other_words_for_the_same_are_no_change(curator: Person, learner: Person) -> None:
    learn(learner)
    change(curator, as_="wording")
    assert (is_told(learner), standing(learner).level) == (False, engine.Level.MASTERED)


def test_other_words_for_the_new_answer_tell_nobody_twice(curator: Person, changed: Person) -> None:
    changed.post(f"{PAGE}told/")
    change(curator, "The link moves between input and outcome.", as_="wording")
    assert not is_told(changed)


def test_got_it_is_the_end_of_it(changed: Person) -> None:
    assert standing(changed).level == engine.Level.FAMILIAR
    for _twice in range(2):
        assert changed.post(f"{PAGE}told/").status_code == 302
    assert (is_told(changed), HEADING in text(changed, PAGE)) == (False, False)
    assert standing(changed).level == engine.Level.MASTERED
    assert Notice.objects.count() == 1


def test_it_is_asked_first_in_the_next_session_without_options(
    changed: Person, ask: Callable[..., Prompt]
) -> None:
    prompt = ask(changed)
    assert (prompt.question.key, prompt.way) == (KEY, "recall")
    assert "Its answer has changed since you learned it" in text(changed, prompt.get_absolute_url())


@pytest.mark.parametrize("give", [answer_well, miss])
def test_who_answers_it_is_told_by_the_feedback(
    changed: Person, ask: Callable[..., Prompt], give: Callable[..., Any]
) -> None:
    prompt = ask(changed)
    give(prompt, now=NOW + timedelta(seconds=20))
    body = text(changed, prompt.get_absolute_url())
    assert (HEADING in body, WHY in body, is_told(changed)) == (True, True, False)


def test_an_answer_to_a_page_that_stood_open_tells_nobody(
    curator: Person, learner: Person, ask: Callable[..., Prompt]
) -> None:
    learn(learner)
    prompt = ask(learner, KEY)
    change(curator)
    answer_well(prompt)
    assert standing(learner).level == engine.Level.FAMILIAR
    elsewhere()
    assert (standing(learner).level, is_told(learner)) == (engine.Level.FAMILIAR, True)


def test_an_answer_taken_back_told_nobody(changed: Person, ask: Callable[..., Prompt]) -> None:
    prompt = ask(changed)
    answer_well(prompt)
    assert not is_told(changed)
    changed.post(f"{prompt.get_absolute_url()}undo/")
    assert is_told(changed)


def test_back_to_the_old_words_tells_who_learned_the_new_ones_alone(
    curator: Person, changed: Person, classmate: Person
) -> None:
    practise(classmate, 1, KEY, now=NOW)
    change(curator, OLD, why="It was right before.")
    assert (is_told(changed), is_told(classmate)) == (False, True)


def test_of_two_changes_the_newest_is_told_from_what_was_learned(curator: Person, changed: Person) -> None:
    change(
        curator,
        "By now the relationship between the input and the target changes.",
        why="The second thought.",
    )
    changed.post(f"{PAGE}read/")
    body = text(changed, PAGE)
    assert body.count(HEADING) == 1
    assert ("The second thought." in body, WHY in body, ADDED in body) == (True, False, False)


def test_levels_readiness_and_pages_say_the_same_before_and_after(changed: Person) -> None:
    before = readiness_of(situation(changed), NOW)
    assert "Familiar" in text(changed, PAGE)
    changed.post(f"{PAGE}told/")
    assert "Mastered" in text(changed, PAGE)
    assert before.answered == readiness_of(situation(changed), NOW).answered


def test_reading_what_changed_does_not_keep_it_from_being_practised(changed: Person) -> None:
    changed.post(f"{PAGE}read/")
    assert "Practise it now" in text(changed, PAGE)
    response = changed.post("/practice/", {"focus": f"question:{KEY}"})
    prompt = Prompt.objects.get(pk=response["Location"].split("/")[3])
    assert (prompt.question.key, prompt.way) == (KEY, "recall")


def test_what_a_visitor_was_told_comes_along(
    curator: Person, visitor: Person, learner: Person, ask: Callable[..., Prompt]
) -> None:
    visitor.post("/practice/", {"focus": f"question:{KEY}"})
    answer_well(Prompt.objects.get(), now=NOW + timedelta(seconds=9))
    learn(learner)
    change(curator)
    assert (is_told(visitor), is_told(learner)) == (True, True)
    visitor.post(f"{PAGE}told/")
    adopt(visitor=visitor.learner, user=learner.user, now=NOW + timedelta(hours=1))
    assert not is_told(learner)


def test_rebuilding_leaves_it_alone(changed: Person) -> None:
    run("rebuild_cards")
    elsewhere()
    assert is_told(changed)
    changed.post(f"{PAGE}told/")
    run("rebuild_cards")
    elsewhere()
    assert not is_told(changed)


def test_today_costs_one_statement_more_at_most(changed: Person, django_assert_max_num_queries: Any) -> None:
    changed.get("/today/")
    with time_machine.travel(NOW + timedelta(minutes=1)), django_assert_max_num_queries(9):
        changed.get("/today/")


def test_a_session_that_asks_it_raises_it_whichever_process_tells_of_it(
    changed: Person, ask: Callable[..., Prompt]
) -> None:
    prompt = ask(changed)
    answer_well(prompt, now=NOW + timedelta(seconds=20))
    changed.post(f"/practice/{prompt.session_id}/end/")
    at_hand = text(changed, f"/practice/{prompt.session_id}/summary/")
    elsewhere()
    assert "1 up" in at_hand
    assert "1 up" in text(changed, f"/practice/{prompt.session_id}/summary/")
