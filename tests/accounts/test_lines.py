"""Names and titles that others see: something to the eye, and nothing that moves what stands beside it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.lines import UNSEEN, one_line

INVISIBLE = st.sampled_from(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u115f\u1160\u3164\uffa0\u180e\ufe0f\u0301"
)
SPACES = st.sampled_from(" \t\n\r\u0085\u00a0\u1680\u2003\u2028\u2029\u202f\u205f\u2800\u3000")
TURNING = st.sampled_from("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
CONTROLS = st.sampled_from("\x00\x08\x1b\x7f\x9f\ufff9\ufffe\U000e0041")
NOTHING = INVISIBLE | SPACES | TURNING | CONTROLS

LEGITIMATE = [
    "علی‌رضا",  # Persian keeps two letters apart
    "क्‍षमा",
    "👩🏽‍💻 Learner",
    "❤️‍🔥",
    "1️⃣",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "葛\U000e0100城",  # this way of writing the first letter, and no other
    "שָׁלוֹם",
    "O’Learner-Été, née ﬁ",
]


@given(st.text(NOTHING))
def test_what_nobody_can_see_is_nothing(text):
    assert one_line(text) == ""


@given(st.text(NOTHING | st.sampled_from("ab1é字ع-"), max_size=40))
def test_a_line_neither_turns_nor_breaks_nor_hides_anything(text):
    line = one_line(text)
    assert not re.search(rf"[{UNSEEN}]", line.translate(dict.fromkeys(map(ord, "\u200c\u200d\ufe0f"))))
    assert line == " ".join(line.split()) == one_line(line)


@pytest.mark.parametrize("name", LEGITIMATE)
def test_a_name_in_any_script_stays_as_it_is(name):
    assert one_line(name) == name
    assert one_line(f"\u202e {name}\u200b\u200d") == name


def test_marks_do_not_pile_up_over_other_lines():
    assert one_line("e" + "\u0301" * 70) == "é" + "\u0301" * 5
    assert one_line("\u0301Learner \u03011") == "Learner 1"
