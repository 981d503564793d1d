"""Drills in the curators' hands: edited, previewed, compared and published like questions."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quiz.bank.drills.models import Drill, DrillRevision
from quiz.bank.models import Question
from quiz.curation.drills.drill_page import build_drill_page
from quiz.curation.group import curators
from tests.conftest import Person, make_user
from tests.curation.hostile_words import Elements, payloads

pytestmark = pytest.mark.django_db

KEY, NAMED = "features-went-null", "rollback-purpose"
PAGES = ["change", "open", "preview", "publish", "discard", "retire", "bring-back", "history"]
POSTED_ONLY = {"open", "bring-back"}


def drill() -> Drill:
    return Drill.objects.select_related("live_revision").get(key=KEY)


def address(name: str, *more: Any) -> str:
    return reverse(f"admin:quiz_drill_{name}", args=[drill().pk, *more])


def filled_in(**changes: Any) -> dict[str, Any]:
    """The editor's fields as its page has them, with changes."""
    editor = build_drill_page(drill()).editor
    assert editor is not None, "no draft is open"
    rows = editor.points
    bound = [*editor.form, *rows.management_form, *(field for form in rows for field in form)]
    values = {field.html_name: field.value() for field in bound} | changes
    texts = {name: "\n".join(value) if isinstance(value, list) else value for name, value in values.items()}
    return {name: "" if value is None else value for name, value in texts.items()}


def draft(person: Person, **changes: Any) -> DrillRevision:
    """Opens one if there is none, and saves the changes."""
    assert person.post(address("open")).status_code == 302
    assert person.post(address("change"), filled_in(**changes)).status_code == 302
    return drill().revisions.open().get()


def confirm(person: Person, page: str, **fields: str) -> HttpResponse:
    """Opens the page of an act and presses its button."""
    found = re.search(r'name="seen" value="(\w+)"', person.get(address(page)).text)
    assert found, f"the page {page} has no button"
    return person.post(address(page), {"seen": found[1], "why": "clearer"} | fields)


def live_title() -> str:
    live = drill().live_revision
    assert live is not None
    return live.title


def test_what_is_written_is_read_after_it_is_published_and_not_before(
    curator: Person, visitor: Person
) -> None:
    first = drill().live_revision
    draft(curator, title="Approvals double", ask="Who knows?\nSince when?", **{"points-0-text": "Stops harm"})
    pages = ["/library/", "/library/?q=Approvals", "/drills/", f"/drills/{KEY}/"]
    assert [page for page in pages if "Approvals double" in visitor.get(page).text] == []
    assert confirm(curator, "publish").status_code == 302
    page = unescape(visitor.get(f"/drills/{KEY}/").text)
    assert "Approvals double" in page and page.index("Who knows?") < page.index("Since when?")
    assert "Stops harm" in page and "Approvals double" in visitor.get("/drills/").text
    assert first is not None
    first.refresh_from_db()
    assert (first.title, first.status) == ("Approvals jump overnight", "retired")


def test_the_log_says_who_did_what_and_why(curator: Person) -> None:
    draft(curator, title="Approvals double")
    confirm(curator, "publish", why="Nobody jumps")
    confirm(curator, "retire", why="Too easy")
    curator.post(address("bring-back"), {"seen": build_drill_page(drill()).seen})
    rows = drill().publications.order_by("pk").values_list("act", "by", "why")
    user = curator.user.pk
    told = [("published", user, "Nobody jumps"), ("retired", user, "Too easy"), ("brought back", user, "")]
    assert list(rows)[1:] == told, "the first is of the fixtures"
    page = unescape(curator.get(address("history")).text)
    assert "Nobody jumps" in page and "Too easy" in page


def test_a_retired_drill_is_gone_from_the_library_until_it_is_back(curator: Person, visitor: Person) -> None:
    assert KEY in visitor.get("/drills/").text
    assert confirm(curator, "retire", why="").status_code == 422, "a reason is asked"
    assert confirm(curator, "retire").status_code == 302
    assert KEY not in visitor.get("/drills/").text
    assert visitor.get(f"/drills/{KEY}/").status_code == 404
    page = curator.get(address("change")).text
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen and "View on site" not in page
    curator.post(address("bring-back"), {"seen": seen[1]})
    assert visitor.get(f"/drills/{KEY}/").status_code == 200


def test_a_draft_is_proposed_sent_back_and_discarded(curator: Person) -> None:
    draft(curator, title="Approvals double")
    for button, status in (("_propose", "proposed"), ("_propose", "proposed"), ("_send_back", "draft")):
        curator.post(address("change"), filled_in(**{button: "1"}))
        assert drill().revisions.open().get().status == status
    assert "Approvals" in curator.get(address("discard")).text
    assert confirm(curator, "discard").status_code == 302
    assert (drill().revisions.count(), live_title()) == (1, "Approvals jump overnight")


def test_older_words_are_restored_as_a_draft_and_published_again(curator: Person) -> None:
    first = drill().live_revision_id
    draft(curator, title="Approvals double")
    confirm(curator, "publish")
    page = curator.get(address("history"))
    assert "Restore as a draft" in page.text
    seen = build_drill_page(drill()).seen
    assert curator.post(address("restore", first), {"seen": seen}).status_code == 302
    confirm(curator, "publish")
    assert (drill().live_revision_id, drill().revisions.count()) == (first, 2)


WRONG = {
    "ask": ("Only one?", "1 to ask; at least 2 are needed"),
    "title": ("x" * 121, "121 characters; 120 is the most"),
    "situation": ("A\u202eb", "cannot be shown"),
    "points-0-questions": ("no-such-question", "there is no question “no-such-question”"),
    "points-1-questions": (f"{NAMED}\n{NAMED}", f"The question “{NAMED}” is named twice"),
    "points-0-text": ("", "is empty"),
    "points-1-text": ("Stops `harm", "without its other half"),
}


@pytest.mark.any_database
@pytest.mark.parametrize("field", WRONG)
def test_what_is_wrong_is_told_at_its_field_and_is_not_published(curator: Person, field: str) -> None:
    said, told = WRONG[field]
    curator.post(address("open"))
    page = unescape(curator.post(address("change"), filled_in(**{field: said}), follow=True).text)
    row = next(part for part in page.split('"form-row')[1:] if f'id="id_{field}"' in part)
    assert told in row
    curator.post(address("publish"), {"seen": build_drill_page(drill()).seen, "why": "so"})
    assert live_title() == "Approvals jump overnight" and drill().revisions.get(live_for=drill())


def test_a_question_that_is_retired_is_named_no_more(curator: Person) -> None:
    Question.objects.filter(key=NAMED).update(retired_at="2026-11-24T09:00:00Z")
    draft(curator, title="Approvals double")
    page = unescape(curator.get(address("change")).text)
    assert f"The question “{NAMED}” is retired" in page
    assert "does not pass its checks" in curator.get(address("publish")).text


def second_curator() -> Person:
    user = make_user("curator2@example.org", "Curator 2", is_staff=True)
    user.groups.add(curators())
    return Person().sign_in(user)


def test_two_curators_who_change_other_fields_both_have_their_words(curator: Person) -> None:
    draft(curator)
    sent = filled_in(title="Approvals double")
    draft(second_curator(), situation="It is Tuesday.")
    assert curator.post(address("change"), sent).status_code == 302
    saved = drill().revisions.open().get()
    assert (saved.title, saved.situation) == ("Approvals double", "It is Tuesday.")


def test_two_curators_who_change_the_same_are_asked(curator: Person) -> None:
    draft(curator)
    sent = filled_in(title="Mine")
    draft(second_curator(), title="Theirs", situation="It is Tuesday.")
    refused = curator.post(address("change"), sent)
    assert refused.status_code == 409
    assert re.search(r"<del>.*?Theirs", refused.text) and re.search(r"<ins>.*?Mine", refused.text)
    assert "It is Tuesday." in refused.text and drill().revisions.open().get().title == "Theirs"
    opened = re.search(r'name="opened" value="([^"]+)"', refused.text)
    assert opened
    again = filled_in(title="Mine", opened=opened[1], **{"choose title": "mine"})
    assert curator.post(address("change"), again).status_code == 302
    saved = drill().revisions.open().get()
    assert (saved.title, saved.situation) == ("Mine", "It is Tuesday.")


@pytest.mark.any_database
@pytest.mark.parametrize("act", ["publish", "discard", "retire"])
def test_an_act_decided_on_other_words_is_refused(curator: Person, act: str) -> None:
    draft(curator, title="Approvals double")
    seen = build_drill_page(drill()).seen
    draft(second_curator(), title="Theirs")
    refused = curator.post(address(act), {"seen": seen, "why": "so"})
    assert refused.status_code in {409, 422} and "meanwhile" in refused.text
    assert (live_title(), drill().retired_at) == ("Approvals jump overnight", None)
    assert drill().revisions.open().get().title == "Theirs"


@pytest.mark.any_database
def test_the_preview_is_the_library_s_page_of_what_stands_in_the_fields(
    curator: Person, visitor: Person
) -> None:
    curator.post(address("open"))
    framed = unescape(curator.post(address("preview"), filled_in(title="Approvals double", ask="One?")).text)
    assert '<h1 class="ask">Approvals double</h1>' in framed and "1 to ask" in framed
    assert f'href="/questions/{NAMED}/"' in framed
    assert "Approvals double" not in visitor.get(f"/drills/{KEY}/").text
    assert drill().revisions.open().get().title == "Approvals jump overnight"


@pytest.mark.parametrize("who", ["visitor", "learner", "instructor", "staff"])
def test_others_may_do_nothing(who: str, request: pytest.FixtureRequest) -> None:
    staff = make_user("staff1@example.org", "Staff 1", is_staff=True)
    person = Person().sign_in(staff) if who == "staff" else request.getfixturevalue(who)
    urls = [*map(address, PAGES), address("restore", drill().live_revision_id)]
    for url in [*urls, reverse("admin:quiz_drill_changelist")]:
        for response in (person.get(url), person.post(url)):
            assert response.status_code in {302, 403}, url
            assert "Approvals jump" not in response.text
    assert (drill().retired_at, drill().revisions.count()) == (None, 1)


def test_no_change_by_get_and_nothing_is_added_or_deleted(curator: Person) -> None:
    assert {curator.get(address(page)).status_code for page in POSTED_ONLY} == {405}
    assert curator.get(reverse("admin:quiz_drill_add")).status_code == 403
    assert curator.get(reverse("admin:quiz_drill_delete", args=[drill().pk])).status_code == 403


def test_the_list_finds_words_of_drafts_and_asks_as_often_for_one_as_for_ten(
    curator: Person, django_assert_max_num_queries: Any
) -> None:
    draft(curator, title="Approvals double")
    listed = reverse("admin:quiz_drill_changelist")
    assert "published, draft" in curator.get(f"{listed}?q=double").text
    assert KEY not in curator.get(f"{listed}?state=proposed").text
    with django_assert_max_num_queries(10):
        assert curator.get(listed).text.count('class="field-words"') == 10


def test_a_page_asks_as_often_for_two_revisions_as_for_eleven(curator: Person) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            curator.get(address("history"))
        return len(queries)

    draft(curator, title="Approvals double")
    confirm(curator, "publish")
    few = asked()
    for number in range(9):
        draft(curator, title=f"Approvals {number}")
        confirm(curator, "publish")
    assert asked() == few


def test_five_hundred_payloads_are_words_on_every_page(curator: Person, visitor: Person) -> None:
    curator.post(address("open"))
    sent, words = filled_in(), payloads()
    names = [name for name in sent if "FORMS" not in name]
    others = [(curator, address(page)) for page in ("change", "publish", "history", "discard")]
    others += [(curator, reverse("admin:quiz_drill_changelist")), (visitor, "/drills/")]
    for number, start in enumerate(range(0, len(words), len(names))):
        some = words[start : start + len(names)]
        store(some)
        form = sent | dict(zip(names, some, strict=False))
        person, page = others[number % len(others)]
        shown = [curator.post(address("preview"), form), curator.post(address("change"), form)]
        texts = [each.text for each in (*shown, person.get(page), visitor.get(f"/drills/{KEY}/"))]
        assert sum("hit(" in text for text in texts) >= 3  # a list's line drops what Markdown calls a picture
        assert [found for text in texts for found in Elements(text).what_runs()] == []


def store(words: list[str]) -> None:
    """Past the form and its checks, as an older version may have: in what is live, and otherwise in the draft."""
    points = [{"text": text, "questions": [text]} for text in words[2:]]
    for rows in (drill().revisions.filter(live_for__isnull=False), drill().revisions.open()):
        rows.update(title=words[0], situation=words[1], ask=words[2:], points=points)
        words, points = words[::-1], points[::-1]
