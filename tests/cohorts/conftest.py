"""A cohort with its instructor, on a Tuesday morning that does not pass."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine

from accounts.models import User
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Assignment, Cohort
from tests.cohorts.acts import assign, invite, join, make_cohort, member_called
from tests.conftest import NOW, Person


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cohort(instructor: Person) -> Cohort:
    return make_cohort(instructor)


@pytest.fixture
def invitation(instructor: Person, cohort: Cohort) -> Invitation:
    return invite(instructor, cohort)


@pytest.fixture
def assignment(instructor: Person, cohort: Cohort) -> Assignment:
    """Version control, from today for ten days."""
    return assign(instructor, cohort, due_on=date(2026, 12, 3))


@pytest.fixture
def member(learner: Person, invitation: Invitation) -> Person:
    """The learner, who has joined the cohort."""
    join(learner, invitation)
    return learner


@pytest.fixture
def make_members(cohort: Cohort) -> Callable[[int], list[User]]:
    """Puts so many more members, each with cards, into the cohort."""

    def make(number: int) -> list[User]:
        start = cohort.memberships.count()
        return [member_called(f"Member {place}", cohort) for place in range(start, start + number)]

    return make
