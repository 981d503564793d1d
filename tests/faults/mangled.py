"""Requests that are none: what no client that speaks HTTP writes."""

from dataclasses import dataclass
from random import Random

from tests.faults.raw import Raw

CHUNKED = b"Transfer-Encoding: chunked\r\n"
HEADS = [
    *(
        CHUNKED,
        b"Transfer-Encoding: gzip, chunked\r\n",
        b"Transfer-Encoding: \x0bchunked\r\n",
        b"Expect: 100-continue\r\n",
    ),
    *(b"Content-Length: 5\r\nContent-Length: 6\r\n", b"Content-Length: -1\r\n", b"Content-Length: 1e3\r\n"),
    *(
        b" folded: a\r\n",
        b"no colon\r\n",
        b": no name\r\n",
        b"A B: c\r\n",
        b"A\0: b\r\n",
        b"Host: a\r\nHost: b\r\n",
    ),
    *(b"A: " + b"a" * 9000 + b"\r\n", b"A: b\r\n" * 150, b"Connection: Upgrade\r\nUpgrade: websocket\r\n"),
]
LINES = [
    *(
        b"",
        b"GET",
        b"GET /",
        b"GET  / HTTP/1.1",
        b"GET / HTTP/9.9",
        b"GET / HTTP/1.1 a",
        b"get / HTTP/1.0",
        b"\x16\x03\x01\x02",
    ),
    *(
        b"GET http://example.org/ HTTP/1.1",
        b"CONNECT example.org:443 HTTP/1.1",
        b"OPTIONS * HTTP/1.1",
        b"PRI * HTTP/2.0",
    ),
    *(
        b"GET /" + b"a" * 9000 + b" HTTP/1.1",
        b"GET /\xff\xfe HTTP/1.1",
        b"GET /a b HTTP/1.1",
        b"PROXY TCP4 1.1.1.1 1.1.1.1 1 1",
    ),
]
CHUNKS = [
    b"zz\r\n",
    b"5\r\nab\r\n",
    b"-1\r\n",
    b"fffffffffffffffff\r\n",
    b"5;a=b\r\nabcde\r\n0\r\n\r\n",
    b"0\r\nA: b\r\n\r\n",
]


@dataclass(frozen=True)
class Mangled(Raw):
    """Goes over the wire as these bytes; an answer is not owed."""

    wire: bytes = b""

    def to_bytes(self) -> bytes:
        return self.wire


def mangled(request: Raw, random: Random) -> Mangled:
    whole = random.choice((cut, flipped, with_head, with_line, in_chunks, without_returns))(
        request.to_bytes(), random
    )
    return Mangled(request.method, request.target, request.headers, request.body, whole)


def cut(whole: bytes, random: Random) -> bytes:
    return whole[: random.randrange(len(whole))]


def flipped(whole: bytes, random: Random) -> bytes:
    changed = bytearray(whole)
    for _ in range(random.randint(1, 8)):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def with_head(whole: bytes, random: Random) -> bytes:
    return whole.replace(b"\r\n", b"\r\n" + random.choice(HEADS), 1)


def with_line(whole: bytes, random: Random) -> bytes:
    return random.choice(LINES) + whole[whole.index(b"\r\n") :]


def in_chunks(whole: bytes, random: Random) -> bytes:
    head, _, body = whole.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length")]
    sent = b"%x\r\n%s\r\n" % (len(body), body) if body else b""
    return b"\r\n".join([*lines, CHUNKED, b""]) + sent + random.choice([*CHUNKS, *[b"0\r\n\r\n"] * 6])


def without_returns(whole: bytes, _: Random) -> bytes:
    return whole.replace(b"\r\n", b"\n")
