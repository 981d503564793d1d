"""Mail and calendar, a page of the settings: what one gets, with its true state."""

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.models import User
from quiz.cohorts.models import Cohort
from quiz.cohorts.telling.models import MailWishes
from tests.cohorts.acts import words
from tests.cohorts.telling_acts import wish
from tests.conftest import Person

pytestmark = pytest.mark.django_db


def state(person: Person) -> dict[str, object]:
    form = person.get(reverse("mail-wishes")).context["form"]
    return {name: form[name].value() for name in form.fields}


def test_at_first_only_instructors_reminders_are_on(learner: Person) -> None:
    assert state(learner) == {"instructors_reminders": True, "due_reminders": False, "practice_hour": None}
    assert not MailWishes.objects.exists()


def test_what_was_chosen_is_saved_and_shown(learner: Person) -> None:
    assert wish(learner, due_reminders="on", practice_hour="0")["Location"] == reverse("mail-wishes")
    assert state(learner) == {"instructors_reminders": False, "due_reminders": True, "practice_hour": 0}
    wish(learner, instructors_reminders="on")
    assert state(learner) == {"instructors_reminders": True, "due_reminders": False, "practice_hour": None}


def test_only_instructors_choose_the_digest_and_it_stays_when_the_cohort_is_gone(
    instructor: Person, learner: Person, cohort: Cohort
) -> None:
    wish(learner, digest="on")
    wish(instructor, digest="on")
    assert [each.user for each in MailWishes.objects.filter(digest=True)] == [instructor.user]
    Cohort.objects.update(archived_at=cohort.created_at)
    assert "digest" not in state(instructor)
    wish(instructor)
    assert MailWishes.objects.get(user=instructor.user).digest


def test_an_account_without_a_zone_gets_the_one_that_the_page_named(learner: Person) -> None:
    learner.cookies[settings.ZONE_COOKIE_NAME] = "Europe/Berlin"
    assert "at this hour in Europe/Berlin" in words(learner.get(reverse("mail-wishes")))
    wish(learner, practice_hour="18")
    learner.cookies[settings.ZONE_COOKIE_NAME] = "Asia/Tokyo"
    wish(learner, practice_hour="19")
    assert User.objects.get(pk=learner.user.pk).time_zone == "Europe/Berlin"  # type: ignore[union-attr]


@pytest.mark.any_database
@pytest.mark.parametrize("hour", ["24", "-1", "noon", "1.5"])
def test_no_hour_of_the_day_is_refused_and_nothing_is_changed(learner: Person, hour: str) -> None:
    refused = wish(learner, due_reminders="on", practice_hour=hour)
    assert refused.status_code == 422 and "There is no such hour" in words(refused)
    assert not MailWishes.objects.exists()
