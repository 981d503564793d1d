"""What came back of requests that nobody means: how much of it, from where, and what failed."""

import socket
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from django.urls import resolve
from django.urls.exceptions import Resolver404

from tests.faults.ground import every_route
from tests.faults.mangled import Mangled
from tests.faults.raw import Raw

NO_ANSWER = 0
PATIENCE = 60
"""Seconds."""
SERVERS_OWN = {NO_ANSWER, 501, 505}
"""What a server may say of what is no request: nothing, or that it knows no such coding or version."""
ASKED_WHO = ("/accounts/login/", "/accounts/again/", "/admin/login/")


class Reply(NamedTuple):
    status: int
    location: str = ""


@dataclass
class Fuzzed:
    statuses: Counter[int] = field(default_factory=Counter)
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By route and method."""
    taken: Counter[str] = field(default_factory=Counter)
    """POSTs that were answered by success, or by leading on, by route."""
    failed: list[tuple[int, Raw]] = field(default_factory=list)
    died: bool = False

    @staticmethod
    def reply_to(request: Raw, network: str, port: int) -> Reply:
        """Over a connection of its own, which the client ends for writing, so that too large a length does not hang."""
        if not isinstance(request, Mangled):
            request = replace(request, headers=[*request.headers, (b"X-Forwarded-For", network.encode())])
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
            return read(connection, request.to_bytes())

    def add(self, request: Raw, reply: Reply) -> None:
        self.statuses[reply.status] += 1
        route, method = route_of(request.target), request.method.decode("latin-1")
        if route and not isinstance(request, Mangled):
            self.asked[route, method] += 1
        if method == "POST" and reply.status in range(200, 400) and not reply.location.startswith(ASKED_WHO):
            self.taken[route] += 1
        if has_failed(request, reply.status):
            self.failed.append((reply.status, request))

    @property
    def ends_with(self) -> int:
        return 1 if self.failed or self.died else 0

    def said(self) -> str:
        counts = ", ".join(f"{status or 'no answer'}: {n:,}" for status, n in sorted(self.statuses.items()))
        routes = {route for route, _ in self.asked}
        never = ", ".join(sorted({*every_route()} - routes)) or "none"
        shown = [f"{status or 'no answer'}: {each.to_bytes()[:2000]!r}" for status, each in self.failed[:50]]
        return "\n".join(
            [
                counts,
                f"{len(routes)} addresses, {len(self.asked)} with their methods; never asked: {never}",
                f"{self.taken.total():,} POSTs were taken, by {len(self.taken)} addresses",
                *shown,
                f"{len(self.failed)} of {self.statuses.total():,} failed" + "; A WORKER DIED" * self.died,
            ]
        )


def read(connection: socket.socket, request: bytes) -> Reply:
    """All of the answer."""
    try:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # it was refused before it was sent, and what was said of it can still be read
    try:
        with connection.makefile("rb") as file:
            head = [*iter(file.readline, b"\r\n")] if (line := file.readline()) else []
            while file.read(65_536):
                pass
    except OSError:
        return Reply(NO_ANSWER)
    if not line.startswith(b"HTTP/"):
        return Reply(NO_ANSWER)
    location = next((each[10:].strip() for each in head if each.lower().startswith(b"location:")), b"")
    return Reply(int(line.split()[1]), location.decode("latin-1"))


def route_of(target: bytes) -> str:
    """As the site names it; nothing where there is none."""
    try:
        return "/" + resolve(unquote_to_bytes(target.partition(b"?")[0]).decode()).route
    except (Resolver404, ValueError):
        return ""


def has_failed(request: Raw, status: int) -> bool:
    if isinstance(request, Mangled) and status in SERVERS_OWN:
        return False
    return status >= 500 or status == NO_ANSWER
