"""What there is to be asked for: people with their sessions, every address, and the forms of the pages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Q
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from accounts.models import User
from quiz.bank.drills.models import Drill
from quiz.bank.drills.publishing import open_draft as open_drill_draft
from quiz.bank.editing.publishing import open_draft
from quiz.bank.models import Question, Relation
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Assignment, Cohort, Membership
from quiz.practice.flags.models import Flag
from quiz.practice.models import Prompt
from tests.faults.forms import Form, Page

PASSWORD = "correct horse battery staple"
SESSIONS = 8
"""Of each person, since some requests end theirs."""
DRILL, PERSON = "/quiz/drill/", "/accounts/user/"
"""Where `pk` names another thing than a question."""
MORE = ("/static/css/site.css", "/static/", "/admin/r/1/1/", "/favicon.ico")


@dataclass
class Ground:
    cookies: dict[str, list[str]] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    forms: list[tuple[str, Form]] = field(default_factory=list)
    """Each with the kind of person who has it on a page."""


def make_ground() -> Ground:
    """People of each kind who have practised, taught and curated a little."""
    people = make_people()
    ground = Ground(addresses=[*every_address(make_things(people)), *MORE])
    for kind, person in people.items():
        ground.cookies[kind] = [session_of(person) for _ in range(SESSIONS)]
        ground.forms += [(kind, form) for form in forms_of(person, pages_of(kind, ground.addresses))]
    return ground


class Somebody(Client):
    """At a browser; `user` where they have an account."""

    user: User | None = None


def make_people() -> dict[str, Somebody]:
    people = {"visitor": Somebody()}
    for kind in ("learner", "instructor", "curator", "superuser"):
        people[kind] = Somebody()
        people[kind].user = make_user(kind)
        people[kind].force_login(people[kind].user)
    for person in people.values():
        person.post("/practice/", {"focus": ""})
    return people


def make_user(kind: str) -> User:
    is_staff, is_superuser = kind in {"curator", "superuser"}, kind == "superuser"
    email = f"{kind}9@example.org"
    user = User.objects.create_user(email, PASSWORD, name=kind, is_staff=is_staff, is_superuser=is_superuser)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    if kind == "curator":
        user.groups.add(Group.objects.get(name="Curators"))
    return user


def session_of(person: Somebody) -> str:
    if person.user:
        person.force_login(person.user)
    return str(person.cookies[settings.SESSION_COOKIE_NAME].value)


def make_things(people: dict[str, Somebody]) -> dict[str, object]:
    """Something for each argument of an address."""
    now, instructor, learner = timezone.now(), people["instructor"].user, people["learner"].user
    made = {"created_by": instructor, "created_at": now}
    cohort = Cohort.objects.create(name="Cohort", created_at=now)
    for user, role in ((learner, "member"), (instructor, "instructor")):
        Membership.objects.create(cohort=cohort, user=user, role=role, agreed_at=now)
    week = {"opens_on": now.date(), "due_on": now.date() + timedelta(days=7)}
    assignment = Assignment.objects.create(cohort=cohort, **week, **made)
    assignment.sections.add(1)
    limits = {"expires_at": now + timedelta(days=7), "most_uses": 40}
    invitation = Invitation.objects.create(cohort=cohort, token="a" * 43, **limits, **made)
    question = Question.objects.get(key="what-is-mlops")
    open_draft(question=question, by=people["curator"].user, now=now)
    drill = Drill.objects.exclude(live_revision=None)[0]
    open_drill_draft(drill=drill, by=people["curator"].user, now=now)
    prompt = Prompt.objects.get(learner__user=learner)
    flagged = {"question": question, "revision_id": question.live_revision_id, "made": now}
    Flag.objects.create(learner=prompt.learner, words="Which one?", **flagged)
    relation = Relation.objects.filter(Q(question=question) | Q(to=question)).first()
    assert relation
    return {
        "session_id": prompt.session_id,
        "prompt_id": prompt.pk,
        "key": question.key,
        "section": "lifecycle",
        "cohort_id": cohort.pk,
        "invitation_id": invitation.pk,
        "assignment_id": assignment.pk,
        "token": invitation.token,
        "pk": question.pk,
        "object_id": question.pk,
        "revision_pk": question.live_revision_id,
        "relation_pk": relation.pk,
        "name": "csv",
        "kind": "flags",
        "drill": drill.key,
        DRILL: drill.pk,
        PERSON: people["learner"].user.pk,
        "app_label": "quiz",
        "content_type_id": 1,
        "id": people["curator"].user.pk,
    }


def every_address(things: dict[str, object]) -> Iterator[str]:
    for route in routes(get_resolver("mlopsprep.urls").url_patterns, "/"):
        yield put_in(route, things)


def routes(patterns: list, before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        yield from routes(pattern.url_patterns, route) if isinstance(pattern, URLResolver) else [route]


def put_in(route: str, things: dict[str, object]) -> str:
    """`/library/<slug:section>/` with the section; of a regular expression its beginning."""
    of_another = next((kind for kind in (DRILL, PERSON) if kind in route), "")
    things = things | ({"pk": things[of_another]} if of_another else {})
    for name, thing in things.items():
        for kind in ("", "int:", "slug:", "uuid:", "str:", "path:"):
            route = route.replace(f"<{kind}{name}>", str(thing))
    return route.partition("^")[0].partition("(")[0]


def pages_of(kind: str, addresses: list[str]) -> list[str]:
    """Where it is worth looking for what this kind of person can send."""
    own = {
        "visitor": ("/accounts/", "/join/", "/practice/"),
        "instructor": ("/cohorts/", "/invitations/"),
        "curator": ("/admin/quiz/",),
        "superuser": ("/admin/",),
    }
    others = tuple(start for starts in own.values() for start in starts)
    if kind == "learner":
        return [each for each in addresses if not each.startswith(others) or each.startswith("/practice/")]
    return [each for each in addresses if each.startswith(own[kind])]


def forms_of(person: Somebody, addresses: list[str]) -> Iterator[Form]:
    """Those on these pages, each address of a form once."""
    seen = {"", "/accounts/logout/", "/admin/logout/"}
    for address in addresses:
        page = person.get(address)
        if page.status_code != 200 or not page.headers["Content-Type"].startswith("text/html"):
            continue
        for form in Page(page.content.decode()).forms:
            form.address = form.address or address
            if form.address not in seen and form.method in {"get", "post"}:
                seen.add(form.address)
                yield form
