"""What somebody wrote and sent when their sign-in had ended: back on its page once they have signed in.

The answer to such a POST is the sign-in page with what was sent in hidden fields (`accounts.signed_out`). Signing in
takes it into the session, for half an hour, and the page that it was written on finds it there. Nothing of it stands in
an address, and nothing is done with it until the person presses the page's own button.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

FRESH_FOR = timedelta(minutes=30)
LONGEST, SHORT, MOST_FIELDS = 10_000, 200, 350
"""Characters of the longest value and of every other one, and how many fields are carried: an assignment of a hundred
single questions to two hundred members.
"""
MOST = 30_000
"""Characters of all that is carried."""
HIDDEN = "sent-"
"""What the names of the hidden fields begin with."""
NOT_WRITTEN = {"csrfmiddlewaretoken", "ms", "next"}
"""Fields of our forms that nobody fills in."""
KEPT_IN_SESSION = "carried"


@dataclass(frozen=True)
class Carried:
    """What was written, and the address of the page that it was written on."""

    page: str
    fields: MultiValueDict[str, str]

    def was_on(self, path: str) -> bool:
        return urlsplit(self.page).path == path

    @property
    def hidden_fields(self) -> Iterator[tuple[str, str]]:
        for name, values in self.fields.lists():
            yield from ((HIDDEN + name, value) for value in values)


def written_in(data: QueryDict) -> MultiValueDict[str, str]:
    """What a person wrote or chose in a form, cut to what is carried."""
    written = [
        (name, value.replace("\r\n", "\n"))
        for name, values in data.lists()
        for value in values
        if name not in NOT_WRITTEN
    ]
    fields = MultiValueDict[str, str]()
    longest = max((value for _, value in written), key=len, default="")
    room = MOST
    for name, value in written[:MOST_FIELDS]:
        kept = value[: LONGEST if value is longest else SHORT]
        room -= len(name[:SHORT]) + len(kept)
        if room >= 0:
            fields.appendlist(name[:SHORT], kept)
    return fields


def hidden_in(data: QueryDict) -> Carried | None:
    """What a form of the entrance has in its hidden fields."""
    sent = QueryDict(mutable=True)
    for name, values in data.lists():
        if name.startswith(HIDDEN):
            sent.setlist(name.removeprefix(HIDDEN), values)
    return Carried(data.get("next", ""), written_in(sent)) if sent else None


def take_along(request: HttpRequest, now: datetime) -> None:
    """Keep in the session what the form that was sent has in its hidden fields."""
    if carried := hidden_in(request.POST):
        keep(request, carried, now)


def keep(request: HttpRequest, carried: Carried, now: datetime) -> None:
    fields = dict(carried.fields.lists())
    request.session[KEPT_IN_SESSION] = {"page": carried.page, "fields": fields, "at": now.timestamp()}


def waiting(request: HttpRequest, now: datetime) -> Carried | None:
    """What this browser's session carries, if that is not older than half an hour."""
    kept = request.session.get(KEPT_IN_SESSION)
    if not kept or now.timestamp() - kept["at"] > FRESH_FOR.total_seconds():
        return None
    return Carried(kept["page"], MultiValueDict(kept["fields"]))


def written_here(request: HttpRequest, now: datetime) -> MultiValueDict[str, str]:
    """What was written on the page that is asked for: sent just now, or carried. A reload shows it again."""
    if request.method == "POST":
        return written_in(request.POST)
    carried = waiting(request, now)
    return carried.fields if carried and carried.was_on(request.path) else MultiValueDict()


def form_data(request: HttpRequest, now: datetime) -> MultiValueDict[str, str] | None:
    """What to fill a form with: what was sent, or carried to it, or nothing."""
    return request.POST if request.method == "POST" else written_here(request, now) or None


def taken(request: HttpRequest, now: datetime) -> None:
    """What was sent is saved by now: what was carried to the same page is carried no further."""
    carried = waiting(request, now)
    if carried and carried.was_on(request.path):
        drop(request)


def drop(request: HttpRequest) -> bool:
    """Carry nothing more. Was there something?"""
    return request.session.pop(KEPT_IN_SESSION, None) is not None
