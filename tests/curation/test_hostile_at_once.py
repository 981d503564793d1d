"""Two curators, a command or a learner at the same moment: one after the other, or one of them reads why not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.urls import reverse

from accounts.audit.models import AuditLine
from accounts.models import User
from quiz.bank.checks.together import circle_in
from quiz.bank.editing.adding import add_question
from quiz.bank.editing.publishing import save_draft
from quiz.bank.files.exporting import read_database
from quiz.bank.files.loading import load
from quiz.bank.models import Question, Relation, Revision, Section
from quiz.bank.publication_log import Publication
from quiz.bank.revisions.content import content_of
from quiz.bank.revisions.digest import digest_of
from quiz.curation.editing.question_page import build_question_page
from quiz.curation.people.rights import seen_of
from quiz.practice.flags.models import Flag
from tests.bank.cast import GOOD
from tests.conftest import Person, make_user
from tests.curation.acts import KEY, NEWER, address, filled_in, open_draft, question, save
from tests.practice.acts import answer_well
from tests.practice.flag_acts import chosen, flag, flag_address, page_of

pytestmark = pytest.mark.usefixtures("fresh_db")

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
Sent = tuple[Person, str, dict[str, Any]]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each gives, all begun at the same moment."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def sending(person: Person, url: str, data: dict[str, Any]) -> Callable[[], int]:
    person.raise_request_exception = False
    return lambda: int(person.post(url, data).status_code)


def statuses(*sent: Sent) -> list[int]:
    return at_once(*(sending(*each) for each in sent))


def superusers() -> tuple[Person, Person]:
    rights = {"is_staff": True, "is_superuser": True}
    first, second = (make_user(f"curator{n}@example.org", f"Curator {n}", **rights) for n in (1, 2))
    return Person().sign_in(first), Person().sign_in(second)


def unpublished(by: Person, key: str = "not-yet") -> Question:
    section = Section.objects.get(slug="lifecycle")
    return add_question(section=section, kind="concept", text=f"{key}?", key=key, by=by.user, now=NOW)


def seen(key: str = KEY) -> str:
    return build_question_page(question(key)).seen


def decision(key: str = KEY, **more: str) -> dict[str, str]:
    return {"change": "wording", "why": "clearer", "comment": "No.", "seen": seen(key)} | more


def test_of_one_who_publishes_and_one_who_sends_back_one_is_heard() -> None:
    first, second = superusers()
    open_draft(first)
    assert save(first, text=NEWER, _propose="1").status_code == 302
    lines = Publication.objects.count()
    got = statuses(
        (second, address("review"), decision()),
        (second_tab(second), address("review"), decision(_send_back="1")),
    )
    assert sorted(got) == [302, 409]
    is_live = question().live_revision.text == NEWER
    assert Publication.objects.count() - lines == is_live
    assert question().revisions.filter(status="draft").count() == (not is_live)
    assert AuditLine.objects.filter(act__in=["published", "sent back"]).count() == 1


def second_tab(person: Person) -> Person:
    return Person().sign_in(person.user)  # type: ignore[arg-type]


def test_what_two_publish_at_once_is_published_once() -> None:
    first, second = superusers()
    open_draft(first)
    save(first, text=NEWER)
    sent = decision()
    got = statuses((first, address("review"), sent), (second, address("review"), sent))
    assert sorted(got) == [302, 409] and question().live_revision.text == NEWER
    assert AuditLine.objects.filter(act="published").count() == 1


@pytest.mark.parametrize("act", ["save", "relate", "key", "review", "keep", "references", "history"])
def test_of_a_question_that_goes_at_this_moment_nothing_is_left_half(act: str) -> None:
    first, second = superusers()
    new = unpublished(first)
    url = {"save": "change", "relate": "relations"}.get(act, act)
    data: dict[str, Any] = {
        "save": filled_in(new.key, text="Other?"),
        "relate": {"side": "first", "other": KEY, "why": ""},
        "key": {"key": "another-key"},
        "review": decision(new.key, change=""),
        "keep": {"trying": "It drifts.", "kept": "accepted"},
    }.get(act, {"url": "https://example.org/"})
    gone = {"seen": seen(new.key)}
    got = statuses((first, address("discard", new.key), gone), (second, address(url, new.key), data))
    assert max(got) < 500, got
    left = Question.objects.filter(pk=new.pk).count()
    assert Revision.objects.filter(question=new.pk).count() == left
    assert AuditLine.objects.filter(act="deleted").count() == 1 - left


def test_three_who_close_a_circle_at_once_do_not_close_it() -> None:
    first, second = superusers()
    ring = [unpublished(first, f"ring-{n}") for n in range(3)]
    people = (first, second, second_tab(first))
    sent = [
        (who, address("relations", one.key), {"side": "first", "other": other.key, "why": ""})
        for who, one, other in zip(people, ring, [*ring[1:], ring[0]], strict=True)
    ]
    assert sorted(statuses(*sent)) == [302, 302, 422]
    pairs = Relation.objects.filter(kind="prerequisite").values_list("question__key", "to__key")
    assert not circle_in(list(pairs))


def test_a_key_and_a_publication_at_once_leave_one_key() -> None:
    first, second = superusers()
    new = unpublished(first)
    was = digest_of(content_of(new.revisions.open().get()))
    save_draft(question=new, content=replace(GOOD, text="New?"), seen=was, by=first.user, now=NOW)
    got = statuses(
        (first, address("review", new.key), decision(new.key, change="")),
        (second, address("key", new.key), {"key": "another-key"}),
    )
    assert max(got) < 500 and got[0] == 302
    new.refresh_from_db()
    assert new.live_revision and (new.key == "another-key") == (got[1] == 302)
    assert second.post(address("key", new.key), {"key": "third-key"}).status_code == 422


def test_files_and_a_curator_at_once_lose_nothing() -> None:
    first, _second = superusers()
    open_draft(first)
    sent = filled_in(text=NEWER)
    bank = read_database()
    newer = [
        replace(row, content=replace(row.content, hint="Newer.")) if row.key == KEY else row
        for row in bank.questions
    ]
    load_it = lambda: load(bank=replace(bank, questions=tuple(newer)), now=NOW)  # noqa: E731
    _loaded, status = at_once(load_it, sending(first, address("change"), sent))
    assert (status, question().live_revision.hint) == (302, "Newer.")
    assert question().revisions.open().get().text == NEWER


def rights(person: User, *ticks: str) -> dict[str, str]:
    return {"name": person.name, "seen": seen_of(person)} | dict.fromkeys(ticks, "on")


def test_two_superusers_who_end_each_other_at_once_leave_one() -> None:
    first, second = superusers()
    sent = [
        (who, reverse("admin:accounts_user_change", args=[other.user.pk]), rights(other.user, "signs_in"))  # type: ignore[union-attr, arg-type]
        for who, other in ((first, second), (second, first))
    ]
    got = statuses(*sent)
    assert max(got) < 500 and User.objects.filter(is_superuser=True).count() == 1
    assert AuditLine.objects.filter(act="person changed").count() == 1


def test_an_account_made_by_two_at_once_is_made_once() -> None:
    both, url = superusers(), reverse("admin:accounts_user_add")
    got = statuses(*((who, url, {"email": "new1@example.org", "name": "New 1"}) for who in both))
    assert sorted(got) == [302, 422]
    assert User.objects.filter(email="new1@example.org").count() == 1
    assert AuditLine.objects.filter(act="person added").count() == 1


def test_a_flag_answered_and_put_in_other_words_at_once_is_answered_as_it_was_read(
    learner: Person, ask: Any
) -> None:
    first, _second = superusers()
    prompt = ask(learner, KEY)
    answer_well(prompt)
    flag(learner, prompt)
    told = {"flags": chosen(first), "outcome": "right", "answer": "No."}
    other = {"words": "Something else.", "replaces": str(Flag.objects.get().pk)}
    got = statuses((first, page_of(), told), (learner, flag_address(prompt), other))
    assert max(got) < 500 and got[0] in {302, 409}
    read = Flag.objects.filter(answered_at__isnull=False)
    assert [each.words == "Something else." for each in read] == [False] * (got[0] == 302)
