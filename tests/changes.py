"""Which tables an address may change rows of, and a look at which it does."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from django.db import connection
from django.db.transaction import atomic, set_rollback
from django.test import Client

WRITES = re.compile(r'(?i)^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)')
BESIDE = {"accounts_signinsession", "accounts_counter", "database_heartbeat"}
"""A visitor's session begins with any button; tries are counted, refused or not; `/readyz` writes its row."""

LEARNER = {"quiz_learner"}
ASKS = LEARNER | {"quiz_practicesession", "quiz_prompt"}
OF_AN_ASSIGNMENT = {
    f"quiz_{name}"
    for name in ("arrangement", "assignment", "assignment_questions", "assignment_sections", "result")
}

CHANGES = {
    "practice": ASKS,
    "practice-end": {"quiz_practicesession"},
    "prompt-overrule": LEARNER | {"quiz_card", "quiz_correction"},
    "prompt-undo": LEARNER | {"quiz_card", "quiz_correction", "quiz_prompt"},
    "flag-read": {"quiz_flag"},
    "star": LEARNER | {"quiz_mark"},
    "interview-end": {"quiz_interview", "quiz_practicesession"},
    "question-read": LEARNER | {"quiz_card", "quiz_event"},
    "claim": ASKS | {"quiz_event"},
    "claim-section": ASKS | {"quiz_event"},
    "cohort-archive": {"quiz_cohort"},
    "cohort-restore": {"quiz_cohort"},
    "instructor-invite": {"quiz_invitation"},
    "cohort-end": {"quiz_cohort", "quiz_invitation", "quiz_membership"},
    "member-remove": {"quiz_membership"},
    "cohort-mail-rest": {"quiz_mailedinvitation"},
    "mailed-erase": {"quiz_mailedinvitation"},
    "never-write": {"quiz_neverwrite"},
    "invitation-revoke": {"quiz_invitation"},
    "invitation-code": {"quiz_invitation"},
    "cohort-leave": {"quiz_membership"},
    "assignment-practise": ASKS,
    "assignment-close": {"quiz_assignment"},
    "assignment-delete": OF_AN_ASSIGNMENT,
    "mail-wishes": {"accounts_user", "quiz_mailwishes"},
    "calendar-make": {"quiz_calendaraddress"},
    "calendar-stop": {"quiz_calendaraddress"},
    "stop-mail": {"quiz_mailwishes"},
    "keep-account": {"accounts_user"},
    "pair": {"quiz_pairing"},
    "pairing-end": {"quiz_pairing"},
    "pairing-alone": {"quiz_interview", "quiz_pairing"},
}
"""Address to the tables that an empty POST changes, by whoever may do it; all others change nothing."""

STOPS = {"cohort-stop-teaching": {"quiz_membership"}}
CHANGES_TOO = {"second_instructor": STOPS, "former_instructor": STOPS}
"""What else those of `tests.people` write to; the second time of whom has stopped already finds no row of theirs."""


@contextmanager
def watched() -> Iterator[set[str]]:
    """Collects the tables that are written to."""
    seen: set[str] = set()

    def look(execute: Any, sql: str, *rest: Any) -> Any:
        if found := WRITES.match(sql):
            seen.add(found[1])
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield seen
    seen -= BESIDE


def tried(person: Client, address: str, method: str = "POST") -> tuple[Any, set[str]]:
    """The answer, and the tables that were written to. Afterwards it is as if nothing had been asked."""
    cookies = deepcopy(person.cookies)
    with watched() as changed, atomic():
        answer = person.generic(method, address)
        set_rollback(True)
    person.cookies = cookies
    return answer, changed


def changed_by(name: str, reply: Any) -> set[str]:
    """What this answer's request may have changed: nothing where it was refused, or led to signing in."""
    refused = reply.status_code >= 400 or reply.get("Location", "").startswith("/accounts/login/")
    return set() if refused else CHANGES.get(name, set())
