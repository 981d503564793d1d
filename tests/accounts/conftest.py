"""What the tests of the accounts share."""

from collections.abc import Iterator

import pytest
import time_machine
from django.utils import timezone


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """It is now, and stays so until the test shifts the clock."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock
