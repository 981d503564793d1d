"""The form on an error page, read as a browser would."""

from html.parser import HTMLParser
from typing import Any


class Form(HTMLParser):
    """The first form that posts: where to, and its fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.address = ""
        self.fields: dict[str, list[str]] = {}
        self.writing = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method") == "post":
            self.address = self.address or given["action"]
        elif tag == "input":
            self.fields.setdefault(given["name"], []).append(given.get("value", ""))
        elif tag == "textarea":
            self.writing = given["name"]
            self.fields[self.writing] = [""]

    def handle_data(self, data: str) -> None:
        if self.writing:
            self.fields[self.writing][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.fields[self.writing][0] = self.fields[self.writing][0].removeprefix("\n")
            self.writing = ""


def form_on(page: Any) -> Form:
    return Form(page.content.decode())


def send_again(person: Any, page: Any, **typed: str) -> Any:
    """Press the page's button."""
    form = form_on(page)
    assert form.address, "there is nothing to send"
    return person.post(form.address, form.fields | typed)
