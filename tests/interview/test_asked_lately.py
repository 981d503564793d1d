"""From five people on a question is asked lately: counted at night, shown with its n, given as a share."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from quiz.bank.published import published_bank
from quiz.practice.asked_lately.counting import count_asked
from quiz.practice.asked_lately.models import AskedLately
from quiz.practice.asked_lately.shares import asked_share
from tests.conftest import NOW, Person
from tests.interview.reports import reported

pytestmark = pytest.mark.django_db
MLOPS, DRIFT = "what-is-mlops", "what-is-concept-drift"
TODAY, DAY = NOW.date(), timedelta(days=1)
WORDS = "Asked lately: 5 of the 7 people who reported their interview to us were asked this."


def counted() -> dict[str, tuple[int, int]]:
    count_asked(today=TODAY)
    return {
        key: (asked, of) for key, asked, of in AskedLately.objects.values_list("question__key", "asked", "of")
    }


def test_five_reports_of_seven_make_it_asked_lately_and_four_do_not() -> None:
    reported(4, MLOPS, DRIFT)
    reported(2, DRIFT)
    assert counted() == {DRIFT: (6, 6)}
    reported(1, MLOPS)
    assert counted() == {DRIFT: (6, 7), MLOPS: (5, 7)}


def test_counting_twice_is_counting_once_and_what_is_no_longer_so_goes(learner: Person) -> None:
    reports = reported(5, MLOPS)
    assert counted() == counted() == {MLOPS: (5, 5)}
    reports[0].delete()
    call_command("count_asked")
    assert not AskedLately.objects.exists()


def test_reports_of_visitors_of_nine_answers_of_long_ago_and_of_nothing_do_not_count() -> None:
    reported(4, MLOPS)
    reported(2, MLOPS, signed_up=False)
    reported(2, MLOPS, answers=9)
    reported(2, MLOPS, day=TODAY - 181 * DAY)
    reported(2, MLOPS, day=TODAY + DAY)
    reported(2)
    assert counted() == {}
    reported(1, MLOPS)
    assert counted() == {MLOPS: (5, 5)}


def test_one_person_with_an_interview_a_day_makes_nothing_asked_lately() -> None:
    (first, *_) = reported(4, MLOPS)
    question = first.asked.get().question_id
    for days in range(2, 9):
        again = type(first).objects.create(learner=first.learner, day=TODAY - days * DAY)
        again.asked.create(question_id=question, could="yes")
    assert counted() == {}
    reported(1, MLOPS)
    assert counted() == {MLOPS: (5, 5)}


def test_answers_from_before_signing_in_count_for_the_ten() -> None:
    reported(4, MLOPS)
    (one,) = reported(1, MLOPS, answers=4)
    (before,) = reported(1, answers=6, signed_up=False)
    assert counted() == {}
    type(before.learner).objects.filter(pk=before.learner.pk).update(merged_into=one.learner, merged_at=NOW)
    assert counted() == {MLOPS: (5, 5)}


def test_the_library_and_the_question_say_so_with_its_number(learner: Person) -> None:
    reported(5, MLOPS)
    reported(2, DRIFT)
    section = f"/library/{published_bank().questions[MLOPS].section.slug}/"
    pages = (section, f"/questions/{MLOPS}/")
    assert not any("sked lately" in learner.get(page).text for page in pages)
    counted()
    assert learner.get(section).text.count("· asked lately") == 1
    assert WORDS in learner.get(f"/questions/{MLOPS}/").text
    assert "sked lately" not in learner.get(f"/questions/{DRIFT}/").text


def test_the_share_is_a_value_and_empty_without_data() -> None:
    assert asked_share(published_bank()) == {}
    reported(5, MLOPS)
    reported(5, DRIFT)
    counted()
    assert asked_share(published_bank()) == {MLOPS: 0.5, DRIFT: 0.5}
