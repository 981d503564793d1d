"""What the tests of the accounts share."""

from collections.abc import Iterator

import pytest
import time_machine
from django.utils import timezone

from tests.accounts.cast import account, sign_in
from tests.conftest import Person


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """It is now, and stays so until the test shifts the clock."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


@pytest.fixture
def known() -> Person:
    """The owner's own browser: they signed in with it, and out."""
    account()
    person = Person()
    sign_in(person, "learner1@example.org")
    person.post("/accounts/logout/")
    return person
