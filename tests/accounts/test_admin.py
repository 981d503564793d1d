"""Superusers and people's accounts."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from quiz.cohorts.joining.inviting import invite
from quiz.cohorts.models import Cohort

pytestmark = pytest.mark.django_db


def test_an_address_that_was_proved_is_not_changed_by_somebody_else(curator, learner):
    curator.user.is_superuser = True
    curator.user.save()
    address = reverse("admin:accounts_user_change", args=[learner.user.pk])
    fields = {"email": "taken.over@example.org", "name": "Learner One", "is_active": "on"}
    assert curator.post(address, fields).status_code == 302
    learner.user.refresh_from_db()
    assert (learner.user.email, learner.user.name) == ("learner1@example.org", "Learner One")


@pytest.fixture
def superuser(curator):
    curator.user.is_superuser = True
    curator.user.save()
    return curator


@pytest.mark.parametrize("path", ["password_change/", "password_change/done/", "autocomplete/"])
def test_a_door_that_the_product_has_elsewhere_is_none_of_the_admins(superuser, path):
    assert superuser.get("/admin/").status_code == 200
    assert superuser.get(f"/admin/{path}").status_code == 404
    assert superuser.post(f"/admin/{path}").status_code == 404
    assert superuser.get("/settings/").status_code == 200


def test_signing_out_is_the_same_everywhere(superuser):
    for answer in (superuser.get("/admin/logout/"), superuser.post("/admin/logout/")):
        assert answer["Location"] == reverse("account_logout")
    assert superuser.get("/admin/").status_code == 200


def test_no_identifier_leads_to_an_address(superuser, instructor):
    cohort = Cohort.objects.create(name="Autumn cohort", created_at=timezone.now())
    link = invite(cohort=cohort, by=instructor.user, days=1, most_uses=1, now=timezone.now())
    for row in (link, cohort, superuser.user):
        kind = ContentType.objects.get_for_model(row).pk
        assert superuser.get(f"/admin/r/{kind}/{row.pk}/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("admin:view_on_site", args=[kind, link.pk])


def test_nobody_proves_an_address_for_its_owner(superuser, learner):
    address = learner.user.emailaddress_set.get()
    for path in ("", "add/", f"{address.pk}/change/", f"{address.pk}/delete/"):
        assert superuser.get(f"/admin/account/emailaddress/{path}").status_code == 404


def test_what_is_left_of_the_admin_is_what_the_product_has():
    left = {str(each.pattern) for each in admin.site.get_urls()}
    models = {"auth/group/", "accounts/user/", "quiz/question/"}
    assert left == {
        "",
        "login/",
        "logout/",
        "jsi18n/",
        *models,
        "^(?P<app_label>auth|accounts|quiz)/$",
        "(?P<url>.*)$",
    }


def test_every_page_that_is_left_opens(superuser, learner):
    user, group = learner.user.pk, Group.objects.get().pk
    paths = ["", "jsi18n/", "quiz/", "auth/", "accounts/"]
    for path in ("accounts/user", "auth/group"):
        key = user if path == "accounts/user" else group
        paths += [f"{path}/", f"{path}/add/", f"{path}/{key}/change/", f"{path}/{key}/history/"]
    for path in [*paths, f"accounts/user/{user}/password/"]:
        page = superuser.get(f"/admin/{path}")
        assert page.status_code == 200, path
        assert not {"password_change", "/admin/logout", "/admin/r/"} & set(page.text.split('"')), path
