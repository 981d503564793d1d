"""What no browser sends is refused in plain words, on every address and on both databases."""

import encodings
import pkgutil
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from mlopsprep.edge import without_nul
from quiz.practice.models import Prompt, Review
from tests.faults.raw import FORM, Raw, get, post, send

pytestmark = pytest.mark.django_db

CODECS = sorted(module.name for module in pkgutil.iter_modules(encodings.__path__))
NOT_UTF8 = [
    *(f"text/plain; charset={name}".encode() for name in CODECS if name != "utf_8"),
    b"text/plain; charset=a\0b",
    b"text/plain; charset*=zlib''%41",
    b"text/plain; charset*=nope''%41",
    b"multipart/form-data; boundary*=idna''%41",
]


def in_charset(content_type: bytes) -> int:
    return get(b"/library/?q=%41%ff", (b"Content-Type", content_type)).status


def test_no_other_charset_is_read():
    assert {each: in_charset(each) for each in NOT_UTF8} == dict.fromkeys(NOT_UTF8, 415)


@pytest.mark.parametrize("charset", [b"utf-8", b"UTF8", b'"utf-8"', b"U8"])
def test_utf_8_is_read_by_any_of_its_names(charset):
    assert in_charset(b"text/plain; charset=" + charset) == 200
    assert post(b"/practice/", b"a=1", FORM + b"; charset=" + charset).status == 403


def test_a_refusal_says_so_in_words():
    page = get(b"/library/?q=1", (b"Content-Type", b"text/plain; charset=zlib"))
    assert "The server could not read that request." in page.text
    assert page.headers["Cache-Control"] == "no-store"


@given(
    address=st.sampled_from(
        ["/", "/join/abc/", "/questions/what-is-mlops/?more=1", "/admin/?q=a", "/static/a.css"]
    ),
    place=st.integers(1, 40),
    nul=st.sampled_from(["%00", "\0", "%00%00"]),
)
@settings(max_examples=60)
def test_a_nul_anywhere_in_an_address_is_refused(address, place, nul):
    target = address[:place] + nul + address[place:]
    assert get(target.encode()).status == 400


@given(st.lists(st.tuples(st.text("a\0é "), st.text("a\0é "))))
@settings(max_examples=60)
def test_of_a_form_only_the_nul_is_dropped(pairs):
    sent = QueryDict(urlencode(pairs, errors="replace"))
    kept = [(name, value) for name, values in without_nul(sent).lists() for value in values]
    whole = [(name, value) for name, values in sent.lists() for value in values]
    assert sorted(kept) == sorted((name.replace("\0", ""), value.replace("\0", "")) for name, value in whole)


@pytest.mark.parametrize(
    "target", [b"/join/%00/", b"/questions/a%00b/", b"/%00", b"/static/%00", b"/library/?q=%00", b"/?\0=1"]
)
def test_an_address_with_a_nul_is_refused(target):
    assert get(target).status == 400


def test_a_header_with_a_nul_is_refused():
    assert get(b"/today/", (b"HX-Current-URL", b"\0")).status == 400


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "zone"])
@pytest.mark.parametrize("value", ['"a\\000b"', "a\0b", '"\\000"'])
def test_a_cookie_with_a_nul_is_as_good_as_none(visitor, name, value):
    visitor.cookies.load({name: value})
    visitor.cookies[name].set(name, value, value)
    page = visitor.get("/today/")
    assert page.status_code == 200


def test_a_nul_in_an_answer_is_dropped_and_the_words_are_kept(learner, ask, by_recall):
    prompt: Prompt = ask(learner, by_recall("what-is-concept-drift"))
    learner.post(reverse("prompt-reveal", args=[prompt.pk]), {"text": "the \0world changes"})
    learner.post(reverse("prompt", args=[prompt.pk]), {"grade": "3", "text": "the \0world changes"})
    assert Review.objects.get().response["text"] == "the world changes"


def test_a_nul_in_a_name_is_dropped(learner):
    learner.post(reverse("settings"), {"name": "Lear\0ner 1", "theme": "", "time_zone": "UTC"})
    assert User.objects.get(pk=learner.user.pk).name == "Learner 1"


def test_a_nul_in_the_name_of_a_field_is_dropped(visitor):
    assert visitor.post("/practice/", {"fo\0cus": "weak"}).status_code in {302, 404}


@pytest.mark.parametrize(
    "body",
    [b"a=1&" * 1001, b"text=" + b"a" * 2_700_000],
    ids=["too many fields", "too long"],
)
def test_a_form_that_is_too_large_is_refused(body):
    assert post(b"/practice/", body).status == 413


@pytest.mark.parametrize(
    "content_type",
    [b"multipart/form-data", b"multipart/form-data; boundary=", b"multipart/form-data; boundary=\xff"],
)
def test_a_form_that_falls_apart_is_refused(content_type):
    assert post(b"/practice/", b"--a\r\n\r\n", content_type).status == 400


@pytest.mark.parametrize("length", [b"abc", b"-5", b"1e3", b"\xb2", b"9" * 30])
def test_a_length_that_is_no_length_is_refused(length):
    headers = [(b"Content-Type", FORM), (b"Content-Length", length)]
    assert send(Raw(b"POST", b"/practice/", headers, b"a=1")).status in {400, 413}


@pytest.mark.parametrize("bad", [b"%ff", b"%c0%80", b"%ed%a0%80", b"%f5%80%80%80", b"\xff"])
def test_bytes_that_are_no_utf_8_fail_nowhere(bad):
    cookie = (b"Cookie", b"zone=\xff; sessionid=" + bad)
    assert get(b"/library/?q=" + bad, cookie).status == 200
    assert get(b"/questions/" + bad + b"/", cookie).status == 404
    assert post(b"/practice/", b"focus=" + bad, FORM, cookie).status == 403
