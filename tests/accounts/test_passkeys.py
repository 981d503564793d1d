"""Passkeys: to sign in with, as a second step, and in a list of one's own."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail

from tests.accounts.cast import account, elsewhere, hidden_in, is_signed_in, sign_in, told
from tests.accounts.factors import (
    ADD,
    BY_PASSKEY,
    LIST,
    SECOND_STEP,
    Device,
    add_passkey,
    options_in,
    recovery_codes,
    show_again,
    sign_in_by_passkey,
    type_code,
)
from tests.conftest import Person
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db
EMAIL = "learner1@example.org"


@pytest.fixture
def device(learner) -> Device:
    """The learner's phone, with a passkey."""
    show_again(learner)
    return add_passkey(learner)


def test_a_passkey_signs_in_alone(device, visitor):
    answer = sign_in_by_passkey(visitor, device, next="/plan/")
    assert answer.url == "/plan/" and is_signed_in(visitor)
    assert any("A passkey was added" in each.body for each in mail.outbox)


def test_a_passkey_is_the_second_step_after_a_password(device, visitor):
    sign_in(visitor, EMAIL)
    credential = device.show(options_in(visitor.get(SECOND_STEP)))
    assert not is_signed_in(visitor)
    visitor.post(SECOND_STEP, {"credential": credential})
    assert is_signed_in(visitor)


def test_a_passkey_is_added_only_by_whoever_showed_again_who_they_are(learner):
    assert learner.get(ADD).url.startswith("/accounts/again/")
    assert learner.post(ADD, {"name": "Phone", "credential": "{}"}).url.startswith("/accounts/again/")
    assert not Authenticator.objects.exists()


def test_the_first_passkey_brings_recovery_codes_which_are_a_second_step_too(device, learner, visitor):
    sign_in(visitor, EMAIL)
    type_code(visitor, recovery_codes(learner)[0])
    assert is_signed_in(visitor)


def test_what_was_shown_once_is_not_taken_again(device, visitor):
    options = visitor.get(BY_PASSKEY, headers={"accept": "application/json"}).json()
    credential = device.show(options["request_options"]["publicKey"])
    other = elsewhere()
    other.get(BY_PASSKEY, headers={"accept": "application/json"})
    assert "No account here" in told(other.post(BY_PASSKEY, {"credential": credential}, follow=True))
    visitor.post(BY_PASSKEY, {"credential": credential})
    visitor.post("/accounts/logout/")
    visitor.post(BY_PASSKEY, {"credential": credential})
    assert not is_signed_in(visitor) and not is_signed_in(other)


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("site", "rp_id"),
    [
        ("https://evil.example", "testserver"),
        ("https://testserver", "evil.example"),
        ("http://testserver", "testserver"),
    ],
)
def test_a_passkey_of_another_site_is_neither_added_nor_taken(learner, device, visitor, site, rp_id):
    refused = Device(site, rp_id)
    answer = learner.post(ADD, {"name": "Phone", "credential": refused.make(options_in(learner.get(ADD)))})
    assert answer.status_code == 422 and "did not work with this page" in answer.text
    assert Authenticator.objects.filter(type="webauthn").count() == 1
    device.site, device.rp_id = site, rp_id
    sign_in_by_passkey(visitor, device)
    assert not is_signed_in(visitor)


@pytest.mark.any_database
def test_anothers_passkey_is_no_second_step(device, classmate, visitor):
    show_again(classmate)
    theirs = add_passkey(classmate)
    sign_in(visitor, EMAIL)
    credential = theirs.show(options_in(visitor.get(SECOND_STEP)))
    assert visitor.post(SECOND_STEP, {"credential": credential}).status_code == 422
    assert not is_signed_in(visitor)


@pytest.mark.any_database
def test_whose_passkey_it_is_is_found_in_the_signature_and_not_in_what_is_said(device, classmate, visitor):
    own = device.user
    show_again(classmate)
    device.user = add_passkey(classmate).user
    assert device.user != own
    sign_in_by_passkey(visitor, device)
    assert not is_signed_in(visitor)


@pytest.mark.any_database
@pytest.mark.parametrize(
    "sent",
    [
        "",
        "[]",
        "null",
        '{"id": 1}',
        "[" * 10_000,
        '{"a":' * 5000,
        f'{{"id": {"9" * 5000}}}',
        '{"id": "\\u0000", "rawId": "x", "type": "public-key", "response": {}}',
        json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30"}}),
        json.dumps(
            {
                "id": "eA",
                "rawId": "eA",
                "type": "public-key",
                "response": {
                    "userHandle": "eA",
                    "clientDataJSON": "eA",
                    "authenticatorData": "eA",
                    "signature": "eA",
                },
                "clientExtensionResults": {},
            }
        ),
        json.dumps({"id": "eA", "rawId": "eA", "response": [], "type": "public-key"}),
        "x" * 100_000,
    ],
)
def test_rubbish_is_refused_in_words_at_every_door(device, learner, visitor, sent):
    visitor.get(BY_PASSKEY, headers={"accept": "application/json"})
    assert visitor.post(BY_PASSKEY, {"credential": sent}).status_code == 302
    sign_in(visitor, EMAIL)
    visitor.get(SECOND_STEP)
    assert visitor.post(SECOND_STEP, {"credential": sent}).status_code == 422
    learner.get(ADD)
    assert learner.post(ADD, {"name": "x", "credential": sent}).status_code == 422
    assert not is_signed_in(visitor)


def test_of_what_a_browser_sends_only_what_signing_in_needs_is_stored(learner):
    show_again(learner)
    sent = json.loads(Device().make(options_in(learner.get(ADD)))) | {"more": "\0", "x": "y" * 1000}
    learner.post(ADD, {"name": "Phone", "credential": json.dumps(sent)})
    kept = Authenticator.objects.get(type="webauthn").data
    assert set(kept["credential"]) == {"id", "rawId", "type", "response", "clientExtensionResults"}


@pytest.mark.parametrize("name", ["id", "rawId", "type"])
def test_what_cannot_be_stored_is_not(learner, name):
    show_again(learner)
    sent = json.loads(Device().make(options_in(learner.get(ADD)))) | {name: "\0"}
    learner.post(ADD, {"name": "Phone", "credential": json.dumps(sent)})
    assert "\0" not in str(list(Authenticator.objects.values_list("data", flat=True)))
    assert learner.get(LIST).status_code == 200


def test_a_page_that_was_open_in_two_tabs_says_so(learner):
    show_again(learner)
    first = options_in(learner.get(ADD))
    learner.get(ADD)
    refused = learner.post(ADD, {"name": "Phone", "credential": Device().make(first)})
    assert refused.status_code == 422 and "another tab" in refused.text


def test_they_are_listed_renamed_and_removed(device, learner):
    (passkey,) = Authenticator.objects.filter(type="webauthn")
    assert "added today, not used yet" in " ".join(learner.get(LIST).text.split())
    place = f"/settings/passkeys/{passkey.pk}/"
    assert learner.post(place, {"name": " "}).status_code == 422
    learner.post(place, {"name": "Old\u202e phone"})
    assert "Old phone" in learner.get(LIST).text
    assert "your last one" in learner.get(place + "remove/").text
    learner.post(place + "remove/")
    assert not Authenticator.objects.filter(user=learner.user).exists()
    assert "A passkey of your account was removed" in mail.outbox[-1].body


def test_a_second_click_on_remove_finds_it_gone(device, learner):
    place = f"/settings/passkeys/{Authenticator.objects.get(type='webauthn').pk}/remove/"
    learner.post(place)
    assert "not there any more" in told(learner.post(place, follow=True))


def test_anothers_passkey_is_not_there(device, classmate):
    show_again(classmate)
    place = f"/settings/passkeys/{Authenticator.objects.get(type='webauthn').pk}/"
    for address in (place, place + "remove/"):
        assert classmate.post(address, {"name": "Mine"}).url == LIST
    assert Authenticator.objects.get(type="webauthn").wrap().name == "Phone"


def test_a_removed_passkey_signs_nobody_in(device, learner, visitor):
    learner.post(f"/settings/passkeys/{Authenticator.objects.get(type='webauthn').pk}/remove/")
    sign_in_by_passkey(visitor, device)
    assert not is_signed_in(visitor)


def test_a_passkey_of_somebody_who_may_not_sign_in_opens_nothing(device, learner, visitor):
    learner.user.is_active = False
    learner.user.save()
    sign_in_by_passkey(visitor, device)
    assert not is_signed_in(visitor)


def test_what_was_written_before_signing_in_comes_along_with_a_passkey(device, learner, visitor):
    refused = visitor.post("/settings/", {**hidden_in(learner.get("/settings/")), "name": "New name"})
    assert refused.status_code == 401
    answer = sign_in_by_passkey(visitor, device, **hidden_in(refused))
    assert answer.url == "/settings/"
    assert "New name" in visitor.get("/settings/").text


def test_what_a_visitor_practised_comes_along_with_a_passkey(device, learner, visitor, ask):
    visitor.post("/practice/")
    answered = answer_well(ask(visitor, "what-is-mlops"))
    sign_in_by_passkey(visitor, device)
    assert list(learner.learner.reviews.all()) == [answered.review]


def test_there_are_twenty_at_most(device, learner):
    row = Authenticator.objects.get(type="webauthn")
    Authenticator.objects.bulk_create(
        Authenticator(user=row.user, type=row.type, data=row.data) for _ in range(19)
    )
    refused = learner.post(ADD, {"name": "x", "credential": Device().make(options_in(learner.get(ADD)))})
    assert refused.status_code == 422 and "20 passkeys" in refused.text


@pytest.mark.any_database
def test_without_scripts_the_page_says_what_passkeys_need(visitor):
    account("other1@example.org", "Other 1")
    assert "data-passkey" in visitor.get("/accounts/login/").text
    assert visitor.get(BY_PASSKEY).url == "/accounts/login/"


def test_whoever_has_a_passkey_shows_it_before_a_change_and_the_change_goes_on(device):
    person = Person()
    sign_in_by_passkey(person, device)
    place = f"/settings/passkeys/{Authenticator.objects.get(type='webauthn').pk}/"
    asked = person.post(place, {"name": "Telephone"})
    assert asked.url.startswith("/accounts/again/code/")
    page = person.get(asked.url.replace("/code/", "/passkey/"))
    refused = person.post("/accounts/again/passkey/", {"credential": "{}", "next": place})
    assert refused.status_code == 422 and "sent no passkey" in refused.text
    credential = device.show(options_in(refused))
    assert options_in(page) != options_in(refused)
    person.post("/accounts/again/passkey/", {"credential": credential, "next": place})
    assert Authenticator.objects.get(type="webauthn").wrap().name == "Telephone"


def test_beginnings_are_counted_for_a_network(device, visitor, settings):
    settings.MFA_RATE_LIMITS = {"webauthn_login": "2/m/ip"}
    asked = [visitor.get(BY_PASSKEY, headers={"accept": "application/json"}) for _ in range(3)]
    assert [answer.status_code for answer in asked] == [200, 200, 429]
