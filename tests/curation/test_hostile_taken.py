"""Five hundred payloads through what leaves the site: the table, the deck, JSON, the fixtures and mails; and names."""

import csv
import json
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from accounts.audit.models import Act
from accounts.audit.noting import note
from accounts.models import User
from database.spreadsheet import csv_text
from quiz.bank.published import published_bank
from quiz.bank.taking.as_json import bank_as_json
from quiz.bank.taking.deck import WHOLE, deck_of
from quiz.bank.taking.rows import heading, rows
from quiz.cohorts.joining.invitation_mail import invitation_mail
from quiz.cohorts.joining.models import MailedInvitation
from quiz.cohorts.models import Cohort, Membership
from quiz.cohorts.running.mailing import mail_of_the_end
from quiz.cohorts.telling.mails import mail_of, name_in_mail
from tests.bank.rich import publish_rich
from tests.conftest import NOW, Person, make_user
from tests.curation.acts import address, open_draft
from tests.curation.hostile_words import Elements, batches, formulas, payloads, store
from tests.curation.taken import KEY, fields_of, saying

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BEGINS = re.compile(r"""[\s\0]*[=+\-@|%＝＋－＠﹦﹢﹣﹫]""")
"""What a program takes for a formula. Where a cell ends within its words, quotes may come before it."""
LINK = re.compile(r"https?://[^\s]+")


def test_no_payload_becomes_markup_in_the_deck(tmp_path: Path) -> None:
    made = deck_of(map(saying, payloads()), id=WHOLE, name="mlopsprep")
    fields = fields_of(made, tmp_path)
    assert len(fields) == 8 * len(payloads()) and [f for f in fields if list(Elements(f).what_runs())] == []
    shown = set(re.findall(r"hit\(\d+\)", " ".join(fields)))
    assert len(shown) == len(payloads()), "as words they are all there"


def test_no_payload_and_no_formula_acts_in_the_table() -> None:
    assert len(formulas()) > 500
    text = csv_text(heading(), rows(map(saying, [*payloads(), *formulas()])))
    read = list(csv.DictReader(StringIO(text[1:], newline="")))
    assert len(read) == len(payloads()) + len(formulas())
    for cell in (cell for row in read for cell in row.values()):
        pieces = re.split(r"[;\t\r\n]", cell)
        assert not BEGINS.match(pieces[0]), cell
        assert not any(BEGINS.match(piece.lstrip(' "')) for piece in pieces[1:]), cell


def test_json_says_each_payload_to_the_letter() -> None:
    bank = published_bank()
    taken = replace(bank, questions={words: saying(words) for words in payloads()})
    for words, said in zip(payloads(), json.loads(bank_as_json(taken))["questions"], strict=True):
        assert (said["text"], said["senior"], said["key_points"][0]["text"]) == (words, words, words)
        assert {option["why"] for option in said["options"]} == {words}


def test_no_browser_takes_a_download_for_a_page(curator: Person, learner: Person) -> None:
    store(publish_rich(KEY), payloads()[:60])
    place = "/admin/quiz/question/in-and-out/take/"
    asked = [(curator, f"{place}{name}/") for name in ("csv", "json", "deck")]
    for person, url in [*asked, (learner, reverse("bank-csv")), (learner, reverse("bank-deck"))]:
        answer = person.get(url)
        assert answer.headers["Content-Disposition"].startswith("attachment;"), url
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "html" not in answer.headers["Content-Type"]


@pytest.fixture
def named(instructor: Person, learner: Person) -> Any:
    """Mails whose cohort and people are called so, with what each kind says of them."""
    cohort = Cohort.objects.create(name="Autumn cohort", created_at=NOW)
    joined = Membership.objects.create(cohort=cohort, user=learner.user, role="member", agreed_at=NOW)
    by, one = instructor.user, learner.user

    def mails(words: str) -> list[Any]:
        cohort.name = by.name = one.name = joined.user.name = words
        mail.outbox.clear()
        mail_of_the_end(cohort, by, [joined])
        invitation = cohort.invitations.model(cohort=cohort, expires_at=NOW, created_by=by, created_at=NOW)
        row = MailedInvitation(
            invitation=invitation, cohort=cohort, address="a@example.org", token="b" * 43, created_by=by
        )
        context = {"cohort": name_in_mail(cohort), "lines": [], "first": {"due": "today", "rest": 2}}
        return [*mail.outbox, invitation_mail(row), mail_of("reminder", one, context)]

    return mails


def test_no_payload_becomes_markup_a_link_or_a_line_of_a_mails_head(named: Any) -> None:
    links = [f"{words} https://example.com/{number}" for number, words in enumerate(payloads())]
    ours = "http://testserver"
    for words in [*links, "a\r\nBcc: x@example.com", "a\nContent-Type: text/html\n\n<b>", "=?utf-8?q?x?="]:
        for each in named(words):
            message = each.message()
            assert message.get_content_type() == "text/plain" and not message.is_multipart()
            assert not {"Bcc", "Cc"} & set(message.keys()) and "\n" not in each.subject
            assert [link for link in LINK.findall(each.body) if not link.startswith(ours)] == [], each.body


def test_names_and_files_are_words_wherever_curators_and_superusers_read_them(curator: Person) -> None:
    root = Person().sign_in(make_user("root1@example.org", "Root 1", is_staff=True, is_superuser=True))
    other = make_user("curator2@example.org", "Curator 2")
    question = open_draft(curator, KEY).question
    for words in batches(payloads(), 50):
        for user, name in ((curator.user, words[0]), (other, words[1])):
            User.objects.filter(pk=user.pk).update(name=name[:80])
        for number, each in enumerate(words):
            note(Act.SAVED, question if number % 2 else each, by=other, now=NOW, after=each)
        person = reverse("admin:accounts_user_change", args=[other.pk])
        for url in ("/admin/quiz/question/audit/", address("history", KEY), person, "/admin/accounts/user/"):
            page = root.get(url).text
            assert "hit(" in page and list(Elements(page).what_runs()) == [], url
