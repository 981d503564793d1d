"""An interview puts its questions one after the other, keeps what is said, and is graded at its end."""

from datetime import timedelta

import pytest

from quiz.bank.published import published_bank
from quiz.interview.holding.grading import NoGrades
from quiz.interview.holding.held import OPEN_FOR, held, open_interview
from quiz.interview.holding.saying import NotWaiting, Saying, say
from quiz.practice.models import Event, Prompt, Review
from quiz.practice.remembering.rebuilding import differences
from tests.conftest import NOW, Person
from tests.interview.acts import MINUTE, UTC, begin, fresh, grade, say_all, say_next

pytestmark = pytest.mark.django_db


def test_it_asks_as_many_questions_as_were_wanted_from_every_section(learner: Person) -> None:
    interview = begin(learner.learner, length=9)
    keys, known = held(interview).keys, published_bank().known
    assert len(set(keys)) == 9
    assert {known[key].section for key in keys} == {1, 2, 3, 4, 5}
    assert not any(known[key].duplicates & set(keys) for key in keys)


def test_what_is_said_is_kept_ungraded_and_the_follow_up_is_put(learner: Person) -> None:
    interview = begin(learner.learner)
    after = say_next(interview, "my answer", now=NOW + MINUTE)
    assert after.puts[0].answer and after.puts[0].answer.text == "my answer"
    assert after.current and after.current.waits_for == "follow_up"
    assert not Review.objects.exists()


def test_after_the_reply_the_next_question_is_put(learner: Person) -> None:
    interview = begin(learner.learner)
    say_next(interview, now=NOW + MINUTE)
    after = say_next(interview, now=NOW + 2 * MINUTE)
    assert len(after.puts) == 2 and after.current and after.current.waits_for == "answer"


def test_the_same_answer_sent_twice_is_kept_once(learner: Person) -> None:
    interview = begin(learner.learner)
    put = held(interview).puts[0]
    for text in ("first", "first"):
        say(
            learner=fresh(interview),
            interview=interview,
            prompt_id=put.prompt.pk,
            saying=Saying("answer", text),
            now=NOW + MINUTE,
            zone=UTC,
        )
    assert [event.detail["text"] for event in Event.objects.filter(kind="said")] == ["first"]


def test_what_is_passed_counts_as_not_known_and_has_no_follow_up(learner: Person) -> None:
    interview = begin(learner.learner)
    after = say_next(interview, "", now=NOW + MINUTE, passed=True)
    assert Review.objects.get().grade == 1
    assert after.current and after.current.prompt.sequence == 2


def test_the_last_reply_ends_it(learner: Person) -> None:
    interview = begin(learner.learner)
    after = say_all(interview)
    assert after.current is None and after.interview.ended_at
    assert len(after.puts) == 6


def test_a_grade_at_the_end_is_an_unaided_recall_in_the_log(learner: Person) -> None:
    interview = begin(learner.learner)
    after = say_all(interview)
    now = NOW + timedelta(hours=1)
    grade(interview, 0, 3, now=now, points=[after.puts[0].revision.points[0].slug])
    review = Review.objects.get()
    assert (review.grade, review.prompt.way, review.ms) == (3, "recall", 30_000)
    assert review.at == now and review.response["said_at"] < now.isoformat()
    assert differences(published_bank()) == []


def test_it_is_not_graded_while_it_runs_nor_half_a_day_after(learner: Person) -> None:
    interview = begin(learner.learner)
    say_next(interview, now=NOW + MINUTE)
    with pytest.raises(NoGrades):
        grade(interview, 0, 3, now=NOW + 2 * MINUTE)
    say_all(interview, start=NOW + MINUTE)
    with pytest.raises(NoGrades):
        grade(interview, 0, 3, now=NOW + MINUTE + OPEN_FOR + timedelta(hours=1))


def test_left_for_half_a_day_it_takes_nothing_more(learner: Person) -> None:
    interview = begin(learner.learner)
    assert open_interview(learner.learner, NOW + MINUTE) == interview
    assert open_interview(learner.learner, NOW + OPEN_FOR) is None
    with pytest.raises(NotWaiting):
        say_next(interview, now=NOW + OPEN_FOR + MINUTE)


def test_another_one_takes_its_place(learner: Person) -> None:
    first = begin(learner.learner)
    begin(learner.learner, now=NOW + MINUTE)
    first.refresh_from_db()
    assert first.ended_at


def test_practice_knows_nothing_of_its_questions(learner: Person) -> None:
    begin(learner.learner)
    prompt = Prompt.objects.get()
    assert learner.get(f"/practice/prompts/{prompt.pk}/").status_code == 404
    assert learner.post(f"/practice/prompts/{prompt.pk}/reveal/").status_code == 404
    assert not learner.learner.sessions.exists()
