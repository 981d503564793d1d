"""A day that no form takes but a database may hold: every page that meets it is there."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from accounts.models import User
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Assignment, Cohort
from quiz.cohorts.telling.models import CalendarAddress
from quiz.practice.models import Plan
from tests.cohorts.acts import lone_key, remember_well, section_keys
from tests.conftest import NOW, Person

pytestmark = pytest.mark.django_db

FIRST, LAST = date.min, date.max
EASTERNMOST, WESTERNMOST = "Pacific/Kiritimati", "Etc/GMT+12"


@pytest.mark.parametrize(
    ("days", "zone"),
    [((FIRST, FIRST), EASTERNMOST), ((FIRST, LAST), "UTC"), ((LAST, LAST), WESTERNMOST)],
)
def test_an_assignment_of_another_age_is_shown_to_everybody(
    instructor: Person,
    member: Person,
    classmate: Person,
    cohort: Cohort,
    invitation: Invitation,
    assignment: Assignment,
    days: tuple[date, date],
    zone: str,
) -> None:
    opens_on, due_on = days
    remember_well(member.user, *section_keys()[:2])
    Assignment.objects.update(opens_on=opens_on, due_on=due_on)
    User.objects.update(time_zone=zone)
    CalendarAddress.objects.create(user=member.user, token="c" * 43, made_at=NOW)
    mine = reverse("cohort-mine", args=[cohort.pk])
    for person, page in [
        (instructor, cohort.get_absolute_url()),
        (instructor, reverse("cohort-copy", args=[cohort.pk])),
        (instructor, reverse("cohorts")),
        (member, reverse("calendar", args=["c" * 43])),
        (member, mine),
        (member, reverse("cohorts")),
        (member, reverse("today")),
        (member, reverse("mastery")),
        (classmate, invitation.get_absolute_url()),
    ]:
        assert person.get(page).status_code == 200, page
    assert member.post(reverse("practice")).status_code == 302
    practised = member.post(reverse("assignment-practise", args=[assignment.pk]))
    assert practised.status_code == (302 if opens_on == FIRST else 409)


@pytest.mark.parametrize(
    ("at", "zone"), [(datetime.min, WESTERNMOST), (datetime.max, EASTERNMOST)], ids=["first", "last"]
)
def test_an_invitation_that_ends_in_another_age_is_shown(
    instructor: Person, classmate: Person, cohort: Cohort, invitation: Invitation, at: datetime, zone: str
) -> None:
    Invitation.objects.update(expires_at=at.replace(tzinfo=UTC))
    User.objects.update(time_zone=zone)
    assert instructor.get(cohort.get_absolute_url()).status_code == 200
    shown = classmate.get(invitation.get_absolute_url()).status_code
    assert shown == (410 if at == datetime.min else 200)


@pytest.mark.parametrize(
    ("day", "zone"), [(FIRST, EASTERNMOST), (date(2099, 12, 31), "UTC"), (LAST, WESTERNMOST)]
)
def test_an_interview_of_another_age_is_shown_everywhere(learner: Person, day: date, zone: str) -> None:
    learner.post(reverse("plan"), {"minutes": "20"})
    remember_well(learner.user, lone_key())
    Plan.objects.update(interview_on=day)
    User.objects.update(time_zone=zone)
    first = learner.post(reverse("practice"), {"focus": "all"})["Location"]
    learner.post(first, {"response": "unsure"})
    for name in ("today", "mastery", "plan", "library", "practice"):
        assert learner.get(reverse(name)).status_code == 200, name
    assert learner.get(reverse("forecast")).status_code in {200, 204}
    session = learner.learner.sessions.get()
    ended = learner.post(reverse("practice-end", args=[session.pk]), follow=True)
    assert ended.status_code == 200
