"""A browser's session and its user in one query.

Django reads the session, then the user. Every page needs both, so the session row names the user and one
joined read gives the two. All that is not the ordinary case (nobody signed in, a changed password, a rotated
secret) goes Django's own way.
"""

from datetime import date, datetime
from typing import Any, cast

from django.conf import settings
from django.contrib import auth
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from accounts.models import SignInSession, User
from database.failing import failure_of
from database.prepared import Prepared


@Prepared
def sessions_with_user(session_key: str) -> QuerySet[SignInSession]:
    """Read by every page."""
    return SignInSession.objects.select_related("user").filter(session_key=session_key)


class SessionStore(DatabaseStore):
    """The database session; remembers the user that its row named."""

    user: User | None = None
    made_at: datetime | None = None
    seen_on: date | None = None
    device: str = ""

    @classmethod
    def get_model_class(cls) -> type[SignInSession]:
        return SignInSession

    def _get_session_from_db(self) -> SignInSession | None:
        session = next(iter(sessions_with_user(session_key=str(self.session_key))), None)
        now = timezone.now()
        if session is None or session.expire_date <= now or session.is_unused(now.date()):
            self._session_key = None
            return None
        self.user = session.user
        self.made_at, self.seen_on, self.device = session.made_at, session.seen_on, session.device
        return session

    def begun(self, *, device: str, now: datetime) -> None:
        """Somebody signed in with this browser: what its row says from now on."""
        self.made_at, self.seen_on, self.device = now, now.date(), device

    def seen(self, today: date) -> None:
        """Something was sent from it. One statement a day, past the session's own data."""
        if self.seen_on is None or self.seen_on < today:
            self.seen_on = today
            SignInSession.objects.filter(session_key=self.session_key).update(seen_on=today)

    def save(self, must_create: bool = False) -> None:
        """Django takes every error of the database for a session that was ended meanwhile; a failing one says so."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if error.__context__ and failure_of(error.__context__):
                raise error.__context__ from error.__context__.__cause__
            raise

    def create_model_instance(self, data: dict[str, Any]) -> SignInSession:
        session = cast(SignInSession, super().create_model_instance(data))
        session.user_id = data.get(SESSION_KEY)
        if session.user_id:
            self.made_at = self.made_at or timezone.now()
            self.seen_on = self.seen_on or self.made_at.date()
            session.made_at, session.seen_on, session.device = self.made_at, self.seen_on, self.device
        return session


def signed_in_user(request: HttpRequest) -> User | AnonymousUser:
    """The user of this request: read with the session where that is sound, else by Django."""
    session: Any = request.session
    user_id, session_hash = session.get(SESSION_KEY), session.get(HASH_SESSION_KEY)
    user: User | None = session.user
    sound = user and user.is_active and str(user.pk) == user_id and session_hash
    if user and sound and constant_time_compare(session_hash, user.get_session_auth_hash()):
        return user
    (backend,) = settings.AUTHENTICATION_BACKENDS
    if user_id and session.get(BACKEND_SESSION_KEY) != backend:
        session[BACKEND_SESSION_KEY] = backend  # it has had another name
    return auth.get_user(request)


class SignedInMiddleware(AuthenticationMiddleware):
    """Sets `request.user`, read at first use."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: self._user(request))  # type: ignore[assignment]

    @staticmethod
    def _user(request: Any) -> User | AnonymousUser:
        if not hasattr(request, "_cached_user"):
            request._cached_user = signed_in_user(request)
            if request.method == "POST" and request._cached_user.is_authenticated:
                request.session.seen(timezone.now().date())
        user: User | AnonymousUser = request._cached_user
        return user
