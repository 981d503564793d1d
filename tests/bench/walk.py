"""A walk over the pages of a demonstration: `DATABASE_URL=… python -m tests.bench.walk` prints those that fail.

Each of the simulated people follows links from the pages where they begin; the learner answers a question too.
"""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import django

from tests.bench.answer import set_up

STARTS = {
    "": ("/",),
    "learner1@example.org": ("/", "/settings/"),
    "instructor1@example.org": ("/cohorts/", "/"),
    "curator1@example.org": ("/admin/",),
}
"""Where each begins; without an address, a visitor."""
MOST_PAGES = 40
LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)"')
NOT_OPENED = re.compile(r"/static/|.*(logout|\.zip)")
ERROR = 500


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="mlopsprep-walk-") as folder:
        set_up(Path(folder))
        os.environ |= {"LOG_LEVEL": "ERROR", "EMAIL_URL": "dummymail://"}
        django.setup()
        for problem in failing():
            print(problem)
    return 0


def failing() -> Iterator[str]:
    from django.core.management import call_command  # noqa: PLC0415  (they need the database's address)

    from tests.bench.server import serving  # noqa: PLC0415

    call_command("collectstatic", interactive=False, verbosity=0)
    cookies = {email: cookie_of(email) for email in STARTS}
    with serving(os.environ["DATABASE_URL"]) as port:
        for email, starts in STARTS.items():
            yield from walk(port, cookies[email], email or "a visitor", starts)
        answer(port, cookies["learner1@example.org"])


def cookie_of(email: str) -> str:
    """Staff get codes from an app, without which the admin is closed to them."""
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from accounts.models import User  # noqa: PLC0415

    user = User.objects.filter(email=email).first()
    if user is None:
        return ""
    if user.is_staff:
        user.authenticator_set.get_or_create(type="totp", defaults={"data": {"secret": "none"}})
    client = Client()
    client.force_login(user)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def walk(port: int, cookie: str, who: str, starts: tuple[str, ...]) -> Iterator[str]:
    """Breadth first; of addresses that differ in numbers alone a few are enough."""
    from tests.bench.browser import Browser  # noqa: PLC0415

    browser, waiting, seen, opened = Browser(port, cookie), [*starts], set(starts), 0
    while waiting and opened < MOST_PAGES:
        reply = browser.get(address := waiting.pop(0))
        opened += reply.status == 200
        if reply.status >= ERROR:
            yield f"{who}: {address} answers {reply.status}"
        if "text/html" in reply.headers.get("Content-Type", ""):
            found = (unescape(each) for each in LINK.findall(reply.body.decode()))
            new = [each for each in dict.fromkeys(found) if each not in seen and not NOT_OPENED.match(each)]
            seen.update(new)
            waiting += new
        elif location := reply.headers.get("Location"):
            waiting += [location] if location not in seen and location.startswith("/") else []
            seen.add(location)
    browser.close()
    print(f"{who}: {opened} pages", file=sys.stderr)
    if opened < len(starts):
        yield f"{who}: only {opened} pages could be opened"


def answer(port: int, cookie: str) -> None:
    """Raises where the answer is not taken."""
    from accounts.models import User  # noqa: PLC0415
    from quiz.practice.models import Learner  # noqa: PLC0415
    from tests.bench.browser import Browser  # noqa: PLC0415
    from tests.bench.practising import Practice  # noqa: PLC0415
    from tests.bench.world import Person  # noqa: PLC0415

    user = User.objects.get(email="learner1@example.org")
    practice = Practice(Browser(port), Person(cookie, Learner.objects.get(user=user)))
    for _ in range(3):
        practice.answer()
    practice.browser.close()


if __name__ == "__main__":
    sys.exit(main())
