"""Who may open what of the entrance (`/accounts/`) and of the admin: beside `permissions`, which has all else."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import get_resolver, reverse

from accounts.limits import devices
from quiz.bank.drills.models import Drill
from quiz.bank.models import Relation
from tests.conftest import make_user
from tests.curation.acts import question
from tests.permissions import walk

ENTRANCE_PEOPLE = ["visitor", "half_signed_in", "other_instructor", "curator", "leaver"]
"""`other_instructor` is signed in without a factor, `curator` with codes from an app; `leaver` is as the first, in the
week before the account goes.
"""
ENTRANCE = {
    "account_login": "200/422  200/422  302/302  302/302  302/410",
    "account_signup": "200/422  200/422  302/302  302/302  302/410",
    "account_email_verification_sent": "302/302  302/302  302/302  302/302  302/410",
    "account_request_login_code": "200/422  200/422  302/302  302/302  302/410",
    "account_confirm_login_code": "302/302  302/302  302/302  302/302  302/410",
    "account_reset_password": "200/422  200/422  200/422  200/422  302/410",
    "account_confirm_password_reset_code": "302/302  302/302  302/302  302/302  302/410",
    "account_complete_password_reset": "302/302  302/302  302/302  302/302  302/410",
    "account_change_password": "302/302  302/302  200/422  200/422  302/410",
    "account_set_password": "302/302  302/302  302/302  302/302  302/410",
    "account_own_browser": "200/302  200/302  200/302  200/302  302/410",
    "lost-factors": "200/405  200/405  200/405  200/405  302/410",
    "account_logout": "302/302  302/302  200/302  200/302  200/302",
    "account_inactive": "200/405  200/405  200/405  200/405  302/410",
    "mfa_authenticate": "302/302  200/422  302/302  302/302  302/410",
    "mfa_login_webauthn": "302/302  302/302  302/302  302/302  302/410",
    "account_reauthenticate": "302/302  302/302  200/422  302/302  200/422",
    "mfa_reauthenticate": "302/302  302/302  302/302  200/422  302/302",
    "mfa_reauthenticate_webauthn": "302/302  302/302  302/302  302/302  302/302",
    "again-by-mail": "302/302  302/302  200/200  302/302  200/200",
}
"""Name of the address to what GET and an empty POST get, for each of these people. None changes a row."""


class Row(NamedTuple):
    """Who may, and what GET and an empty POST get then; `otherwise`, what other staff get."""

    who: str
    get: int
    post: int
    otherwise: int = 403

    def status(self, person: str, method: str) -> int:
        may = ADMIN_PEOPLE.index(person) >= ADMIN_PEOPLE.index(self.who)
        return (self.get if method == "GET" else self.post) if may else self.otherwise


ADMIN_PEOPLE = ["staff", "curator", "superuser", "nobody"]
"""Each with a second step, and each may what those before may. All others get no further than the door."""
STAFF, CURATOR, SUPERUSER, NOBODY = ADMIN_PEOPLE
ADMIN = {  # rights and factors of others: once one has shown again who one is, as none here has
    "": Row(STAFF, 200, 200),
    "login/": Row(STAFF, 302, 302),
    "logout/": Row(STAFF, 302, 302),
    "jsi18n/": Row(STAFF, 200, 405),
    "^(?P<app_label>quiz|accounts)/$": Row(CURATOR, 200, 200, otherwise=404),
    "(?P<url>.*)$": Row(NOBODY, 404, 404, otherwise=404),
    "accounts/user/": Row(SUPERUSER, 200, 200),
    "accounts/user/add/": Row(SUPERUSER, 200, 200),
    "accounts/user/<uuid:pk>/change/": Row(SUPERUSER, 200, 302),
    "accounts/user/<uuid:pk>/mail/": Row(SUPERUSER, 405, 302),
    "accounts/user/<uuid:pk>/factors/": Row(SUPERUSER, 302, 302),
    "quiz/question/": Row(CURATOR, 200, 200),
    "quiz/question/new/": Row(CURATOR, 200, 422),
    "quiz/question/asked/": Row(CURATOR, 200, 302),
    "quiz/question/audit/": Row(CURATOR, 200, 405),
    "quiz/question/flags/": Row(CURATOR, 200, 405),
    "quiz/question/quality/": Row(CURATOR, 200, 405),
    "quiz/question/worklist/<slug:kind>/": Row(CURATOR, 200, 405),
    "quiz/question/in-and-out/": Row(CURATOR, 200, 405),
    "quiz/question/in-and-out/look/": Row(CURATOR, 405, 422),
    "quiz/question/in-and-out/load/": Row(CURATOR, 405, 302),
    "quiz/question/in-and-out/take/<str:name>/": Row(CURATOR, 200, 405),
    "quiz/question/<int:pk>/change/": Row(CURATOR, 200, 422),
    "quiz/question/<int:pk>/open/": Row(CURATOR, 405, 302),
    "quiz/question/<int:pk>/preview/": Row(CURATOR, 200, 200),
    "quiz/question/<int:pk>/review/": Row(CURATOR, 200, 409),
    "quiz/question/<int:pk>/discard/": Row(CURATOR, 200, 409),
    "quiz/question/<int:pk>/retire/": Row(CURATOR, 200, 422),
    "quiz/question/<int:pk>/bring-back/": Row(CURATOR, 405, 302),
    "quiz/question/<int:pk>/history/": Row(CURATOR, 200, 200),
    "quiz/question/<int:pk>/restore/<int:revision_pk>/": Row(CURATOR, 405, 302),
    "quiz/question/<int:pk>/key/": Row(CURATOR, 200, 422),
    "quiz/question/<int:pk>/trying/": Row(CURATOR, 200, 200),
    "quiz/question/<int:pk>/trying/keep/": Row(CURATOR, 405, 302),
    "quiz/question/<int:pk>/relations/": Row(CURATOR, 200, 422),
    "quiz/question/<int:pk>/relations/<int:relation_pk>/remove/": Row(CURATOR, 200, 302),
    "quiz/question/<int:pk>/references/": Row(CURATOR, 200, 302),
    "quiz/question/<int:pk>/flags/": Row(CURATOR, 200, 422),
    "quiz/question/<int:pk>/flags/take-back/": Row(CURATOR, 405, 302),
    "quiz/question/<int:pk>/dismiss/": Row(CURATOR, 302, 302),
    "quiz/drill/": Row(CURATOR, 200, 200),
    "quiz/drill/<int:pk>/change/": Row(CURATOR, 200, 422),
    "quiz/drill/<int:pk>/open/": Row(CURATOR, 405, 302),
    "quiz/drill/<int:pk>/preview/": Row(CURATOR, 200, 200),
    "quiz/drill/<int:pk>/publish/": Row(CURATOR, 302, 302),
    "quiz/drill/<int:pk>/discard/": Row(CURATOR, 302, 302),
    "quiz/drill/<int:pk>/retire/": Row(CURATOR, 200, 422),
    "quiz/drill/<int:pk>/bring-back/": Row(CURATOR, 405, 302),
    "quiz/drill/<int:pk>/history/": Row(CURATOR, 200, 200),
    "quiz/drill/<int:pk>/restore/<int:revision_pk>/": Row(CURATOR, 405, 302),
    # Django's own pages, in whose place ours are: no row is found by what is no number
    **{
        f"quiz/{model}/{page}": row
        for model in ("question", "drill")
        for page, row in {
            "add/": Row(NOBODY, 403, 403),
            "<path:object_id>/delete/": Row(NOBODY, 403, 403),
            "<path:object_id>/change/": Row(CURATOR, 302, 302),
            "<path:object_id>/history/": Row(STAFF, 302, 302),
            "<path:object_id>/": Row(STAFF, 302, 302),
        }.items()
    },
}
"""Address in the admin to its row."""

ADMIN_CHANGES = {
    "accounts/user/<uuid:pk>/mail/": {"accounts_auditline"},
    "quiz/drill/<int:pk>/open/": {"accounts_auditline", "quiz_drillrevision"},
    "quiz/question/<int:pk>/relations/<int:relation_pk>/remove/": {
        "accounts_auditline",
        "quiz_bankversion",
        "quiz_publication",
        "quiz_relation",
    },
}
"""The tables that an empty POST changes, by whoever may; all others change nothing."""

AT_THE_DOOR = ["visitor", "half_signed_in", "learner", "instructor", "staff_without_factor", "leaver"]
"""They are led to signing in, to adding a second step, or to the page of their leaving, whichever address it is."""


def routes(prefix: str) -> Iterator[tuple[str, Any]]:
    for route, pattern in walk(get_resolver().url_patterns, "/"):
        if route.startswith(prefix):
            yield route.removeprefix(prefix), pattern


def of_the_entrance() -> dict[str, str]:
    """Every address of the entrance, by its name."""
    link = {"link": devices.pass_for("learner1@example.org")}
    return {
        str(pattern.name): reverse(
            str(pattern.name), kwargs={key: link[key] for key in pattern.pattern.converters}
        )
        for _, pattern in routes("/accounts/")
    }


def of_the_admin() -> dict[str, str]:
    """Every address of the admin, filled with things that are there. The question has a draft."""
    here, drill = question(), Drill.objects.exclude(live_revision=None)[0]
    person = make_user("learner9@example.org", "Learner 9")
    places = {}
    for route, _ in routes("/admin/"):
        thing = drill if "/drill/" in route else person if "/user/" in route else here
        filled = {
            "<int:pk>": thing.pk,
            "<uuid:pk>": thing.pk,
            "<path:object_id>": "no-number",
            "<int:relation_pk>": Relation.objects.filter(question=here)[0].pk,
            "<int:revision_pk>": getattr(thing, "live_revision_id", ""),
            "<str:name>": "csv",
            "<slug:kind>": "flags",
            "^(?P<app_label>quiz|accounts)/$": "quiz/",
            "(?P<url>.*)$": "nowhere/",
        }
        places[route] = f"/admin/{route}"
        for name, value in filled.items():
            places[route] = places[route].replace(name, str(value))
    return places
