"""A reference leads to the web, or nowhere."""

import re
from html import unescape

import pytest
from django.urls import reverse

from quiz.bank.models import BankVersion, Revision
from quiz.bank.text import shapes
from tests.conftest import Person
from tests.curation.acts import KEY, address, draft, filled_in, open_draft, question

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NOTED = "mlflow-model-registry"
NO_ADDRESSES = [
    "javascript:alert(1)//https://example.org",
    " JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java&#115;cript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "vbscript:x",
    "//example.org/",
    "https:example.org",
    "https://",
    "https://[",
    "ftp://example.org/",
    "file:///etc/hosts",
    "/admin/",
]


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_only_an_address_of_the_web_is_one(url: str) -> None:
    assert "is not a web address" in shapes.address(url) or "cannot be shown" in shapes.address(url)
    assert shapes.address(f"https://example.org/{url.strip().encode().hex()}") == ""


@pytest.mark.parametrize("field", ["references-0-url", "notes-0-url"])
def test_the_form_takes_web_addresses_alone(curator: Person, field: str) -> None:
    open_draft(curator, NOTED)
    page = curator.post(address("change", NOTED), filled_in(NOTED, **{field: NO_ADDRESSES[1]}))
    assert page.status_code == 422
    assert "Enter a web address that starts with https:// or http://." in page.text
    assert draft(NOTED).references == question(NOTED).live_revision.references


def store(revision: Revision, *urls: str) -> None:
    """Past the form, as an older version or `loaddata` may have."""
    sources = [{"title": f"Title {url}", "url": url} for url in urls]
    notes = [{"since": "2024", "says": "Changed.", "source": s, "checked": "2026-11-24"} for s in sources]
    references = [source | {"checked": "2026-11-24"} for source in sources]
    Revision.objects.filter(pk=revision.pk).update(references=references, currency_notes=notes)
    BankVersion.renew()


def test_what_is_stored_all_the_same_is_words_on_every_page(curator: Person) -> None:
    open_draft(curator)
    store(question().live_revision, *NO_ADDRESSES)
    store(draft(), *(f"{address}x" for address in NO_ADDRESSES))
    curator.post(reverse("question-read", args=[KEY]))
    states = [address("preview") + f"?state={state}" for state in ("right", "wrong", "graded")]
    for page in [*states, reverse("question", args=[KEY]), *map(address, ("change", "review", "history"))]:
        text = curator.get(page).text
        assert "vbscript:x" in text, page
        leads = [unescape(href) for href in re.findall(r'href="([^"]*)"', text)]
        assert [lead for lead in leads if lead in NO_ADDRESSES and lead != "/admin/"] == [], page
        assert [lead for lead in leads if not re.match(r"/\w|/$|#|\?|https?://\w", lead)] == [], page


def test_a_web_address_is_a_link(curator: Person) -> None:
    store(question().live_revision, "https://example.org/a?b=1&c=2")
    page = curator.get(address("preview") + "?state=right").text
    assert page.count('href="https://example.org/a?b=1&amp;c=2"') == 2


def test_what_is_typed_in_an_addresss_place_is_words_in_the_preview(curator: Person) -> None:
    open_draft(curator)
    sent = filled_in(**{"references-0-url": "javascript:alert(1)", "references-0-title": "Half a title"})
    page = curator.post(address("preview") + "?state=right", sent).text
    assert "Half a title" in page and 'href="javascript' not in page
    assert "Address: Enter a web address" in page
