"""Demonstrations, filled once for all tests of a module that look at them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.demo.acts import fill


@pytest.fixture
def demo_settings(settings: Any) -> None:
    settings.DEBUG = True
    settings.DEMO = True


@pytest.fixture(scope="module")
def filled(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """What the command printed when it made a demonstration of the module's `SIZE`.

    What a test does to it is undone before the next.
    """
    with django_db_blocker.unblock(), override_settings(DEBUG=True, DEMO=True), transaction.atomic():
        yield fill(**request.module.SIZE)
        transaction.set_rollback(True)
