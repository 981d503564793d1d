"""What is done to factors is mailed, and noted for its owner, once it is saved."""

import pytest
from django.core import mail

from accounts.models import SecurityEvent
from tests.accounts.factors import turn_on_app

pytestmark = pytest.mark.usefixtures("fresh_db")


def test_codes_turned_on_and_new_recovery_codes_are_mailed(learner):
    turn_on_app(learner)
    learner.post("/settings/recovery-codes/new/")
    on, new = mail.outbox
    assert "were turned on" in on.body and "no longer work" in new.body
    assert {address for each in mail.outbox for address in each.to} == {"learner1@example.org"}
    assert "Choose a new password at once" in on.body and "127.0.0.1" in on.body
    assert list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True)) == [
        "app on",
        "new recovery codes",
    ]
    assert "Codes from an app turned on" in learner.get("/settings/account/").text
