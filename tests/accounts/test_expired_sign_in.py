"""The sign-in has expired while a page was open: HTMX opens the sign-in page, and it leads back."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_plain_request_is_led_to_sign_in(visitor):
    assert visitor.get("/cohorts/").url == "/accounts/login/?next=/cohorts/"


def test_htmx_is_told_to_open_the_sign_in_page(visitor):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/cohorts/new/"}
    answer = visitor.post("/cohorts/new/", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=%2Fcohorts%2Fnew%2F"
