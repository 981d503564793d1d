"""What is not there, while developing too."""

import pytest
from django.conf import settings as site
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize("address", ["/nothing/here/", "/questions/no-such-question/", "/nothing"])
def test_while_developing_the_page_is_the_products_own_too(settings, address):
    settings.DEBUG = True
    answer = Client().get(address)
    assert answer.status_code == 404 and "There is no page here." in answer.text
    assert "DEBUG" not in answer.text and "URLconf" not in answer.text


def test_an_invitation_that_is_not_there_keeps_its_own_page(settings):
    settings.DEBUG = True
    answer = Client().get("/join/no-such-invitation/")
    assert answer.status_code == 404 and "There is no page here." not in answer.text
    assert "mlopsprep.errors.OwnNotFound" in site.MIDDLEWARE
