"""A question that failed four times after it was known is shown beside what it is confused with."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from quiz.bank.published import published_bank
from quiz.bank.text.markdown import inline
from quiz.practice.answering.correcting import undo
from quiz.practice.models import Event, Prompt
from quiz.practice.remembering.rebuilding import differences
from tests.conftest import NOW, Person
from tests.mastery.steps import ZONE, miss, practise, situation
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db
DRIFT, DATA_DRIFT, ALONE = "what-is-concept-drift", "what-is-data-drift", "mlflow-run"
KEEPS_MISSING = "You keep missing this one."


def lapse(person: Person, times: int, key: str = DRIFT) -> None:
    """Known and missed again, so many times, on earlier days."""
    for number in range(times):
        day = NOW - timedelta(days=2 * (times - number))
        practise(person, 1, key, now=day - timedelta(days=1))
        practise(person, 1, key, right=False, now=day)


def miss_now(person: Person, ask: Callable[..., Prompt], key: str = DRIFT) -> Prompt:
    prompt = ask(person, key)
    miss(prompt, now=NOW)
    return prompt


def text_of(person: Person, address: str) -> str:
    return person.get(address).content.decode()


def points_of(key: str) -> list[str]:
    return [str(inline(point.text)) for point in published_bank().questions[key].revision.points]


@pytest.mark.any_database
def test_the_feedback_shows_both_with_their_key_points(learner: Person, ask: Callable[..., Prompt]) -> None:
    lapse(learner, 4)
    prompt = ask(learner, DRIFT)
    before = text_of(learner, prompt.get_absolute_url())
    miss(prompt, now=NOW)
    body = text_of(learner, prompt.get_absolute_url())
    both = [*points_of(DRIFT), *points_of(DATA_DRIFT)]
    assert [words in before for words in both] == [False] * len(both)
    assert [words in body for words in both] == [True] * len(both)
    assert KEEPS_MISSING in body and f'<a href="/questions/{DATA_DRIFT}/">' in body


def test_what_is_shown_beside_it_has_been_read_and_rests(learner: Person, ask: Callable[..., Prompt]) -> None:
    lapse(learner, 4)
    prompt = miss_now(learner, ask)
    event = Event.objects.get(prompt=prompt, kind=Event.Kind.READ)
    assert (event.question.key, event.local_day) == (DATA_DRIFT, NOW.date())
    assert DATA_DRIFT in situation(learner).memory.closed_on(NOW.date())
    assert differences(published_bank()) == []


def test_it_is_noted_once_a_day(learner: Person, ask: Callable[..., Prompt]) -> None:
    lapse(learner, 4)
    miss_now(learner, ask)
    practise(learner, 1, DRIFT, right=False, now=NOW + timedelta(hours=1))
    assert Event.objects.filter(kind=Event.Kind.READ, local_day=NOW.date()).count() == 1


def test_three_misses_are_not_stuck(learner: Person, ask: Callable[..., Prompt]) -> None:
    lapse(learner, 3)
    prompt = ask(learner, DRIFT)
    answer_well(prompt, now=NOW)
    assert KEEPS_MISSING not in text_of(learner, prompt.get_absolute_url())
    assert KEEPS_MISSING not in text_of(learner, f"/questions/{DRIFT}/")
    assert not Event.objects.filter(kind=Event.Kind.READ).exists()


def test_a_right_answer_shows_nothing_beside_it(learner: Person, ask: Callable[..., Prompt]) -> None:
    lapse(learner, 4)
    prompt = ask(learner, DRIFT)
    answer_well(prompt, now=NOW)
    assert KEEPS_MISSING not in text_of(learner, prompt.get_absolute_url())


def test_taking_the_answer_back_keeps_that_it_was_read(learner: Person, ask: Callable[..., Prompt]) -> None:
    lapse(learner, 4)
    prompt = miss_now(learner, ask)
    undo(learner=learner.learner, prompt_id=prompt.pk, now=NOW + timedelta(minutes=1), zone=ZONE)
    assert situation(learner).memory.state(DATA_DRIFT).read_on == NOW.date()
    assert differences(published_bank()) == []


@pytest.mark.any_database
def test_without_a_partner_its_key_points_and_hint_are_shown(
    learner: Person, ask: Callable[..., Prompt]
) -> None:
    lapse(learner, 4, ALONE)
    body = text_of(learner, miss_now(learner, ask, ALONE).get_absolute_url())
    assert KEEPS_MISSING in body and "beside" not in body
    assert [words in body for words in points_of(ALONE)] == [True] * len(points_of(ALONE))
    assert str(inline(published_bank().questions[ALONE].revision.hint)) in body


def test_its_page_says_so_and_shows_both_once_read(learner: Person) -> None:
    lapse(learner, 4)
    page = f"/questions/{DRIFT}/"
    before = text_of(learner, page)
    assert KEEPS_MISSING in before
    assert not any(words in before for words in [*points_of(DRIFT), *points_of(DATA_DRIFT)])
    learner.post(f"{page}read/")
    both = [*points_of(DRIFT), *points_of(DATA_DRIFT)]
    assert [words in text_of(learner, page) for words in both] == [True] * len(both)
    assert situation(learner).memory.closed_on(NOW.date()) == {DRIFT, DATA_DRIFT}


def test_the_weakest_list_names_it(learner: Person) -> None:
    lapse(learner, 5)
    assert "stuck · often mixed up with: What is" in text_of(learner, "/mastery/")


@pytest.mark.any_database
def test_its_page_promises_a_partner_only_where_there_is_one(learner: Person) -> None:
    promise = "Compare it with what it is often confused with."
    for key, is_promised in ((DRIFT, True), (ALONE, False)):
        lapse(learner, 4, key)
        body = text_of(learner, f"/questions/{key}/")
        assert KEEPS_MISSING in body
        assert (promise in body) == is_promised
