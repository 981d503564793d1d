"""What learners of the demonstration say is wrong: flags that wait, and one that is answered and not read yet."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from accounts.models import User
from quiz.bank.models import Question, Revision
from quiz.curation.flags.answering import answer_flags, state_of
from quiz.demo.cast import PROTAGONIST
from quiz.demo.practice.history import ZONE
from quiz.mastery.library.answers_read import read_answer
from quiz.practice.flags.flagging import send_flag
from quiz.practice.flags.models import Flag
from quiz.practice.models import Learner, Prompt, Review

METRIC, CANARY, ANSWERED = "mlflow-log-metric", "canary-deployment", "what-is-mlops"
OF_METRIC = (
    "It works outside of `with start_run()` too. The answer could say so.",
    "`log_metrics` with a dict is right as well.",
    "Please name the step argument.",
)
OF_CANARY = "Option 3 is true as well."
OF_ANSWERED = "Isn’t monitoring part of MLOps too? The answer leaves it out."
REPLY = (
    "The answer names the whole life of a model, and monitoring is a part of it. We keep it short on purpose."
)
NETWORK = "demonstration"
WEEK = timedelta(days=6)


def flag_and_answer(*, curator: User, now: datetime) -> None:
    """Flags of members, a visitor and the one who prepares alone. In the caller's transaction."""
    for days, (prompt, words) in enumerate(zip(last_prompts(METRIC), OF_METRIC, strict=False)):
        send(prompt.learner, METRIC, words, now - WEEK + timedelta(days=days), prompt)
    visitor = read_answer(learner=Learner(), key=CANARY, now=now - timedelta(days=1), zone=ZONE)
    send(visitor, CANARY, OF_CANARY, now - timedelta(days=1))
    for prompt in last_prompts(ANSWERED, learner__user__email=PROTAGONIST.email):
        answer(send(prompt.learner, ANSWERED, OF_ANSWERED, now - timedelta(days=2), prompt), curator, now)


def last_prompts(key: str, **more: str) -> Iterator[Prompt]:
    """The last one that each learner answered, as far as they answered it: three learners at most."""
    rows = Review.objects.filter(prompt__question__key=key, **more).select_related("prompt__learner")
    newest = {review.learner_id: review.prompt for review in rows.order_by("at")}
    yield from sorted(newest.values(), key=lambda prompt: prompt.at)[-len(OF_METRIC) :]


def send(learner: Learner, key: str, words: str, now: datetime, prompt: Prompt | None = None) -> Flag:
    question = Question.objects.get(key=key)
    shown = Revision.objects.get(pk=prompt.revision_id) if prompt else question.live_revision
    assert shown, f"{key} is not published"  # noqa: S101
    return send_flag(
        learner=learner,
        question=question,
        revision=shown,
        prompt=prompt,
        words=words,
        instead_of=None,
        network=NETWORK,
        now=now,
    )


def answer(flag: Flag, curator: User, now: datetime) -> None:
    answer_flags(
        question=flag.question,
        chosen={flag.pk: state_of(flag)},
        outcome=Flag.Outcome.RIGHT,
        answer=REPLY,
        by=curator,
        now=now - timedelta(hours=2),
    )
