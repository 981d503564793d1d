"""The files of the ZIP, in their order: what each is about, and its columns with where they are read from.

No secret is among them: no password, no key of a session, no address of a calendar; and nothing of another person.
"""

from typing import Any, Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Model

from accounts.audit.models import AuditLine
from accounts.models import SecurityEvent, SignInSession, User
from quiz.bank.drills.models import DrillRevision
from quiz.bank.models import Revision
from quiz.cohorts.joining.models import Invitation, MailedInvitation
from quiz.cohorts.measuring.models import Result
from quiz.cohorts.models import Arrangement, Assignment, Membership
from quiz.cohorts.telling.models import CalendarAddress, MailWishes, SentMail
from quiz.interview.models import DrillAnswer, Heard, Interview, Pairing
from quiz.mastery.models import DailyForecast
from quiz.practice.asked_lately.models import AskedQuestion, AskedReport
from quiz.practice.flags.models import Flag
from quiz.practice.models import (
    Card,
    Correction,
    Event,
    Learner,
    Mark,
    Note,
    Notice,
    Plan,
    PracticeSession,
    Prompt,
)

WHERE: Final[dict[str, tuple[type[Model], str]]] = {
    "account": (User, "your name, address and settings"),
    "addresses": (EmailAddress, "your e-mail addresses, and whether each was confirmed"),
    "devices": (SignInSession, "where you are signed in"),
    "security": (SecurityEvent, "what happened to your account in the last year"),
    "second_step": (
        Authenticator,
        "passkeys, codes from an app and recovery codes: since when you have them",
    ),
    "learners": (
        Learner,
        "since when you practise: one row, and one for each browser in which you began without it",
    ),
    "plan": (Plan, "your plan"),
    "sessions": (PracticeSession, "your practice sessions"),
    "answers": (Prompt, "each question you were asked, with your answer and its grade, if you answered"),
    "corrections": (Correction, "answers you took back, and grades you changed"),
    "events": (Event, "what else you did: revealed, skipped, said in an interview, left out, started over"),
    "cards": (Card, "for each question: when it was last asked, whether you left it out"),
    "notes": (Note, "your notes"),
    "stars": (Mark, "questions you starred"),
    "notices": (Notice, "changed answers that you read about"),
    "forecasts": (DailyForecast, "what we predicted on each day you practised"),
    "flags": (Flag, "what you said is wrong with a question, and the reply"),
    "interviews": (Interview, "your mock interviews; what you said in them is in events"),
    "drill_answers": (DrillAnswer, "what you said in system design interviews"),
    "links_for_friends": (Pairing, "links with which a friend could ask you"),
    "heard": (Heard, "what a friend ticked while you spoke"),
    "reports": (AskedReport, "interviews of which you told us what was asked, and what we lack"),
    "reported": (AskedQuestion, "the questions you were asked there, and whether you could answer"),
    "cohorts": (Membership, "cohorts you are or were in"),
    "arrangements": (Arrangement, "due dates of your own, and what you were excused from"),
    "results": (Result, "what you had reached when assignments ended"),
    "mail": (MailWishes, "which mails you want"),
    "sent_mail": (SentMail, "which mails we sent you in the last 30 days"),
    "calendar": (CalendarAddress, "since when your calendar has an address"),
    "invitations_accepted": (MailedInvitation, "invitations by mail that you accepted"),
    "invitations_made": (Invitation, "invitations you made, as an instructor"),
    "assignments_made": (Assignment, "assignments you made, as an instructor"),
    "revisions_made": (Revision, "questions you wrote or edited, as a curator"),
    "drills_made": (DrillRevision, "system design drills you wrote or edited, as a curator"),
    "acts": (AuditLine, "what you did in the admin, as a curator or superuser"),
}


def same(*names: str, **others: str) -> dict[str, str]:
    return {name: name for name in names} | others


QUESTION: Final[dict[str, Any]] = {"question": "question__key"}
COLUMNS: Final[dict[str, dict[str, str]]] = {
    "account": same(
        "id",
        "email",
        "name",
        "theme",
        "motion",
        "time_zone",
        "date_joined",
        "last_login",
        "is_staff",
        "is_superuser",
    )
    | same("leaving_since"),
    "addresses": same("email", "verified", "primary"),
    "devices": same("device", "made_at", "seen_on", expires_at="expire_date"),
    "security": same("kind", "at", "device"),
    "second_step": same("type", "created_at", "last_used_at"),
    "learners": same("id", "created_at", "last_at", "merged_at"),
    "plan": same(
        "interview_on", "minutes", "days_off", "weights", "way", "target", "resting", "interviewed_on"
    ),
    "sessions": same("id", "kind", "title", "minutes", "started_at", "ended_at", "only", "first"),
    "answers": {"id": "id", "session": "session_id"}
    | QUESTION
    | same("way", "options", "reason", words="revision__text", asked_at="at", answered_at="review__at")
    | {
        name: f"review__{name}"
        for name in ("response", "grade", "machine_grade", "guess_chance", "ms", "estimated", "predicted")
    }
    | {"local_day": "review__local_day"},
    "corrections": same("kind", "grade", "at", answer="review_id"),
    "events": same("kind", "detail", "at", "local_day", answer="prompt_id") | QUESTION,
    "cards": QUESTION | same("asked_at", "left_out", "read_on", "sheet_on"),
    "notes": QUESTION | same("words"),
    "stars": QUESTION | same("starred"),
    "notices": {"question": "revision__question__key"} | same("seen"),
    "forecasts": same("local_day", "for_date", "expected", "low", "high", "total", "minutes", "forecast")
    | same("forecast_low", "forecast_high"),
    "flags": QUESTION | same("words", "made", "answered_at", "answer", "outcome", "read_at"),
    "interviews": same(
        "id", "manner", "timing", "started_at", "ended_at", session="session_id", drill="drill__drill__key"
    ),
    "drill_answers": same("text", "time", "said_at", "points", interview="interview_id"),
    "links_for_friends": same(
        "name", "made_at", "expires_at", "bound_at", "revoked_at", interview="interview_id"
    ),
    "heard": same("points", "reply_points", answer="prompt_id", interview="interview_id"),
    "reports": same("day", "line"),
    "reported": QUESTION | same("could", day="report__day"),
    "cohorts": {"cohort": "cohort__name"} | same("role", "agreed_at", "agreed_to", "left_at", "was_removed"),
    "arrangements": same("is_asked", "due_on", "excused_at", cohort="assignment__cohort__name"),
    "results": same(
        "total",
        "answered",
        "at_level",
        "excused",
        cohort="assignment__cohort__name",
        due_on="assignment__due_on",
    ),
    "mail": same("instructors_reminders", "due_reminders", "digest", "practice_hour"),
    "sent_mail": same("kind", "day", "is_sent"),
    "calendar": same("made_at"),
    "invitations_accepted": same("address", "state", "sent_at", cohort="cohort__name"),
    "invitations_made": same("created_at", "expires_at", "most_uses", "role", cohort="cohort__name"),
    "assignments_made": same("created_at", "opens_on", "due_on", "note", cohort="cohort__name"),
    "revisions_made": QUESTION | same("status", "created_at", words="text"),
    "drills_made": {"drill": "drill__key"} | same("status", "created_at"),
    "acts": same("act", "about_kind", "about", "at", "before", "after"),
}
