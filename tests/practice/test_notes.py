"""A note is the learner's own: saved as it is typed, lost by nobody, seen by nobody else."""

import re

import pytest
import time_machine

from quiz.practice.models import Learner, Note
from quiz.practice.people.merging import adopt
from quiz.privacy import erase_person
from tests.conftest import NOW, Person
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db
PAGE = "/questions/what-is-concept-drift/"
ADDRESS = f"{PAGE}note/"
CANARY = "kanarienvogel"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def over(person: Person, address: str = PAGE) -> str:
    """The edition that the page shows."""
    return re.search(r'name="over" value="([^"]*)"', person.get(address).text)[1]


def write(person: Person, words: str, over: str = "", **more):
    return person.post(ADDRESS, {"words": words, "over": over} | more)


def typed(person: Person, words: str, over: str = ""):
    return person.post(ADDRESS, {"words": words, "over": over}, headers=HTMX)


def the_words() -> str:
    return Note.objects.get().words


def test_a_note_is_on_the_questions_page_and_after_the_answer_never_before_it(learner, prompt):
    assert write(learner, "Think of *seasons*.", next=PAGE).url == PAGE
    assert "Think of <em>seasons</em>." in learner.get(PAGE).text
    assert "seasons" not in learner.get(prompt.get_absolute_url()).text
    answer_well(prompt)
    assert "Think of <em>seasons</em>." in learner.get(prompt.get_absolute_url()).text


def test_a_visitor_has_notes_too_and_they_are_the_accounts_once_they_sign_up(visitor, learner):
    write(visitor, "Mine")
    assert "Mine" in visitor.get(PAGE).text
    adopt(visitor=visitor.learner, user=learner.user, now=NOW)
    assert "Mine" in learner.get(PAGE).text


def test_signing_in_joins_two_notes_with_a_rule_between_them(visitor, learner):
    write(learner, "From home\n")
    write(visitor, "From the train")
    adopt(visitor=visitor.learner, user=learner.user, now=NOW)
    assert the_words() == "From home\n\n---\n\nFrom the train"
    assert re.search(r"From home</p>\s*<hr>\s*<p>From the train", learner.get(PAGE).text)


def test_what_is_typed_is_saved_and_the_next_save_goes_over_it(learner):
    first = typed(learner, "Wat")
    assert "Saved." in first.text
    edition = re.search(r'name="over" value="([^"]+)"', first.text)[1]
    assert "<p>Water</p>" in typed(learner, "Water", edition).text
    assert (the_words(), over(learner)) == ("Water", str(Note.objects.get().edition))


def test_a_save_over_a_newer_one_keeps_and_shows_both(learner):
    write(learner, "Start")
    old = over(learner)
    write(learner, "Phone", old)
    answered = typed(learner, "Laptop", old)
    assert (answered.headers["HX-Retarget"], the_words()) == ("#note", "Phone\n\n---\n\nLaptop")
    assert "Phone\n\n---\n\nLaptop</textarea>" in answered.text and "somewhere else" in answered.text
    plain = learner.get(write(learner, "Tablet", old).url)
    assert "Laptop\n\n---\n\nTablet</textarea>" in plain.text and "somewhere else" in plain.text


def test_the_same_words_sent_again_and_an_old_emptying_take_nothing_away(learner):
    write(learner, "Twice")
    edition = over(learner)
    for words in ("Twice", ""):
        write(learner, words, "")
        assert (the_words(), over(learner)) == ("Twice", edition)
    write(learner, " \r\n", edition)
    assert not Note.objects.exists()


def test_too_long_a_note_is_refused_and_stays_in_the_field(learner):
    write(learner, "x" * 4_000)
    for send in (write, typed):
        refused = send(learner, "y" * 4_001, over(learner))
        assert (refused.status_code, "at most; this one has 4,001" in refused.text) == (422, True)
    assert "y" * 4_001 + "</textarea>" in write(learner, "y" * 4_001, over(learner)).text
    assert the_words() == "x" * 4_000


def test_ten_megabytes_are_refused_with_words(learner):
    write(learner, "Kept")
    assert write(learner, "z" * 10_000_000, over(learner)).status_code == 413
    assert the_words() == "Kept"


def test_lines_count_once_however_a_browser_sends_them(learner):
    assert write(learner, "a\r\n" * 2_000).status_code == 302
    assert the_words() == "a\n" * 2_000


def test_search_finds_ones_own_note_alone(learner, classmate):
    write(learner, f"Say {CANARY} first")
    for person, found in ((learner, True), (classmate, False)):
        assert (PAGE in person.get(f"/library/?q={CANARY.upper()}+drift").text) is found


def test_markup_in_a_note_is_only_words(learner):
    write(learner, "<script>alert(1)</script><b id=x>bold</b> [a](javascript:alert(1)) </textarea><i id=x>")
    shown = learner.get(PAGE).text
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown and "id=x>" not in shown
    assert 'href="javascript' not in shown


def test_nobody_else_meets_it_and_it_goes_with_the_person(learner, classmate, curator, instructor):
    write(learner, CANARY)
    assert CANARY in learner.get(ADDRESS).text
    for person in (classmate, curator, instructor):
        assert CANARY not in person.get(PAGE).text + person.get(ADDRESS).text
    erase_person(learner=learner.learner, reason="asked for", now=NOW)
    assert not Note.objects.exists()


def test_signed_out_the_words_come_back_after_signing_in(learner, visitor):
    owner = re.search(r'name="owner" value="([^"]+)"', learner.get(PAGE).text)[1]
    asked = visitor.post(ADDRESS, {"words": "Long thought", "owner": owner})
    assert asked.status_code == 401 and "Long thought" in asked.text
    assert not Learner.objects.filter(notes__isnull=False).exists()


def test_a_question_that_is_not_there_has_no_note(visitor):
    assert visitor.post("/questions/no-such/note/", {"words": "a"}).status_code == 404
