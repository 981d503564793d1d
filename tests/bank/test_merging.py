"""Two people's changes of the same words, made into one."""

from dataclasses import replace
from typing import Any

from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from quiz.bank.revisions.content import Content, ExampleContent, OptionContent, PointContent, content_saying
from quiz.bank.revisions.merging import differing, merge, taking
from tests.bank.rich import RICH

FEW = hypothesis_settings(max_examples=40)
WORDS = st.sampled_from(["", "one", "two", "three"])
SLUGS = st.lists(st.sampled_from("abcde"), unique=True, max_size=4)


@st.composite
def contents(draw: Any) -> Content:
    options = [OptionContent(slug, slug + draw(WORDS), why=draw(WORDS)) for slug in draw(SLUGS)]
    right = draw(st.sampled_from([*options, None]))
    return Content(
        text=draw(WORDS),
        answer=draw(WORDS),
        hint=draw(WORDS),
        points_needed=draw(st.sampled_from([None, 1, 2])),
        references=draw(st.lists(st.fixed_dictionaries({"title": WORDS}), max_size=2)),
        options=tuple(replace(option, is_right=option is right) for option in options),
        key_points=tuple(
            PointContent(slug, slug + draw(WORDS), [], draw(st.booleans())) for slug in draw(SLUGS)
        ),
        examples=tuple(ExampleContent(text, draw(st.booleans())) for text in draw(SLUGS)),
    )


BASE = Content(
    text="What is drift?",
    answer="A change.",
    points_needed=1,
    options=(OptionContent("a", "A change", is_right=True), OptionContent("b", "A bug", why="It is not.")),
    key_points=(PointContent("x", "data"), PointContent("y", "time")),
)


def option(content: Content, slug: str, **words: Any) -> Content:
    rows = [replace(row, **words) if row.slug == slug else row for row in content.options]
    return replace(content, options=tuple(rows))


@FEW
@given(contents(), contents())
def test_what_only_one_changed_is_as_they_have_it(base: Content, changed: Content) -> None:
    assert merge(base, changed, base) == merge(base, base, changed) == merge(base, changed, changed)
    assert (merge(base, changed, base).content, merge(base, changed, base).conflicts) == (changed, ())


@FEW
@given(contents(), contents(), contents())
@example(
    Content("", ""),
    Content("", "", examples=(ExampleContent("a"),)),
    Content("", "", examples=(ExampleContent("b"),)),
)
def test_whoever_comes_first_the_same_is_asked_and_the_rest_is_the_same(
    base: Content, mine: Content, theirs: Content
) -> None:
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert bool(one.conflicts) == bool(other.conflicts)
    assert {*one.conflicts, "right"} == {*other.conflicts, "right"}
    if not one.conflicts:
        assert differing(one.content, other.content) <= {"options", "key_points", "examples"}, (
            "only where new rows stand"
        )


@FEW
@given(contents(), contents(), contents())
def test_what_is_taken_from_the_other_is_as_the_other_has_it(
    base: Content, mine: Content, theirs: Content
) -> None:
    merged = merge(base, mine, theirs)
    assert len(merged.content.right_options) <= 1
    assert taking(merged.content, theirs, differing(merged.content, theirs)) == theirs
    assert taking(merged.content, theirs, []) == merged.content


@FEW
@given(contents(), contents())
def test_where_nobody_knows_what_they_began_with_every_difference_is_asked(
    mine: Content, theirs: Content
) -> None:
    merged = merge(None, mine, theirs)
    rows = {"right", "options", "key_points", "examples"}
    assert set(merged.conflicts) - rows == differing(mine, theirs) - rows
    assert merge(None, mine, mine).content == mine and merge(None, mine, mine).conflicts == ()


def test_fields_that_only_one_touched_are_merged() -> None:
    merged = merge(BASE, replace(BASE, hint="Think."), replace(BASE, answer="A slow change."))
    assert (merged.content, merged.conflicts) == (replace(BASE, hint="Think.", answer="A slow change."), ())


def test_a_field_that_both_changed_is_asked_and_mine_stands() -> None:
    merged = merge(BASE, replace(BASE, hint="Mine"), replace(BASE, hint="Theirs", answer="Theirs"))
    assert merged.conflicts == ("hint",)
    assert (merged.content.hint, merged.content.answer) == ("Mine", "Theirs")


def test_an_option_is_one_thing_with_its_reasons_and_its_mark() -> None:
    mine = option(option(BASE, "a", is_right=False), "b", is_right=True)
    theirs = option(BASE, "b", why="A bug stays.")
    assert merge(BASE, mine, theirs).conflicts == ("option b",)
    assert merge(BASE, option(BASE, "a", text="Change"), theirs).conflicts == ()


def test_an_option_that_one_removed_and_one_changed_is_asked() -> None:
    removed = replace(BASE, options=BASE.options[:1])
    changed = option(BASE, "b", text="A flaw")
    merged = merge(BASE, removed, changed)
    assert (merged.content, merged.conflicts) == (removed, ("option b",))
    assert taking(merged.content, changed, merged.conflicts) == changed


def test_two_marks_at_two_options_are_asked() -> None:
    base = replace(BASE, options=(*BASE.options, OptionContent("c", "A flaw")))
    unmarked = option(base, "a", is_right=False)
    mine, theirs = option(unmarked, "b", is_right=True), option(unmarked, "c", is_right=True)
    merged = merge(base, mine, theirs)
    assert (merged.content, merged.conflicts) == (mine, ("right",))
    assert taking(merged.content, theirs, ["right"]) == theirs


def test_how_many_points_are_needed_is_asked_where_the_points_became_others() -> None:
    mine, theirs = replace(BASE, points_needed=2), replace(BASE, key_points=BASE.key_points[:1])
    assert merge(BASE, mine, theirs).conflicts == ("points_needed",)
    words = replace(BASE, key_points=(PointContent("x", "the data"), BASE.key_points[1]))
    assert merge(BASE, mine, words).conflicts == ()


def test_an_option_that_both_added_with_the_same_words_is_one() -> None:
    mine, theirs = (replace(BASE, options=(*BASE.options, OptionContent(s, "New"))) for s in ("n-2", "n"))
    assert merge(BASE, mine, theirs) == merge(BASE, theirs, theirs)


def test_rows_that_each_added_stand_where_they_were_put() -> None:
    new, other = OptionContent("n", "New"), OptionContent("o", "Other")
    mine = replace(BASE, options=(BASE.options[0], new, BASE.options[1]))
    theirs = replace(BASE, options=(*BASE.options[::-1], other))
    merged = merge(BASE, mine, theirs)
    assert ([row.slug for row in merged.content.options], merged.conflicts) == (["b", "a", "n", "o"], ())


def test_what_a_content_says_comes_back() -> None:
    assert content_saying(RICH.said()) == RICH and content_saying(BASE.said()) == BASE
