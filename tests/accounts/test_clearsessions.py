"""Expired sign-in sessions are forgotten."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import SignInSession

pytestmark = pytest.mark.django_db


def test_only_what_has_expired_goes() -> None:
    now = timezone.now()
    SignInSession.objects.create(session_key="over", session_data="", expire_date=now - timedelta(seconds=1))
    SignInSession.objects.create(session_key="kept", session_data="", expire_date=now + timedelta(days=1))
    call_command("clearsessions")
    assert list(SignInSession.objects.values_list("session_key", flat=True)) == ["kept"]
