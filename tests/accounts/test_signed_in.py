"""A browser's session and its user: one query, and only whom it should let in."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import SignInSession, User
from accounts.signed_in import SessionStore, SignedInMiddleware
from tests.accounts.cast import account, is_signed_in, sign_in
from tests.conftest import Person

pytestmark = pytest.mark.django_db


def user_of(key: str | None):
    """The user of a request with this session, as a view sees it."""
    request = RequestFactory().get("/")
    request.session = SessionStore(key)
    SignedInMiddleware(lambda request: None).process_request(request)
    return request.user


def test_session_and_user_are_one_query(learner, django_assert_num_queries):
    key = learner.session.session_key
    with django_assert_num_queries(1):
        user = user_of(key)
        assert user.is_authenticated and user.email == "learner1@example.org"


def test_a_trivial_page_for_somebody_signed_in_is_one_query(learner, django_assert_num_queries):
    learner.get("/accounts/logout/")
    with django_assert_num_queries(1):
        assert learner.get("/accounts/logout/").status_code == 200


def test_without_a_session_nothing_is_asked_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert user_of(None) == AnonymousUser()


def test_the_row_names_its_user(learner, visitor):
    visitor.post("/plan/", {"interview_on": "", "minutes": "10"})
    rows = dict(SignInSession.objects.values_list("session_key", "user"))
    assert rows == {learner.session.session_key: learner.user.pk, visitor.session.session_key: None}


def test_a_changed_password_signs_other_browsers_out(learner):
    learner.user.set_password("battery staple horse correct")
    learner.user.save()
    assert user_of(learner.session.session_key).is_anonymous
    assert not is_signed_in(learner)


def test_a_closed_account_is_out_at_once(learner):
    learner.user.is_active = False
    learner.user.save()
    assert user_of(learner.session.session_key).is_anonymous
    assert not is_signed_in(learner)


def test_a_deleted_account_is_out_at_once(learner):
    key = learner.session.session_key
    learner.user.delete()
    assert user_of(key).is_anonymous
    assert not SignInSession.objects.exists()


def test_a_new_secret_key_keeps_the_sign_in_while_the_old_one_is_a_fallback(learner, settings):
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = (
        "another secret for this test, long enough to be one",
        [old],
    )
    assert is_signed_in(learner)
    settings.SECRET_KEY_FALLBACKS = []
    assert is_signed_in(learner)


def test_a_sign_in_from_before_the_backend_was_ours_outlives_a_new_secret_key(learner, settings):
    session = learner.session
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session.save()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret for this test, long enough to be one"
    assert is_signed_in(learner)


def test_a_new_secret_key_without_fallback_signs_out(learner, settings):
    settings.SECRET_KEY = "another secret for this test, long enough to be one"
    assert not is_signed_in(learner)


def test_a_made_up_key_is_nobody(learner):
    assert is_signed_in(learner)
    for key in ("x", "0" * 32, "", learner.session.session_key[:-1] + "_", "é" * 32):
        stranger = Person()
        stranger.cookies[settings.SESSION_COOKIE_NAME] = key
        assert not is_signed_in(stranger), key


def test_a_row_whose_data_was_tampered_with_is_nobody(learner):
    row = SignInSession.objects.get()
    row.session_data = row.session_data[:-2] + "xx"
    row.save()
    assert user_of(row.session_key).is_anonymous


def test_a_row_that_names_another_user_than_its_data_is_not_believed(learner):
    other = account("learner2@example.org")
    User.objects.filter(pk=other.pk).update(password=User.objects.get(pk=learner.user.pk).password)
    SignInSession.objects.update(user=other)
    assert user_of(learner.session.session_key) == learner.user


def test_a_session_ends_after_ninety_days(learner):
    key = learner.session.session_key
    SignInSession.objects.update(seen_on=timezone.now() + timedelta(days=80))
    with time_machine.travel(timezone.now() + timedelta(days=89)):
        assert user_of(key).is_authenticated
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        assert user_of(key).is_anonymous
        assert not is_signed_in(learner)


def test_a_sign_in_that_nothing_was_sent_from_for_thirty_days_ends(learner):
    now = timezone.now()
    with time_machine.travel(now + timedelta(days=30), tick=False):
        assert is_signed_in(learner)
        learner.post("/practice/")
    with time_machine.travel(now + timedelta(days=60), tick=False):
        assert is_signed_in(learner), "the last answer counts"
    with time_machine.travel(now + timedelta(days=61), tick=False):
        assert not is_signed_in(learner)
        call_command("clearsessions")
        assert not SignInSession.objects.filter(user=learner.user).exists()


def test_one_of_staff_ends_after_seven(curator):
    now = timezone.now()
    with time_machine.travel(now + timedelta(days=7), tick=False):
        assert curator.get("/admin/").status_code == 200
    with time_machine.travel(now + timedelta(days=8), tick=False):
        assert curator.get("/admin/").status_code == 302
        call_command("clearsessions")
        assert not SignInSession.objects.filter(user=curator.user).exists()


def test_what_a_visitor_practised_stays_in_their_browser_for_ninety_days(visitor):
    visitor.post("/practice/")
    learner, now = visitor.learner, timezone.now()
    with time_machine.travel(now + timedelta(days=89), tick=False):
        call_command("clearsessions")
        visitor.get("/today/")
        assert visitor.learner == learner


def test_signing_in_elsewhere_leaves_this_session_alone(learner):
    other = Person()
    sign_in(other, "learner1@example.org")
    assert is_signed_in(other) and is_signed_in(learner)
    assert SignInSession.objects.filter(user=learner.user).count() == 2


def test_signing_in_as_another_leaves_nothing_of_the_first(learner):
    account("learner2@example.org")
    learner.post("/accounts/logout/")
    sign_in(learner, "learner2@example.org")
    assert learner.session[SESSION_KEY] != str(learner.user.pk)
    assert list(SignInSession.objects.values_list("user__email", flat=True)) == ["learner2@example.org"]


def test_the_cookie_is_kept_from_scripts_and_other_sites(visitor):
    account()
    cookie = sign_in(visitor, "learner1@example.org").cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 60 * 60 * 24 * 90)
