"""A learner flags a question: says in one line what is wrong with it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts import limits
from accounts.limits.charging import Charge
from accounts.limits.counting import Limit
from quiz.bank.models import Question, Revision
from quiz.practice.flags.models import Flag, FlagQuerySet
from quiz.practice.models import Event, Learner, Prompt, Review, of

HOUR, DAY = 60 * 60, 24 * 60 * 60
OF_A_PERSON = (Limit(10, HOUR), Limit(30, DAY))
OF_A_NETWORK = (Limit(60, HOUR), Limit(200, DAY))
"""A class of sixty in one room, each with a flag."""


class FlaggedAlready(Exception):
    """Another flag of this learner waits for its answer, which the page did not show; nothing was changed."""

    def __init__(self, flag: Flag) -> None:
        super().__init__(flag.pk)
        self.flag = flag


def send_flag(
    *,
    learner: Learner,
    question: Question,
    revision: Revision,
    prompt: Prompt | None,
    words: str,
    instead_of: int | None,
    network: str,
    now: datetime,
) -> Flag:
    """Make a flag, or say an open one in other words (`instead_of`); the same words again are the same flag.

    Owns its transaction. Raises `FlaggedAlready`, and `limits.TooMany`, which says when there may be more.
    """
    sent = Flag(
        learner_id=learner.pk, question=question, revision=revision, prompt=prompt, words=words, made=now
    )
    try:
        with transaction.atomic():
            Learner.objects.select_for_update(no_key=True).get(pk=learner.pk)
            return flag_once(learner, sent, instead_of, network)
    except IntegrityError:  # a curator took an answer back at this moment
        waiting = open_flag(learner, question)
        if waiting is None:
            raise
        raise FlaggedAlready(waiting) from None


def flag_once(learner: Learner, sent: Flag, instead_of: int | None, network: str) -> Flag:
    waiting = open_flag(learner, sent.question, Flag.objects.select_for_update(of=("self",)))
    if waiting and waiting.words == sent.words:
        return waiting
    if waiting and waiting.pk != instead_of:
        raise FlaggedAlready(waiting)
    limits.spend_all(charges(learner, network))
    if waiting:
        sent.pk, sent.learner_id, sent.prompt = waiting.pk, waiting.learner_id, sent.prompt or waiting.prompt
    sent.save(force_update=waiting is not None)
    return sent


def charges(learner: Learner, network: str) -> list[Charge]:
    own = [Charge("flags", ("person", str(learner.pk)), limit) for limit in OF_A_PERSON]
    return own + [Charge("flags of a network", (network,), limit) for limit in OF_A_NETWORK]


def open_flag(learner: Learner, question: Question, among: FlagQuerySet | None = None) -> Flag | None:
    """The one that waits; of two that met when a visitor signed in, the later."""
    flags = Flag.objects.all() if among is None else among
    return flags.theirs(learner).open().filter(question=question).order_by("-made", "-pk").first()


def has_seen_answer(learner: Learner, question: Question) -> bool:
    """Whether they answered it, or read its answer, on any day: only then can they say what is wrong."""
    if not learner.exists:
        return False
    read = Event.objects.filter(of(learner), question=question, kind=Event.Kind.READ)
    return read.exists() or Review.objects.filter(of(learner), prompt__question=question).exists()
