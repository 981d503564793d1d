"""Requests byte by byte: what no browser sends, and what Django's test client is too polite to pass on."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

from django.core import signals
from django.db import close_old_connections

from mlopsprep.wsgi import application

HOST = (b"Host", b"testserver")
FORM = b"application/x-www-form-urlencoded"
Headers = Sequence[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Raw:
    """A request as it goes over the wire."""

    method: bytes
    target: bytes
    headers: Headers = ()
    body: bytes = b""

    def environ(self) -> dict[str, Any]:
        """As a WSGI server would hand it on: bytes as Latin-1, the path without its per cent signs."""
        path, _, query = self.target.partition(b"?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.method.decode("latin-1"),
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query.decode("latin-1"),
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_LENGTH": str(len(self.body)),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": io.StringIO(),
            "wsgi.version": (1, 0),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        for name, value in (HOST, *self.headers):
            environ[variable(name)] = value.decode("latin-1")
        return environ

    def to_bytes(self) -> bytes:
        """As a client writes it."""
        length = (b"Content-Length", str(len(self.body)).encode())
        given = {name.lower() for name, _ in self.headers}
        lines = [pair for pair in (HOST, length) if pair[0].lower() not in given]
        head = b"".join(b"%s: %s\r\n" % pair for pair in [*lines, *self.headers])
        return b"%s %s HTTP/1.1\r\n%s\r\n%s" % (self.method, self.target, head, self.body)


@dataclass
class Reply:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self) -> str:
        return self.body.decode()


def variable(header: bytes) -> str:
    name = header.decode("latin-1").upper().replace("-", "_")
    return name if name in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{name}"


def send(request: Raw) -> Reply:
    """What the site itself answers, without a server in between."""
    reply = Reply()

    def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Any:
        reply.status, reply.headers = int(status[:3]), dict(headers)

    with connection_kept():
        answer = application(request.environ(), start)
        reply.body = b"".join(answer)
        answer.close()  # type: ignore[attr-defined]
    return reply


@contextmanager
def connection_kept() -> Iterator[None]:
    """Django closes it with the request, and with it a test's transaction."""
    both = (signals.request_started, signals.request_finished)
    for each in both:
        each.disconnect(close_old_connections)
    yield
    for each in both:
        each.connect(close_old_connections)


def get(target: bytes, *headers: tuple[bytes, bytes]) -> Reply:
    return send(Raw(b"GET", target, headers))


def post(target: bytes, body: bytes, content_type: bytes = FORM, *headers: tuple[bytes, bytes]) -> Reply:
    return send(Raw(b"POST", target, [(b"Content-Type", content_type), *headers], body))
