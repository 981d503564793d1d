"""The same request from two tabs at the same moment."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from threading import Barrier
from typing import Any

from django.db import connections
from django.http import HttpResponse

from tests.conftest import Person

Sent = tuple[Person, str, dict[str, Any]]


def twice_at_once(requests: Sequence[Sent]) -> list[tuple[Person, HttpResponse]]:
    """Each request from two tabs of one browser at the same moment; every tab with what it got."""
    gates = [Barrier(2) for _ in requests]

    def send(number: int) -> tuple[Person, HttpResponse]:
        browser, address, data = requests[number // 2]
        tab = Person(raise_request_exception=False)
        tab.cookies = deepcopy(browser.cookies)
        gates[number // 2].wait()
        try:
            return tab, tab.post(address, data)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2 * len(requests)) as pool:
        return list(pool.map(send, range(2 * len(requests))))
