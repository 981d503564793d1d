"""What people do with cohorts, at the site's front door; and members with a memory, made by the dozen."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape

from django.conf import settings
from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse

from accounts.models import User
from quiz import engine
from quiz.bank.models import BankVersion, Option, Relation
from quiz.bank.published import published_bank
from quiz.cohorts.joining.models import Invitation, MailedInvitation
from quiz.cohorts.models import AGREED_TO_ANSWERS, Assignment, Cohort, Membership
from quiz.practice.log.learners import SESSION_KEY
from quiz.practice.models import Learner
from quiz.practice.remembering.memory import CardState
from quiz.practice.remembering.stored import card_rows, save_cards
from tests.conftest import NOW, Person, make_user

VERSION_CONTROL = "version-control"
TODAY = NOW.date()


def make_cohort(person: Person, name: str = "Autumn cohort") -> Cohort:
    person.post(reverse("cohort-new"), {"name": name})
    return Cohort.objects.get(name=name)


def invite(person: Person, cohort: Cohort, *, days: int = 14, most_uses: int = 30) -> Invitation:
    """As the form of a page does that shows the links so far."""
    before = list(cohort.invitations.order_by("-created_at", "-pk").values_list("pk", flat=True))
    fields = {"days": days, "most_uses": most_uses, "newest": before[0] if before else ""}
    person.post(reverse("cohort-invitations", args=[cohort.pk]), fields)
    return cohort.invitations.exclude(pk__in=before).get()


def join(person: Person, invitation: Invitation | MailedInvitation, name: str = "") -> HttpResponse:
    """As the page's button does, with the name that stands in its field."""
    shown = name or (person.user.name if person.user else "")
    return person.post(reverse("join", args=[invitation.token]), {"name": shown})


def assign(
    person: Person,
    cohort: Cohort,
    *sections: str,
    opens_on: date = TODAY,
    due_on: date = TODAY + timedelta(days=7),
    target: int = Assignment.Target.FAMILIAR,
) -> Assignment:
    before = list(cohort.assignments.values_list("pk", flat=True))
    fields = {
        "sections": sections or [VERSION_CONTROL],
        "opens_on": opens_on,
        "due_on": due_on,
        "target": target,
    }
    person.post(reverse("assignment-new", args=[cohort.pk]), fields)
    return cohort.assignments.exclude(pk__in=before).get()


def page(person: Person, cohort: Cohort, name: str = "cohort") -> str:
    """The cohort's page of that name as this person reads it."""
    return words(person.get(reverse(name, args=[cohort.pk])))


def words(response: HttpResponse) -> str:
    """What a page says, without its marks."""
    text = re.sub(r"<[^>]+>", " ", re.sub(r"</?bdi>", "", response.content.decode()))
    return unescape(re.sub(r"\s+", " ", text))


def report(person: Person, cohort: Cohort) -> HttpResponse:
    """The cohort's page with everybody on it, as it is printed."""
    return person.get(cohort.get_absolute_url(), {"all": 1})


def report_rows(response: HttpResponse) -> list[list[str]]:
    """Of each member on a cohort's page: name, reason, and how far they are with each assignment shown."""
    table = response.content.decode().split('id="who"')[-1].split("</table>")[0]
    heads = re.findall(r'<th role="columnheader" scope="col"[^>]*>(.*?)</th>', table, re.DOTALL)
    ended = ["then" in cell_words(heads[place + 2]) for place in range(0, len(heads), 4)]
    rows = re.findall(r'<tr role="row">(\s*<th role="rowheader" scope="row".*?)</tr>', table, re.DOTALL)
    return [row_read(row, ended) for row in rows]


def row_read(row: str, ended: list[bool]) -> list[str]:
    row = re.sub(r'<span class="narrow">.*?</span>', "", row)
    name = re.search(r"<bdi>(.*?)</bdi>.*?<span>(.*?)</span>", row, re.DOTALL)
    assert name
    cells = [
        cell_words(cell)
        for cell in re.findall(
            r'<td role="cell" class="(?:number|words)".*?</td>|<td role="cell" colspan="4" class="words">.*?</td>',
            row,
            re.DOTALL,
        )
    ]
    return [cell_words(name[1]), cell_words(name[2]), *in_words(cells, ended)]


def in_words(cells: list[str], ended: list[bool]) -> Iterator[str]:
    rest = iter(cells)
    for is_ended in ended:
        first = next(rest)
        if not re.fullmatch(r"\d+|–", first):
            yield first
            continue
        level, last = next(rest), next(rest).split(" ± ")[0]
        yield by_then(first, level, last) if is_ended else numbers(first, level, last)


def cell_words(cell: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", cell))).strip()


def numbers(answered: object, at_level: object, held: object) -> str:
    """How far somebody is with an assignment, as every page has it."""
    return f"answered {answered} · at the level now {at_level} · would hold to the day {held}"


def by_then(answered: object, at_level: object, late: object = 0) -> str:
    """How far somebody was when it ended, and what they have answered since."""
    since = 0 if late == "none" else str(late).removesuffix(" more")
    return f"by then {answered} answered, {at_level} at the level, {since} since"


def section_keys(section: str = VERSION_CONTROL) -> tuple[str, ...]:
    return next(one.keys for one in published_bank().sections if one.slug == section)


def lone_key(section: str = VERSION_CONTROL) -> str:
    """A question of the section that is related to no other any more and has no options, so that it is recalled."""
    key = section_keys(section)[0]
    Relation.objects.filter(Q(question__key=key) | Q(to__key=key)).delete()
    Option.objects.filter(revision__live_for__key=key).delete()
    BankVersion.renew()
    return key


def practised_as_visitor(visitor: Person, *keys: str) -> None:
    """Give the browser a visitor's learner who knows these questions."""
    learner = Learner.objects.create()
    recalled_twice(learner, *keys)
    session = visitor.session
    session[SESSION_KEY] = str(learner.pk)
    session.save()
    visitor.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)


def remember_well(user: User, *keys: str) -> None:
    recalled_twice(Learner.objects.get_or_create(user=user)[0], *keys)


def recalled_twice(learner: Learner, *keys: str) -> None:
    """The memory of somebody who has recalled these questions at once on two days."""
    bank = published_bank()
    profile, cards = engine.new_profile(), dict[str, engine.Card]()
    for days in (9, 1):
        for key in keys:
            at = NOW - timedelta(days=days)
            review = engine.Review(key=key, way="recall", correct=True, grade=4, seconds=9, at=at)
            profile, changed = engine.record(bank.known, profile, cards, review)
            cards.update(changed)
    save_cards(card_rows(learner, bank, {key: CardState(card, card.last) for key, card in cards.items()}))
    Learner.objects.filter(pk=learner.pk).update(profile=profile.pack())


def member_called(name: str, cohort: Cohort, *keys: str) -> User:
    """Somebody in the cohort who knows these questions, or else the first of version control."""
    user = make_user(f"{name.lower().replace(' ', '')}@example.org", name)
    Membership.objects.create(
        cohort=cohort, user=user, role=Membership.Role.MEMBER, agreed_at=NOW, agreed_to=AGREED_TO_ANSWERS
    )
    remember_well(user, *(keys or section_keys()[:1]))
    return user
