"""Who did what: a line for each act, in the act's own transaction, without a name."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.audit.models import Act, AuditLine
from accounts.audit.noting import note
from accounts.models import User
from quiz.bank.editing.publishing import discard_draft, publish, save_draft
from quiz.bank.editing.revising import NotPublishable
from quiz.bank.models import Question
from quiz.bank.revisions.content import content_of
from quiz.bank.revisions.digest import digest_of
from quiz.privacy import erase_person
from tests.accounts.factors import app_code, show_again
from tests.bank.acts import seen
from tests.conftest import NOW, Person, give_app, make_user
from tests.curation.acts import KEY, NEWER, address, confirm, draft, open_draft, question, save
from tests.curation.acts import publish as publish_by_page
from tests.practice.log_rows import rows_of, sql

pytestmark = pytest.mark.django_db

PAGE = "/admin/quiz/question/audit/"
TABLE = "accounts_auditline"


def noted() -> list[tuple[str, str, str]]:
    return list(AuditLine.objects.order_by("pk").values_list("act", "before", "after"))


def shown(person: Person, **filters: Any) -> list[str]:
    """The lines of the page, each as one reads it."""
    page = person.get(PAGE, filters).text
    lines = re.findall(r"<li>(.*?)</li>", page[page.index('class="audit"') :], re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", "", line).split()) for line in lines]


def test_every_act_on_a_question_is_a_line(curator: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER)
    save(curator, _propose="", senior="Name what you watch.")
    save(curator, _send_back="")
    publish_by_page(curator)
    confirm(curator, "retire", why="outdated")
    curator.post(address("bring-back"), {"seen": seen(KEY)})
    open_draft(curator)
    confirm(curator, "discard")
    curator.post(address("restore", KEY, question().revisions.earliest("pk").pk), {"seen": seen(KEY)})
    assert noted() == [
        ("opened", "", ""),
        ("saved", "", "question"),
        ("proposed", "", "what a senior adds"),
        ("sent back", "", ""),
        ("published", "", "question, what a senior adds"),
        ("retired", "", ""),
        ("brought back", "", ""),
        ("opened", "", ""),
        ("discarded", "", ""),
        ("restored", "", "question, what a senior adds"),
    ]
    assert {line.by for line in AuditLine.objects.all()} == {curator.user.pk}


def test_the_same_sent_twice_and_what_was_refused_are_no_lines(curator: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER)
    before = noted()
    open_draft(curator)
    save(curator, text=NEWER)
    publish_by_page(curator, seen="0" * 16)
    curator.post(address("retire"), {"seen": "", "why": "outdated"})
    assert noted() == before


def test_the_pages_say_it_in_one_line(curator: Person) -> None:
    open_draft(curator)
    save(curator, answer="It changes.")
    AuditLine.objects.bulk_create(
        [AuditLine(act="saved", about_kind="question", about=question().pk, by=curator.user.pk, at=NOW)]
    )
    lines = shown(curator)
    assert lines[0] == f"Curator 1 saved the draft · {KEY} · Tue 24 Nov 2026, 09:00 UTC"
    assert lines[1].startswith(f"Curator 1 saved the draft: answer · {KEY} ·") and len(lines) == 3
    history = curator.get(address("history")).text
    assert "Who did what" in history and history.count("saved the draft") == 2


def test_an_account_that_is_gone_is_a_former_curator(curator: Person) -> None:
    other = make_user("curator2@example.org", "Curator 2")
    note(Act.SAVED, question(), by=other, now=NOW)
    assert shown(curator)[0].startswith("Curator 2 saved")
    other.delete()
    assert shown(curator) == shown(curator, who="former")
    assert shown(curator)[0].startswith("a former curator saved")


def test_what_is_shown_can_be_narrowed(curator: Person) -> None:
    other = make_user("curator2@example.org", "Curator 2")
    note(Act.SAVED, question(), by=other, now=NOW)
    note(Act.RETIRED, question("what-is-dvc"), by=curator.user, now=NOW)
    note(Act.TAKEN_IN, "sections.yaml", by=curator.user, now=NOW, after="3 questions updated")
    assert len(shown(curator)) == 3
    assert [line.split(" ·")[0] for line in shown(curator, who=str(other.pk))] == [
        "Curator 2 saved the draft"
    ]
    assert len(shown(curator, act="retired")) == len(shown(curator, question="what-is-dvc")) == 1
    assert (len(shown(curator, since="2026-11-24")), shown(curator, since="2026-11-25")) == (3, [])
    assert shown(curator, act="taken in")[0].startswith("Curator 1 loaded from a file: 3 questions updated")


@pytest.mark.any_database
@pytest.mark.parametrize("odd", [{"who": "x"}, {"since": "soon"}, {"question": "none"}, {"page": "9" * 9}])
def test_a_filter_that_means_nothing_narrows_nothing(curator: Person, odd: dict[str, str]) -> None:
    note(Act.SAVED, question(), by=curator.user, now=NOW)
    assert len(shown(curator, **odd)) == 1


def test_lines_of_accounts_are_for_superusers(curator: Person) -> None:
    root = User.objects.create_superuser("root1@example.org", "correct horse battery staple", name="Root 1")
    give_app(root)
    assert shown(curator) == [] and "added an account" not in curator.get(PAGE).text
    assert shown(Person().sign_in(root))[0].startswith(
        "The command line added an account: superuser · Root 1"
    )


@pytest.mark.parametrize("who", ["visitor", "learner", "instructor"])
def test_others_see_none_of_it(who: str, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(who).get(PAGE).status_code == 302


def test_nor_staff_outside_the_group(curator: Person) -> None:
    staff = Person().sign_in(make_user("staff1@example.org", "Staff 1", is_staff=True))
    assert staff.get(PAGE).status_code == 403 and curator.post(PAGE).status_code == 405


def test_a_page_takes_as_many_queries_for_sixty_lines(curator: Person, django_assert_num_queries) -> None:
    def lines(count: int) -> None:
        for number, key in enumerate(Question.objects.values_list("key", flat=True)[:count]):
            note(Act.SAVED, question(key), by=make_user(f"c{number}-{count}@example.org", "C"), now=NOW)

    lines(1)
    with connection.execute_wrapper(counter := Counter()):
        curator.get(PAGE)
    lines(60)
    with django_assert_num_queries(counter.count):
        assert len(shown(curator)) == 50
    assert len(shown(curator, page="2")) == 11


class Counter:
    count = 0

    def __call__(self, execute: Any, *statement: Any) -> Any:
        self.count += 1
        return execute(*statement)


def test_no_name_and_no_address_is_in_any_row(curator: Person) -> None:
    canary = make_user("canary7@example.org", "Canary Seven")
    curator.user.name = "Canary Eight"
    curator.user.save()
    nine = User.objects.create_superuser("canary9@example.org", "x" * 20, name="Canary Nine")
    give_app(nine)
    root = Person().sign_in(nine)
    show_again(root, code=app_code())
    root.post("/admin/accounts/user/add/", {"email": "canary6@example.org", "name": "Canary Six"})
    page = f"/admin/accounts/user/{canary.pk}/"
    sent = {"name": "Canary Five", "seen": "1000 Canary Seven", "signs_in": "on", "curates": "on"}
    assert root.post(page + "change/", sent).status_code == 302
    root.post(page + "mail/")
    open_draft(curator)
    save(curator, text="Ask Canary Four (canary4@example.org)?", _propose="")
    confirm(curator, "discard")
    confirm(curator, "retire", why="Canary Three says so")
    rows = str(rows_of(TABLE))
    assert len(rows_of(TABLE)) >= 8 and "canary" not in rows.lower() and "@" not in rows


def test_an_erased_person_leaves_an_id(learner: Person, ask: Any) -> None:
    pk = ask(learner).learner and learner.user.pk
    erase_person(learner=learner.learner, reason="asked for", now=NOW)
    line = AuditLine.objects.get()
    assert (line.act, line.about, line.by) == ("erased", str(pk), None)
    assert not User.objects.filter(pk=pk).exists()


def test_the_audit_only_grows(curator: Person) -> None:
    row = note(Act.SAVED, question(), by=curator.user, now=NOW)
    before = rows_of(TABLE)
    acts = [
        row.delete,
        row.save,
        AuditLine.objects.all().delete,
        lambda: AuditLine.objects.update(by=None),
        lambda: AuditLine.objects.bulk_update([row], ["after"]),
        lambda: sql(f"UPDATE {TABLE} SET act = act"),
        lambda: sql(f"DELETE FROM {TABLE}"),
        lambda: sql(f"TRUNCATE {TABLE}" if connection.vendor == "postgresql" else f"DELETE FROM {TABLE}"),
    ]
    for act in acts:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert rows_of(TABLE) == before


def test_an_act_that_fails_leaves_no_line(curator: Person) -> None:
    opened = open_draft(curator)
    words = replace(content_of(opened), answer="")
    known = digest_of(content_of(opened))
    save_draft(question=question(), content=words, seen=known, by=curator.user, now=NOW)
    before = noted()
    told = {"by": curator.user, "now": NOW, "change": "wording", "why": ""}
    with pytest.raises(NotPublishable):
        publish(revision=draft(), seen=seen(KEY), **told)
    assert noted() == before


class NoLine:
    """A database in which no line of the audit can be written."""

    def __call__(self, execute: Any, statement: str, *more: Any) -> Any:
        if TABLE in statement and statement.startswith("INSERT"):
            raise DatabaseError("no line")
        return execute(statement, *more)


def test_a_line_that_fails_leaves_no_act(curator: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER)
    before = rows_of("quiz_revision"), rows_of("quiz_publication"), rows_of("quiz_question")
    by = {"by": curator.user, "now": NOW}
    acts = [
        lambda: publish(revision=draft(), seen=seen(KEY), change="wording", why="", **by),
        lambda: discard_draft(revision=draft(), seen=seen(KEY), **by),
        lambda: confirm(curator, "retire", why="outdated"),
        lambda: save(curator, text="What is it?"),
    ]
    for act in acts:
        with pytest.raises(DatabaseError), connection.execute_wrapper(NoLine()):
            act()
        assert (rows_of("quiz_revision"), rows_of("quiz_publication"), rows_of("quiz_question")) == before
