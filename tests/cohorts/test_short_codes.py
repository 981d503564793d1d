"""A short code to say aloud, and the page for the wall."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import segno
import time_machine
from django.db import connections
from django.http import HttpResponse
from django.urls import reverse

from quiz.cohorts.joining import codes
from quiz.cohorts.joining.inviting import invite_instructor
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Cohort
from tests.cohorts.acts import invite, join, make_cohort, words
from tests.cohorts.mail_acts import mail_to
from tests.conftest import NOW, Person, make_user

JOIN = "/join/"


def code_for(person: Person, invitation: Invitation) -> str:
    person.post(reverse("invitation-code", args=[invitation.pk]))
    invitation.refresh_from_db()
    return str(invitation.code)


def type_code(person: Person, code: str) -> HttpResponse:
    return person.post(JOIN, {"code": code})


def wrong(number: int) -> str:
    return "ABCDEFG" + codes.ALPHABET[number]


@pytest.mark.django_db
def test_a_code_leads_to_the_invitation_however_it_is_typed(
    instructor: Person, visitor: Person, invitation: Invitation
) -> None:
    code = code_for(instructor, invitation)
    assert re.fullmatch("[A-HJKMNP-Z2-9]{8}", code) and len(codes.ALPHABET) == 31
    halves = code[:4], code[4:]
    for typed in (code, code.lower(), "-".join(halves), " ".join(code), "–".join(halves), f" {code}. "):
        assert type_code(visitor, typed)["Location"] == invitation.get_absolute_url()
    assert "-".join(halves) in words(instructor.get(reverse("invitation", args=[invitation.pk])))


@pytest.mark.django_db
def test_a_second_click_makes_no_other_code(
    instructor: Person, invitation: Invitation, clock: time_machine.Traveller
) -> None:
    code = code_for(instructor, invitation)
    assert code_for(instructor, invitation) == code
    clock.shift(timedelta(hours=24))
    assert code_for(instructor, invitation) != code


@pytest.mark.django_db
def test_wrong_expired_and_used_up_look_alike(
    instructor: Person,
    visitor: Person,
    learner: Person,
    cohort: Cohort,
    clock: time_machine.Traveller,
) -> None:
    def full(code: str) -> str:
        response = type_code(visitor, code)
        assert response.status_code == 422
        page = re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]*"', r"\1", response.text)
        return page.replace(code, "CODE")

    links = [invite(instructor, cohort, most_uses=number) for number in (1, 2, 3, 4)]
    used, revoked, archived, expired = (code_for(instructor, link) for link in links)
    join(learner, links[0])
    instructor.post(reverse("invitation-revoke", args=[links[1].pk]))
    said = {full(wrong(0)), full(used), full(revoked)}
    Cohort.objects.update(archived_at=NOW)
    said |= {full(archived)}
    Cohort.objects.update(archived_at=None)
    clock.shift(timedelta(hours=24))
    said |= {full(expired)}
    assert len(said) == 1 and "This code leads nowhere now." in said.pop()


@pytest.mark.django_db
def test_ten_wrong_codes_an_hour_close_the_door_for_right_ones_too(
    instructor: Person,
    visitor: Person,
    learner: Person,
    invitation: Invitation,
    clock: time_machine.Traveller,
) -> None:
    code = code_for(instructor, invitation)
    assert [type_code(visitor, wrong(number)).status_code for number in range(11)] == [422] * 10 + [429]
    refused = type_code(Person(), code)
    assert (refused.status_code, "Too many wrong codes." in words(refused)) == (429, True)
    assert refused["Retry-After"] == "3600"
    assert type_code(Person(REMOTE_ADDR="192.0.2.7"), code).status_code == 302
    assert type_code(learner, code).status_code == 302
    clock.shift(timedelta(hours=1))
    assert type_code(visitor, code).status_code == 302


@pytest.mark.django_db
def test_a_class_that_types_yesterdays_code_can_go_on_with_todays(
    instructor: Person, visitor: Person, invitation: Invitation, clock: time_machine.Traveller
) -> None:
    old = code_for(instructor, invitation)
    clock.shift(timedelta(days=1))
    new = code_for(instructor, invitation)
    statuses = [type_code(visitor, old).status_code for _ in range(12)]
    assert statuses == [422] * 10 + [429] * 2
    assert type_code(visitor, new).status_code == 302


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "ABC", "ABCDEFGH2", "ABCDEFG0", "🙂" * 8, "\x00", "A" * 5000])
def test_what_cannot_be_a_code_costs_no_try(
    instructor: Person, visitor: Person, invitation: Invitation, typed: str
) -> None:
    assert {type_code(visitor, typed).status_code for _ in range(12)} == {422}
    assert type_code(visitor, code_for(instructor, invitation)).status_code == 302


@pytest.mark.django_db
def test_nobody_becomes_an_instructor_by_a_code(instructor: Person, visitor: Person, cohort: Cohort) -> None:
    link = invite_instructor(cohort=cohort, by=instructor.user, now=NOW)
    code = code_for(instructor, link)
    assert type_code(visitor, code if len(code) == 8 else wrong(1)).status_code == 422
    wall = reverse("invitation-wall", args=[link.pk])
    assert instructor.get(wall)["Location"] == reverse("invitation", args=[link.pk])


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_wall_shows_the_link_as_a_picture_and_nobodys_name(
    instructor: Person, member: Person, cohort: Cohort, invitation: Invitation
) -> None:
    mail_to(instructor, cohort, "canary@example.org")
    code = code_for(instructor, invitation)
    page = instructor.get(reverse("invitation-wall", args=[invitation.pk]))
    path = re.search(r'<path stroke="#000" d="([^"]+)"', page.text)
    drawn = segno.make(f"http://testserver{invitation.get_absolute_url()}", error="m", micro=False)
    assert path and path[1] in drawn.svg_inline(omitsize=True, border=4, dark="black")
    assert f"testserver/join/ {code[:4]}-{code[4:]}" in words(page)
    for name in ("Learner 1", "Instructor 1", "Autumn cohort", "example.org"):
        assert name not in page.text
    assert " style=" not in page.text


@pytest.mark.django_db
def test_a_closed_link_is_on_no_wall(instructor: Person, invitation: Invitation) -> None:
    instructor.post(reverse("invitation-revoke", args=[invitation.pk]))
    wall = instructor.get(reverse("invitation-wall", args=[invitation.pk]))
    assert wall["Location"] == reverse("invitation", args=[invitation.pk])


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_landing_page_and_the_cohorts_lead_to_where_codes_are_typed(
    visitor: Person, learner: Person
) -> None:
    for response in (visitor.get("/"), learner.get(reverse("cohorts"))):
        assert f'href="{JOIN}"' in response.text


def test_sixty_behind_one_address_begin_in_a_minute(fresh_db: None) -> None:
    teacher = Person().sign_in(make_user("teacher@example.org", "Teacher"))
    invitation = invite(teacher, make_cohort(teacher), most_uses=60)
    code = code_for(teacher, invitation)
    people = [Person() for _ in range(60)]
    gate = Barrier(6)

    def begin(row: int) -> list[int]:
        gate.wait()
        mine = people[10 * row : 10 * row + 10]
        statuses = [type_code(person, code).status_code for person in mine]
        connections.close_all()
        return statuses

    with ThreadPoolExecutor(6) as pool:
        assert {status for row in pool.map(begin, range(6)) for status in row} == {302}
