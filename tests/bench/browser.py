"""A browser's connection, as bare as it can be."""

import gzip
import re
import secrets
import string
from dataclasses import dataclass
from http.client import HTTPConnection
from time import perf_counter
from urllib.parse import urlencode

LETTERS = string.ascii_letters + string.digits
NEXT = re.compile(rb'hx-get="(/practice/prompts/[0-9a-f-]+/)"')
HTMX = {"HX-Request": "true", "HX-Target": "run", "HX-Current-URL": "http://127.0.0.1/practice/"}


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    wire: bytes
    """The body as it was sent."""
    seconds: float

    @property
    def body(self) -> bytes:
        return gzip.decompress(self.wire) if self.headers.get("Content-Encoding") == "gzip" else self.wire

    @property
    def bytes_sent(self) -> int:
        """Body and headers."""
        return len(self.wire) + sum(len(name) + len(value) + 4 for name, value in self.headers.items()) + 19

    @property
    def next_prompt(self) -> str | None:
        """Where *Continue* leads."""
        found = NEXT.search(self.body)
        return found.group(1).decode() if found else None


class Browser:
    """One kept connection, with the cookies of somebody signed in or of nobody."""

    def __init__(self, port: int, session: str = "") -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.token = "".join(secrets.choice(LETTERS) for _ in range(32))
        self.sign_in(session)

    def sign_in(self, session: str) -> None:
        cookies = {"csrftoken": self.token, "zone": "UTC"} | ({"sessionid": session} if session else {})
        self.headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "Accept-Encoding": "gzip",
            "User-Agent": "bench",
        }

    def get(self, path: str, **headers: str) -> Reply:
        return self.send("GET", path, None, headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Reply:
        """As HTMX posts a form."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields})
        return self.send(
            "POST",
            path,
            body.encode(),
            {"Content-Type": "application/x-www-form-urlencoded", **HTMX, **headers},
        )

    def send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        started = perf_counter()
        self.connection.request(method, path, body, self.headers | headers)
        response = self.connection.getresponse()
        wire = response.read()
        return Reply(response.status, dict(response.getheaders()), wire, perf_counter() - started)

    def close(self) -> None:
        self.connection.close()
