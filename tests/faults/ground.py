"""What there is to be asked for: people with their cookies, every address, and the forms of the pages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from random import Random
from typing import Any

from django.urls import URLResolver, get_resolver

from tests.accounts.factors import Device, options_in
from tests.faults.everybody import Somebody, cookies_of, make_people
from tests.faults.forms import Form, Page
from tests.faults.things import DRILL, PERSON, Things, make_things, of_practice

MORE = {
    "/static/": ["/static/css/site.css", "/static/"],
    "/admin/r/": ["/admin/r/1/1/"],
    "/favicon.ico": ["/favicon.ico"],
}
OF_A_PLACE = (DRILL, PERSON, "/calendar/", "/mail/stop/", "/pair/")
"""Where an argument names another thing than elsewhere."""
PAGES = {
    "visitor": ("/accounts/", "/join/", "/practice/", "/library/", "/interview/", "/never-write/", "/mail/"),
    "friend": ("/pair/",),
    "asked": ("/interview/", "/practice/"),
    "interviewed": ("/asked/", "/today/", "/plan/", "/mastery/"),
    "protected": (
        "/settings/",
        "/accounts/again/",
        "/tonight/",
        "/interview/",
        "/join/",
        "/accounts/password/",
    ),
    "leaving": ("/leaving/",),
    "instructor": ("/cohorts/", "/invitations/", "/assignments/", "/mailed/"),
    "curator": ("/admin/quiz/",),
    "superuser": ("/admin/accounts/", "/admin/quiz/question/worklist/"),
    "stepping": ("/accounts/login/second-step/", "/accounts/login/passkey/"),
    "newcomer": ("/accounts/confirm-email/",),
    "by_code": ("/accounts/login/code/confirm/",),
    "forgetful": ("/accounts/password/reset/confirm/",),
    "renewing": ("/accounts/password/reset/complete/",),
}
"""Where it is worth looking for what a kind of person can send; the learner looks at all but what is others' alone."""
A_ROUTE = 4
"""Pages of one that a person looks at."""
OTHERS_ALONE = ("/accounts/", "/admin/", "/pair/", "/invitations/", "/mailed/", "/leaving/")


@dataclass
class Ground:
    cookies: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    addresses: dict[str, list[str]] = field(default_factory=dict)
    """By route."""
    forms: list[tuple[str, Form]] = field(default_factory=list)
    """Each with the kind of person who has it on a page."""


def make_ground(random: Random | None = None, number: int = 9, *, a_route: int = A_ROUTE) -> Ground:
    """People of each kind who have practised, taught and curated a little, and look at so many pages of a route."""
    people = make_people(number)
    things = make_things(people, random or Random(number))
    ground = Ground(addresses=every_address(things) | MORE)
    for kind, person in people.items():
        pages = pages_of(kind, every_address(things | of_practice(person)), a_route)
        ground.forms += [(kind, form) for form in forms_of(person, pages)]
        ground.cookies[kind] = cookies_of(person)
    return ground


def every_address(things: Things) -> dict[str, list[str]]:
    return {route: [*put_in(route, things)] for route in every_route()}


@cache
def every_route() -> tuple[str, ...]:
    return tuple(routes(get_resolver("mlopsprep.urls").url_patterns, "/"))


def routes(patterns: list, before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        yield from routes(pattern.url_patterns, route) if isinstance(pattern, URLResolver) else [route]


def put_in(route: str, things: Things) -> Iterator[str]:
    """`/library/<slug:section>/` with each section; of a regular expression its beginning."""
    place = next((each for each in OF_A_PLACE if each in route), "")
    parts = [part.partition(">") for part in route.partition("^")[0].partition("(")[0].split("<")]
    given = [things[place or named(name.partition(":")[2], route)] for name, _, _ in parts[1:]]
    for chosen in product(*given):
        yield parts[0][0] + "".join(
            f"{thing}{after}" for thing, (_, _, after) in zip(chosen, parts[1:], strict=True)
        )


def named(argument: str, route: str) -> str:
    return "invited" if argument == "token" else argument


def pages_of(kind: str, addresses: dict[str, list[str]], a_route: int) -> list[str]:
    every = [each for route, found in addresses.items() if "/take/" not in route for each in found[:a_route]]
    if kind == "learner":
        return [each for each in every if not each.startswith(OTHERS_ALONE)]
    return [each for each in every if each.startswith(PAGES[kind])]


def forms_of(person: Somebody, addresses: list[str]) -> Iterator[Form]:
    """Those on these pages, each once: the same address may be sent other fields."""
    seen = set()
    for address in addresses:
        page = person.get(address)
        if page.status_code != 200 or not page.headers["Content-Type"].startswith("text/html"):
            continue
        for form in Page(page.content.decode()).forms:
            form.address = form.address if form.address.startswith("/") else address
            same = (form.address, *form.fields)
            if same not in seen and form.method in {"get", "post"} and "/logout/" not in form.address:
                seen.add(same)
                yield filled(form, person, page)


def filled(form: Form, person: Somebody, page: Any) -> Form:
    """With the code that was mailed, or with what a passkey of nobody says to this page."""
    if person.code and "code" in form.fields:
        form.fields["code"] = [person.code]
    if form.passkey and "data-options" in page.text:
        options, device = options_in(page), Device()
        device.user = "a"
        said = device.make(options) if form.passkey == "create" else device.show(options)
        form.fields["credential"] = [said]
    return form
