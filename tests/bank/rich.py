"""A content with everything that a revision can hold."""

from dataclasses import replace

from quiz.bank.editing.publishing import lock, open_draft, save_draft
from quiz.bank.models import Question, Revision
from quiz.bank.revisions.content import Content, ExampleContent, OptionContent, content_of
from quiz.bank.revisions.digest import digest_of
from tests.bank.acts import publish
from tests.bank.cast import GOOD, NOTE, POINTS, RIGHT, WRONG
from tests.conftest import NOW

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
EXAMPLES = (
    ExampleContent("One central place for features, the same in training and in serving", accepted=True),
    ExampleContent("a registry:\n- of models\n  'and' \"theirs\" # no: [yes]", accepted=False),
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
    examples=EXAMPLES,
)


def publish_rich(key: str, content: Content = RICH) -> Revision:
    """The question says all of it from now on."""
    question = Question.objects.get(key=key)
    draft = open_draft(question=question, by=None, now=NOW)
    seen = digest_of(content_of(draft))
    return publish(save_draft(question=lock(question), content=content, seen=seen, by=None, now=NOW))
