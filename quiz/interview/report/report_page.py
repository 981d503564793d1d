"""What the report of an interview shows: its headline, its figures, and each answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.text.markdown import inline
from quiz.interview.holding.heard import Ticked, heard_points
from quiz.interview.holding.held import Held, Put, held, to_come
from quiz.interview.models import Interview
from quiz.interview.report.answers import Answer, Sent
from quiz.interview.report.by_section import InSection, by_section
from quiz.interview.report.drill_page import DrillReport, build_drill_report
from quiz.interview.report.earlier import Earlier, course_before, interviews_so_far
from quiz.interview.report.tally import Tally, counted, final_grades
from quiz.practice.models import Prompt
from quiz.practice.remembering.before import Before
from quiz.practice.remembering.situation import Situation

HEAD = "how-it-went"
"""Where the page begins, by its id."""


@dataclass(frozen=True)
class Report:
    """An interview on questions that has ended."""

    interview: Interview
    number: int
    day: date
    minutes: int
    tally: Tally
    answers: Sequence[Answer]
    sections: Sequence[InSection]
    not_answered: Sequence[SafeString]
    """The question that was put last, where nothing was said to it."""
    not_asked: Sequence[SafeString]
    all_left_out: bool
    """Whether the learner left out each question that it would ask."""
    course: Sequence[Earlier]
    """The latest interviews before it, oldest first."""
    graded: Answer | None = None
    """The one that a grade was sent for just now."""

    @property
    def head(self) -> str:
        return HEAD

    @property
    def next_one(self) -> str:
        """The place to go on at."""
        return self.graded.next_one if self.graded else HEAD

    @property
    def title(self) -> str:
        return _("Mock interview %(number)s") % {"number": self.number}

    @property
    def long_day(self) -> str:
        return date_format(self.day, "l j F")

    @property
    def length(self) -> str:
        asked = len(self.answers)
        questions = ngettext("%(number)s question", "%(number)s questions", asked) % {"number": asked}
        minutes = ngettext("%(number)s minute", "%(number)s minutes", self.minutes) % {"number": self.minutes}
        return f"{questions}, {minutes}"

    @property
    def explains(self) -> str:
        """What to do, or why something does not count."""
        if not self.tally.answered:
            if self.all_left_out:
                return _("You left out all its questions, so nothing counts.")
            return _("You stopped before the first answer, so nothing counts.")
        if self.tally.waiting:
            return _(
                "Tick what you said, then give your grade. You can do this for 12 hours after the interview."
            )
        late = self.tally.answered - self.tally.graded
        words = ngettext(
            "%(number)s answer was not graded within 12 hours, so it counts for nothing.",
            "%(number)s answers were not graded within 12 hours, so they count for nothing.",
            late,
        )
        return words % {"number": late} if late else ""

    @cached_property
    def first_waiting(self) -> str:
        """The place of the first answer that waits for its grade."""
        return next((each.place for each in self.answers if each.takes_grade), "")

    @property
    def begins(self) -> str:
        return _("Start grading") if self.tally.waits_for_first else _("Go on grading")

    @property
    def is_aloud(self) -> bool:
        return self.interview.manner == Interview.Manner.ALOUD

    @property
    def focus(self) -> str:
        """What the button practises, as the Practise button takes it."""
        return f"interview:{self.interview.pk}"

    @cached_property
    def left_out(self) -> int:
        return len(self.not_answered) + len(self.not_asked)


def build_report(
    situation: Situation, interview: Interview, now: datetime, *, sent: tuple[UUID, Sent] | None = None
) -> Report | DrillReport:
    """`sent`: of one answer what was ticked with a grade that was refused."""
    if interview.session is None:
        return build_drill_report(situation, interview)
    current = held(interview)
    answers = answers_of(situation, current, now, heard_points(interview), sent)
    so_far = interviews_so_far(situation, now)
    given = [each for each in answers if each.is_graded]
    takes_grades = current.takes_grades(now)
    return Report(
        interview=interview,
        number=number_of(interview, so_far),
        day=situation.local_day(interview.started_at),
        minutes=minutes_of(current),
        tally=counted(
            len(answers),
            [each.grade or 0 for each in given],
            takes_grades=takes_grades,
            skipped=sum(each.put.is_passed for each in given),
        ),
        answers=answers,
        sections=list(by_section(situation, answers)),
        not_answered=[inline(put.revision.text) for put in current.puts if put.answer is None],
        not_asked=not_asked(situation, current),
        all_left_out=all(key in situation.memory.left_out for key in current.keys),
        course=course_before(so_far, interview),
    )


def build_graded(
    situation: Situation,
    interview: Interview,
    now: datetime,
    prompt_id: UUID,
    *,
    repeated: bool = False,
    sent: Sent | None = None,
) -> Report:
    """The report after a grade was sent for this answer; raises `Prompt.DoesNotExist`."""
    report = build_report(situation, interview, now, sent=(prompt_id, sent) if sent else None)
    graded = next((a for a in getattr(report, "answers", ()) if a.id == prompt_id), None)
    if graded is None or isinstance(report, DrillReport):
        raise Prompt.DoesNotExist
    next_one = graded.place if sent else after(report.answers, prompt_id)
    is_open = bool(sent) or repeated
    return replace(report, graded=replace(graded, next_one=next_one, repeated=repeated, is_open=is_open))


def answers_of(
    situation: Situation,
    current: Held,
    now: datetime,
    heard: Mapping[UUID, Ticked],
    sent: tuple[UUID, Sent] | None,
) -> list[Answer]:
    """Those given, in the order of asking; open is the one that was sent, else the first that waits for its grade."""
    session = current.interview.session
    grades = final_grades([session] if session else [])
    takes_grades, latest = current.takes_grades(now), Before.from_json(situation.learner.before)

    def answer(put: Put) -> Answer:
        pk = put.prompt.pk
        grade = grades[pk][1] if pk in grades else None
        is_latest = latest is not None and latest.prompt == pk
        return Answer(
            put=put,
            manner=current.interview.manner,
            grade=grade,
            takes_grade=takes_grades and grade is None,
            can_change=takes_grades and grade is not None and is_latest and not put.is_passed,
            heard=heard.get(pk, (frozenset(), frozenset())),
            sent=sent[1] if sent and sent[0] == pk else None,
        )

    answers = [answer(put) for put in current.puts if put.answer]
    opened = next((a for a in answers if a.sent), next((a for a in answers if a.takes_grade), None))
    return [replace(each, is_open=each is opened) for each in answers]


def not_asked(situation: Situation, current: Held) -> list[SafeString]:
    """What it would have asked; not what was retired or left out meanwhile."""
    questions = situation.bank.questions
    return [inline(questions[key].revision.text) for key in to_come(situation, current)]


def number_of(interview: Interview, so_far: Sequence[Earlier]) -> int:
    """Its place among the person's interviews on questions, from 1."""
    return 1 + sum(bool(each.tally) for each in so_far if each.interview.started_at < interview.started_at)


def minutes_of(current: Held) -> int:
    """From its start to the last thing said, at least one."""
    said = [s.at for put in current.puts for s in (put.answer, put.reply) if s]
    took = max(said, default=current.interview.started_at) - current.interview.started_at
    return max(1, round(took.total_seconds() / 60))


def after(answers: Sequence[Answer], prompt_id: UUID) -> str:
    """The place on the page to go on at: the next answer that waits for its grade, else the page's head."""
    places = [each.id for each in answers]
    turn = places.index(prompt_id)
    waiting = [each for each in [*answers[turn + 1 :], *answers[:turn]] if each.takes_grade]
    return waiting[0].place if waiting else HEAD
