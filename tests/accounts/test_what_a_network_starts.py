"""What one address can start in a minute; a class of sixty behind one address can begin."""

from datetime import timedelta

import pytest

from accounts.models import Counter
from quiz.cohorts.models import Cohort
from quiz.practice.models import Learner
from tests.accounts.cast import elsewhere
from tests.conftest import Person

pytestmark = pytest.mark.django_db


def begin(person: Person) -> int:
    return int(person.post("/practice/").status_code)


def used_up(times: int) -> None:
    """As if so many had started from here, but for those that are counted already."""
    Counter.objects.update(times=times)


def test_a_class_of_sixty_behind_one_address_begins(clock):
    for _ in range(3):  # three in earnest, the others as counted
        assert begin(Person()) == 302
    used_up(119)
    assert begin(Person()) == 302
    assert Learner.objects.count() == 4


def test_one_address_makes_no_more_visitors_than_that(clock):
    begin(Person())
    used_up(120)
    page = Person().post("/practice/")
    assert page.status_code == 429 and int(page["Retry-After"]) <= 60
    assert "Many people started from your network just now." in page.text
    assert Learner.objects.count() == 1
    assert begin(elsewhere()) == 302
    clock.shift(timedelta(seconds=61))
    assert begin(Person()) == 302


def test_whoever_has_begun_and_whoever_is_signed_in_are_not_counted(clock, visitor, learner):
    begin(visitor)
    used_up(120)
    assert begin(visitor) == begin(learner) == 302


def test_one_address_makes_thirty_cohorts_a_minute(clock, instructor):
    assert instructor.post("/cohorts/new/", {"name": "Autumn"}).status_code == 302
    used_up(30)
    page = instructor.post("/cohorts/new/", {"name": "Winter"})
    assert page.status_code == 429 and "Many cohorts were made" in page.text
    assert Cohort.objects.count() == 1
    clock.shift(timedelta(seconds=61))
    assert instructor.post("/cohorts/new/", {"name": "Winter"}).status_code == 302
