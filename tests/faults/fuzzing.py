"""Requests that nobody means: every address, every kind of person, and in each request a few things that are odd.

The same seed gives the same requests, where the database is the same.
"""

import json
from collections.abc import Iterator
from random import Random
from urllib.parse import quote_from_bytes

from django.conf import settings

from tests.faults.ground import Ground
from tests.faults.mangled import mangled
from tests.faults.odd import (
    CHARSETS,
    CONTENT_TYPES,
    COOKIE_VALUES,
    COOKIES,
    CREDENTIALS,
    FIELDS,
    FILES,
    HEADERS,
    JSON,
    METHODS,
    MULTIPART,
    ODD,
    ODD_BYTES,
    PART_NAMES,
)
from tests.faults.raw import FORM, Raw

SECRET = "a" * 32
"""Against forgery: the same in cookie and form."""
LAST = (
    "/delete/",
    "/end/",
    "/stop-teaching/",
    "/retire/",
    "/discard/",
    "/archive/",
    "/remove/",
    "/sign-out-others/",
)
"""What leaves little to send afterwards is sent seldom."""
Head = list[tuple[bytes, bytes]]


def requests(ground: Ground, random: Random, count: int) -> Iterator[Raw]:
    for _ in range(count):
        request = random.choice((sent_form, anything))(ground, random)
        yield mangled(request, random) if random.random() < 0.05 else request


def sent_form(ground: Ground, random: Random) -> Raw:
    """A form of a page, with up to three of its fields odd; mostly of somebody who may send it."""
    owner, form = random.choice(ground.forms)
    while form.address.endswith(LAST) and random.random() < 0.8:
        owner, form = random.choice(ground.forms)
    kind = owner if random.random() < 0.9 else anybody(ground, random)
    fields = [(name, value) for name, values in form.fields.items() for value in values]
    fields += [each for each in form.choices if random.random() < 0.2]
    for _ in range(random.randint(0, 3) if fields else 0):
        place = random.randrange(len(fields))
        fields[place] = (fields[place][0], odd_value(random, fields[place][0]))
    head = [*odd_headers(random), *cookies(ground, random, kind)]
    if form.files or random.random() < 0.03:
        body = multipart(random, fields, form.files)
        return Raw(b"POST", form.address.encode(), [(b"Content-Type", MULTIPART), *head], body)
    sent = encoded(random, fields)
    if form.method == "get":
        return Raw(b"GET", form.address.encode() + b"?" + sent, head)
    return Raw(b"POST", form.address.encode(), [(b"Content-Type", FORM), *head], sent)


def odd_value(random: Random, name: str) -> str:
    return random.choice(CREDENTIALS if name == "credential" and random.random() < 0.8 else ODD)


def anybody(ground: Ground, random: Random) -> str:
    return random.choice([*ground.cookies, "nobody"])


def anything(ground: Ground, random: Random) -> Raw:
    """Any method on any address, perhaps with an odd part, with odd fields and headers."""
    address = bytearray(random.choice(random.choice([*ground.addresses.values()])).encode())
    if random.random() < 0.3:
        start = random.randrange(len(address))
        address[max(start, 1) : start + random.choice((0, 1, 5, 40))] = odd_in_a_path(random)
    fields = [(name, odd_value(random, name)) for name in random.choices(FIELDS, k=3)]
    sent = encoded(random, fields)
    body, content_type = random.choice([*[(sent, odd_type(random))] * 8, (json_of(random, fields), JSON)])
    if random.random() < 0.1:
        body, content_type = multipart(random, fields, random.choices(FIELDS, k=1)), MULTIPART
    kind = anybody(ground, random)
    head = [(b"Content-Type", content_type), *odd_headers(random), *cookies(ground, random, kind)]
    method, query = random.choice(METHODS), b"?" + sent if random.random() < 0.5 else b""
    return Raw(method, bytes(address) + query, head, body if method != b"GET" else b"")


def odd_in_a_path(random: Random) -> bytes:
    quoted = quote_from_bytes(random.choice(ODD).encode()[:400]).encode()
    return random.choice([random.choice(ODD_BYTES), quoted])


def encoded(random: Random, fields: list[tuple[str, str]]) -> bytes:
    """As a form is sent, with the token that the cookies have."""
    kept = [pair for pair in fields if pair[0] != "csrfmiddlewaretoken"]
    pairs = [f"{quoted(name)}={quoted(value)}".encode() for name, value in kept]
    if random.random() < 0.1:
        pairs.append(b"text=" + random.choice(ODD_BYTES))
    return b"&".join([*pairs, b"csrfmiddlewaretoken=" + SECRET.encode()])


def quoted(text: str) -> str:
    return quote_from_bytes(text.encode())


def json_of(random: Random, fields: list[tuple[str, str]]) -> bytes:
    """Where a form is asked for."""
    return random.choice([json.dumps(dict(fields)), random.choice(CREDENTIALS)]).encode()


def multipart(random: Random, fields: list[tuple[str, str]], files: list[str]) -> bytes:
    """A form of parts; some have heads that nobody can read."""
    parts = [(b'name="csrfmiddlewaretoken"', SECRET.encode())]
    for name, value in fields:
        head = random.choice([b'name="NAME"', b'name="NAME"', random.choice(PART_NAMES)])
        parts.append((head.replace(b"NAME", name.encode()), value.encode()))
    for name in files:
        head = b'name="%s"; filename="%s.yaml"' % (
            name.encode(),
            random.choice([b"1_lifecycle", b"a", b"../a"]),
        )
        parts.append((head, random.choice(FILES)))
    lines = [b"--x\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % part for part in parts]
    return b"".join(lines) + random.choice([b"--x--\r\n", b"--x--\r\n", b"--x", b""])


def odd_type(random: Random) -> bytes:
    if random.random() < 0.6:
        return FORM
    charset = b"; charset=" + random.choice(CHARSETS) if random.random() < 0.5 else b""
    return random.choice(CONTENT_TYPES) + charset


def odd_headers(random: Random) -> Head:
    head = [(b"HX-Request", b"true")] if random.random() < 0.4 else []
    for name in random.sample(HEADERS, k=random.choice((0, 0, 1, 2))):
        odd = random.choice([random.choice(ODD).encode(), random.choice(ODD_BYTES)])
        head.append((name, odd.translate(None, b"\r\n\0")[:4000]))
    if random.random() < 0.05:
        head.append((b"HX-Current-URL-URI-AutoEncoded", b"true"))
    return head


def cookies(ground: Ground, random: Random, kind: str) -> Head:
    pairs = {settings.CSRF_COOKIE_NAME: SECRET}
    if kind in ground.cookies:
        pairs |= random.choice(ground.cookies[kind])
    if random.random() < 0.1:
        name = random.choice([*pairs, *COOKIES])
        pairs[name] = random.choice(COOKIE_VALUES)
    return [(b"Cookie", "; ".join(f"{name}={value}" for name, value in pairs.items()).encode())]
