"""What else a curator has to decide: files that disagree, an old reference, relations, and a sign that is none."""

from dataclasses import replace
from datetime import datetime, timedelta

from accounts.models import User
from quiz.bank.editing.publishing import live_content, publish, save_draft, state_of
from quiz.bank.editing.relating import Side, relate, unrelate
from quiz.bank.files.exporting import shipped_question, shipped_section
from quiz.bank.files.loading import load
from quiz.bank.models import Question, Relation, Revision
from quiz.bank.revisions.content import Content
from quiz.bank.revisions.digest import digest_of
from quiz.bank.shipped import ShippedBank
from quiz.curation.quality.dismissing import dismiss
from quiz.curation.quality.queue import whole_queue

DISPUTED = "what-is-dvc"
HINT_HERE = "What is Git too slow for?"
HINT_OF_THE_FILES = "Which part of a project grows too heavy for Git?"
DATED = "mlflow-components"
LAST_CHECKED = timedelta(days=400)
EASY, ITS_FIRST = "main-goal-of-mlops", "what-is-mlops"
HARDER, KNOWN_BEFORE = "canary-deployment", "what-is-model-registry"
WHY_NONE = "Read again by two of us: it is right as it stands."


def tend(*, curator: User, now: datetime) -> None:
    """Dates a source, changes relations, and loads a file that disagrees. In the caller's transaction.

    Relations of what comes first alone: no memory depends on them.
    """
    date_a_source(curator, now - timedelta(minutes=100))
    disagree(curator, now - timedelta(minutes=80))
    removed = Relation.objects.get(question__key=EASY, to__key=ITS_FIRST)
    unrelate(
        relation=removed, by=curator, why="It can be answered on its own.", now=now - timedelta(minutes=50)
    )
    relate(
        question=Question.objects.get(key=HARDER),
        side=Side.FIRST,
        other=Question.objects.get(key=KNOWN_BEFORE),
        by=curator,
        why="A canary is a version of the registry.",
        now=now - timedelta(minutes=40),
    )


def date_a_source(curator: User, now: datetime) -> None:
    """It was looked at more than a year ago."""
    day = (now - LAST_CHECKED).date().isoformat()
    words = live_content(Question.objects.get(key=DATED))
    references = [row | {"checked": day} for row in words.references[:1]] + words.references[1:]
    put_live(
        DATED, replace(words, references=references), curator, now, why="Says when we last read its source."
    )


def disagree(curator: User, now: datetime) -> None:
    """The hint is changed here, and then by the file."""
    question = Question.objects.select_related("section", "live_revision").get(key=DISPUTED)
    shipped = shipped_question(question, {})
    put_live(DISPUTED, replace(shipped.content, hint=HINT_HERE), curator, now, why="A shorter hint.")
    newer = replace(shipped, content=replace(shipped.content, hint=HINT_OF_THE_FILES))
    bank = ShippedBank((shipped_section(question.section),), (newer,), ())
    load(bank=bank, now=now + timedelta(minutes=20))


def put_live(key: str, content: Content, curator: User, now: datetime, *, why: str) -> None:
    question = Question.objects.get(key=key)
    was = digest_of(live_content(question))
    draft = save_draft(question=question, content=content, seen=was, by=curator, now=now)
    seen, wording = state_of(question), Revision.Change.WORDING
    publish(revision=draft, seen=seen, by=curator, change=wording, why=why, now=now + timedelta(minutes=5))


def dismiss_one(*, curator: User, now: datetime) -> None:
    """The last of what the answers show, if they show anything: it is meant so. In the caller's transaction."""
    for queued in whole_queue()[-1:]:
        found = queued.found
        dismiss(
            question=queued.question, reason=found.reason, slug=found.slug, why=WHY_NONE, by=curator, now=now
        )
