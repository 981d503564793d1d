"""Only an interview's own page may use the microphone and play what it recorded."""

import re

import pytest
from django.http import HttpResponse

from tests.conftest import Person
from tests.interview.pages import address, begin, fields_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
REFUSED = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
ALLOWED = "microphone=(self), camera=(), geolocation=(), payment=(), usb=()"
OTHERS = (
    "/",
    "/today/",
    "/interview/",
    "/practice/",
    "/settings/",
    "/library/",
    "/no-such-page/",
    "/healthz",
)


def permissions(answer: HttpResponse) -> str:
    return answer.headers["Permissions-Policy"]


def media(answer: HttpResponse) -> list[str]:
    """What the page may play; nothing where the policy does not say."""
    return re.findall(r"media-src ([^;]*)", answer.headers["Content-Security-Policy"])


def test_an_interview_may_use_the_microphone_and_play_its_own_sounds(learner: Person) -> None:
    answer = learner.get(address(begin(learner, manner="aloud")))

    assert (permissions(answer), media(answer)) == (ALLOWED, ["blob:"])
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_so_may_its_report_and_the_page_of_an_answer_that_came_too_late(learner: Person) -> None:
    interview = begin(learner, manner="aloud")
    fields = fields_of(learner.get(address(interview)).content.decode())
    learner.post(f"{address(interview)}end/")

    report, too_late = learner.get(address(interview)), learner.post(address(interview), fields)

    assert (report.status_code, too_late.status_code) == (200, 409)
    assert {(permissions(answer), *media(answer)) for answer in (report, too_late)} == {(ALLOWED, "blob:")}


@pytest.mark.parametrize("path", OTHERS)
def test_no_other_page_may(path: str, learner: Person) -> None:
    begin(learner, manner="aloud")

    answer = learner.get(path)

    assert (permissions(answer), media(answer)) == (REFUSED, [])


def test_nor_may_somebody_elses_interview(learner: Person, classmate: Person) -> None:
    answer = classmate.get(address(begin(learner, manner="aloud")))

    assert (answer.status_code, permissions(answer), media(answer)) == (404, REFUSED, [])


def test_an_interview_is_entered_by_a_full_load(learner: Person) -> None:
    """What HTMX swaps in has the headers of the page that it comes to."""
    assert b"hx-" not in re.sub(rb'"htmx-config"', b"", learner.get("/interview/").content)
