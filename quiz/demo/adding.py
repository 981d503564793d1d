"""A question that the curator has begun, and that no learner sees yet."""

from dataclasses import replace
from datetime import datetime

from accounts.models import User
from quiz.bank.editing.adding import add_question
from quiz.bank.editing.publishing import save_draft
from quiz.bank.editing.relating import Side, relate
from quiz.bank.models import Question, Section
from quiz.bank.revisions.content import Content
from quiz.bank.revisions.digest import digest_of

SECTION, FIRST = "advanced", "canary-deployment"
TEXT = "What is a shadow deployment?"
ANSWER = "A new model gets a copy of the live requests; its answers are stored and compared, and no user sees them."
HINT = "Whose answer does the user get?"


def begin_a_question(*, curator: User, now: datetime) -> Question:
    """With its answer and hint, and what is to be known first; options and key points are to come."""
    section = Section.objects.get(slug=SECTION)
    question = add_question(section=section, kind="concept", text=TEXT, key="", by=curator, now=now)
    words = Content(text=TEXT, answer="")
    save_draft(
        question=question,
        content=replace(words, answer=ANSWER, hint=HINT),
        seen=digest_of(words),
        by=curator,
        now=now,
    )
    first = Question.objects.get(key=FIRST)
    relate(question=question, side=Side.FIRST, other=first, by=curator, why="", now=now)
    return question
