"""A finished question, as the bank's standard wants it."""

from quiz.bank.revisions.content import Content, OptionContent, PointContent
from quiz.bank.shipped import ShippedBank, ShippedQuestion, ShippedSection

RIGHT = OptionContent("store", "One place that keeps features for training and for serving.", is_right=True)
WRONG = (
    OptionContent(
        "registry", "One place that keeps the versions of trained models.", why="A model registry."
    ),
    OptionContent("tracking", "One place that keeps parameters and metrics of each run.", why="Tracking."),
    OptionContent("lake", "One place that keeps raw files until somebody needs them.", why="A data lake."),
    OptionContent("queue", "One place that keeps messages until a consumer has read them.", why="A queue."),
)
POINTS = (
    PointContent("one-store", "One central store", ["central", "single place"]),
    PointContent("both", "For training and serving", ["training and serving", "offline and online"]),
)
REFERENCE = {"title": "Feast", "url": "https://docs.feast.dev/", "checked": "2026-11-24"}
NOTE = {
    "since": "2024",
    "says": "It is called otherwise.",
    "source": {"title": "Feast", "url": "https://docs.feast.dev/"},
    "checked": "2026-11-24",
}
GOOD = Content(
    text="What is a feature store?",
    answer="A central place for features in training and serving.",
    hint="Where would two teams look before they compute the same column again?",
    explanation="word " * 40,
    common_wrong="“A database.” It lacks the point in time.",
    difficulty=2,
    points_needed=2,
    references=[REFERENCE],
    currency_notes=[NOTE],
    follow_up={"question": "And skew?", "good_reply": "The same values on both sides."},
    options=(RIGHT, *WRONG),
    key_points=POINTS,
)


def bank_of(contents: list[Content]) -> ShippedBank:
    questions = [
        ShippedQuestion(f"q-{place}", "section", place, "concept", content)
        for place, content in enumerate(contents, start=1)
    ]
    return ShippedBank((ShippedSection("section", 1, "Section"),), tuple(questions), ())
