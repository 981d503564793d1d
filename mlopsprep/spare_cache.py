"""A cache in Redis that may be away: then nothing is kept and nothing is found, and every page works all the same."""

import logging
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis import RedisError

from database import away

logger = logging.getLogger(__name__)
T = TypeVar("T")
SECONDS = 1.0
"""How long a page waits for it; then it is left alone for a while (`database.away`)."""


class SpareCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        self.url = server
        limits = {"socket_timeout": SECONDS, "socket_connect_timeout": SECONDS}
        super().__init__(server, params | {"OPTIONS": limits | params.get("OPTIONS", {})})

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self.spared(lambda: super(SpareCache, self).get(key, default, version), default)

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        return self.spared(lambda: super(SpareCache, self).get_many(keys, version), {})

    def add(self, key: Any, value: Any, *args: Any, **options: Any) -> bool:
        return self.spared(lambda: super(SpareCache, self).add(key, value, *args, **options), True)

    def set(self, key: Any, value: Any, *args: Any, **options: Any) -> None:
        self.spared(lambda: super(SpareCache, self).set(key, value, *args, **options), None)

    def set_many(self, data: dict[Any, Any], *args: Any, **options: Any) -> list[Any]:
        return self.spared(lambda: super(SpareCache, self).set_many(data, *args, **options), [*data])

    def delete(self, key: Any, version: int | None = None) -> bool:
        return self.spared(lambda: super(SpareCache, self).delete(key, version), False)

    def spared(self, act: Callable[[], T], otherwise: T) -> T:
        if away.is_away(self.url):
            return otherwise
        try:
            return act()
        except RedisError as error:
            away.note_away(self.url)
            logger.warning("Redis does not answer, nothing is kept in it: %s", type(error).__name__)
            return otherwise
