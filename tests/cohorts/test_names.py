"""Names as others see them: of people and of cohorts."""

import re

import pytest
from django.urls import reverse

from accounts.models import User
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Cohort
from tests.cohorts.acts import join, make_cohort, page, report, report_rows, words
from tests.conftest import Person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
OVERRIDE, ISOLATE, END = "\u202e", "\u2067", "\u2069"
ARABIC = "الفوج الأول"


def call(person: Person, name: str) -> None:
    """As a form would no longer let them, but once did."""
    User.objects.filter(pk=person.user.pk).update(name=name)


@pytest.mark.parametrize("name", ["\u200b", "\u3164 \u2800", f"{OVERRIDE}{END}", "\u0301"])
def test_who_has_a_name_that_nobody_sees_goes_by_the_address(member, instructor, cohort, assignment, name):
    member.post(reverse("settings"), {"name": name, "theme": "", "time_zone": "UTC"})
    assert User.objects.get(pk=member.user.pk).name == ""
    call(member, name)
    assert report_rows(report(instructor, cohort))[0][0] == "learner1@example.org"
    mine = words(member.get(reverse("cohort-mine", args=[cohort.pk])))
    assert "Your e-mail address, learner1@example.org, as long as" in mine


def test_a_cohort_needs_a_name_that_can_be_seen(instructor: Person) -> None:
    response = instructor.post(reverse("cohort-new"), {"name": "\u200b\u2060"})
    assert response.status_code == 422 and "The cohort has no name." in words(response)
    assert not Cohort.objects.exists()


def test_a_cohort_whose_name_cannot_be_seen_can_be_opened_all_the_same(instructor, cohort):
    Cohort.objects.update(name="\u200b")
    assert f'href="{cohort.get_absolute_url()}"' in instructor.get(reverse("cohorts")).text
    assert "Cohort without a name" in words(instructor.get(reverse("cohorts")))


def test_a_name_does_not_turn_the_consent_round(instructor, invitation: Invitation, learner):
    call(instructor, f"{OVERRIDE}Instructor 1{ISOLATE}")
    Cohort.objects.update(name=f"{END}{OVERRIDE}{ARABIC}")
    consent = learner.get(invitation.get_absolute_url()).text
    assert "The instructor, <bdi>instructor1@example.org (“Instructor 1”)</bdi>, would see" in consent
    assert f"Join “<bdi>{ARABIC}</bdi>”?</h1>" in consent
    assert f"<title>Join “\u2068{ARABIC}\u2069”? · mlopsprep</title>" in consent
    assert not re.search("[\u202a-\u202e\u2066\u2067]", consent)


def test_every_name_on_a_page_stands_apart(instructor, learner, invitation, cohort, assignment):
    Cohort.objects.update(name=ARABIC)
    call(instructor, "Instructor One")
    call(learner, "Learner One")
    join(learner, invitation)
    looks = [(learner, reverse(each)) for each in ("today", "cohorts")]
    looks += [(learner, reverse("cohort-mine", args=[cohort.pk])), (learner, invitation.get_absolute_url())]
    looks += [(instructor, cohort.get_absolute_url()), (instructor, invitation.get_absolute_url())]
    looks += [(instructor, reverse("assignment-new", args=[cohort.pk])), (instructor, reverse("cohorts"))]
    for person, place in looks:
        body = person.get(place).text.partition("</title>")[2]
        for name in (ARABIC, "Instructor One", "Learner One"):
            assert body.count(name) == body.count(f"<bdi>{name}</bdi>"), f"{name} on {place}"
        assert "<bdi>" in body


def test_leaving_says_which_cohort_without_turning_round(member: Person, cohort: Cohort) -> None:
    Cohort.objects.update(name=ARABIC)
    left = member.post(reverse("cohort-leave", args=[cohort.pk]), follow=True)
    assert f"You have left “\u2068{ARABIC}\u2069”." in words(left)


def test_a_name_in_any_script_is_shown_whole(instructor: Person) -> None:
    for name in ("علی‌رضا", "👩🏽‍💻 Ops", "क्‍षमा"):
        cohort = make_cohort(instructor, name)
        assert name in page(instructor, cohort)
