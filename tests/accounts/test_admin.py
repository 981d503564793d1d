"""Superusers and people's accounts."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_an_address_that_was_proved_is_not_changed_by_somebody_else(curator, learner):
    curator.user.is_superuser = True
    curator.user.save()
    address = reverse("admin:accounts_user_change", args=[learner.user.pk])
    fields = {"email": "taken.over@example.org", "name": "Learner One", "is_active": "on"}
    assert curator.post(address, fields).status_code == 302
    learner.user.refresh_from_db()
    assert (learner.user.email, learner.user.name) == ("learner1@example.org", "Learner One")
