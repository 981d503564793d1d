"""A Redis that takes connections and never says a word: one request waits for it, and those after it do not."""

import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from mlopsprep.forgetting import forget
from tests.accounts.cast import account, sign_in
from tests.conftest import Person

pytestmark = pytest.mark.django_db


class SilentRedis:
    """Counts who knocks."""

    def __init__(self) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"redis://127.0.0.1:{self.listening.getsockname()[1]}/0"
        self.callers: list[socket.socket] = []
        threading.Thread(target=self.take, daemon=True).start()

    def take(self) -> None:
        while True:
            try:
                self.callers.append(self.listening.accept()[0])
            except OSError:
                return

    def close(self) -> None:
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        for caller in self.callers:
            caller.close()


@pytest.fixture
def silent(settings: Any) -> Iterator[SilentRedis]:
    redis = SilentRedis()
    settings.REDIS_URL = redis.url
    settings.CACHES = {"default": {"BACKEND": "mlopsprep.spare_cache.SpareCache", "LOCATION": redis.url}}
    yield redis
    redis.close()
    forget()


def test_it_is_asked_once_and_then_left_alone(silent: SilentRedis) -> None:
    account()
    statuses = [sign_in(Person(), "learner1@example.org", "not it").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    assert len(silent.callers) == 1


def test_after_ten_seconds_it_is_asked_again(silent: SilentRedis, monkeypatch: pytest.MonkeyPatch) -> None:
    account()
    sign_in(Person(), "learner1@example.org", "not it")
    monkeypatch.setattr("database.away.SECONDS", 0)
    sign_in(Person(), "learner1@example.org", "not it")
    assert len(silent.callers) > 1
