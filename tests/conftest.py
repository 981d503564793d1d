"""The cast, and the databases they act on."""

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection, connections
from django.template import Context, Template
from django.test import Client
from django.test.signals import template_rendered
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from accounts.factors.secrets import locked
from accounts.models import User
from quiz.bank.models import BankVersion, Revision
from quiz.practice.asking.starting import Focus, start_session
from quiz.practice.log.learners import SESSION_KEY, with_context
from quiz.practice.models import Learner, Prompt
from tests import databases
from tests.reading import read

APP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery staple"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""Tuesday morning, for tests that hand the clock in."""

hypothesis_settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("untimed")
"""Property tests are not timed: other work on the machine must not fail them."""

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}
WHOLE_PAGE = 2
"""How deep a page and what it extends lie in Django's account of what is being rendered; what they include, deeper."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what meets the database: only that is run on a second one."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("any_database"):
            continue
        if item.get_closest_marker("django_db") or names & DATABASE_FIXTURES:
            item.add_marker(pytest.mark.database)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: it need not be looked through again whenever memory is tidied up."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def quick(django_test_environment: None) -> None:
    """No test pays for what none needs: noting all that a page includes."""
    Template._render = rendered


def rendered(template: Template, context: Context) -> str:
    """As Django does it in tests, for an answer's `context`, but for the parts of a page: they have what it has."""
    if len(context.render_context.dicts) <= WHOLE_PAGE:
        template_rendered.send(sender=template, template=template, context=context)
    return template.nodelist.render(context)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A copy of the prepared database, instead of pytest-django's empty one."""
    with django_db_blocker.unblock():
        databases.prepare()
    yield
    with django_db_blocker.unblock():
        databases.drop()


@pytest.fixture
def fresh_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rows are committed, and other threads and processes see them; afterwards the database is as before."""
    with django_db_blocker.unblock():
        assert not connection.in_atomic_block, "a test that commits takes no django_db mark"
        yield
        connections.close_all()
        databases.reset()


@pytest.fixture
def no_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The name that the connection looks for is not there."""
    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connections.close_all()
        connection.settings_dict["NAME"] = "/absent/database"
        yield
        connections.close_all()
        connection.settings_dict["NAME"] = name


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Rate limits and the like start afresh."""
    cache.clear()


class Person(Client):
    """Somebody at a browser."""

    user: User | None = None

    def request(self, **request: Any) -> Any:
        return read(super().request(**request))

    @property
    def learner(self) -> Learner:
        """Their learner, read anew."""
        if self.user:
            return with_context().filter(user=self.user).first() or Learner(user=self.user)
        return with_context().get(pk=UUID(self.session[SESSION_KEY]))

    def sign_in(self, user: User) -> "Person":
        self.user = user
        self.force_login(user)
        return self


def make_user(email: str, name: str, **fields: Any) -> User:
    """Staff have codes from an app, without which the admin is closed to them."""
    user = User.objects.create_user(email, PASSWORD, name=name, **fields)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    if user.is_staff:
        give_app(user)
    return user


def give_app(user: User) -> Authenticator:
    """Codes from an app, by the secret that all of the cast have."""
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": locked(APP_SECRET)}
    )


@pytest.fixture
def visitor() -> Person:
    """Nobody has signed in here."""
    return Person()


@pytest.fixture
def learner() -> Person:
    return Person().sign_in(make_user("learner1@example.org", "Learner 1"))


@pytest.fixture
def classmate() -> Person:
    return Person().sign_in(make_user("learner2@example.org", "Learner 2"))


@pytest.fixture
def instructor() -> Person:
    return Person().sign_in(make_user("instructor1@example.org", "Instructor 1"))


@pytest.fixture
def other_instructor() -> Person:
    return Person().sign_in(make_user("instructor2@example.org", "Instructor 2"))


@pytest.fixture
def curator() -> Person:
    user = make_user("curator1@example.org", "Curator 1", is_staff=True)
    user.groups.add(Group.objects.get(name="Curators"))
    return Person().sign_in(user)


@pytest.fixture
def ask() -> Callable[..., Prompt]:
    """Gives the prompt that a person is asked first, about the whole bank or the questions named."""

    def ask_person(person: Person, *keys: str, now: datetime = NOW) -> Prompt:
        focus = Focus(title=", ".join(keys)[:120], only=keys or None)
        return start_session(learner=person.learner, focus=focus, now=now, zone=ZoneInfo("UTC")).prompt

    return ask_person


@pytest.fixture
def by_recall() -> Callable[[str], str]:
    """Gives back the key of a question that can be asked by recall alone from now on."""

    def strip(key: str) -> str:
        revision = Revision.objects.get(live_for__key=key)
        revision.options.all().delete()
        Revision.objects.filter(pk=revision.pk).update(accepted=[])
        BankVersion.renew()
        return key

    return strip


@pytest.fixture
def prompt(learner: Person, ask: Callable[..., Prompt]) -> Prompt:
    """The first prompt of the learner: concept drift, to choose among four options."""
    return ask(learner, "what-is-concept-drift")
