"""People beside the cast, for the tables of permissions: they have to do with what `places` made."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from quiz.cohorts.models import Cohort, Membership
from tests.conftest import PASSWORD, Person, give_app, make_user


@pytest.fixture
def superuser() -> Person:
    return Person().sign_in(make_user("root1@example.org", "Superuser 1", is_staff=True, is_superuser=True))


@pytest.fixture
def staff() -> Person:
    """May open the admin, and nothing in it."""
    return Person().sign_in(make_user("staff1@example.org", "Staff 1", is_staff=True))


@pytest.fixture
def staff_without_factor() -> Person:
    """A curator, but without a second step."""
    user = make_user("curator2@example.org", "Curator 2", is_staff=True)
    user.groups.add(Group.objects.get(name="Curators"))
    Authenticator.objects.filter(user=user).delete()
    return Person().sign_in(user)


@pytest.fixture
def half_signed_in(learner: Person) -> Person:
    """Has given the learner's password, and not yet the code of their app."""
    assert learner.user
    give_app(learner.user)
    return with_password_alone(learner.user.email)


def with_password_alone(email: str) -> Person:
    person = Person()
    answer = person.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert answer.url == reverse("mfa_authenticate")
    return person


def in_the_cohort(role: str, *, left: bool = False) -> Person:
    person = Person().sign_in(make_user(f"{role}9@example.org", f"{role} 9"))
    now = timezone.now()
    Membership.objects.create(
        cohort=Cohort.objects.get(), user=person.user, role=role, agreed_at=now, left_at=now if left else None
    )
    return person


@pytest.fixture
def second_instructor(places: dict[str, str]) -> Person:
    return in_the_cohort("instructor")


@pytest.fixture
def former_instructor(places: dict[str, str]) -> Person:
    return in_the_cohort("instructor", left=True)


@pytest.fixture
def former_member(places: dict[str, str]) -> Person:
    return in_the_cohort("member", left=True)


@pytest.fixture
def friend(places: dict[str, str]) -> Person:
    """Their browser holds the interviewer's sheet."""
    person = Person()
    assert person.post(places["pair"]).status_code == 302
    return person
