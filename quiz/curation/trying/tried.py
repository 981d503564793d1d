"""What the grader makes of an answer to words that may not be saved yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from quiz.bank.models import Question
from quiz.bank.published import PublishedPoint, PublishedRevision, revision_saying
from quiz.bank.revisions.content import Content
from quiz.curation.editing.preview import feedback_on, head
from quiz.practice.answering.judging import Judged, judge_typed
from quiz.practice.models import Grade, Way
from quiz.practice.pages.feedback_page import Feedback
from quiz.practice.pages.typed_answer import TypedAnswer


@dataclass(frozen=True, slots=True)
class Tried:
    revision: PublishedRevision
    judged: Judged
    page: Feedback | None
    """What a learner sees who types it; none where this question is not asked by typing."""
    unfinished: Sequence[str] = ()
    """What could not be read of the words."""

    @property
    def words(self) -> str:
        return TypedAnswer(self.revision, self.judged.response, self.judged.grade, self.judged.grade).words

    @property
    def verdict(self) -> str:
        verdicts = {
            "accept": _("Accepted"),
            "partial": _("Accepted, but not all of it"),
            "reject": _("Rejected"),
            "unsure": _("Not sure: left to the learner"),
        }
        return verdicts[self.judged.response["verdict"]]

    @property
    def is_accepted(self) -> bool:
        return self.judged.grade > Grade.FORGOT

    @property
    def grade(self) -> Any:
        """As a learner's own grades are called."""
        return Grade(self.judged.grade).label

    @property
    def met(self) -> list[PublishedPoint]:
        return [point for point in self.revision.points if point.slug in self.judged.response["points"]]

    @property
    def missed(self) -> list[PublishedPoint]:
        return [point for point in self.revision.points if point.slug not in self.judged.response["points"]]

    @property
    def message(self) -> str:
        """In the learner's page, where there is one, it stands as learners see it."""
        return "" if self.page else str(self.judged.response["message"])


def try_answer(
    question: Question, content: Content, words: str, now: datetime, *, unread: Sequence[str] = ()
) -> Tried:
    """Graded as practice grades what is typed. Raises `judging.NotOffered` where nothing was."""
    revision = revision_saying(content, question)
    judged = judge_typed(revision, words)
    if not revision.can_be_typed:
        return Tried(revision, judged, None, unread)
    top = head(question, revision, Way.TYPE, now, revealed=False)
    return Tried(revision, judged, feedback_on(top, judged), unread)
