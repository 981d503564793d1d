"""The link to the interviewer's sheet: one friend, one browser, three hours."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.limits.counting import Limit
from quiz.interview.holding.ending import stop_interview
from quiz.interview.models import Interview, Pairing
from quiz.interview.pairing import friends
from quiz.practice.models import Learner
from tests.conftest import NOW, Person
from tests.interview.pairs import address, bound, interview_in_pairs, link_for, linked, path_shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_looking_at_a_link_takes_it_for_nobody(learner: Person, visitor: Person) -> None:
    link = link_for(learner, interview_in_pairs(learner))
    page = visitor.get(link)
    assert page.status_code == 200 and "I am the interviewer" in page.content.decode()
    assert visitor.head(link).status_code == 200
    assert Pairing.objects.get().browser == ""


def test_the_first_browser_gets_the_sheet_and_others_are_told(learner: Person, visitor: Person) -> None:
    _friend, link = bound(learner, interview_in_pairs(learner))
    assert _friend.get(link).status_code == 200
    assert _friend.post(link).status_code == 302  # a second click
    for answer in (visitor.get(link), visitor.post(link), visitor.post(f"{link}next/")):
        assert answer.status_code == 410 and "another browser" in answer.content.decode()


def test_no_learner_is_made_for_the_friend(learner: Person) -> None:
    interview = interview_in_pairs(learner)
    before = [*Learner.objects.values_list("pk")]
    friend, link = bound(learner, interview)
    friend.get(link)
    assert [*Learner.objects.values_list("pk")] == before
    assert settings.SESSION_COOKIE_NAME not in friend.cookies


def test_the_learners_own_browser_is_no_interviewers(learner: Person) -> None:
    link = link_for(learner, interview_in_pairs(learner))
    elsewhere = Person().sign_in(learner.user)
    signed_out = Person()
    signed_out.cookies[settings.INTERVIEWER_COOKIE_NAME] = learner.cookies[
        settings.INTERVIEWER_COOKIE_NAME
    ].value
    for own in (learner, elsewhere, signed_out):
        assert own.get(link).status_code == own.post(link).status_code == 409
        assert "This sheet is for your interviewer" in own.get(link).content.decode()
    assert Pairing.objects.get().browser == ""


def test_a_visitor_is_no_interviewer_of_themself_either(visitor: Person) -> None:
    link = link_for(visitor, interview_in_pairs(visitor), "your friend")
    del visitor.cookies[settings.INTERVIEWER_COOKIE_NAME]
    assert visitor.post(link).status_code == 409


@pytest.mark.any_database
def test_another_browsers_cookie_cannot_be_made_up(learner: Person, visitor: Person) -> None:
    friend, link = bound(learner, interview_in_pairs(learner))
    key = friend.cookies[settings.INTERVIEWER_COOKIE_NAME].value
    assert friend.cookies[settings.INTERVIEWER_COOKIE_NAME]["httponly"]
    visitor.cookies[settings.INTERVIEWER_COOKIE_NAME] = key[:-1] + ("a" if key[-1] != "a" else "b")
    assert visitor.get(link).status_code == 410


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("minutes", "words"), [(179, "This link works for 1 more minute."), (180, "This link no longer works.")]
)
def test_it_works_for_three_hours(learner: Person, clock, minutes: int, words: str) -> None:
    friend, link = bound(learner, interview_in_pairs(learner))
    clock.shift(timedelta(minutes=minutes))
    answer = friend.get(link)
    assert answer.status_code == (200 if minutes < 180 else 410)
    assert words in answer.content.decode()


def test_an_ended_link_opens_nothing_and_another_can_be_made(learner: Person, visitor: Person) -> None:
    interview = interview_in_pairs(learner)
    friend, link = bound(learner, interview)
    assert learner.post(address(interview, "end/")).status_code == 302
    for answer in (friend.get(link), friend.post(f"{link}heard/"), friend.post(f"{link}next/")):
        assert answer.status_code == 410
    other = link_for(learner, interview)
    assert other != link and visitor.get(other).status_code == 200


def test_another_link_ends_the_one_before_and_is_made_once(learner: Person) -> None:
    interview = interview_in_pairs(learner)
    first = link_for(learner, interview)
    sent = {"name": "Learner 1", "instead_of": str(Pairing.objects.get().pk)}
    for _ in range(2):
        learner.post(address(interview), sent)
    second = path_shown(learner, interview)
    assert second != first and Pairing.objects.count() == 2
    assert Person().get(first).status_code == 410


def test_after_the_interview_it_says_that_it_is_over(learner: Person, visitor: Person) -> None:
    interview = interview_in_pairs(learner)
    link = link_for(learner, interview)
    stop_interview(interview=interview, now=NOW)
    answer = visitor.get(link)
    assert answer.status_code == 410 and "This interview is over." in answer.content.decode()
    assert visitor.post(link).status_code == 410


def test_guesses_are_counted_and_shut_nobody_out(
    learner: Person, visitor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(friends, "WRONG", Limit(3, friends.WRONG.seconds))
    link = link_for(learner, interview_in_pairs(learner))
    wrong = [visitor.get(f"/pair/{number}{'x' * 42}/").status_code for number in range(4)]
    assert wrong == [404] * 3 + [429]
    assert visitor.get(link).status_code == 200


def test_the_token_is_kept_nowhere_and_is_long(learner: Person) -> None:
    interview = interview_in_pairs(learner)
    token = link_for(learner, interview).split("/")[2]
    row = Pairing.objects.values().get()
    assert len(token) == 43 and token not in str(row)
    assert token not in str(learner.session.items())


@pytest.mark.any_database
def test_after_another_secret_key_the_page_says_that_it_cannot_show_the_link(
    learner: Person, settings
) -> None:
    interview = interview_in_pairs(learner)
    link_for(learner, interview)
    Pairing.objects.update(digest="0" * 64)
    assert "We can no longer show the link here." in learner.get(address(interview)).content.decode()


@pytest.mark.any_database
def test_what_the_friend_gets_names_no_referrer_and_is_in_no_index(learner: Person, visitor: Person) -> None:
    friend, link = bound(learner, interview_in_pairs(learner))
    for page in (friend.get(link), visitor.get(link), visitor.get(f"{link[:-2]}/")):
        assert page["Referrer-Policy"] == "no-referrer" and page["X-Robots-Tag"] == "noindex, nofollow"
        assert page["Cache-Control"] == "no-store"


@pytest.mark.any_database
def test_no_line_of_a_log_holds_the_token(
    learner: Person, visitor: Person, caplog: pytest.LogCaptureFixture
) -> None:
    link = link_for(learner, interview_in_pairs(learner))
    learner.post(address(Interview.objects.get(), "end/"))
    for answer in (visitor.get(link), visitor.post(f"{link}next/"), visitor.get(f"{link}more/")):
        assert answer.status_code in {404, 410}
    assert link.split("/")[2] not in caplog.text and "/pair/.../" in caplog.text


def test_two_links_at_a_time_are_refused_by_the_database(learner: Person) -> None:
    linked(interview_in_pairs(learner), timezone.now())
    row = Pairing.objects.get()
    row.pk, row.digest = None, "1" * 64
    with pytest.raises(IntegrityError, match=r"one_link_at_a_time|quiz_pairing"), transaction.atomic():
        row.save(force_insert=True)


def test_an_unbound_link_has_no_browser(learner: Person) -> None:
    linked(interview_in_pairs(learner), timezone.now())
    with pytest.raises(IntegrityError, match="bound_at_an_instant"), transaction.atomic():
        Pairing.objects.update(browser="x")
