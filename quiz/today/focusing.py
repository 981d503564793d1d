"""What a session is about: the whole bank with what is assigned first, or what the learner chose."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from quiz.bank.text.markdown import plain
from quiz.cohorts.measuring.progress import assignments_of
from quiz.interview.holding.held import interviews_of
from quiz.interview.models import Interview
from quiz.interview.report.missed import missed_in_interview
from quiz.mastery.library.library_page import starred_keys
from quiz.mastery.mosaic.weakest import weak_keys
from quiz.mastery.standings import standings_of
from quiz.mastery.summary.missed import missed_in, missed_today
from quiz.practice.asking.first_session import is_to_be_placed
from quiz.practice.asking.starting import LONGEST_TITLE, Focus
from quiz.practice.models import PracticeSession
from quiz.practice.remembering.situation import Situation


class UnknownFocus(Exception):
    """The choice names nothing that can be practised."""


def focus_of(choice: str, user: User | AnonymousUser, situation: Situation, now: datetime) -> Focus:
    """The focus that a choice means: nothing, `all` (nothing, but not placing), a state, `section:slug`,
    `question:key`, `missed` (today), `missed:session` or `interview:id` (what was missed in it). Raises `UnknownFocus`.
    """
    kind, _colon, name = choice.partition(":")
    match kind, name:
        case "", "" if is_to_be_placed(situation.memory):
            return Focus(kind=PracticeSession.Kind.PLACING)
        case (("" | "all"), ""):
            return Focus(first=assigned_keys(user, situation, now), skips_placing=choice == "all")
        case "section", _:
            return section_focus(situation, name)
        case (("missed" | "interview"), _):
            return missed_focus(situation, name, now, in_interview=kind == "interview")
        case "question", _:
            return question_focus(situation, name)
        case (("due" | "weak" | "new" | "starred"), ""):
            return state_focus(situation, kind, now)
    raise UnknownFocus(choice)


def assigned_keys(user: User | AnonymousUser, situation: Situation, now: datetime) -> Sequence[str]:
    """What open assignments still miss, by due day."""
    missing = (progress.missing for progress in assignments_of(user, situation, now) if progress.is_open)
    return list(dict.fromkeys(key for keys in missing for key in keys))


def section_focus(situation: Situation, slug: str) -> Focus:
    for section in situation.bank.sections:
        if section.slug == slug and section.keys:
            return Focus(section.title, section.keys)
    raise UnknownFocus(slug)


def missed_focus(situation: Situation, name: str, now: datetime, *, in_interview: bool) -> Focus:
    """What was missed in a mock interview or a session, or today where none is named; outside the plan's minutes."""
    if in_interview:
        keys = missed_in_interview(situation, interview_of(situation, name))
    else:
        keys = missed_in(situation, session_of(situation, name)) if name else missed_today(situation, now)
    return Focus(_("What you missed"), keys, kind=PracticeSession.Kind.AGAIN)


def interview_of(situation: Situation, name: str) -> Interview:
    try:
        interview: Interview = interviews_of(situation.learner).get(pk=name)
    except (Interview.DoesNotExist, ValidationError):
        raise UnknownFocus(name) from None
    return interview


def session_of(situation: Situation, name: str) -> PracticeSession:
    try:
        return situation.learner.sessions.get(pk=name)
    except (PracticeSession.DoesNotExist, ValidationError):
        raise UnknownFocus(name) from None


def question_focus(situation: Situation, key: str) -> Focus:
    question = situation.bank.questions.get(key)
    if question is None:
        raise UnknownFocus(key)
    return Focus(plain(question.revision.text)[:LONGEST_TITLE], [key])


def state_focus(situation: Situation, state: str, now: datetime) -> Focus:
    standings = standings_of(situation, now=now)
    match state:
        case "due":
            return Focus(_("Only what is due"), [key for key, each in standings.items() if each.is_due])
        case "weak":
            return Focus(_("Only what is weak"), weak_keys(standings))
        case "new":
            return Focus(_("Only new questions"), [key for key, each in standings.items() if not each.asked])
        case _:
            return Focus(_("Only what is starred"), sorted(starred_keys(situation)))


def nothing_to_ask(choice: str) -> str:
    """What happened, and what to do, where a focus holds no question."""
    words = {
        "due": _("Nothing is due now. Practise without a focus, or learn new questions."),
        "weak": _("No question you were asked is weak now. Practise without a focus."),
        "new": _("You have answered every question at least once. Practise without a focus."),
        "missed": _("Nothing that you missed can be asked now."),
        "interview": _("Nothing that you missed can be asked now."),
        "starred": _(
            "No question is starred, or the starred ones rest for today. A star is set beside a question."
        ),
    }
    rest = _(
        "You read these answers today, or left the questions out. Practise others, or come back tomorrow."
    )
    return words.get(choice.partition(":")[0], rest)
