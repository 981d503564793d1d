"""Where one wanted to go comes with the address, and anything may stand there."""

import pytest
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.entrance.next_page import is_page_of_ours, opens
from tests.accounts.cast import account, ask_for_code, newest_code, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
NO_PAGES_IN_WORDS = r"""
null undefined today library admin:index accounts.settings.views.settings . .. ../today/ today/ ? # é [ {} %2F%2Fx
//x ///x /\x \\x http://[ http://[::1 //[ https: //x@y javascript:alert(1) data:text/html,x mailto:x@example.org
http://testserver/today/ https://example.org/
"""
ODD = ["", "/\t/x", "\x00", "\r\nX: y", " /today/", "/" + "x" * 5000, "/" + "é" * 400]
NO_PAGES = [*NO_PAGES_IN_WORDS.split(), *ODD]
PAGES = [
    "/today/",
    "/library/?q=é&state=new",
    "/library/#search",
    "/[",
    "/a:b",
    "/%",
    "/a\\b",
    "/x y",
    "/\u202e",
]
DOORS = ("account_login", "account_signup", "account_request_login_code")


def test_only_the_path_of_a_page_counts():
    assert [url for url in NO_PAGES if is_page_of_ours(url)] == []
    assert [url for url in PAGES if not is_page_of_ours(url)] == []


@pytest.mark.parametrize(
    "url", ["null", "today", "admin:index", "//x", "http://[", "javascript:alert(1)", NO_PAGES[-7]]
)
def test_what_is_no_page_of_ours_leads_to_today(visitor, learner, url):
    for name in DOORS:
        assert learner.get(reverse(name), {"next": url}).url == "/today/"
        assert learner.post(reverse(name), {"next": url}).url == "/today/"
        assert 'name="next"' not in visitor.get(reverse(name), {"next": url}).text
    star = learner.post(reverse("star", args=["what-is-mlops"]), {"on": "1", "next": url})
    assert star.url == reverse("question", args=["what-is-mlops"])
    assert learner.post(reverse("account_logout"), {"next": url}).url == "/"
    assert sign_in(visitor, "learner1@example.org", next=url).url == "/today/"


@pytest.mark.parametrize("url", PAGES)
def test_a_page_of_ours_is_where_one_comes_out_and_today_where_there_is_none(visitor, url):
    account("somebody@example.org")
    waiting = ask_for_code(visitor, "somebody@example.org", next=url).url
    assert visitor.get(waiting).status_code == 200
    there = visitor.post(waiting, {"code": newest_code(), "next": url}).url
    wanted = iri_to_uri(url) if opens(url) else "/today/"
    assert there == visitor.get("/accounts/login/", {"next": url}).url == wanted


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("/\\:?#[]@.%\t\r\n\x00 xé\u202e") | st.characters(codec="utf-8"), max_size=30))
def test_nothing_that_stands_there_is_an_error(learner, url):
    answer = learner.get("/accounts/login/", {"next": url}).status_code
    assert answer == (400 if "\0" in url else 302)


@pytest.mark.parametrize("here", ["http://[", "http://[::1", "//[", ""])
def test_a_place_that_cannot_be_read_is_that_of_the_request(visitor, here):
    response = visitor.get("/settings/", headers={"HX-Request": "true", "HX-Current-URL": here})
    assert response["HX-Redirect"] == "/accounts/login/?next=%2Fsettings%2F"
