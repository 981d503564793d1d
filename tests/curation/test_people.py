"""What superusers do with people's accounts: who may sign in, curate, and decide about others."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.audit.models import AuditLine
from accounts.models import User
from quiz.curation.people.rights import Rights, change_person, seen_of
from tests.accounts.factors import app_code, show_again
from tests.conftest import NOW, Person, give_app, make_user
from tests.curation.acts import address

pytestmark = pytest.mark.django_db
TICKS = ("signs_in", "curates", "is_superuser")
LIST = "/admin/accounts/user/"


@pytest.fixture
def superuser() -> Person:
    """Who has just shown again that it is them."""
    fields = {"is_staff": True, "is_superuser": True}
    person = Person().sign_in(make_user("root1@example.org", "Superuser 1", **fields))
    show_again(person, code=app_code())
    return person


def page_of(person: User) -> str:
    return reverse("admin:accounts_user_change", args=[person.pk])


def change(superuser: Person, person: User, *ticks: str, **fields: str) -> Any:
    person.refresh_from_db()
    sent = {"name": person.name, "seen": seen_of(person)} | dict.fromkeys(ticks, "on") | fields
    return superuser.post(page_of(person), sent)


def noted(person: User) -> list[tuple[str, str]]:
    lines = AuditLine.objects.filter(about=str(person.pk), act="person changed").order_by("pk")
    return list(lines.values_list("before", "after"))


def test_a_curator_is_made_and_unmade_by_one_box(superuser: Person, learner: Person) -> None:
    give_app(learner.user)
    assert learner.get("/admin/quiz/question/").status_code == 302
    change(superuser, learner.user, "signs_in", "curates")
    assert learner.get("/admin/quiz/question/").status_code == 200
    change(superuser, learner.user, "signs_in")
    assert learner.get("/admin/quiz/question/").status_code == 302, "at once"
    assert noted(learner.user) == [("“curator” no", "yes"), ("“curator” yes", "no")]


def test_whoever_may_not_sign_in_any_more_is_out_at_once(superuser: Person, curator: Person) -> None:
    assert curator.get(address("change")).status_code == 200
    change(superuser, curator.user, "curates")
    assert curator.get(address("change")).status_code == 302 and curator.get("/settings/").status_code == 302
    assert noted(curator.user) == [("“may sign in” yes", "no")]


def test_the_page_says_what_each_box_means_and_shows_nothing_else(superuser: Person, learner: Person) -> None:
    page = superuser.get(page_of(learner.user)).text
    fields = re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"', page[page.index("novalidate") :])
    assert set(fields) == {"csrfmiddlewaretoken", "seen", "name", *TICKS}
    assert "learner1@example.org" in page and "confirmed" in page
    assert "staff" not in page and "permission" not in page and 'name="email"' not in page


def test_an_address_is_not_changed_by_someone_else(superuser: Person, learner: Person) -> None:
    change(superuser, learner.user, "signs_in", name="Learner One", email="taken.over@example.org")
    learner.user.refresh_from_db()
    assert (learner.user.email, learner.user.name) == ("learner1@example.org", "Learner One")
    assert noted(learner.user) == [("", "name")], "and the line has neither name"


@pytest.mark.parametrize("ticks", [("signs_in",), ("is_superuser",)])
def test_the_last_superuser_stays_one_and_may_sign_in(superuser: Person, ticks: tuple[str, ...]) -> None:
    refused = change(superuser, superuser.user, *ticks, is_sure="on")
    superuser.user.refresh_from_db()
    assert refused.status_code == 422 and "createsuperuser" in refused.text
    assert (superuser.user.is_superuser, superuser.user.is_active) == (True, True)
    assert noted(superuser.user) == []


def test_one_who_may_not_sign_in_counts_as_none(superuser: Person) -> None:
    make_user("root2@example.org", "Superuser 2", is_superuser=True, is_active=False)
    assert "createsuperuser" in change(superuser, superuser.user, "signs_in", is_sure="on").text


def test_ones_own_right_goes_only_when_asked(superuser: Person) -> None:
    make_user("root2@example.org", "Superuser 2", is_superuser=True, is_staff=True)
    asked = change(superuser, superuser.user, "signs_in")
    assert asked.status_code == 422 and "Yes, take my own right away." in asked.text
    assert superuser.get(LIST).status_code == 200
    assert change(superuser, superuser.user, "signs_in", is_sure="on").status_code == 302
    assert superuser.get(LIST).status_code == 302


def test_of_two_who_end_each_others_right_the_second_has_lost_it(superuser: Person) -> None:
    other = make_user("root2@example.org", "Superuser 2", is_superuser=True, is_staff=True)
    rights = {"name": "", "rights": Rights(True, False, False), "now": NOW}
    change_person(person=other, by=superuser.user, seen=seen_of(other), **rights)
    with pytest.raises(PermissionDenied):
        change_person(person=superuser.user, by=other, seen=seen_of(superuser.user), **rights)


def test_a_page_from_before_another_change_changes_nothing(superuser: Person, learner: Person) -> None:
    old = seen_of(learner.user)
    change(superuser, learner.user, "curates")
    stale = change(superuser, learner.user, "signs_in", seen=old)
    assert stale.status_code == 422 and "meanwhile" in stale.text
    learner.user.refresh_from_db()
    assert (learner.user.is_active, learner.user.is_staff) == (False, True)


def test_what_the_boxes_do_not_say_is_shown_and_ended(superuser: Person, learner: Person) -> None:
    user = learner.user
    give_app(user)
    user.groups.add(Group.objects.create(name="Reviewers"))
    user.user_permissions.add(Permission.objects.get(codename="change_user"))
    User.objects.filter(pk=user.pk).update(is_staff=True)
    assert "other rights" in superuser.get(page_of(user)).text
    assert learner.get(LIST).status_code == 403, "a permission to change accounts would give every other"
    change(superuser, user, "signs_in")
    user.refresh_from_db()
    assert (user.is_staff, user.groups.count(), user.user_permissions.count()) == (False, 0, 0)
    assert noted(user) == [("“other rights” yes", "no")]


def test_an_account_is_made_without_a_password_and_its_owner_chooses_one(superuser: Person) -> None:
    made = superuser.post(LIST + "add/", {"email": "Curator2@Example.org", "name": "Curator 2"})
    user = User.objects.get(email="curator2@example.org")
    assert made.headers["Location"] == page_of(user) and not user.has_usable_password()
    assert list(user.emailaddress_set.values_list("email", "verified")) == [("curator2@example.org", False)]
    sent = superuser.post(reverse("admin:accounts_user_mail", args=[user.pk]), follow=True)
    [message] = mail.outbox
    assert "The mail is sent." in sent.text and message.to == ["curator2@example.org"]
    assert "/accounts/password/reset/" in message.body and not re.search(r"\d{4}[ -]?\d{4}", message.body)
    assert [line.act for line in AuditLine.objects.filter(about=user.pk)] == [
        "person added",
        "password mailed",
    ]


def test_no_more_than_three_mails_a_day(superuser: Person, learner: Person) -> None:
    place = reverse("admin:accounts_user_mail", args=[learner.user.pk])
    pages = [superuser.post(place, follow=True).text for _ in range(4)]
    assert len(mail.outbox) == 3 and "Three mails were sent" in pages[3]
    assert AuditLine.objects.filter(act="password mailed").count() == 3


def test_a_mail_that_fails_leaves_no_line(superuser: Person, learner: Person, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    place = reverse("admin:accounts_user_mail", args=[learner.user.pk])
    assert superuser.post(place).status_code == 503
    assert not AuditLine.objects.filter(act="password mailed").exists()


def test_an_address_that_has_an_account_makes_no_second(superuser: Person, learner: Person) -> None:
    again = superuser.post(LIST + "add/", {"email": "LEARNER1@example.org", "name": ""})
    assert again.status_code == 422 and "has this address already" in again.text
    assert User.objects.filter(email__iexact="learner1@example.org").count() == 1


@pytest.mark.parametrize("who", ["visitor", "learner", "instructor", "curator"])
def test_nobody_else_may(who: str, request: pytest.FixtureRequest, superuser: Person) -> None:
    person, refused = request.getfixturevalue(who), 403 if who == "curator" else 302
    target = superuser.user
    places = [LIST, LIST + "add/", page_of(target), reverse("admin:accounts_user_mail", args=[target.pk])]
    assert {method(url).status_code for url in places for method in (person.get, person.post)} == {refused}
    assert len(mail.outbox) == 0 and not AuditLine.objects.exists()


def test_the_list_takes_as_many_queries_for_eleven(superuser: Person, django_assert_max_num_queries) -> None:
    for number in range(11):
        make_user(f"learner{number}@example.org", f"Learner {number}")
    with django_assert_max_num_queries(5):
        page = superuser.get(LIST, {"may": ""})
    assert "learner10@example.org" in page.text
    assert "root1@example.org" in superuser.get(LIST, {"may": "decide"}).text
