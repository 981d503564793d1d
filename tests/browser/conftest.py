"""A real browser in front of the site, served by this process from the worker's own database."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.walking import Walk
from tests.conftest import Person

# Playwright's loop runs in the test's thread, and Django takes that for an asynchronous caller.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
]
RESULTS = Path("test-results")
PATIENCE = 20_000
"""Milliseconds that a page may take for anything, beside whatever else the machine does."""
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": os.environ.get("BROWSER_PATH") or "/usr/bin/chromium", "args": FLAGS}


@pytest.fixture(scope="session")
def server(django_test_environment: None) -> Iterator[str]:
    """The site's address."""
    live = LiveServer("127.0.0.1")
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "127.0.0.1"]
    yield live.url
    live.stop()


@pytest.fixture
def open_browser(
    fresh_db: None, browser: Browser, server: str, request: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Walk]]:
    """Gives a browser of somebody's own: of a person of the cast (signed in), or of a visitor."""
    contexts: list[BrowserContext] = []
    monkeypatch.setattr(settings, "BASE_URL", server)

    def open_for(person: Person | None = None, **options: Any) -> Walk:
        context = browser.new_context(base_url=server, locale="en-GB", timezone_id="Europe/Paris", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if person is not None:
            value = person.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": server}])
        return Walk(context.new_page(), scripted=options.get("java_script_enabled", True))

    yield open_for
    for number, context in enumerate(contexts):
        keep_picture(context, f"{request.node.name}-{number}", failed(request))
        context.close()


def failed(request: Any) -> bool:
    report = getattr(request.node, "report_of_call", None)
    return bool(report and report.failed)


def keep_picture(context: BrowserContext, name: str, wanted: bool) -> None:
    """What the page looked like when the test failed."""
    if not wanted:
        return
    RESULTS.mkdir(exist_ok=True)
    for page in context.pages:
        page.screenshot(path=RESULTS / f"{name.replace('/', '-')[:120]}.png", full_page=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Iterator[None]:
    report: Any = yield
    if report.when == "call":
        item.report_of_call = report  # type: ignore[attr-defined]
    return report
