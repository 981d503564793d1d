"""What the page of one prompt shows once it has its answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.translation import gettext as _

from quiz.bank.published import PublishedOption, PublishedQuestion
from quiz.practice.answering.answering import Answered
from quiz.practice.answering.stuck import is_stuck, shown_beside
from quiz.practice.asking.asked import Asked, just_asked
from quiz.practice.models import Grade, Prompt, Review, Way
from quiz.practice.pages.answer_changed import AnswerChanged, answer_that_told
from quiz.practice.pages.coming_back import coming_back
from quiz.practice.pages.prompt_page import Asking, Head, Point, build_asking, head
from quiz.practice.pages.typed_answer import TypedAnswer
from quiz.practice.people.noting import OwnNote
from quiz.practice.remembering.before import prompt_to_undo
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True)
class Feedback(Head):
    """A prompt that has its answer."""

    review: Review
    grade: int
    undone: bool
    repeated: bool
    can_undo: bool
    comes_back: str
    """A sentence."""
    following: Prompt | None
    ahead: Asking | None = None
    """The page of what follows, where it comes along unseen."""
    stuck: bool = False
    beside: Sequence[PublishedQuestion] = ()
    """What a stuck question is shown beside."""
    changed: AnswerChanged | None = None
    """Where it is the first answer since the one that the learner knew has changed."""
    left_out: bool = False
    """Whether the learner does not want to be asked it."""
    more: bool = False
    """Whether what else belongs to the answer is shown, or stands behind a link."""

    @property
    def has_more(self) -> bool:
        revision = self.revision
        replies = any(each.reply for each in revision.follow_ups)
        return bool(revision.common_wrong or revision.references or revision.senior or replies)

    @property
    def note(self) -> OwnNote:
        return OwnNote(self.revision.key, self.asked.note, self.asked.note_edition)

    @property
    def is_right(self) -> bool:
        return self.grade > Grade.FORGOT

    @property
    def is_newest(self) -> bool:
        """Nothing was asked after it: the session has come to its end."""
        return self.asked.is_newest

    @property
    def verdict(self) -> str:
        if self.prompt.way == Way.RECALL:
            return str(Grade(self.grade).label)
        word = _("Almost") if self.is_almost else _("Right") if self.is_right else self._miss()
        detail = self.typed.detail if self.prompt.way == Way.TYPE else ""
        return f"{word}: {detail}" if detail else word

    @property
    def is_almost(self) -> bool:
        return self.prompt.way == Way.TYPE and self.grade == Grade.EFFORT

    @property
    def kind(self) -> str:
        """How the verdict looks."""
        return "almost" if self.is_almost else "right" if self.is_right else "wrong"

    @property
    def can_overrule(self) -> bool:
        """The machine may be wrong about what was typed; the learner has the last word on the latest answer."""
        typed = self.prompt.way == Way.TYPE and "text" in self.review.response
        return typed and self.can_undo and self.grade < Grade.KNEW

    @property
    def what_follows(self) -> str:
        """What it counts as, where that is not plain, and when it comes back; gone once it is left out."""
        counted = (
            _("It counts as “%(grade)s”.") % {"grade": Grade(self.grade).label} if self.is_almost else ""
        )
        comes_back = "" if self.is_brief else self.comes_back
        return format_html("{} {}", counted, comes_back) if counted and comes_back else counted or comes_back

    @property
    def typed(self) -> TypedAnswer:
        """Of an answer that was typed."""
        return TypedAnswer(self.revision, self.review.response, self.review.grade, self.grade)

    @property
    def is_brief(self) -> bool:
        """In the warm-up: right or wrong and the answer, the rest on request."""
        return self.strip.places

    @property
    def is_answer_open(self) -> bool:
        """Not after a good recall, which has just read it, nor in the warm-up where the right option says it."""
        if self.prompt.way == Way.CHOOSE:
            return not self.is_brief
        return self.prompt.way == Way.TYPE or not self.is_right

    @property
    def is_rest_folded(self) -> bool:
        return self.is_brief or (self.is_right and not self.is_almost)

    @property
    def folded(self) -> str:
        """What the line says that shows the rest."""
        if not self.is_answer_open:
            return (
                _("Show the answer again")
                if self.prompt.way == Way.RECALL
                else _("Show a full answer and why")
            )
        return _("Why, and what they may ask next")

    def _miss(self) -> str:
        return _("Not known yet") if "dont_know" in self.review.response else _("Wrong this time")

    @property
    def chosen(self) -> PublishedOption | None:
        slug = self.review.response.get("option")
        return next((option for option in self.revision.options if option.slug == slug), None)

    @property
    def why_not(self) -> str:
        """Why the chosen option is wrong, in a line."""
        return "" if self.is_brief or self.chosen is None else self.chosen.why

    @property
    def tempts(self) -> str:
        """What the chosen option and the right one share."""
        return "" if self.is_brief or self.chosen is None else self.chosen.tempts

    @property
    def points(self) -> list[Point]:
        ticked = set(self.review.response.get("points", ()))
        return [Point(point.slug, point.text, point.slug in ticked) for point in self.revision.points]

    @property
    def has_points(self) -> bool:
        """Whether they stand below the answer; those of a list are in its lines already."""
        is_told = self.prompt.way == Way.TYPE and self.typed.is_told_by_parts
        return bool(self.points) and self.prompt.way != Way.CHOOSE and not is_told

    @property
    def is_ticked(self) -> bool:
        """Did the learner tick a point? Else nothing was said of any; what a machine found is said above."""
        return self.prompt.way == Way.RECALL and any(point.ticked for point in self.points)

    @property
    def words(self) -> str:
        return str(self.review.response.get("text", ""))


def feedback_after(answered: Answered, *, now: datetime) -> Feedback:
    """Straight after an answer, with nothing more to read."""
    situation, following = answered.situation, answered.following
    page = build_feedback(situation, answered.asked, following, answered.review.grade, now=now)
    return replace(page, ahead=build_ahead(situation, answered.prompt, following, now))


def build_ahead(
    situation: Situation, prompt: Prompt, following: Prompt | None, now: datetime
) -> Asking | None:
    """The page of what was just asked, to go on without a request. The same question again is no such thing: it can be
    left out on the feedback's own page.
    """
    if following is None or following.question_id == prompt.question_id:
        return None
    revision = situation.bank.questions[situation.bank.key_of[following.question_id]].revision
    return build_asking(situation, just_asked(following, revision), now=now, sent=MultiValueDict())


def feedback_again(
    situation: Situation, asked: Asked, *, now: datetime, repeated: bool = False, more: bool = False
) -> Feedback:
    """Of a prompt that was answered earlier."""
    prompt = asked.prompt
    final = Review.objects.with_final_grade().values_list("final_grade", "undone")
    grade, undone = final.get(pk=prompt.pk)
    newest = prompt.session.prompts.select_related("review").order_by("-sequence").first()
    following = (
        newest if newest and newest.sequence > prompt.sequence and not hasattr(newest, "review") else None
    )
    page = build_feedback(situation, asked, following, grade, now=now)
    return replace(page, undone=undone, repeated=repeated, more=more)


def build_feedback(
    situation: Situation, asked: Asked, following: Prompt | None, grade: int, *, now: datetime
) -> Feedback:
    prompt = asked.prompt
    key = situation.bank.key_of[prompt.question_id]
    stuck = grade == Grade.FORGOT and is_stuck(situation.memory, key)
    return Feedback(
        **head(situation, asked, now),
        review=prompt.review,
        grade=grade,
        undone=False,
        repeated=False,
        can_undo=prompt_to_undo(situation.learner) == prompt.pk,
        comes_back=coming_back(situation, key, now, is_right=grade > Grade.FORGOT),
        following=following,
        stuck=stuck,
        beside=shown_beside(situation, key, prompt.review.local_day) if stuck else (),
        left_out=key in situation.memory.left_out,
        changed=answer_that_told(situation, asked.revision, prompt.review.at),
    )
