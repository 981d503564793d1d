"""Two contents side by side, word by word."""

from dataclasses import replace

from django.template import Template
from django.template.context import Context

from quiz.bank.revisions.content import Content, OptionContent, PointContent
from quiz.bank.revisions.wordwise import compare_words
from quiz.curation.editing.comparing import compare

OLD = Content(
    text="What is a model registry?",
    answer="A place for models.",
    options=(OptionContent("a", "One.", is_right=True), OptionContent("b", "Two.", why="No.")),
    key_points=(PointContent("p", "A place"),),
)


def told(new: Content) -> dict[str, str]:
    marks = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return {
        row.label: "".join(marks[part.kind].format(part.text) for part in row.parts)
        for row in compare(OLD, new)
    }


def test_the_same_words_differ_in_nothing() -> None:
    assert compare(OLD, replace(OLD)) == []


def test_words_that_went_and_came_are_marked() -> None:
    new = replace(OLD, text="What is the model registry for?")
    assert told(new) == {"Question": "What is [-a -][+the +]model [-registry?-][+registry for?+]"}


def test_a_field_that_is_new_is_all_added() -> None:
    assert told(replace(OLD, explanation="Because.", difficulty=3)) == {
        "Why": "[+Because.+]",
        "Difficulty": "[+3+]",
    }


def test_options_are_compared_by_what_they_are_not_by_where_they_stand() -> None:
    new = replace(OLD, options=(replace(OLD.options[1], text="Three."), OLD.options[0]))
    assert told(new) == {"Option b": "[-Two.\n-][+Three.\n+]No.", "Order of the options": "[-a b-][+b a+]"}


def test_the_parts_of_a_reference_are_compared_in_one_order() -> None:
    parts = {"title": "A guide", "url": "https://example.org/", "checked": "2026-11-24"}
    one, other = (replace(OLD, references=[dict(p)]) for p in (parts.items(), reversed(parts.items())))
    assert compare(one, other) == []


def test_an_option_that_went_is_all_removed() -> None:
    new = replace(OLD, options=OLD.options[:1])
    assert told(new) == {"Option b": "[-Two.\nNo.-]"}


def test_what_teaches_is_compared_too() -> None:
    new = replace(
        OLD,
        senior="Who owns it?",
        follow_ups=[{"points": ["Reads"], "reply": "I count.", "question": "Cost?", "tag": "cost"}],
        options=(OLD.options[0], replace(OLD.options[1], tempts="Both.")),
        key_points=(replace(OLD.key_points[0], essential=True),),
    )
    assert told(new) == {
        "What a senior adds": "[+Who owns it?+]",
        "Follow-up 1": "[+cost\nCost?\nI count.\nReads+]",
        "Option b": "Two.\n[-No.-][+No.\nBoth.+]",
        "Key point p": "[+Essential.\n+]A place",
    }


def drawn(kinds: str) -> str:
    parts = list(compare_words("git  push\n<all>", "git  pull\n<all>"))
    return Template(f"{{% load differences %}}{{% difference parts {kinds} %}}").render(
        Context({"parts": parts})
    )


def test_a_difference_is_drawn_with_no_blank_of_its_own_and_its_kind_told_to_who_does_not_see() -> None:
    gone = '<del><span class="unseen">removed: </span>push\n</del>'
    new = '<ins><span class="unseen">added: </span>pull\n</ins>'
    assert drawn('"removed added" "unseen"') == f"git  {gone}{new}&lt;all&gt;"


def test_a_difference_leaves_out_the_kinds_not_asked_for() -> None:
    assert drawn('"removed"') == 'git  <del><span class="hidden">removed: </span>push\n</del>&lt;all&gt;'
