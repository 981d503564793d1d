"""What a visitor's first practice page costs on the wire."""

import re
from collections.abc import Iterable

from tests.bench.browser import Browser, Reply

FILES = re.compile(r'<(?:script|link)[^>]*?(?:src|href)="([^"]+)"')


def first_visit(browser: Browser, path: str) -> list[Reply]:
    """The page and every file that it makes a browser fetch."""
    page = browser.get(path)
    assert page.status == 200, page.body.decode()
    return [page, *(browser.get(file) for file in files_of(page.body.decode()))]


def files_of(html: str) -> list[str]:
    return list(dict.fromkeys(FILES.findall(html)))


def bytes_of(replies: Iterable[Reply]) -> int:
    return sum(reply.bytes_sent for reply in replies)
