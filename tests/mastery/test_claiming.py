"""*I know this*: asked once, unaided."""

from datetime import timedelta
from typing import Any

import pytest

from quiz import engine
from quiz.bank.published import published_bank
from quiz.practice.models import Event, PracticeSession, Prompt, Review
from quiz.practice.remembering.rebuilding import differences
from tests.conftest import NOW, Person
from tests.mastery.steps import practise, situation
from tests.practice.acts import answer, answer_well

pytestmark = pytest.mark.django_db
DRIFT, HINTED, SECTION = "what-is-concept-drift", "mlflow-tracking-use", "version-control"


def claim(person: Person, address: str = f"/questions/{DRIFT}/claim/") -> Prompt:
    response = person.post(address)
    assert response.status_code == 302
    return Prompt.objects.get(pk=response["Location"].split("/")[3])


def forget(prompt: Prompt, now: Any = NOW) -> Prompt | None:
    """A miss, whichever way it is asked in."""
    if prompt.way == "type":
        return answer(prompt, now=now, response="unsure").following
    return answer_well(prompt, now=now, grade=1).following


@pytest.mark.any_database
def test_both_pages_have_the_button(visitor: Person) -> None:
    for page in (f"/questions/{DRIFT}/", f"/library/{SECTION}/"):
        assert "I know this" in visitor.get(page).content.decode()


@pytest.mark.parametrize("who", ["visitor", "learner"])
def test_a_new_question_is_asked_without_options(request: Any, who: str) -> None:
    person = request.getfixturevalue(who)
    prompt = claim(person)
    assert (prompt.way, prompt.options, prompt.session.kind) == ("recall", [], PracticeSession.Kind.CLAIMED)
    body = person.get(prompt.get_absolute_url()).content.decode()
    assert "You said you know this, so here it is once without options." in body
    assert "I know this, 1 of 1" in body
    assert published_bank().questions[DRIFT].revision.answer not in body


@pytest.mark.any_database
def test_a_command_is_typed(learner: Person) -> None:
    typed = next(key for key, each in published_bank().questions.items() if "type" in each.revision.ways)
    assert claim(learner, f"/questions/{typed}/claim/").way == "type"


def test_the_claim_stands_in_the_log(learner: Person) -> None:
    claim(learner)
    event = Event.objects.get(learner=learner.learner)
    assert (event.kind, event.question.key, event.local_day) == (Event.Kind.CLAIMED, DRIFT, NOW.date())


def test_claiming_twice_goes_on_with_the_open_one(learner: Person) -> None:
    assert claim(learner) == claim(learner)
    assert Event.objects.filter(learner=learner.learner).count() == 1


def test_known_it_is_not_introduced_again(learner: Person) -> None:
    prompt = claim(learner)
    answered = answer_well(prompt)
    assert answered.following is None
    card = situation(learner).memory.cards[DRIFT]
    assert (card.asked, card.unaided_right) == (1, True)
    assert f"/questions/{DRIFT}/" not in learner.get("/library/?state=new&q=concept drift").content.decode()


def test_not_known_it_is_a_miss_like_any_other_and_not_asked_twice(learner: Person) -> None:
    assert forget(claim(learner)) is None
    card = situation(learner).memory.cards[DRIFT]
    assert (card.asked, card.streak, card.unaided_right) == (1, 0, False)
    assert practise(learner, 1, DRIFT, now=NOW + timedelta(hours=1)).prompts.count() >= 1


def test_with_a_hint_it_was_not_unaided(learner: Person) -> None:
    prompt = claim(learner, f"/questions/{HINTED}/claim/")
    learner.post(f"/practice/prompts/{prompt.pk}/hint/")
    answer_well(prompt)
    card = situation(learner).memory.cards[HINTED]
    assert (card.streak, card.unaided_right) == (1, False)


def test_undo_asks_it_again_in_the_same_way(learner: Person) -> None:
    prompt = claim(learner)
    answer_well(prompt)
    response = learner.post(f"/practice/prompts/{prompt.pk}/undo/")
    again = Prompt.objects.get(pk=response["Location"].split("/")[3])
    assert (again.question, again.way, again.session) == (prompt.question, prompt.way, prompt.session)
    assert DRIFT not in situation(learner).memory.cards
    answer_well(again, now=NOW + timedelta(minutes=2))
    assert differences(published_bank()) == []


def test_a_section_asks_each_unmet_question_once_whatever_came_of_it(learner: Person) -> None:
    section = next(each for each in published_bank().sections if each.slug == SECTION)
    practise(learner, 1, section.keys[0], now=NOW - timedelta(hours=1))
    following: Prompt | None = claim(learner, f"/library/{SECTION}/claim/")
    asked = []
    while following:
        asked.append(following.question.key)
        assert following.way != "choose"
        following = forget(following, NOW + timedelta(minutes=len(asked)))
    assert sorted(asked) == sorted(section.keys[1:])
    assert asked[0] == section.keys[1]
    assert Event.objects.filter(learner=learner.learner, kind=Event.Kind.CLAIMED).count() == 19


def test_what_asks_the_same_is_kept_apart(learner: Person) -> None:
    bank = published_bank()
    following: Prompt | None = claim(learner, "/library/experiment-tracking/claim/")
    asked: list[str] = []
    while following and len(asked) < 12:
        assert not set(asked[-4:]) & bank.known[following.question.key].duplicates
        asked.append(following.question.key)
        following = answer_well(following, now=NOW + timedelta(minutes=len(asked))).following
    assert len(asked) == 12
    assert any(bank.known[key].duplicates & set(asked) for key in asked)


def test_a_section_that_was_met_says_so(learner: Person) -> None:
    section = next(each for each in published_bank().sections if each.slug == SECTION)
    for key in section.keys:
        practise(learner, 1, key, now=NOW - timedelta(hours=1))
    page = learner.post(f"/library/{SECTION}/claim/", follow=True)
    body = page.content.decode()
    assert page.redirect_chain == [(f"/library/{SECTION}/", 302)]
    assert "You have answered every question of this section." in body
    assert "I know this" not in body
    assert not Event.objects.filter(learner=learner.learner).exists()


def test_what_was_read_today_rests(learner: Person) -> None:
    learner.post(f"/questions/{DRIFT}/read/")
    page = learner.post(f"/questions/{DRIFT}/claim/", follow=True)
    assert "You read these answers today" in page.content.decode()
    assert not Review.objects.filter(learner=learner.learner).exists()


@pytest.mark.any_database
@pytest.mark.parametrize("address", ["/questions/nothing/claim/", "/library/nothing/claim/"])
def test_what_does_not_exist_cannot_be_claimed(learner: Person, address: str) -> None:
    assert learner.post(address).status_code == 404


def test_a_claim_alone_masters_nothing(learner: Person) -> None:
    answer_well(claim(learner), grade=4)
    here = situation(learner)
    level = engine.level(here.memory.cards[DRIFT], 1.0)
    assert level == engine.Level.PROFICIENT
