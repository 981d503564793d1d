"""Superusers and people's accounts."""

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from quiz.cohorts.joining.inviting import invite
from quiz.cohorts.models import Cohort

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser(curator):
    curator.user.is_superuser = True
    curator.user.save()
    return curator


@pytest.mark.any_database
@pytest.mark.parametrize("path", ["password_change/", "password_change/done/", "autocomplete/"])
def test_a_door_that_the_product_has_elsewhere_is_none_of_the_admins(superuser, path):
    assert superuser.get("/admin/").status_code == 200
    assert superuser.get(f"/admin/{path}").status_code == 404
    assert superuser.post(f"/admin/{path}").status_code == 404
    assert superuser.get("/settings/").status_code == 200


@pytest.mark.any_database
def test_signing_out_is_the_same_everywhere(superuser):
    for answer in (superuser.get("/admin/logout/"), superuser.post("/admin/logout/")):
        assert answer["Location"] == reverse("account_logout")
    assert superuser.get("/admin/").status_code == 200


@pytest.mark.any_database
def test_no_identifier_leads_to_an_address(superuser, instructor):
    cohort = Cohort.objects.create(name="Autumn cohort", created_at=timezone.now())
    link = invite(cohort=cohort, by=instructor.user, days=1, most_uses=1, now=timezone.now())
    for row in (link, cohort, superuser.user):
        kind = ContentType.objects.get_for_model(row).pk
        assert superuser.get(f"/admin/r/{kind}/{row.pk}/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("admin:view_on_site", args=[kind, link.pk])


@pytest.mark.any_database
def test_nobody_proves_an_address_for_its_owner(superuser, learner):
    address = learner.user.emailaddress_set.get()
    for path in ("", "add/", f"{address.pk}/change/", f"{address.pk}/delete/"):
        assert superuser.get(f"/admin/account/emailaddress/{path}").status_code == 404


@pytest.mark.any_database
def test_what_is_left_of_the_admin_is_what_the_product_has():
    left = {str(each.pattern) for each in admin.site.get_urls()}
    models = {"accounts/user/", "quiz/drill/", "quiz/question/"}
    assert left == {
        "",
        "login/",
        "logout/",
        "jsi18n/",
        *models,
        "^(?P<app_label>quiz|accounts)/$",
        "(?P<url>.*)$",
    }


def test_every_page_that_is_left_opens(superuser, learner):
    person = f"accounts/user/{learner.user.pk}/change/"
    for path in ["", "jsi18n/", "quiz/", "accounts/", "accounts/user/", "accounts/user/add/", person]:
        page = superuser.get(f"/admin/{path}")
        assert page.status_code == 200, path
        assert not {"password_change", "/admin/logout", "/admin/r/"} & set(page.text.split('"')), path


@pytest.mark.any_database
def test_what_the_people_pages_have_elsewhere_is_gone(superuser, learner):
    for path in ("password/", "history/", "delete/"):
        assert superuser.get(f"/admin/accounts/user/{learner.user.pk}/{path}").status_code == 404
    assert superuser.get("/admin/auth/group/").status_code == 404
