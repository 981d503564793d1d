"""The settings: name, theme, motion, time zone, and single keys on this device."""

import re

import pytest

from accounts.models import User
from accounts.zones import zones_of_places
from tests.accounts.cast import told

pytestmark = pytest.mark.django_db
GOOD = {"name": "Learner 1", "theme": "dark", "time_zone": "Europe/Paris"}


def test_what_is_saved_shows_at_once(learner):
    page = learner.post("/settings/", GOOD | {"name": "Learner One"}, follow=True)
    assert page.redirect_chain == [("/settings/", 302)]
    assert told(page) == "Your settings are saved."
    assert '<html lang="en-gb" data-theme="dark">' in page.text and "Learner One" in page.text
    learner.user.refresh_from_db()
    assert (learner.user.name, learner.user.theme, learner.user.time_zone) == (
        "Learner One",
        "dark",
        "Europe/Paris",
    )


def test_the_page_shows_what_is_so(learner):
    User.objects.update(theme="light", time_zone="Asia/Calcutta")
    page = learner.get("/settings/").text
    assert 'value="Learner 1"' in page
    assert '<option value="Asia/Calcutta" selected>' in page
    assert 'value="light" id="id_theme_1" checked' in page.replace("  ", " ")


@pytest.mark.any_database
def test_motion_is_reduced_for_the_account_on_every_page(learner):
    assert "data-motion" not in learner.get("/today/").text
    learner.post("/settings/", GOOD | {"motion": "reduce"})
    assert 'data-motion="reduce"' in learner.get("/today/").text
    learner.post("/settings/", GOOD | {"motion": ""})
    assert "data-motion" not in learner.get("/today/").text


@pytest.mark.any_database
def test_single_keys_are_switched_off_on_this_device_without_a_script(learner, classmate):
    page = re.sub(r" +", " ", learner.get("/settings/").text)
    assert 'name="keys" value="on" id="id_keys_0" checked' in page
    cookie = learner.post("/settings/", GOOD | {"keys": "off"}).cookies["keys"]
    assert (cookie.value, cookie["path"], cookie["httponly"], cookie["samesite"]) == ("off", "/", "", "Lax")
    assert 'value="off" id="id_keys_1" checked' in re.sub(r" +", " ", learner.get("/settings/").text)
    assert "keys" not in classmate.get("/settings/").cookies


@pytest.mark.any_database
@pytest.mark.parametrize("keys", ["", "no", "off; Domain=example.org"])
def test_keys_that_are_neither_on_nor_off_switch_nothing(learner, keys):
    assert "keys" not in learner.post("/settings/", GOOD | {"keys": keys}).cookies


@pytest.mark.any_database
def test_without_a_zone_of_ones_own_the_browsers_is_proposed(learner):
    assert '<option value="UTC" selected>' in learner.get("/settings/").text
    learner.cookies["zone"] = "America/New_York"
    assert '<option value="America/New_York" selected>America/New York<' in learner.get("/settings/").text


def test_a_zone_that_is_no_place_can_be_kept(learner):
    User.objects.update(time_zone="Etc/GMT+5")
    assert learner.post("/settings/", GOOD | {"time_zone": "Etc/GMT+5"}).status_code == 302


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("time_zone", "Mars/Olympus", "There is no such time zone."),
        ("time_zone", "", "required"),
        ("theme", "pink", "pink"),
        ("motion", "more", "more"),
        ("keys", "no", "no"),
        ("name", "n" * 81, "80 characters at most"),
    ],
)
def test_a_refused_form_says_why_and_changes_nothing(learner, field, value, says):
    page = learner.post("/settings/", GOOD | {"name": "Learner One"} | {field: value})
    assert page.status_code == 422 and says in told(page)
    assert field == "name" or 'value="Learner One"' in page.text
    learner.user.refresh_from_db()
    assert (learner.user.name, learner.user.theme) == ("Learner 1", "")


@pytest.mark.any_database
def test_a_refused_name_does_not_show_in_the_frame(learner):
    page = learner.post("/settings/", GOOD | {"name": "n" * 81})
    assert "<bdi>Learner 1</bdi>" in page.text and "data-theme" not in page.text


@pytest.mark.any_database
def test_a_name_is_one_line(learner):
    learner.post("/settings/", GOOD | {"name": "Learner\r\nBcc: all@example.org"})
    learner.user.refresh_from_db()
    assert learner.user.name == "Learner Bcc: all@example.org"


@pytest.mark.any_database
def test_a_name_is_shown_as_text(learner):
    page = learner.post("/settings/", GOOD | {"name": "<script>alert(1)</script>"}, follow=True)
    assert "<script>alert" not in page.text and "&lt;script&gt;alert(1)" in page.text


def test_saving_touches_nothing_else_of_the_account(learner):
    learner.post("/settings/", GOOD | {"is_staff": "1", "email": "learner9@example.org", "is_active": ""})
    learner.user.refresh_from_db()
    assert (learner.user.is_staff, learner.user.is_active, learner.user.email) == (
        False,
        True,
        "learner1@example.org",
    )


def test_only_ones_own_settings_change(learner, classmate):
    learner.post("/settings/", GOOD)
    classmate.user.refresh_from_db()
    assert (classmate.user.name, classmate.user.theme) == ("Learner 2", "")


@pytest.mark.any_database
def test_plan_and_password_are_not_far_away(learner):
    page = learner.get("/settings/").text
    assert 'href="/plan/"' in page and 'href="/settings/account/"' in page
    assert 'href="/accounts/password/change/"' in learner.get("/settings/account/").text


@pytest.mark.any_database
def test_the_page_needs_a_sign_in_and_no_other_method(visitor, learner):
    assert visitor.get("/settings/").url == "/accounts/login/?next=/settings/"
    assert learner.put("/settings/").status_code == 405


@pytest.mark.any_database
def test_zones_are_places_one_can_live_in():
    assert {"UTC", "Europe/Paris", "Asia/Kolkata", "America/Argentina/Buenos_Aires"} < set(zones_of_places())
    assert not {"Etc/GMT+5", "EST5EDT", "localtime", "Factory"} & set(zones_of_places())
