"""What each column of one's data holds, in a few plain words for the README of the download.

By table and name, or by the name alone where that says the same in every table.
"""

from collections.abc import Mapping
from typing import Final

EVERYWHERE: Final[Mapping[str, str]] = {
    "question": "the key of the question",
    "drill": "the key of the drill; empty without one",
    "cohort": "the name of the cohort",
    "local_day": "the day on which it was, where you were",
    "device": "the browser and system",
    "interview": "the id of the interview, as in interviews",
    "status": "draft, proposed, published or retired",
    "due_on": "the day by which it is due",
    "made_at": "when it was made",
    "created_at": "when it was made",
    "expires_at": "until when it can be used",
}
OF_TABLES: Final[Mapping[str, Mapping[str, str]]] = {
    "account": {
        "id": "the number of your account",
        "email": "the address you sign in with",
        "name": "the name others see",
        "theme": "light or dark; empty, as the device has it",
        "motion": "reduce, or empty, as the device has it",
        "time_zone": "where your days begin",
        "date_joined": "when the account was made",
        "last_login": "when you last signed in",
        "is_staff": "whether you may open the admin",
        "is_superuser": "whether you may do everything there",
        "leaving_since": "when you asked us to delete the account; empty if you did not",
    },
    "addresses": {
        "email": "the address",
        "verified": "whether you confirmed it",
        "primary": "whether we write to it",
    },
    "devices": {
        "made_at": "when you signed in",
        "seen_on": "the last day on which something was sent from there",
        "expires_at": "when this sign-in ends at the latest",
    },
    "security": {"kind": "what happened", "at": "when"},
    "second_step": {
        "type": "webauthn, a passkey; totp, codes from an app; recovery_codes",
        "created_at": "since when you have it",
        "last_used_at": "when you last used it; empty if you never did",
    },
    "learners": {
        "id": "its number",
        "created_at": "since when you practise there",
        "last_at": "when you last did something there",
        "merged_at": "when it became part of your account; empty for the account's own",
    },
    "plan": {
        "interview_on": "the date of your interview",
        "minutes": "minutes a day",
        "days_off": "weekdays without practice, from 0, Monday, to 6, Sunday",
        "weights": "what each section counts for, from 0, not asked, to 3, more; 2 where a section is not named",
        "way": "recall, if you want no options from the start; else empty",
        "target": "the share of the questions that you want to know",
        "resting": "whether you asked for a rest after the interview",
        "interviewed_on": "the date of your last interview, once you said what comes next",
    },
    "sessions": {
        "id": "what answers and interviews name it by",
        "kind": "ordinary; placing, the warm-up; claimed, what you said you know; again, what you missed that day; "
        "interview",
        "title": "what it was about; empty if all was mixed",
        "minutes": "how long it was to take",
        "started_at": "when it began",
        "ended_at": "when it ended; empty if it is open",
        "only": "the keys of the questions it could ask; empty for all",
        "first": "the keys of the questions that came first",
    },
    "answers": {
        "id": "what corrections, events and heard name it by",
        "session": "the id of the session",
        "way": "choose, recall or type",
        "options": "short names of the options, in the order you saw",
        "reason": "why you were asked it then",
        "words": "the question as you saw it",
        "asked_at": "when you were asked",
        "answered_at": "when you answered; this and the columns after it are empty if you did not",
        "response": "what you chose, wrote or ticked, and what we made of it",
        "grade": "the grade it got then; a later change is in corrections",
        "machine_grade": "the grade we gave it; empty if you graded it yourself",
        "guess_chance": "the chance to be right by guessing",
        "ms": "how long you took, in thousandths of a second, two minutes at most",
        "estimated": "whether that time is an estimate",
        "predicted": "the chance we gave you just before; empty where we made no forecast",
        "local_day": "the day on which you answered, where you were",
    },
    "corrections": {
        "kind": "undo, you took the answer back; overrule, you changed its grade",
        "grade": "the new grade",
        "at": "when",
        "answer": "the id of the answer",
    },
    "events": {
        "kind": "what you did",
        "detail": "more about it, such as what you said",
        "at": "when",
        "answer": "the id in answers of the question it belongs to; empty if it was done elsewhere",
    },
    "cards": {
        "asked_at": "when you last answered or skipped it",
        "left_out": "whether you left it out",
        "read_on": "the last day on which you read its answer",
        "sheet_on": "the last day on which you read its answer on the sheet for the evening before",
    },
    "notes": {"words": "what you wrote"},
    "stars": {"starred": "whether it has a star now"},
    "notices": {"seen": "when you read about it"},
    "forecasts": {
        "for_date": "the day that we made a forecast for",
        "expected": "how many questions you would know then without more practice",
        "low": "the low end of that",
        "high": "the high end of that",
        "total": "of how many questions",
        "minutes": "the minutes a day with which we reckoned; this and the columns after it are empty where we did not",
        "forecast": "how many questions you would know with them",
        "forecast_low": "the low end of that",
        "forecast_high": "the high end of that",
    },
    "flags": {
        "words": "what you wrote",
        "made": "when",
        "answered_at": "when a curator replied; empty if none did",
        "answer": "the reply",
        "outcome": "changed; right, as it is; or neither",
        "read_at": "when you read the reply",
    },
    "interviews": {
        "id": "what the other tables name it by",
        "manner": "written; aloud; or pair, a friend asks",
        "timing": "normal, doubled or off",
        "started_at": "when it began",
        "ended_at": "when it ended; empty if it is open",
        "session": "the id of the session with its questions; empty with a drill",
    },
    "drill_answers": {
        "text": "what you wrote",
        "time": "how long you took, as ISO 8601 writes it",
        "said_at": "when you were done",
        "points": "which points of a good answer you ticked, counted from 0; empty if you did not yet",
    },
    "links_for_friends": {
        "name": "your name, as your friend read it",
        "bound_at": "when your friend opened it",
        "revoked_at": "when you ended it",
    },
    "heard": {
        "points": "short names of the key points your friend ticked",
        "reply_points": "which points of the follow-up they ticked, counted from 0",
        "answer": "the id of the answer",
    },
    "reports": {"day": "the day of the interview", "line": "what we lack, in your words"},
    "reported": {
        "could": "yes, partly or no; empty if you did not say",
        "day": "the day of the interview",
    },
    "cohorts": {
        "role": "member or instructor",
        "agreed_at": "when you joined",
        "agreed_to": "which version of what instructors see you agreed to",
        "left_at": "when you left; empty if you are in it",
        "was_removed": "whether an instructor ended it",
    },
    "arrangements": {
        "is_asked": "whether an assignment that is not for everyone is for you",
        "due_on": "a due date of your own; empty without one",
        "excused_at": "when you were excused; empty if you were not",
    },
    "results": {
        "total": "how many questions were assigned",
        "answered": "how many of them you had answered",
        "at_level": "how many were at the level it asked for",
        "excused": "whether you were excused",
    },
    "mail": {
        "instructors_reminders": "whether instructors may remind you",
        "due_reminders": "whether we remind you two days before something is due",
        "digest": "whether you get the weekly digest for instructors",
        "practice_hour": "the hour at which we remind you of minutes left; empty for never",
    },
    "sent_mail": {
        "kind": "reminder, of an instructor; due; practice; or digest",
        "day": "the day on which it was sent",
        "is_sent": "whether it surely went",
    },
    "invitations_accepted": {
        "address": "the address it was sent to",
        "state": "what became of it",
        "sent_at": "when it was sent",
    },
    "invitations_made": {
        "most_uses": "how many people it lets in at most",
        "role": "what it makes of them: member or instructor",
    },
    "assignments_made": {"opens_on": "the day on which it opens", "note": "what you wrote to members"},
    "revisions_made": {"words": "the text of the question"},
    "acts": {
        "act": "what you did",
        "about_kind": "what kind of thing it was about",
        "about": "its number; of files their names",
        "at": "when",
        "before": "what was there before",
        "after": "what was there after",
    },
}


def phrase(table: str, column: str) -> str:
    """Raises `KeyError` for a column that nobody has described."""
    return OF_TABLES.get(table, {}).get(column) or EVERYWHERE[column]
