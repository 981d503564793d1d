"""A superuser at people's accounts: axe finds nothing, nothing is pushed aside, and a right is given by a click."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from tests.accounts.factors import app_code, show_again
from tests.browser.axe import violations
from tests.browser.sizes import SIDEWAYS
from tests.conftest import Person, make_user

pytestmark = pytest.mark.browser
SIZES = {"desk": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_superuser_gives_a_right_and_every_page_is_for_all(open_browser, learner, scheme):
    fields = {"is_staff": True, "is_superuser": True}
    root = Person().sign_in(make_user("root1@example.org", "Superuser 1", **fields))
    show_again(root, code=app_code())
    walk = open_browser(root, color_scheme=scheme)
    walk.go(f"/admin/accounts/user/{learner.user.pk}/change/")
    walk.page.get_by_label("Curator").check()
    walk.press("Save", exact=True).sees("Saved. It holds from now on.")
    expect(walk.page.get_by_label("Curator")).to_be_checked()
    walk.sees("Superuser 1 changed an account")
    assert User.objects.get(pk=learner.user.pk).is_staff
    for place in (None, "/admin/accounts/user/add/", "/admin/quiz/question/audit/", "/admin/accounts/user/"):
        if place:
            walk.go(place)
        for size in SIZES.values():
            walk.page.set_viewport_size(size)
            assert violations(walk.page) == [], place
            assert place == "/admin/accounts/user/" or walk.page.evaluate(SIDEWAYS) == [], place
