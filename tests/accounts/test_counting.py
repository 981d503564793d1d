"""Counters: the same in our table and in Redis, for all processes, whatever happens at the same time."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.checks import run_checks
from django.db import connections
from fakeredis import TcpFakeServer

from accounts.limits import counting
from accounts.limits.counting import Limit, Spent
from accounts.models import Counter
from mlopsprep.forgetting import forget
from tests.accounts.cast import account, sign_in
from tests.conftest import Person

THREE = Limit(3, 60)
GROWING = Limit(2, 60, grows=True)


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    server = TcpFakeServer(("127.0.0.1", 0))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"redis://127.0.0.1:{server.server_address[1]}/0"
    with pytest.MonkeyPatch.context() as patience:  # this one is written in Python, beside whatever else runs
        patience.setattr(counting, "REDIS_SECONDS", 60)
        counting.in_redis(url)
    yield url
    forget()
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["table", "redis"])
def key(request, settings) -> str:
    """Of a counter that nothing was counted with, in each of the two."""
    if request.param == "redis":
        settings.REDIS_URL = request.getfixturevalue("redis_url")
    return counting.key_of(request.node.name)


def tries(key: str, limit: Limit, times: int) -> list[float]:
    """How many each makes, or if it is refused, minus the seconds to wait."""
    made: list[float] = []
    for _ in range(times):
        try:
            made.append(counting.spend(key, limit))
        except Spent as spent:
            made.append(-spent.seconds)
    return made


@pytest.mark.django_db
def test_so_many_times_in_so_many_seconds_from_the_first(key, clock):
    assert tries(key, THREE, 2) == [1, 2]
    clock.shift(50)
    assert tries(key, THREE, 3) == [3, pytest.approx(-10), pytest.approx(-10)]
    clock.shift(10)
    assert tries(key, THREE, 1) == [1]


@pytest.mark.django_db
def test_one_that_grows_waits_longer_each_time(key, clock):
    assert tries(key, GROWING, 3) == [1, 2, -60]
    for times, before, after in [(3, 60, 120), (4, 120, 180), (5, 180, 180), (6, 180, 180)]:
        clock.shift(before)
        assert tries(key, GROWING, 2) == [times, pytest.approx(-after)]


@pytest.mark.django_db
def test_one_that_grows_forgets_after_a_pause_beyond_the_wait(key, clock):
    tries(key, GROWING, 2)
    clock.shift(119)
    assert tries(key, GROWING, 1) == [3]
    clock.shift(120 + 60)
    assert tries(key, GROWING, 2) == [1, 2]


@pytest.mark.django_db
def test_what_is_given_back_can_be_done_again(key):
    tries(key, THREE, 3)
    counting.give_back(key)
    assert tries(key, THREE, 2)[0] == 3
    counting.forget(key)
    assert tries(key, THREE, 1) == [1]


@pytest.mark.django_db
def test_to_look_counts_nothing(key, clock):
    assert counting.waits([(key, THREE)] * 2) == [0, 0]
    tries(key, THREE, 3)
    assert counting.waits([(key, THREE), (counting.key_of("another"), THREE)]) == [pytest.approx(60), 0]
    assert tries(key, Limit(4, 60), 1) == [4]


@pytest.mark.django_db
def test_a_clock_that_is_behind_shuts_nobody_out(key, clock):
    tries(key, THREE, 1)
    clock.shift(-30)
    assert tries(key, THREE, 1) == [2]


def test_ten_at_once_count_as_ten(key, fresh_db):
    def one(_: int) -> list[float]:
        try:
            return tries(key, Limit(7, 60), 1)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as threads:
        made = [times for [times] in threads.map(one, range(10))]
    assert sorted(times for times in made if times > 0) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.django_db
def test_redis_holds_the_counters_where_it_is_named(settings, redis_url):
    settings.REDIS_URL = redis_url
    account()
    statuses = [sign_in(Person(), "learner1@example.org", "not it").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    assert not Counter.objects.exists()


@pytest.mark.django_db
def test_while_redis_does_not_answer_the_table_counts(settings):
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    account()
    statuses = [sign_in(Person(), "learner1@example.org", "not it").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    [problem] = [each for each in run_checks(include_deployment_checks=True) if each.id == "accounts.W001"]
    assert "does not answer" in problem.msg


def test_the_deployment_check_says_if_each_process_counts_for_itself(monkeypatch):
    before = {each.id for each in run_checks(include_deployment_checks=True)}
    monkeypatch.setattr("allauth.core.internal.ratelimit.consume", lambda *args, **kwargs: True)
    assert {each.id for each in run_checks(include_deployment_checks=True)} - before == {"accounts.E001"}
