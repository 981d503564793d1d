"""A content with everything that a revision can hold."""

from dataclasses import replace

from quiz.bank.content import Content, OptionContent
from tests.bank.test_standards import GOOD, NOTE, POINTS, RIGHT, WRONG

FOLLOW_UPS = [
    {
        "tag": "llm",
        "question": "And for embeddings?",
        "reply": "I keep them in the same place, with the version of the model that made them.",
        "points": ["Same place", "Version of the model"],
    },
    {
        "tag": "cost",
        "question": "What does an online store cost?",
        "reply": "I count reads and bytes, and keep online what is asked for online.",
        "points": ["Reads and bytes", "Only what is asked for"],
    },
]
CORRECTION = {name: NOTE[name] for name in ("says", "source", "checked")} | {"kind": "correction"}
CHANGE = NOTE | {"kind": "change"}
MORE = (
    OptionContent(
        "cache", "One place that keeps answers of training and serving runs.", why="It keeps none."
    ),
    OptionContent("schema", "One place that keeps names of features for their owners.", why="Not the names."),
)
RICH: Content = replace(
    GOOD,
    explanation=GOOD.explanation.strip(),
    follow_up={},
    follow_ups=FOLLOW_UPS,
    senior="A senior asks who owns each feature.",
    currency_notes=[CORRECTION, CHANGE],
    key_points=(replace(POINTS[0], essential=True), POINTS[1]),
    options=(
        RIGHT,
        replace(WRONG[0], tempts="Both are one place for many teams; a registry keeps models."),
        *WRONG[1:],
        *MORE,
    ),
)
