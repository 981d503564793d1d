"""Deleting the account in a browser, and keeping it."""

from accounts.models import User
from tests.browser.axe import violations
from tests.conftest import PASSWORD


def test_an_account_is_deleted_and_kept_again(open_browser, learner):
    walk = open_browser(learner).go("/settings/account/")
    walk.sees("Signed in on").sees("this device")
    assert violations(walk.page) == []
    walk.press("Delete the account …").sees("What we erase after a week")
    assert violations(walk.page) == []
    walk.press("Sign in again to delete it").fill("Password", PASSWORD).press("Go on", exact=True)
    walk.press("Delete my account").sees("Your account is being deleted")
    assert violations(walk.page) == []
    assert User.objects.get().leaving_since
    walk.go("/mastery/").sees("Your account is being deleted")
    walk.press("Keep my account").sees("You keep your account.")
    assert User.objects.get().leaving_since is None
