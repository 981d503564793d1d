"""The clock of the today tests."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.conftest import NOW


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Stands still on Tuesday morning, before anybody signs in."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
