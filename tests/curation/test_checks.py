"""Each check stands at its field, and no field is longer than the bank has room for."""

import re

import pytest

from tests.conftest import Person
from tests.curation.acts import KEY, address, draft, filled_in, open_draft, publish, question, save

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

AT_FIELDS = {
    "text": ({"text": "What is `drift?"}, "id_text", "has a mark of code"),
    "answer": ({"answer": "Something else altogether."}, "id_answer", "meets none of the key points"),
    "hint": ({"hint": ""}, "id_hint", "Missing: write one sentence"),
    "an option's why": ({"options-2-why": ""}, "id_options-2-why", "does not say why it is wrong"),
    "the options": ({"options-right": ""}, "options-heading", "0 options are marked right"),
    "a reference": ({"references-0-checked": "soon"}, "id_references-0-checked", "must be a date like"),
    "a follow-up": ({"follow-ups-1-reply": "\u202eA"}, "id_follow-ups-1-reply", "right-to-left override"),
    "a synonym": ({"points-0-synonyms": "a\u200bb"}, "id_points-0-synonyms", "zero width space"),
    "a difficulty": ({"difficulty": ""}, "id_difficulty", "Missing: choose 1"),
}


def told_beside(page: str) -> dict[str, str]:
    """Id of the list to what it says."""
    return dict(re.findall(r'<ul class="checks" id="([\w-]+)">(.*?)</ul>', page, re.DOTALL))


@pytest.mark.parametrize("name", AT_FIELDS)
def test_each_check_stands_at_its_field(curator: Person, name: str) -> None:
    changes, anchor, words = AT_FIELDS[name]
    open_draft(curator)
    assert save(curator, **changes).status_code == 302
    page = curator.get(address("change")).text
    field, panel = page.split('<div class="aside">')
    at = anchor.replace("heading", "checks") if "heading" in anchor else f"{anchor}_checks"
    assert words in told_beside(field)[at] and words in panel
    assert f'id="{anchor}"' in field and f'href="#{anchor}"' in panel
    assert "heading" in anchor or re.search(rf'aria-describedby="[^"]*\b{at}"', field)


def test_an_empty_row_before_it_moves_no_check(curator: Person) -> None:
    open_draft(curator)
    changes = {"options-1-text": "", "options-2-why": "", "points_needed": "many"}
    refused = save(curator, **changes)
    told = told_beside(refused.text)
    assert (refused.status_code, "does not say why" in told["id_options-2-why_checks"]) == (422, True)


def test_a_finished_draft_has_nothing_at_its_fields(curator: Person) -> None:
    open_draft(curator)
    assert '<ul class="checks" id=' not in curator.get(address("change")).text


FIELDS_OF_THE_FORM = (
    *("text", "answer", "hint", "explanation", "common_wrong", "senior", "accepted", "follow_up_question"),
    *(
        "follow_up_reply",
        "options-0-text",
        "options-0-why",
        "options-0-tempts",
        "points-0-text",
        "points-0-synonyms",
    ),
    *(
        "references-0-title",
        "references-0-url",
        "follow-ups-0-question",
        "follow-ups-0-reply",
        "follow-ups-0-points",
    ),
    *("notes-0-since", "notes-0-says", "notes-0-title", "notes-0-url"),
)


def test_a_book_is_refused_in_every_field(curator: Person) -> None:
    open_draft(curator)
    before, sent = draft().text, filled_in()
    for name in FIELDS_OF_THE_FORM:
        book = f"https://example.org/{'a' * 200_000}" if name.endswith("url") else "why " * 50_000
        page = curator.post(address("preview"), sent | {name: book})
        assert (page.status_code, "is the most" in page.text, len(page.text) < 60_000) == (200, True, True), (
            name
        )
    page = curator.post(address("change"), sent | {"text": "why " * 50_000})
    assert (page.status_code, "Has 199999 characters; 600 is the most." in page.text) == (422, True)
    assert draft().text == before == question(KEY).live_revision.text


def test_a_form_that_claims_a_hundred_thousand_rows_is_refused_without_drawing_them(curator: Person) -> None:
    open_draft(curator)
    page = save(curator, **{"options-TOTAL_FORMS": "99999"})
    assert page.status_code == 422
    assert page.text.count("id_options-") < 5_000


def test_hundreds_of_options_are_told_and_not_measured(curator: Person) -> None:
    open_draft(curator)
    many = {f"options-{n}-text": f"Option {n}" for n in range(8, 200)} | {"options-TOTAL_FORMS": "200"}
    page = curator.post(address("preview"), filled_in(**many))
    assert "15 are the most" in page.text


@pytest.mark.parametrize("why", ["a\u200bb", "\u202eno"])
def test_a_reason_is_as_a_fixture_file_may_hold_it(curator: Person, why: str) -> None:
    open_draft(curator)
    save(curator, hint="Which side moves while the other stays?")
    assert publish(curator, why=why).status_code == 422
    assert publish(curator, why="two\r\nlines").status_code == 302
    assert question().publications.latest("pk").why == "two lines"
