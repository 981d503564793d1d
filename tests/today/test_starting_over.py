"""Starting over says what it will do, and can be taken back for thirty days; every row of the log stays."""

import re
from datetime import timedelta

import pytest
import time_machine

from quiz.bank.published import published_bank
from quiz.mastery.models import DailyForecast
from quiz.practice.models import Event, Review
from quiz.practice.remembering.rebuilding import differences
from tests.conftest import NOW, Person
from tests.mastery.steps import practise, situation
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db
KEY = "what-is-concept-drift"
PAGE = "/start-over/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def start_over(person: Person, what: str = "all") -> str:
    """What is said of it."""
    return said(person, person.post(PAGE, {"what": what}))


def said(person: Person, response) -> str:
    assert response.url == PAGE
    return person.get(PAGE).text


def put_back(person: Person, act: str) -> str:
    return said(person, person.post(f"{PAGE}put-back/", {"act": act}))


def main(person: Person, address: str) -> str:
    """Without what a request has of its own."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", person.get(address).text.split("<main")[1])


def acts(person: Person) -> list[str]:
    return re.findall(r'name="act" value="([^"]+)"', person.get(PAGE).text)


def memory(person: Person):
    found = situation(person).memory
    return found.profile.pack(), {key: card.pack() for key, card in found.cards.items()}


def test_before_it_starts_over_it_says_in_numbers_what_will_happen(learner):
    session = practise(learner, 12)
    learner.post(f"/practice/{session.pk}/end/")
    asked = learner.get(f"{PAGE}?what=all").text
    assert "12 questions are new to you again." in asked
    assert "12 answers no longer count; they stay in your history." in asked
    assert re.search(
        r"you would know about \d+ of 100 questions on .* After this, we need ten answers", asked
    )
    assert not Event.objects.filter(kind="started_over").exists()


def test_all_of_it_is_new_again_and_nothing_frozen_changes(learner, clock):
    session = practise(learner, 12)
    learner.post(f"/practice/{session.pk}/end/")
    summary = f"/practice/{session.pk}/summary/"
    rows = Review.objects.count(), list(DailyForecast.objects.values())
    clock.shift(DAY)
    before = main(learner, summary)
    assert "12 questions are new to you again." in start_over(learner)
    assert situation(learner).memory.answered == 0
    assert (Review.objects.count(), list(DailyForecast.objects.values())) == rows
    assert main(learner, summary) == before
    assert differences(published_bank()) == []


def test_it_is_put_back_bit_by_bit_beside_what_was_answered_since(learner, ask):
    practise(learner, 3, KEY, "what-is-data-drift", "what-is-dvc")
    whole = memory(learner)
    start_over(learner)
    assert memory(learner) != whole
    assert "3 questions are back as they were." in put_back(learner, acts(learner)[0])
    assert (memory(learner), acts(learner)) == (whole, [])
    start_over(learner, f"question:{KEY}")
    practise(learner, 1, KEY, now=NOW + timedelta(minutes=9))
    assert situation(learner).memory.cards[KEY].asked == 1
    put_back(learner, acts(learner)[0])
    assert situation(learner).memory.cards[KEY].asked == 2
    assert differences(published_bank()) == []


def test_the_history_stays_and_no_page_says_that_nothing_was_answered(learner):
    practise(learner, 12)
    start_over(learner)
    details = " ".join(re.sub("<[^>]+>", " ", learner.get("/mastery/details/").text).split())
    assert "Answers 12 to 12 questions" in details
    assert "You have no answers that count, so there is nothing to start over." in learner.get(PAGE).text


def test_a_section_alone(learner):
    practise(learner, 2, KEY, "what-is-dvc")
    bank = published_bank()
    section = next(each for each in bank.sections if "what-is-dvc" in each.keys)
    assert "1 question is new to you again." in start_over(learner, f"section:{section.slug}")
    cards = situation(learner).memory.cards
    assert ("what-is-dvc" in cards and cards["what-is-dvc"].asked > 0, cards[KEY].asked) == (False, 1)


def test_each_act_says_what_it_was_of(learner):
    practise(learner, 3, KEY, "what-is-data-drift", "what-is-dvc")
    start_over(learner, "question:what-is-dvc")
    start_over(learner, "section:lifecycle")
    titles = re.findall(r"<strong>([^<]+)</strong></p>", learner.get(PAGE).text)
    assert titles == ["MLOps lifecycle: 2 questions", "What is DVC (Data Version Control)?"]


def test_for_thirty_days_and_no_longer(learner, clock):
    practise(learner, 1, KEY)
    start_over(learner)
    act = acts(learner)[0]
    assert "until Thursday 24 December" in learner.get(PAGE).text
    clock.shift(30 * DAY)
    assert acts(learner) == [act]
    clock.shift(DAY)
    assert acts(learner) == []
    assert "more than 30 days ago" in put_back(learner, act)
    assert KEY not in situation(learner).memory.cards


def test_sent_twice_it_is_done_once(visitor, ask):
    practise_as_visitor(visitor)
    start_over(visitor)
    assert "no answers there" in start_over(visitor)
    act = acts(visitor)[0]
    put_back(visitor, act)
    assert "back already" in put_back(visitor, act)
    assert sorted(Event.objects.values_list("kind", flat=True)) == ["restored", "started_over"]


def practise_as_visitor(visitor: Person) -> None:
    visitor.post("/practice/", {"focus": f"question:{KEY}"})
    answer_well(visitor.learner.prompts.get(), now=NOW + timedelta(seconds=9))


def test_over_again_the_later_one_is_put_back_first(learner):
    practise(learner, 1, KEY)
    start_over(learner)
    practise(learner, 1, KEY, now=NOW + timedelta(minutes=5))
    start_over(learner, f"question:{KEY}")
    counted = []
    for _ in range(2):
        put_back(learner, acts(learner)[0])
        counted.append(situation(learner).memory.cards[KEY].asked)
    assert counted == [1, 2]


def test_in_the_middle_of_a_session_it_goes_on_and_its_summary_counts_it(learner, ask):
    prompt = ask(learner)
    following = answer_well(prompt).following
    start_over(learner)
    learner.post(f"/questions/{KEY}/leave-out/", {"on": 1})
    if following.question.key != KEY:
        answer_well(following, now=NOW + timedelta(minutes=1))
    asked = prompt.question.key
    assert learner.get(f"/practice/{prompt.session_id}/summary/").status_code == 200
    assert asked not in situation(learner).memory.cards or not situation(learner).memory.cards[asked].asked
    assert differences(published_bank()) == []


def test_another_persons_act_is_not_ones_to_put_back(learner, classmate):
    practise(learner, 1, KEY)
    start_over(learner)
    assert "back already" in put_back(classmate, acts(learner)[0])
    assert KEY not in situation(learner).memory.cards
    assert acts(classmate) == []


def test_what_there_is_not_cannot_be_started_over(visitor):
    assert "You have no answers that count" in visitor.get(PAGE).text
    for what in ("section:no-such", "question:no-such", "everything"):
        assert visitor.get(PAGE, {"what": what}).status_code == 404
        assert visitor.post(PAGE, {"what": what}).status_code == 404
