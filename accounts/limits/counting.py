"""How often something was done lately, counted for all processes together.

A counter is a row of our table, or a value in Redis where `REDIS_URL` names one. Its key is an HMAC: it tells no
address, no network and no person. Looking and counting are one step, so what comes at the same time is counted too.
"""

import json
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils.crypto import salted_hmac
from redis import Redis, RedisError

from accounts.models import Counter
from database import away

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")
LONGEST_SECONDS = 24 * 60 * 60
"""No limit looks further back, so an older counter may go."""
MONTH_SECONDS = 30 * LONGEST_SECONDS
MONTH = "month:"
"""What the keys of the few counters begin with that are held for thirty days."""
STEPS = 3
"""How often the wait of a limit that grows becomes longer."""
REDIS_SECONDS = 1.0
"""How long Redis may take to answer."""


class Count(NamedTuple):
    """What a counter holds: how often, and since when (seconds since 1970).

    That is since the first time; where the limit grows, since the last.
    """

    times: int
    since: float


class Spent(Exception):
    """It was done as often as may be; in so many `seconds` it can be done again."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class Limit:
    """So many times in so many seconds, counted from the first.

    One that `grows` counts on until a pause is that long, so that never more fall into one such span. Then it closes
    for so many seconds, twice and three times as many, with one time more after each.
    """

    times: int
    seconds: int
    grows: bool = False

    def wait(self, times: int) -> int:
        """How many seconds it is closed after so many times."""
        beyond = times - self.times
        if beyond < 0:
            return 0
        return self.seconds * (min(beyond + 1, STEPS) if self.grows else 1)

    def memory(self, times: int) -> int:
        """After how many seconds all is forgotten."""
        return self.seconds + (self.wait(times) if self.grows else 0)

    def left(self, held: Count, now: float) -> float:
        """How many seconds it is closed from now on; clocks of other machines may be ahead."""
        wait = self.wait(held.times)
        return max(held.since + wait - now, 0) if wait else 0

    def after(self, held: Count | None, now: float) -> Count:
        """What is held after one time more; `Spent` where that is too much."""
        if held is None or now >= held.since + self.memory(held.times):
            return Count(1, now)
        if (seconds := self.left(held, now)) > 0:
            raise Spent(seconds)
        return Count(held.times + 1, now if self.grows else held.since)


def key_of(*parts: str) -> str:
    """The key of a counter, which does not tell what it was made from."""
    return salted_hmac("accounts.counting", "\0".join(parts), algorithm="sha256").hexdigest()


def key_for_a_month(*parts: str) -> str:
    """The same for a limit that looks thirty days back."""
    return f"{MONTH}{key_of(*parts)[len(MONTH) :]}"


def held_for(key: str) -> int:
    """For how many seconds a counter is held at least."""
    return MONTH_SECONDS if key.startswith(MONTH) else LONGEST_SECONDS


def spend(key: str, limit: Limit) -> int:
    """Count one time more, and tell how many that makes; `Spent` where it is too much, and then nothing is counted."""
    return counted(lambda counters: counters.spend(key, limit, time.time()))


def waits(limits: Sequence[tuple[str, Limit]]) -> list[float]:
    """How many seconds each of these (key and limit) is closed from now on; nothing is counted."""
    held = counted(lambda counters: counters.held([key for key, _ in limits]))
    now = time.time()
    return [limit.left(held[key], now) if key in held else 0 for key, limit in limits]


def times(key: str) -> int:
    """How often it was done, as far as that is held."""
    held = counted(lambda counters: counters.held([key]))
    return held[key].times if key in held else 0


def give_back(key: str) -> None:
    """One time less."""
    counted(lambda counters: counters.give_back(key))


def forget(key: str) -> None:
    """As if it had never been done."""
    counted(lambda counters: counters.forget(key))


def forget_what_is_over() -> None:
    """Empty the table of what no limit looks at any more. Redis does so by itself."""
    over = Counter.objects.filter(since__lt=time.time() - LONGEST_SECONDS)
    over.exclude(key__startswith=MONTH).delete()
    over.filter(since__lt=time.time() - MONTH_SECONDS).delete()


class InTable:
    """Counters as rows, each changed by one statement: it looks, refuses or counts, under the lock of the row."""

    def spend(self, key: str, limit: Limit, now: float) -> int:
        values: dict[str, Any] = {"key": key, "now": now, "times": limit.times, "seconds": limit.seconds}
        with connection.cursor() as cursor:
            cursor.execute(upsert(limit.grows), values)
            rows = cursor.fetchall()
        if rows:
            return int(rows[0][0])
        held = self.held([key])
        raise Spent(limit.left(held[key], now) if held else 1)

    def held(self, keys: Sequence[str]) -> dict[str, Count]:
        rows = Counter.objects.filter(key__in=keys).values_list("key", "times", "since")
        return {key: Count(times, since) for key, times, since in rows}

    def give_back(self, key: str) -> None:
        Counter.objects.filter(key=key, times__gt=0).update(times=F("times") - 1)

    def forget(self, key: str) -> None:
        Counter.objects.filter(key=key).delete()


@lru_cache
def upsert(grows: bool) -> str:
    """`Limit.after` as a statement; it gives no row where that raises."""
    beyond = "held.times - %(times)s + 1"
    steps = f"CASE WHEN {beyond} > {STEPS} THEN {STEPS} ELSE {beyond} END" if grows else "1"
    wait = f"CASE WHEN held.times < %(times)s THEN 0 ELSE %(seconds)s * ({steps}) END"
    memory = f"%(seconds)s + {wait}" if grows else "%(seconds)s"
    over = f"%(now)s >= held.since + {memory}"
    return (
        f"INSERT INTO {Counter._meta.db_table} AS held (key, times, since)"  # noqa: S608  (names of ours)
        " VALUES (%(key)s, 1, %(now)s) ON CONFLICT (key) DO UPDATE SET"
        f" times = CASE WHEN {over} THEN 1 ELSE held.times + 1 END,"
        f" since = {'%(now)s' if grows else f'CASE WHEN {over} THEN %(now)s ELSE held.since END'}"
        f" WHERE held.times < %(times)s OR %(now)s >= held.since + {wait} RETURNING times"
    )


class InRedis:
    """Counters as values; what another changed in between is looked at again."""

    def __init__(self, url: str) -> None:
        self.redis = Redis.from_url(url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS)

    def spend(self, key: str, limit: Limit, now: float) -> int:
        return self.change(key, lambda held: limit.after(held, now)).times

    def held(self, keys: Sequence[str]) -> dict[str, Count]:
        values: Any = self.redis.mget([self.name(key) for key in keys])
        return {key: Count(*json.loads(value)) for key, value in zip(keys, values, strict=True) if value}

    def give_back(self, key: str) -> None:
        self.change(key, lambda held: held._replace(times=max(held.times - 1, 0)) if held else Count(0, 0))

    def forget(self, key: str) -> None:
        self.redis.delete(self.name(key))

    def change(self, key: str, change: Callable[[Count | None], Count]) -> Count:
        def step(pipe: Any) -> Count:
            held = pipe.get(self.name(key))
            changed = change(Count(*json.loads(held)) if held else None)
            pipe.multi()
            pipe.set(self.name(key), json.dumps(changed), ex=held_for(key))
            return changed

        redis: Any = self.redis
        done: Count = redis.transaction(step, self.name(key), value_from_callable=True)
        return done

    @staticmethod
    def name(key: str) -> str:
        return f"counter:{key}"


@lru_cache
def in_redis(url: str) -> InRedis:
    return InRedis(url)


def counted(act: Callable[[InTable | InRedis], Answer]) -> Answer:
    """Where Redis is named it counts; while it does not answer, the table does."""
    url = settings.REDIS_URL
    if url and not away.is_away(url):
        try:
            return act(in_redis(url))
        except RedisError as error:
            away.note_away(url)
            logger.error("Redis does not count, the database does: %s", type(error).__name__)
    return act(InTable())
