"""The forms of a page, read as a browser would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any


@dataclass
class Form:
    """Where a form goes, what it would send as it stands (of its buttons the last), and what could be chosen."""

    method: str = ""
    address: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)
    choices: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    """Fields that take files."""
    passkey: str = ""
    """What a button of it would have a browser do with a passkey, by script: make or get one."""


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("method", "get"), given.get("action", "")))
        elif self.forms and tag in {"input", "button", "option", "textarea", "select"}:
            self.take(tag, given)

    def take(self, tag: str, given: dict[str, str]) -> None:
        form, value = self.forms[-1], given.get("value", "")
        form.passkey = given.get("data-passkey", form.passkey)
        if given.get("type") == "file":
            form.files.append(given.get("name", ""))
            return
        if tag in {"textarea", "select"}:
            self.inside = given.get("name", "")
        name = self.inside if tag in {"textarea", "option"} else given.get("name", "")
        if given.get("type") in {"radio", "checkbox"} or tag == "option":
            form.choices.append((name, value))
            if not {"checked", "selected"} & set(given):
                return
        if name and tag != "select":
            others = form.fields.get(name, []) if tag in {"input", "option"} else []
            form.fields[name] = [*others, value]

    def handle_data(self, data: str) -> None:
        if self.inside and self.lasttag == "textarea":
            self.forms[-1].fields[self.inside][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            written = self.forms[-1].fields[self.inside]
            written[0] = written[0].removeprefix("\n")
        if tag in {"textarea", "select"}:
            self.inside = ""


def form_on(page: Any) -> Form:
    """The first form that posts."""
    posting = (form for form in Page(page.content.decode()).forms if form.method == "post")
    return next(posting, Form())


def send_again(person: Any, page: Any, **typed: str) -> Any:
    """Press the page's button."""
    form = form_on(page)
    assert form.address, "there is nothing to send"
    return person.post(form.address, form.fields | typed)
