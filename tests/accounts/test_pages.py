"""Every page of the accounts part: how it is built, and which of allauth's pages there are none of."""

import re
from html.parser import HTMLParser

import pytest
from django.core import mail
from django.urls import NoReverseMatch, reverse

from tests.accounts.cast import (
    A_MINUTE,
    NEWCOMER,
    account,
    ask_for_account,
    ask_for_code,
    ask_for_reset,
    newest_code,
    sign_in_by_code,
)
from tests.conftest import Person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
EMAIL = "learner1@example.org"
OPEN = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/accounts/inactive/",
    "/accounts/lost/",
]
SIGNED_IN = ["/settings/", "/accounts/password/change/", "/accounts/logout/", "/accounts/password/reset/"]


class Tags(HTMLParser):
    """The tags of a page, each with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def asking_for_codes() -> list[str]:
    """The pages that ask for a code, and what follows, each as its browser sees it."""
    one, two, three = Person(), Person(), Person()
    ask_for_account(one)
    ask_for_code(two, EMAIL)
    account("learner4@example.org", "Learner 4")
    three.post("/accounts/password/reset/", {"email": "learner4@example.org"})
    pages = [
        one.get("/accounts/confirm-email/"),
        one.post("/accounts/confirm-email/", {"code": "0"}),
        two.get("/accounts/login/code/confirm/"),
        three.get("/accounts/password/reset/confirm/"),
    ]
    three.post("/accounts/password/reset/confirm/", {"code": newest_code()})
    pages.append(three.get("/accounts/password/reset/complete/"))
    return [page.text for page in pages]


@pytest.fixture
def pages(visitor, learner):
    """Every page of the part, refused forms among them."""
    coder = Person()
    user = account("learner3@example.org", "Learner 3")
    user.set_unusable_password()
    user.save()
    sign_in_by_code(coder, user.email)
    return [
        *[visitor.get(url).text for url in OPEN],
        *[visitor.post(url, {}).text for url in OPEN[:4]],
        *[learner.get(url).text for url in SIGNED_IN],
        *[learner.post(url, {}).text for url in SIGNED_IN[:2]],
        coder.get("/accounts/password/set/").text,
        *asking_for_codes(),
    ]


def test_there_is_nothing_inline(pages):
    """The policy of the site would not run it."""
    for page in pages:
        for tag, attributes in Tags(page).found:
            assert tag != "style" and (tag != "script" or attributes.get("src"))
            assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_every_page_has_one_title_and_one_heading_of_its_own(pages):
    titles = {re.search("<title>(.*?)</title>", page, re.DOTALL).group(1) for page in pages}
    assert len(titles) >= 8
    for page in pages:
        assert page.count("<h1") == 1


def test_every_field_has_a_label_and_tells_browsers_what_it_is(pages):
    for page in pages:
        tags = Tags(page).found
        labelled = {attributes["for"] for tag, attributes in tags if tag == "label" and attributes.get("for")}
        for _, attributes in [
            (tag, a) for tag, a in tags if tag == "input" and a.get("type") in {"email", "password", "text"}
        ]:
            assert attributes.get("autocomplete"), attributes
            assert "placeholder" not in attributes
            assert "hidden" in attributes or attributes["id"] in labelled


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/accounts/login/", {"login": "username", "password": "current-password"}),
        ("/accounts/signup/", {"email": "email", "password1": "new-password", "name": "name"}),
        ("/accounts/login/code/", {"email": "email"}),
        ("/accounts/password/reset/", {"email": "email"}),
    ],
)
def test_browsers_fill_in_the_right_thing(visitor, url, expected):
    fields = [
        a for tag, a in Tags(visitor.get(url).text).found if tag == "input" and a.get("type") != "hidden"
    ]
    assert {a["name"]: a["autocomplete"] for a in fields if a.get("name")} == expected


def test_a_code_is_typed_with_the_digits_of_a_phone(visitor):
    ask_for_account(visitor)
    (code,) = [
        a for _, a in Tags(visitor.get("/accounts/confirm-email/").text).found if a.get("name") == "code"
    ]
    assert (code["autocomplete"], code["inputmode"]) == ("one-time-code", "numeric")


def test_every_error_is_said_at_its_field_and_linked_from_above(visitor):
    page = visitor.post("/accounts/signup/", {"email": "x", "password1": ""}).text
    for field in ("id_email", "id_password1"):
        assert f'<a href="#{field}">' in page and f'id="{field}_error"' in page
        described = re.search(rf'aria-describedby="([^"]*)"[^>]*id="{field}"', page)
        assert described and f"{field}_error" in described.group(1)


def test_forms_that_change_something_carry_the_token(pages):
    for page in pages:
        for form in re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL):
            assert "csrfmiddlewaretoken" in form


def test_pages_are_kept_by_no_cache(visitor, learner):
    for answer in (visitor.get("/accounts/login/"), learner.get("/settings/")):
        assert "no-store" in answer.headers["Cache-Control"]


def test_the_page_says_where_the_mail_is_while_developing(visitor, settings):
    ask_for_account(visitor)
    assert "prints its mail on the console" not in visitor.get("/accounts/confirm-email/").text
    settings.DEBUG = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "prints its mail on the console" in visitor.get("/accounts/confirm-email/").text


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "account_confirm_email",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_signup_by_passkey",
        "account_change_phone",
        "mfa_list_webauthn",
        "mfa_signup_webauthn",
        "mfa_trust",
        "socialaccount_connections",
        "usersessions_list",
    ],
)
def test_what_the_product_does_not_have_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "path", ["", "email/", "reauthenticate/", "3rdparty/", "2fa/", "sessions/", "signup/passkey/"]
)
def test_no_page_of_allauth_is_open_that_is_not_ours(visitor, learner, path):
    assert visitor.get(f"/accounts/{path}").status_code == 404
    assert learner.get(f"/accounts/{path}").status_code == 404


def test_nothing_is_answered_as_data(visitor):
    account()
    for headers in ({"HTTP_ACCEPT": "application/json"}, {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}):
        answer = visitor.post("/accounts/login/", {"login": EMAIL, "password": "not it"}, **headers)
        assert answer.status_code == 422 and answer.headers["Content-Type"].startswith("text/html")


def test_who_has_no_mail_server_is_told_and_can_try_again(visitor, settings):
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    for answer in (
        ask_for_account(visitor),
        ask_for_code(visitor, EMAIL),
        ask_for_reset(visitor, EMAIL),
    ):
        assert answer.status_code == 503 and "The mail could not be sent." in answer.text
    settings.EMAIL_BACKEND = backend
    ask_for_account(visitor)
    assert visitor.post("/accounts/confirm-email/", {"code": newest_code()}).url == "/today/"


def test_a_changed_password_stays_changed_where_no_mail_can_be_sent(learner, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    new = {"oldpassword": "correct horse battery staple", "password1": "battery staple horse correct"}
    assert learner.post("/accounts/password/change/", new).url == "/settings/"


def test_mails_are_plain_text_from_the_site_and_to_one_person(visitor, clock):
    account()
    for address in (NEWCOMER, EMAIL):
        ask_for_account(visitor, address)
    for ask in (ask_for_code, ask_for_reset, ask_for_code, ask_for_code):
        clock.shift(A_MINUTE)
        ask(visitor, EMAIL)
    ask_for_code(visitor, "nobody1@example.org")
    assert len(mail.outbox) == 7 and "/accounts/browser/" in mail.outbox[-2].body
    for message in mail.outbox:
        assert message.from_email == "mlopsprep <mlopsprep@example.org>" and len(message.to) == 1
        assert not message.alternatives and not message.cc and not message.bcc
        assert "testserver" in message.body and "not you" in message.body
        assert "&" not in message.body and "{" not in message.body and "\n" not in message.subject


@pytest.mark.parametrize("place", [*OPEN, *SIGNED_IN])
def test_head_is_get_without_the_page(learner, place):
    page, head = learner.get(place), learner.head(place)
    assert (head.status_code, head.content) == (page.status_code, b"")


def test_the_way_back_from_a_lost_phone_is_two_clicks_from_signing_in(visitor):
    assert 'href="/accounts/lost/"' in visitor.get("/accounts/login/").text
    page = visitor.get("/accounts/lost/").text
    for words in ("recovery codes", "Ask whoever runs this site", "Ask a superuser", "reset_factors"):
        assert words in page
