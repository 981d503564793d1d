"""The curators' start page lists what there is to do, each one click from where it is decided."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from quiz.bank.editing.publishing import live_content
from quiz.bank.editing.refolding import mark_refold_due
from quiz.bank.files.exporting import read_database
from quiz.bank.files.loading import load
from quiz.bank.models import Question, Revision
from quiz.bank.revisions.content import ExampleContent
from quiz.curation.trying.keeping import keep_example
from tests.bank.acts import run
from tests.conftest import NOW, Person, make_user
from tests.curation.acts import KEY, NEWER, confirm, draft, open_draft, propose, question, save, send_back
from tests.curation.acts import publish as press_publish

pytestmark = pytest.mark.django_db

A_YEAR_LATER = datetime(2027, 11, 30, 9, tzinfo=UTC)


@pytest.fixture
def colleague(curator: Person) -> Person:
    user = make_user("curator2@example.org", "Curator 2", is_staff=True)
    user.groups.set(curator.user.groups.all())
    return Person().sign_in(user)


def start(person: Person) -> Any:
    response = person.get(reverse("admin:index"))
    assert response.status_code == 200
    return response


def listed(person: Person) -> dict[str, int]:
    return {str(each.kind.title): each.kind.count for each in start(person).context["page"].kinds}


def open_at_once(curator: Person, *keys: str, status: str = "proposed") -> None:
    """As many as are needed for a list, in the order of the keys."""
    for minute, key in enumerate(keys):
        made = {"created_by": curator.user, "created_at": NOW + timedelta(minutes=minute), "status": status}
        Revision.objects.create(question=question(key), text=f"{key}?", answer="So.", **made)


def test_with_nothing_to_do_it_says_so(curator: Person) -> None:
    page = start(curator).text
    assert "Nothing to look at." in page and "100 questions are published." in page
    assert "Start with the oldest" not in page


def test_a_proposal_is_one_click_from_its_question(curator: Person, colleague: Person) -> None:
    open_draft(colleague)
    save(colleague, text=NEWER, **{"options-1-why": "Plainer."}, _propose="1")
    page = start(curator)
    assert listed(curator) == {"Proposals": 1}
    row = page.context["page"].kinds[0].rows[0]
    assert (row.question, row.what, row.who) == (
        live_content(question()).text,
        "question, 1 option",
        "Curator 2",
    )
    assert (
        page.context["page"].oldest
        == row.address
        == reverse("admin:quiz_question_review", args=[question().pk])
    )
    assert "1 thing to look at" in page.text


def test_a_draft_is_work_of_whoever_began_it(curator: Person, colleague: Person) -> None:
    open_draft(colleague)
    assert listed(colleague) == {"Drafts of yours": 1}
    assert listed(curator) == {}
    assert start(colleague).context["page"].bank.drafts == 1


def test_drafts_are_others_beside_one_that_was_sent_back(curator: Person, colleague: Person) -> None:
    propose(colleague, text=NEWER)
    send_back(curator, comment="Say it shorter.")
    open_at_once(colleague, "what-is-mlops", status="draft")
    assert listed(colleague) == {"Sent back to you": 1, "Other drafts of yours": 1}


def test_only_the_first_three_are_shown_and_all_of_them_one_click_away(curator: Person) -> None:
    keys = list(Question.objects.in_order().values_list("key", flat=True)[:5])
    open_at_once(curator, *keys)
    [kind] = start(curator).context["page"].kinds
    asked = [live_content(question(key)).text for key in keys]
    assert ([row.question for row in kind.rows], kind.kind.count) == (asked[:3], 5)
    page = curator.get(kind.all_address)
    assert [row.question for row in page.context["kind"].rows] == asked


@pytest.mark.parametrize("kind", ["nothing", "proposals/x"])
def test_there_is_no_page_of_another_kind(curator: Person, kind: str) -> None:
    assert curator.get(f"/admin/quiz/question/worklist/{kind}/").status_code in {302, 404}


def test_the_start_page_takes_the_same_queries_for_eleven(
    curator: Person, django_assert_num_queries: Any
) -> None:
    keys = list(Question.objects.in_order().values_list("key", flat=True))
    for proposed, begun in ((keys[:1], keys[1:2]), (keys[2:12], keys[12:22])):
        open_at_once(curator, *proposed)
        open_at_once(curator, *begun, status="draft")
        start(curator)
        with django_assert_num_queries(31):
            assert sum(listed(curator).values()) == 2 * (1 if len(begun) == 1 else 11)


def test_relations_that_changed_are_told_until_memories_are_worked_out_anew(curator: Person) -> None:
    assert "Relations changed on" not in start(curator).text
    mark_refold_due(NOW)
    assert "Relations changed on 24 November 2026, here or at other questions." in start(curator).text
    assert "Nothing to look at." in start(curator).text
    run("rebuild_cards")
    assert "Relations changed on" not in start(curator).text


def test_a_draft_that_only_keeps_an_example_says_so(curator: Person) -> None:
    kept = ExampleContent("When the target moves", accepted=True)
    keep_example(question=question(), example=kept, by=curator.user, now=NOW)
    [kind] = start(curator).context["page"].kinds
    assert kind.rows[0].what == "1 example"
    assert "saved the draft: <bdi>1 example</bdi>" in " ".join(
        curator.get(reverse("admin:audit")).text.split()
    )


def conflict() -> None:
    """The files changed the same, each in another way."""
    Revision.objects.filter(pk=draft().pk).update(conflicts=["explanation", "hint"])


def test_what_files_and_curators_both_changed_is_compared(curator: Person) -> None:
    open_draft(curator)
    save(curator, explanation="It changes.")
    conflict()
    [kind] = start(curator).context["page"].kinds
    row = kind.rows[0]
    assert str(kind.kind.title) == "New files disagree with yours"
    assert (row.what, row.verb) == ("why: changed here and in the file", "Compare")
    assert 'id="decide"' in curator.get(row.address).text


def test_what_is_decided_in_the_draft_is_a_draft_like_others(curator: Person) -> None:
    open_draft(curator)
    conflict()
    assert listed(curator) == {"Drafts of yours": 1}


def test_a_reference_is_work_once_it_was_checked_a_year_ago(curator: Person) -> None:
    assert "References to check again" not in listed(curator)
    with time_machine.travel(A_YEAR_LATER, tick=False):
        kinds = start(curator.sign_in(curator.user)).context["page"].kinds
        row = kinds[0].rows[0]
        assert (str(kinds[0].kind.title), row.who, row.verb) == (
            "References to check again",
            "checked a year ago",
            "Check",
        )
        assert row.what in curator.get(row.address).text


def test_one_press_dates_a_reference_anew_in_a_draft(curator: Person) -> None:
    with time_machine.travel(A_YEAR_LATER, tick=False):
        curator.sign_in(curator.user)
        before = listed(curator)["References to check again"]
        url = question().live_revision.references[0]["url"]
        page = reverse("admin:quiz_question_references", args=[question().pk])
        for _ in range(2):
            assert curator.post(page, {"url": url}).status_code == 302
        assert [row["checked"] for row in draft().references if row["url"] == url] == ["2027-11-30"]
        assert question().live_revision.references[0]["checked"] < "2027"
        assert listed(curator) == {"References to check again": before - 1, "Drafts of yours": 1}
        press_publish(curator)
        assert listed(curator) == {"References to check again": before - 1}


def test_a_date_in_a_draft_keeps_what_else_the_draft_says(curator: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER)
    url = question().live_revision.references[0]["url"]
    curator.post(reverse("admin:quiz_question_references", args=[question().pk]), {"url": url})
    assert (draft().text, question().revisions.count()) == (NEWER, 2)


def test_a_reference_that_is_gone_is_dated_nowhere(curator: Person) -> None:
    page = reverse("admin:quiz_question_references", args=[question().pk])
    for url in ("https://example.org/other", "", "\x00"):
        assert "Nothing was changed." in curator.post(page, {"url": url}, follow=True).text
    assert not question().revisions.open().exists()


def test_others_see_none_of_it(learner: Person, visitor: Person) -> None:
    staff = Person().sign_in(make_user("staff1@example.org", "Staff 1", is_staff=True))
    pages = [
        reverse("admin:work_kind", args=["drafts"]),
        reverse("admin:quiz_question_references", args=[question().pk]),
    ]
    assert {staff.get(page).status_code for page in pages} == {403}
    assert {person.get(page).status_code for page in pages for person in (learner, visitor)} == {302}
    assert "look at" not in start(staff).text


def test_only_who_may_sees_people_and_roles(curator: Person) -> None:
    assert "People and roles" not in start(curator).text
    chief = Person().sign_in(make_user("chief1@example.org", "Chief 1", is_staff=True, is_superuser=True))
    page = start(chief).text
    assert "People and roles" in page and reverse("admin:accounts_user_changelist") in page


def test_every_page_of_the_admin_leads_back_to_work() -> None:
    chief = Person().sign_in(make_user("chief1@example.org", "Chief 1", is_staff=True, is_superuser=True))
    user = chief.user.pk
    for page in (
        reverse("admin:accounts_user_changelist"),
        reverse("admin:accounts_user_add"),
        reverse("admin:accounts_user_change", args=[user]),
        reverse("admin:app_list", args=["accounts"]),
        reverse("admin:quiz_question_changelist"),
        reverse("admin:quiz_question_history", args=[question().pk]),
        reverse("admin:bank_in_and_out"),
    ):
        text = chief.get(page).text
        assert ">Work</a>" in text and ">Home</a>" not in text, page


def load_newer(**words: Any) -> None:
    """The bank as it is here, with other words of the question."""
    bank = read_database()
    newer = [
        replace(row, content=replace(row.content, **words)) if row.key == KEY else row
        for row in bank.questions
    ]
    load(bank=replace(bank, questions=tuple(newer)), now=NOW)


def test_words_of_the_files_that_wait_for_a_draft_are_work(curator: Person) -> None:
    load_newer()
    open_draft(curator)
    save(curator, text=NEWER)
    press_publish(curator)
    open_draft(curator)
    save(curator, hint="Edited here, not published.")
    load_newer(text=NEWER, answer="Newer in the files.")
    kinds = start(curator).context["page"].kinds
    assert [(str(each.kind.title), each.kind.count) for each in kinds] == [
        ("New files disagree with yours", 1),
        ("Drafts of yours", 1),
    ]
    assert "answer: newer in the file" in kinds[0].rows[0].what
    assert str(NOW.date()) == str(kinds[0].rows[0].since.date())
    confirm(curator, "discard")
    load_newer(text=NEWER, answer="Newer in the files.")
    assert listed(curator) == {"Proposals": 1}
