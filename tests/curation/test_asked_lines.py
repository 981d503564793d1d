"""What interviews ask and the bank lacks, as curators see it: in words, without a name."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.audit.models import AuditLine
from quiz.practice.asked_lately.models import AskedReport
from quiz.privacy import erase_person
from tests.conftest import NOW, Person
from tests.interview.asked_acts import interviewed, tell
from tests.interview.reports import reported

pytestmark = pytest.mark.django_db
START, LINES = "/admin/", "/admin/quiz/question/asked/"
LLM = "How do you evaluate an LLM?"


def test_lines_that_say_the_same_stand_together_with_their_count(curator: Person) -> None:
    reported(2, line=LLM)
    reported(1, line="how  do you evaluate an LLM")
    reported(1, line="Cost of GPU inference")
    body = curator.get(START).text
    place = body.split("Asked in interviews, not in the bank</h2>")[1].split("</ul>")[0]
    assert f">{LLM}</a> 3" in place and ">Cost of GPU inference</a> 1" in place
    assert place.index(LLM) < place.index("Cost of GPU")
    lines = curator.get(LINES).text
    assert "in 3 interviews" in lines and "in 1 interview" in lines
    assert "Someone" not in body + lines and "someone0" not in body + lines


def test_only_reports_that_count_are_there(curator: Person) -> None:
    reported(1, line="By a visitor", signed_up=False)
    reported(1, line="With nine answers", answers=9)
    assert "Asked in interviews" not in curator.get(START).text
    assert "Nothing here at the moment." in curator.get(LINES).text
    assert AskedReport.objects.count() == 2


def test_the_start_page_shows_five_in_as_many_queries_as_one(
    curator: Person,
) -> None:
    reported(1, line="Line 0")
    curator.get(START)
    with CaptureQueriesContext(connection) as one:
        curator.get(START)
    for number in range(1, 7):
        reported(1, line=f"Line {number}")
    with CaptureQueriesContext(connection) as seven:
        body = curator.get(START).text
    assert len(one) == len(seven)
    assert "Line 4" in body and "Line 5" not in body and "All 7" in body


def test_setting_aside_takes_all_that_say_it_off_and_leaves_a_line_without_the_words(curator: Person) -> None:
    reported(2, line=LLM)
    body = curator.post(LINES, {"words": LLM}, follow=True).text
    assert "Set aside. If people write it again, it comes back." in body and "in 2 interviews" not in body
    line = AuditLine.objects.get(act="line set aside")
    assert line.by == curator.user.pk and "LLM" not in f"{line.about}{line.before}{line.after}"
    assert "a line from interviews" in curator.get("/admin/quiz/question/audit/").text
    assert "no longer here" in curator.post(LINES, {"words": LLM}, follow=True).text
    reported(1, line=LLM)
    assert "in 1 interview" in curator.get(LINES).text


@time_machine.travel(NOW, tick=False)
def test_another_line_of_the_same_person_waits_again_and_the_same_one_does_not(
    curator: Person, learner: Person
) -> None:
    (report,) = reported(1, line=LLM)
    curator.post(LINES, {"words": LLM})
    learner.sign_in(report.learner.user)
    interviewed(learner, report.day)
    tell(learner, {}, LLM, day=report.day)
    assert LLM not in curator.get(LINES).text
    tell(learner, {}, "Something else", day=report.day)
    assert "Something else" in curator.get(LINES).text


def test_a_question_is_made_of_it_with_its_words(curator: Person) -> None:
    reported(1, line="What is <b>RAG</b> & why?")
    assert "?text=What%20is%20%3Cb%3ERAG" in curator.get(LINES).text
    body = curator.get("/admin/quiz/question/new/", {"text": "What is <b>RAG</b> & why?"}).text
    assert "What is &lt;b&gt;RAG&lt;/b&gt; &amp; why?</textarea>" in body


def test_nobody_else_reads_or_sets_aside(learner: Person, instructor: Person) -> None:
    reported(1, line="CANARY")
    for person in (learner, instructor):
        assert person.get(LINES).status_code in (302, 403)
        assert person.post(LINES, {"words": "CANARY"}).status_code in (302, 403)
    assert AskedReport.objects.filter(set_aside=True).count() == 0


def test_erasing_a_person_removes_what_they_said(curator: Person) -> None:
    (theirs,) = reported(1, "what-is-mlops", line="CANARY of one")
    reported(1, "what-is-mlops", line="CANARY of another")
    assert "CANARY of one" in curator.get(LINES).text
    erase_person(learner=theirs.learner, reason="asked for by the person", now=timezone.now())
    body = curator.get(LINES).text
    assert "CANARY of one" not in body and "CANARY of another" in body
    assert [report.asked.count() for report in AskedReport.objects.all()] == [1]
