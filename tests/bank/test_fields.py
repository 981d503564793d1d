"""How long a field may be and what signs it may hold: the same for a file, a form and a check."""

from dataclasses import fields as parts_of
from dataclasses import replace
from typing import Any

import pytest

from quiz.bank.checks.checking import blocking, checks_of
from quiz.bank.checks.findings import judge
from quiz.bank.files.parsing import MODELS
from quiz.bank.revisions.content import FIELDS, Content, OptionContent, PointContent
from quiz.bank.text import fields, shapes
from quiz.bank.text.unseen import unseen
from tests.bank.cast import GOOD, NOTE, POINTS, REFERENCE, RIGHT, WRONG
from tests.bank.rich import FOLLOW_UPS, RICH

LONG = "why " * 50_000
NOTE_TOO = NOTE | {"source": {"title": LONG, "url": "https://example.org"}}
LONG_CONTENTS = {
    **{name: {name: LONG} for name in FIELDS if isinstance(getattr(RICH, name), str)},
    "accepted": {"accepted": [LONG]},
    "references": {"references": [REFERENCE | {"title": LONG}]},
    "references, address": {"references": [REFERENCE | {"url": f"https://example.org/{'a' * 600}"}]},
    "references, many": {"references": [REFERENCE] * 11},
    "currency_notes": {"currency_notes": [NOTE | {"says": LONG}]},
    "currency_notes, source": {"currency_notes": [NOTE_TOO]},
    "follow_up": {"follow_up": {"question": LONG, "good_reply": "Yes."}},
    "follow_ups": {"follow_ups": [FOLLOW_UPS[0] | {"reply": LONG}]},
    "follow_ups, points": {"follow_ups": [FOLLOW_UPS[0] | {"points": ["a"] * 11}]},
    "options": {"options": (RIGHT, *WRONG[:3], replace(WRONG[3], tempts=LONG))},
    "options, many": {
        "options": (RIGHT, *(replace(WRONG[0], slug=f"o{n}", text=f"Option {n}.") for n in range(250)))
    },
    "key_points": {"key_points": (POINTS[0], replace(POINTS[1], synonyms=[LONG]))},
}


@pytest.mark.parametrize("name", LONG_CONTENTS)
def test_a_field_is_never_longer_than_it_may_be(name: str) -> None:
    content = replace(RICH, **LONG_CONTENTS[name])
    [found, *_] = blocking(checks_of(content))
    assert (found.field, "the most" in found.words) == (name.partition(",")[0], True)


def test_what_is_too_long_is_not_measured() -> None:
    many = replace(RICH, **LONG_CONTENTS["options, many"], hint="." * 200_000 + "x")
    assert [check for check in judge(many, kind="concept") if not check.blocks and not check.passed] != []
    assert all(check.field == "options" for check in judge(many, kind="concept") if not check.blocks)


def test_every_field_of_the_bank_has_its_limits() -> None:
    assert set(fields.REVISION) == set(FIELDS)
    texts = {"text", "why", "tempts", "synonyms"}
    assert set(fields.OPTION) == texts & {part.name for part in parts_of(OptionContent)}
    assert set(fields.POINT) == texts & {part.name for part in parts_of(PointContent)}
    tables = (("revision", fields.REVISION), ("option", fields.OPTION), ("keypoint", fields.POINT))
    for model, table in tables:
        assert {name: MODELS[f"quiz.{model}"][name].shape for name in table} == table


UNSEEN = (
    "\x00\x07\r\x1b\x7f\x85\xad\u034f\u061c\u115f\u200b\u200c\u200d\u200e\u2028\u202a\u202e\u2060\u2066\u2069"
)
UNSEEN += (
    "\u2800\u3164\ue000\ufdd0\ufe0f\ufeff\uffa0\ufff9\ufffc\ufffd\uffff\U000e0020\U000e0100\U000f0000\ud800"
)


@pytest.mark.parametrize("sign", UNSEEN)
@pytest.mark.parametrize("place", ["{}What", "Wh{}at", "What{}"])
def test_a_sign_that_nobody_sees_is_found_and_named(sign: str, place: str) -> None:
    assert f"U+{ord(sign):04X}" in shapes.words(place.format(sign))


@pytest.mark.parametrize(
    "text",
    ["a\tb\nc", "👩‍🔬 asks", "❤️", "1️⃣ first", "👍🏽", "naïve", "日本語", "שלום", "“x” – y…", "10\xa0GB", "x²"],
)
def test_what_people_can_see_is_taken(text: str) -> None:
    assert (shapes.words(text), unseen(text)) == ("", "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Run `pip", "mark of code"),
        ("Run `a` and `b", "mark of code"),
        ("``a` b", "mark of code"),
        ("a`\n\n`b", "mark of code"),
        ("```\npip install", "does not end"),
        ("~~~ `\npip", "does not end"),
        ("Run `pip\xa0install`", "U+00A0"),
        ("Run `pip`", ""),
        ("`` a`b ``", ""),
        ("```sh\necho `date`\n```", ""),
        ("A mark \\` alone", ""),
        ("- `a`\n- `b`", ""),
        ("> ```\n> a\n> ```", ""),
        ("- a\n\n  ```\n  b\n  ```\n", ""),
        ("```\na ``` b", "does not end"),
    ],
)
def test_marks_of_code_come_in_pairs(text: str, says: str) -> None:
    said = shapes.prose(600)(text)
    assert (says in said, bool(said)) == (True, bool(says))


def put_in_each_place(words: str) -> list[tuple[str, Content]]:
    """A content for every field of prose, with these words in it."""

    def within(value: Any) -> list[Any]:
        if isinstance(value, str):
            return [words]
        if isinstance(value, dict):
            return [value | {name: new} for name, part in value.items() for new in within(part)]
        return [[new, *value[1:]] for new in within(value[0])] if isinstance(value, list) and value else []

    own = [(name, replace(RICH, **{name: new})) for name in FIELDS for new in within(getattr(RICH, name))]
    rows: list[tuple[str, Content]] = []
    for name in ("text", "why", "tempts"):
        rows.append(
            ("options", replace(RICH, options=(*RICH.options[:4], replace(RICH.options[4], **{name: words}))))
        )
    point = RICH.key_points[1]
    for new in (replace(point, text=words), replace(point, synonyms=[words])):
        rows.append(("key_points", replace(RICH, key_points=(RICH.key_points[0], new))))
    return own + rows


def test_no_field_takes_a_sign_that_nobody_sees() -> None:
    placed = put_in_each_place("features training serving \u202e store")
    assert len(placed) > 20
    missed = [(name, n) for n, (name, content) in enumerate(placed) if not names(content, name)]
    assert missed == []


def names(content: Content, field: str) -> bool:
    return any(check.field == field and check.words for check in blocking(checks_of(content)))


def test_an_answer_that_meets_none_of_its_own_key_points_is_refused() -> None:
    astray = replace(GOOD, answer="Something else altogether.")
    assert [(check.field, "meets none" in check.words) for check in blocking(checks_of(astray))] == [
        ("answer", True)
    ]
    half = replace(GOOD, answer="A central place.")
    assert blocking(checks_of(half)) == []
