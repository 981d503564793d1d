"""Which prompt a session waits for."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from quiz.bank.published import PublishedBank, published_bank
from quiz.practice.log.learners import bank_stamp
from quiz.practice.models import Correction, Event, Learner, PracticeSession, Prompt, of

FRESH_FOR = timedelta(minutes=30)


def open_prompt(session: PracticeSession) -> Prompt | None:
    """The highest prompt of the session, if it was neither answered nor skipped."""
    prompt = session.prompts.select_related("review").order_by("-sequence").first()
    if prompt is None or hasattr(prompt, "review"):
        return None
    return None if prompt.events.filter(kind=Event.Kind.SKIPPED).exists() else prompt


def waiting(learner: Learner, question_id: int) -> Iterable[Prompt]:
    """Prompts of this question in practice that were neither answered nor skipped."""
    interview = PracticeSession.Kind.INTERVIEW
    open_prompts = learner.prompts.filter(question=question_id, review=None)
    return (
        open_prompts.exclude(session__kind=interview)
        .exclude(events__kind=Event.Kind.SKIPPED)
        .order_by("at", "pk")
    )


def current_prompt(learner: Learner, session: PracticeSession, now: datetime) -> Prompt | None:
    """The open prompt, unless it is stale (`is_stale`)."""
    prompt = open_prompt(session)
    if prompt is None or session.has_ended or is_stale(learner, prompt, now):
        return None
    return prompt


def is_stale(learner: Learner, prompt: Prompt, now: datetime) -> bool:
    """Older than half an hour, of a revision no longer live, or made before an undo."""
    return (
        now - prompt.at > FRESH_FOR
        or not is_live(prompt, published_bank(bank_stamp(learner)))
        or Correction.objects.filter(of(learner), kind=Correction.Kind.UNDO, at__gt=prompt.at).exists()
    )


def is_live(prompt: Prompt, bank: PublishedBank) -> bool:
    """Is this the revision that would be asked today?"""
    question = bank.questions.get(bank.key_of[prompt.question_id])
    return question is not None and question.revision.id == prompt.revision_id
