"""The clock of what comes after the interview."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.conftest import NOW


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Stands still on Tuesday morning, the day after the interview."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
