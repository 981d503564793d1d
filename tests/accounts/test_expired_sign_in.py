"""The sign-in has expired while a page was open: one signs in, and is back on a page, with what was written."""

import pytest

from quiz.cohorts.models import Cohort
from quiz.practice.models import Plan
from tests.accounts.cast import come_back, hidden_in, told

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
EMAIL = "learner1@example.org"


def test_a_plain_request_is_led_to_sign_in(visitor):
    assert visitor.get("/cohorts/").url == "/accounts/login/?next=/cohorts/"


def test_htmx_is_told_to_open_the_sign_in_page(visitor):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/cohorts/new/"}
    answer = visitor.post("/cohorts/new/", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=%2Fcohorts%2Fnew%2F"


@pytest.mark.parametrize(
    ("came_from", "wanted"),
    [
        ("http://testserver/cohorts/?x=1#invitations", "/cohorts/?x=1#invitations"),
        ("http://testserver//evil.example/cohorts/", "/today/"),
        ("http://evil.example/cohorts/", "/today/"),
        ("http://testserver/cohorts/{id}/leave/", "/today/"),
        ("http://[", "/today/"),
        ("", "/today/"),
    ],
)
@pytest.mark.parametrize("header", ["Referer", "HX-Current-URL"])
def test_a_button_pressed_leads_back_to_a_page_that_opens(visitor, header, came_from, wanted):
    """The address that the button posts to takes no GET."""
    nobodys = "01a20cc8-8e80-7fc4-bbb0-ed8ef2c2ca59"
    came_from = came_from.replace("{id}", nobodys)
    refused = visitor.post(f"/cohorts/{nobodys}/leave/", headers={header: came_from})
    page = visitor.get(refused.url)
    assert hidden_in(page)["next"] == wanted
    assert "You are signed out, so this was not done." in told(page)


def test_every_closed_form_leads_back_to_a_page_that_is_there(learner, cohort_of_theirs):
    for address in (
        "/settings/",
        "/accounts/password/change/",
        "/cohorts/new/",
        f"/cohorts/{cohort_of_theirs.pk}/invitations/",
        f"/cohorts/{cohort_of_theirs.pk}/assignments/new/",
        f"/cohorts/{cohort_of_theirs.pk}/leave/",
    ):
        learner.post("/accounts/logout/")
        assert come_back(learner, learner.post(address, {"name": "x"})).status_code == 200, address


@pytest.fixture
def cohort_of_theirs(learner):
    learner.post("/cohorts/new/", {"name": "Autumn cohort"})
    return Cohort.objects.get()


def test_an_address_that_only_takes_a_button_leads_to_the_first_page(learner, cohort_of_theirs):
    learner.post("/accounts/logout/")
    back = come_back(learner, learner.get(f"/cohorts/{cohort_of_theirs.pk}/leave/"))
    assert (back.status_code, back.request["PATH_INFO"]) == (200, "/today/")


def test_what_was_written_in_a_form_is_back_in_it(learner):
    owner = hidden_in(learner.get("/cohorts/new/"))["owner"]
    learner.post("/accounts/logout/")
    refused = learner.post(
        "/cohorts/new/",
        {"name": "Winter cohort", "owner": owner},
        headers={"Referer": "http://testserver/cohorts/new/?from=mail#name"},
    )
    back = come_back(learner, refused)
    assert 'value="Winter cohort"' in back.text
    assert not Cohort.objects.exists()
    learner.post("/cohorts/new/", {"name": "Winter cohort", "owner": owner})
    assert Cohort.objects.get().name == "Winter cohort"
    assert "Winter cohort" not in learner.get("/cohorts/new/").text


def test_a_plan_written_while_signed_in_is_no_visitors_plan(learner):
    learner.post("/plan/", {"interview_on": "", "minutes": "10"})
    owner = hidden_in(learner.get("/plan/"))["owner"]
    learner.post("/accounts/logout/")
    refused = learner.post(
        "/plan/", {"interview_on": "", "minutes": "30", "days_off": ["5", "6"], "owner": owner}
    )
    back = come_back(learner, refused)
    assert Plan.objects.get().minutes == 10
    assert back.context["form"]["minutes"].value() == "30"
    assert back.context["form"]["days_off"].value() == ["5", "6"]


def test_a_rest_chosen_while_signed_in_is_no_visitors_rest(learner):
    owner = hidden_in(learner.get("/plan/"))["owner"]
    learner.post("/accounts/logout/")
    refused = learner.post("/plan/afterwards/", {"choice": "rest", "owner": owner})
    assert refused.url.startswith("/accounts/login/")
    assert come_back(learner, refused).request["PATH_INFO"] == "/today/"


def test_what_another_account_wrote_in_a_form_is_dropped(learner, classmate):
    owner = hidden_in(classmate.get("/cohorts/new/"))["owner"]
    learner.post("/accounts/logout/")
    refused = learner.post("/cohorts/new/", {"name": "telltale", "owner": owner})
    back = come_back(learner, refused)
    assert back.status_code == 200 and "telltale" not in back.text
    assert "belongs to another account" in told(back)


def test_a_password_is_never_carried(learner):
    learner.post("/accounts/logout/")
    sent = {"oldpassword": "telltale", "password1": "telltale"}
    assert learner.post("/accounts/password/change/", sent).url.startswith("/accounts/login/?next=")


def test_signing_out_twice_is_no_reason_to_sign_in(learner):
    learner.post("/accounts/logout/")
    assert learner.post("/accounts/logout/").url == "/"
