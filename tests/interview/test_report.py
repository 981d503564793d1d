"""The end of an interview: its report, the grades the learner gives, and what comes of them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quiz.bank.published import published_bank
from quiz.interview.holding.held import OPEN_FOR, Held, held
from quiz.interview.models import Interview
from quiz.interview.report.answers import Answer, Sent
from quiz.practice.answering.finding_points import found_points
from quiz.practice.models import Correction, PracticeSession, Review
from quiz.practice.remembering.rebuilding import differences
from tests.conftest import Person
from tests.interview.acts import MINUTE, begin, grade, say_all, say_next

pytestmark = pytest.mark.django_db


def ended(person: Person, **chosen: Any) -> Held:
    """A short interview that was answered just now."""
    chosen = {"length": 3} | chosen
    return say_all(begin(person.learner, now=ago(minutes=30), **chosen), start=ago(minutes=30))


def ago(**time: float) -> Any:
    return timezone.now() - timedelta(**time)


def page(person: Person, interview: Interview) -> str:
    return str(person.get(interview.get_absolute_url()).content.decode())


def send(person: Person, held_now: Held, place: int, *, htmx: bool = True, **fields: Any) -> Any:
    """The grade of the answer at this place."""
    prompt = held_now.puts[place].prompt
    address = f"{held_now.interview.get_absolute_url()}answers/{prompt.pk}/"
    return person.post(address, fields, headers={"HX-Request": "true"} if htmx else {})


@pytest.mark.any_database
def test_before_any_grade_the_headline_says_what_to_do(learner: Person) -> None:
    shown = page(learner, ended(learner).interview)
    assert "Grade your 3 answers." in shown and "your turn" in shown
    assert "By section" not in shown


def test_while_it_is_graded_the_headline_counts_and_at_the_end_it_says_how_many_are_good(
    learner: Person,
) -> None:
    after = ended(learner)
    answer = send(learner, after, 0, grade=3)
    assert "1 of 3 graded." in answer.content.decode()
    for place, given in enumerate((2, 1), start=1):
        answer = send(learner, after, place, grade=given)
    assert "2 good answers of 3." in answer.content.decode()
    assert "Practise the other one" in answer.content.decode()


def test_a_grade_is_in_the_log_once_and_the_first_one_stays(learner: Person) -> None:
    after = ended(learner)
    slug = after.puts[0].revision.points[0].slug
    send(learner, after, 0, grade=3, points=[slug], reply_points=["0"])
    again = send(learner, after, 0, grade=1)
    review = Review.objects.get()
    assert "Nothing was recorded twice" in again.content.decode()
    assert (review.grade, review.prompt.way, review.machine_grade) == (3, "recall", None)
    assert review.response["points"] == [slug]
    assert review.response["reply"] == {"text": "words", "points": [0]}
    assert differences(published_bank()) == []


def test_after_a_grade_the_page_goes_on_at_the_next_answer_that_has_none(learner: Person) -> None:
    after = ended(learner)
    last = after.puts[-1].prompt.pk
    for place in range(2):
        answer = send(learner, after, place, htmx=False, grade=3)
    assert answer["Location"].endswith(f"#answer-{last}")
    assert f'data-next="answer-{last}"' in send(learner, after, 0, grade=3).content.decode()
    assert 'data-next="how-it-went"' in send(learner, after, 2, grade=3).content.decode()


@pytest.mark.any_database
def test_without_a_script_the_first_answer_that_has_no_grade_is_open(learner: Person) -> None:
    after = ended(learner)
    send(learner, after, 0, htmx=False, grade=3)
    shown = page(learner, after.interview)
    opened = shown.split('name="answers" open')[0].rpartition('id="answer-')[2]
    assert shown.count('name="answers" open') == 1
    assert opened.startswith(str(after.puts[1].prompt.pk))


def test_what_is_no_grade_or_no_point_of_it_changes_nothing_and_the_ticks_stay(learner: Person) -> None:
    after = ended(learner)
    slug = after.puts[0].revision.points[0].slug
    for wrong in (
        {"grade": "7"},
        {},
        {"grade": "3", "points": ["no-point"]},
        {"grade": "3", "reply_points": ["99"]},
    ):
        answer = send(learner, after, 0, **({"points": [slug]} | wrong))
        assert answer.status_code == 422 and "Nothing was saved" in answer.content.decode()
    assert f'value="{slug}" checked' in send(learner, after, 0, points=[slug]).content.decode()
    assert not Review.objects.exists()


def test_what_was_skipped_counts_as_forgot_and_has_no_grades_to_give(learner: Person) -> None:
    interview = begin(learner.learner, length=3, now=ago(minutes=30))
    say_next(interview, "", now=ago(minutes=29), passed=True)
    shown = page(learner, say_all(interview, start=ago(minutes=28)).interview)
    assert "You skipped it, so it counts as “Forgot”." in shown
    assert shown.count('<fieldset class="grades">') == 2
    assert "Grade your 2 answers." in shown


def test_what_was_only_skipped_is_no_grade_that_was_given(learner: Person) -> None:
    interview = begin(learner.learner, length=3, now=ago(minutes=30))
    say_next(interview, "", now=ago(minutes=29), passed=True)
    after = say_all(interview, start=ago(minutes=28))
    shown = page(learner, interview)
    assert "Grade your 2 answers." in shown and "Start grading" in shown and "By section" not in shown
    answer = send(learner, after, 1, grade=3).content.decode()
    assert "2 of 3 graded." in answer and "Go on grading" in answer and "By section" in answer


def test_what_was_not_asked_is_listed_and_counts_for_nothing(learner: Person) -> None:
    interview = begin(learner.learner, now=ago(minutes=30))
    say_next(interview, now=ago(minutes=29))
    learner.post(f"{interview.get_absolute_url()}end/")
    shown = page(learner, interview)
    assert "Grade your answer." in shown and "Not asked" in shown
    assert shown.count('<li class="row">') == 5
    send(learner, held(interview), 0, grade=3)
    assert "1 good answer of 1." in page(learner, interview)


def test_half_a_day_later_an_answer_is_not_graded_and_has_no_buttons(learner: Person) -> None:
    start = timezone.now() - OPEN_FOR - timedelta(hours=1)
    after = say_all(begin(learner.learner, length=3, now=start), start=start)
    grade(after.interview, 0, 3, now=start + timedelta(hours=1))
    shown = page(learner, after.interview)
    assert "1 good answer of 1 graded." in shown and "2 answers were not graded" in shown
    assert shown.count("not graded</span>") == 2 and 'name="grade"' not in shown
    assert send(learner, after, 1, grade=3)["HX-Redirect"] == after.interview.get_absolute_url()
    assert Review.objects.count() == 1


def test_the_latest_grade_can_be_changed_and_both_stay_in_the_log(learner: Person) -> None:
    after = ended(learner)
    send(learner, after, 0, grade=3)
    for _ in range(2):
        answer = send(learner, after, 0, grade=1, change="1")
    assert "Forgot" in answer.content.decode()
    assert (Review.objects.get().grade, Correction.objects.get().grade) == (3, 1)
    assert differences(published_bank()) == []
    send(learner, after, 1, grade=3)
    assert "HX-Redirect" in send(learner, after, 0, grade=3, change="1")
    assert Correction.objects.count() == 1


def test_a_changed_grade_counts_on_the_report(learner: Person) -> None:
    after = ended(learner)
    for place in range(3):
        send(learner, after, place, grade=3)
    send(learner, after, 2, grade=1, change="1")
    shown = page(learner, after.interview)
    assert "2 good answers of 3." in shown and "Practise the other one" in shown


def test_what_was_missed_is_practised_again(learner: Person) -> None:
    after = ended(learner)
    for place, given in enumerate((1, 3, 1)):
        send(learner, after, place, grade=given)
    learner.post("/practice/", {"focus": f"interview:{after.interview.pk}"})
    session = PracticeSession.objects.latest("started_at")
    assert session.kind == "again"
    assert session.only == [after.puts[0].revision.key, after.puts[2].revision.key]


def test_an_unknown_interview_cannot_be_practised(learner: Person, classmate: Person) -> None:
    theirs = ended(classmate).interview.pk
    for name in (theirs, "nothing", ""):
        assert learner.post("/practice/", {"focus": f"interview:{name}"}).status_code == 404


def test_another_persons_answer_is_not_there(learner: Person, classmate: Person) -> None:
    after = ended(learner)
    assert page(learner, after.interview)
    assert classmate.get(after.interview.get_absolute_url()).status_code == 404
    assert send(classmate, after, 0, grade=3).status_code == 404
    assert not Review.objects.exists()


def test_an_answer_of_practice_or_another_interview_is_not_graded_here(learner: Person, prompt: Any) -> None:
    after = ended(learner)
    address = f"{after.interview.get_absolute_url()}answers/{prompt.pk}/"
    assert learner.post(address, {"grade": "3"}).status_code == 404


def test_a_visitors_report_is_theirs_after_signing_in(visitor: Person, learner: Person) -> None:
    visitor.post("/interview/", {"asks": "6", "manner": "written", "timing": "normal"})
    interview = Interview.objects.get()
    visitor.post(f"{interview.get_absolute_url()}end/")
    data = {"login": "learner1@example.org", "password": "correct horse battery staple"}
    visitor.post("/accounts/login/", data)
    assert "Nothing was answered." in page(visitor, interview)


def test_nothing_of_an_answer_is_shown_before_the_end(learner: Person) -> None:
    interview = begin(learner.learner, now=ago(minutes=30))
    after = say_next(interview, now=ago(minutes=29))
    shown = page(learner, interview)
    revision = after.puts[0].revision
    canaries = [
        revision.answer,
        revision.senior,
        after.puts[0].follow_up.reply,
        *(p.text for p in revision.points),
    ]
    assert not [each for each in canaries if each[:40] in shown]
    for fields in ({"grade": "3"}, {"grade": "7"}, {}, {"grade": "3", "change": "1"}, {"points": ["x"]}):
        refused = send(learner, after, 0, **fields)
        assert refused["HX-Redirect"] == interview.get_absolute_url() and not refused.content
        assert send(learner, after, 0, htmx=False, **fields)["Location"] == interview.get_absolute_url()
    assert not Review.objects.exists()


def test_the_course_of_earlier_interviews_is_told(learner: Person) -> None:
    for number, good in enumerate((1, 2)):
        start = ago(hours=5 - number)
        after = say_all(begin(learner.learner, length=3, now=start), start=start)
        for place in range(3):
            grade(after.interview, place, 3 if place < good else 1, now=start + 30 * MINUTE)
    words = " ".join(page(learner, ended(learner).interview).split())
    assert "Mock interview 3" in words
    assert "Interview 1</a> on" in words and ": 1 of 3." in words and ": 2 of 3." in words
    listed = learner.get("/interview/").content.decode()
    assert listed.index("Interview 3") < listed.index("Interview 2") < listed.index("Interview 1")
    assert "not graded yet" in listed


def test_one_in_which_nothing_was_answered_is_not_an_earlier_one(learner: Person) -> None:
    first = ended(learner)
    for _ in range(2):
        stopped = begin(learner.learner, length=3, now=ago(minutes=20))
        learner.post(f"{stopped.get_absolute_url()}end/")
    listed = learner.get("/interview/").content.decode()
    assert first.interview.get_absolute_url() in listed and stopped.get_absolute_url() not in listed
    assert "nothing answered" not in page(learner, ended(learner).interview)
    assert "Interview 2" in learner.get("/interview/").content.decode()


def test_one_that_was_only_left_waits_in_the_list_as_long_as_its_report_takes_grades(learner: Person) -> None:
    start = ago(hours=OPEN_FOR.total_seconds() / 3600 + 1)
    left = begin(learner.learner, length=3, now=start)
    say_next(left, now=start)
    assert "Grade your answer." in page(learner, left)
    assert "not graded yet" in learner.get("/interview/").content.decode()


def test_many_interviews_are_listed_in_as_many_statements_as_one(learner: Person) -> None:
    ended(learner)
    one = statements_of_the_list(learner)
    for _ in range(3):
        ended(learner)
    assert statements_of_the_list(learner) == one


def statements_of_the_list(person: Person) -> int:
    """Once what is kept at hand is there."""
    person.get("/interview/")
    with CaptureQueriesContext(connection) as queries:
        person.get("/interview/")
    return len(queries)


@pytest.mark.any_database
def test_the_words_are_shown_as_they_were_written(learner: Person) -> None:
    interview = begin(learner.learner, length=1, now=ago(minutes=30))
    say_next(interview, "<b>bold</b>\nnext", now=ago(minutes=29))
    shown = page(learner, say_all(interview, start=ago(minutes=28)).interview)
    assert "&lt;b&gt;bold&lt;/b&gt;<br>next" in shown


def test_ticks_of_an_interviewer_are_ticked_and_say_so(learner: Person) -> None:
    after = ended(learner, manner=Interview.Manner.PAIR)
    put = after.puts[0]
    heard = frozenset({put.revision.points[0].slug}), frozenset({1})
    answer = Answer(put, "pair", None, takes_grade=True, can_change=False, heard=heard)
    assert [tick.ticked and tick.heard for tick in answer.ticks] == [True] + [False] * (len(answer.ticks) - 1)
    assert [tick.ticked for tick in answer.reply_ticks][:2] == [False, True]


@pytest.mark.any_database
def test_what_is_found_in_the_words_is_ticked_and_says_so(learner: Person) -> None:
    interview = begin(learner.learner, length=1, now=ago(minutes=30))
    revision = held(interview).puts[0].revision
    say_next(interview, revision.answer, now=ago(minutes=29))
    shown = page(learner, say_all(interview, start=ago(minutes=28)).interview)
    found = found_points(revision, revision.answer)
    ticked = re.findall(r'name="points" value="([\w-]+)" checked', shown)
    assert set(ticked) == found and shown.count("found in your words") == len(found)
    assert ("we suggest" in shown.split("data-sum")[1]) == bool(found)


@pytest.mark.any_database
def test_the_ticks_suggest_a_grade_once_there_is_one(learner: Person) -> None:
    after = ended(learner)
    slugs = [point.slug for point in after.puts[0].revision.points]
    said = [
        Answer(after.puts[0], "written", None, True, False, sent=Sent(slugs[:n]))
        for n in range(len(slugs) + 1)
    ]
    assert said[0].suggested is None
    assert (said[1].suggested, said[-2].suggested, said[-1].suggested) == (1, 2, 3)
    assert said[-1].suggests.split() == ["1", *(str(int(each.suggested or 0)) for each in said[1:])]
