"""Reading the landing page."""

import re
from html import unescape

from tests.conftest import Person


def offered(person: Person) -> tuple[str, list[str]]:
    """The token on the page, and the options in their order."""
    body = person.get("/").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', body)
    assert token
    return unescape(token[1]), re.findall(r'name="response" value="([^"]+)"', body)
