"""Two curators at one draft: what only one touched is merged, what both changed is asked, each field on its own."""

from typing import Any

import pytest
from django.http import HttpResponse

from quiz.bank.revisions.content import content_of
from tests.conftest import Person, make_user
from tests.curation.acts import (
    NEWER,
    address,
    confirm,
    draft,
    filled_in,
    open_draft,
    opened_in,
    opened_with,
    publish,
    question,
    save,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SAVED = "Someone else saved other parts meanwhile. The draft has theirs and yours."
THEIRS = "Their words, saved meanwhile?"


@pytest.fixture
def colleague(curator: Person) -> Person:
    user = make_user("curator2@example.org", "Curator 2", is_staff=True)
    user.groups.set(curator.user.groups.all())
    return Person().sign_in(user)


def post(curator: Person, sent: dict[str, Any], **more: str) -> HttpResponse:
    return curator.post(address("change"), sent | more, follow=True)


def slugs() -> list[str]:
    return list(draft().options.order_by("position").values_list("slug", flat=True))


def test_fields_that_only_one_touched_are_saved_together(curator: Person, colleague: Person) -> None:
    open_draft(curator)
    mine = filled_in(text=NEWER, **{"options-1-why": "Mine."})
    save(colleague, hint="Theirs.", **{"options-2-text": "Theirs.", "references-0-title": "Theirs"})
    assert SAVED in post(curator, mine).text
    saved = content_of(draft())
    assert (saved.text, saved.options[1].why) == (NEWER, "Mine.")
    assert (saved.hint, saved.options[2].text) == ("Theirs.", "Theirs.")
    assert saved.references[0]["title"] == "Theirs"


def test_what_both_changed_is_asked_and_the_rest_is_in_the_fields(curator: Person, colleague: Person) -> None:
    open_draft(curator)
    mine = filled_in(text=NEWER, senior="Mine.")
    save(colleague, text=THEIRS, hint="Theirs.")
    page = post(curator, mine)
    assert (page.status_code, draft().text, draft().senior) == (409, THEIRS, question().live_revision.senior)
    fields = page.context["page"].editor.form
    assert [fields[name].value() for name in ("text", "hint", "senior")] == [NEWER, "Theirs.", "Mine."]
    assert [one.unit for one in page.context["page"].meanwhile.conflicts] == ["text"]
    assert 'name="choose text" value="mine"' in page.text and "besides" in page.text
    assert opened_with(page.text).text == THEIRS


@pytest.mark.parametrize(("chosen", "text"), [("mine", NEWER), ("theirs", THEIRS)])
def test_each_field_is_decided_on_its_own(curator: Person, colleague: Person, chosen: str, text: str) -> None:
    open_draft(curator)
    mine = filled_in(text=NEWER, answer="Mine.")
    save(colleague, text=THEIRS, answer="Theirs.", hint="Theirs.")
    again = mine | {"opened": opened_in(post(curator, mine).text), "hint": "Theirs."}
    post(curator, again, **{"choose text": chosen, "choose answer": "theirs"})
    assert (draft().text, draft().answer, draft().hint) == (text, "Theirs.", "Theirs.")


def test_a_choice_outlives_a_field_that_has_to_be_corrected(curator: Person, colleague: Person) -> None:
    open_draft(curator)
    mine = filled_in(text=NEWER)
    save(colleague, text=THEIRS)
    again = mine | {"opened": opened_in(post(curator, mine).text), "choose text": "theirs"}
    page = post(curator, again, points_needed="many")
    assert page.status_code == 422
    assert [one.takes_theirs for one in page.context["page"].meanwhile.conflicts] == [True]


def test_two_who_mark_another_option_are_asked_which_is_right(curator: Person, colleague: Person) -> None:
    open_draft(curator)
    mine = filled_in(**{"options-right": "1"})
    save(colleague, **{"options-right": "2"})
    page = post(curator, mine)
    assert [one.unit for one in page.context["page"].meanwhile.conflicts] == ["right"]
    post(curator, mine | {"opened": opened_in(page.text)}, **{"choose right": "theirs"})
    assert [row.slug for row in content_of(draft()).right_options] == [slugs()[2]]


def test_an_option_removed_here_and_changed_there_is_asked(curator: Person, colleague: Person) -> None:
    open_draft(curator)
    slug = slugs()[3]
    mine = filled_in(**{"options-3-text": ""})
    save(colleague, **{"options-3-text": "Theirs, better."})
    page = post(curator, mine)
    assert [one.unit for one in page.context["page"].meanwhile.conflicts] == [f"option {slug}"]
    post(curator, mine | {"opened": opened_in(page.text)}, **{f"choose option {slug}": "theirs"})
    assert draft().options.get(slug=slug).text == "Theirs, better."


def test_what_fails_its_checks_only_together_is_asked(curator: Person, colleague: Person) -> None:
    """Each of them keeps two key points."""
    open_draft(curator)
    save(curator, points_needed="1")
    places = range(len(content_of(draft()).key_points))
    mine = filled_in(**{f"points-{place}-text": "" for place in places if place not in {0, 1}})
    save(colleague, **{"points-0-text": ""})
    page = post(curator, mine)
    assert (page.status_code, page.context["page"].meanwhile.conflicts) == (409, [])
    assert "Look at them together" in page.text


def test_a_new_option_that_is_sent_twice_is_one(curator: Person) -> None:
    open_draft(curator)
    count = len(slugs())
    new = {f"options-{count}-text": "A change in the team.", f"options-{count}-why": "That is turnover."}
    sent = filled_in(**new)
    assert [curator.post(address("change"), sent).status_code for _ in range(2)] == [302, 302]
    assert len(slugs()) == count + 1


def test_words_that_nobody_read_together_are_not_proposed(curator: Person, colleague: Person) -> None:
    open_draft(curator)
    mine = filled_in(text=NEWER, _propose="1")
    save(colleague, hint="Theirs.")
    page = post(curator, mine)
    assert (page.status_code, draft().status, draft().text) == (409, "draft", question().live_revision.text)
    post(curator, mine | {"opened": opened_in(page.text), "hint": "Theirs."})
    assert (draft().status, draft().text, draft().hint) == ("proposed", NEWER, "Theirs.")


def test_words_published_meanwhile_stay_in_the_next_draft(curator: Person, colleague: Person) -> None:
    open_draft(curator)
    mine = filled_in(text=NEWER)
    save(colleague, hint="Think of the target.")
    publish(colleague)
    assert SAVED in post(curator, mine).text
    assert (draft().text, draft().hint) == (NEWER, "Think of the target.")


def test_words_of_a_draft_that_was_discarded_are_not_taken_back_unasked(
    curator: Person, colleague: Person
) -> None:
    open_draft(curator)
    save(curator, answer="Saved before.")
    mine = filled_in(text=NEWER)
    confirm(colleague, "discard")
    page = post(curator, mine)
    assert [one.unit for one in page.context["page"].meanwhile.conflicts] == ["text", "answer"]
    assert page.context["page"].editor.form["answer"].value() == "Saved before."


@pytest.mark.parametrize("seal", ["", "forged", "another question's"])
def test_without_a_seal_every_difference_is_asked(curator: Person, seal: str) -> None:
    open_draft(curator)
    if seal.startswith("another"):
        open_draft(curator, "what-is-mlops")
        seal = filled_in("what-is-mlops")["opened"]
    page = post(curator, filled_in(text=NEWER, opened=seal))
    assert (page.status_code, draft().text) == (409 if seal else 422, question().live_revision.text)


def test_markup_in_a_conflict_is_shown_and_not_run(curator: Person, colleague: Person) -> None:
    open_draft(curator)
    mine = filled_in(text="<script>alert(1)</script>")
    save(colleague, text='"><img src=x onerror=alert(2)>')
    page = post(curator, mine)
    assert page.status_code == 409 and "&lt;script&gt;" in page.text
    assert "<script>alert" not in page.text and "<img src=x" not in page.text
