"""Who may open what: every address of the site has a row here, for every kind of person."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from quiz.cohorts.joining.models import Invitation, MailedInvitation
from quiz.cohorts.joining.never_writing import pass_of
from quiz.cohorts.models import Assignment, Cohort, Membership
from quiz.cohorts.telling.models import CalendarAddress
from quiz.cohorts.telling.stopping import token_of
from tests.interview.acts import begin, say_all
from tests.interview.pairs import opened_link
from tests.practice.acts import answer_well

PEOPLE = ["visitor", "learner", "classmate", "instructor", "other_instructor", "curator"]
"""`learner` owns the session and is a member of the cohort of `instructor`; nobody else has to do with them."""

SIGN_IN = 302
OPEN = dict.fromkeys(PEOPLE, 200)
SIGNED_IN = OPEN | {"visitor": SIGN_IN}
ONLY_LEARNER = dict.fromkeys(PEOPLE, 404) | {"learner": 200}
ONLY_MEMBER = ONLY_LEARNER | {"visitor": SIGN_IN}
THEIR_OWN = ONLY_MEMBER
"""Whoever is signed out may be its learner: they are asked to sign in, whether or not there is such a prompt."""
ONLY_INSTRUCTOR = dict.fromkeys(PEOPLE, 404) | {"visitor": SIGN_IN, "instructor": 200}
REDIRECTS = dict.fromkeys(PEOPLE, 302)
NO_GET = dict.fromkeys(PEOPLE, 405)
NO_GET_SIGNED_IN = NO_GET | {"visitor": SIGN_IN}

GET = {
    "landing": dict.fromkeys(PEOPLE, 302) | {"visitor": 200},
    "today": OPEN,
    "try": NO_GET,
    "practice": OPEN,
    "practice-session": ONLY_LEARNER | {"learner": 302},
    "practice-end": NO_GET,
    "practice-summary": ONLY_LEARNER,
    "prompt": ONLY_LEARNER,
    "prompt-reveal": NO_GET,
    "prompt-hint": NO_GET,
    "prompt-skip": NO_GET,
    "prompt-overrule": NO_GET,
    "prompt-undo": NO_GET,
    "prompt-flag": ONLY_LEARNER,
    "question-flag": REDIRECTS,
    "flag-read": NO_GET,
    "flags": OPEN,
    "star": NO_GET,
    "note": OPEN,
    "leave-out": NO_GET,
    "start-over": OPEN,
    "put-back-as-it-was": NO_GET,
    "plan": OPEN,
    "plan-afterwards": NO_GET,
    "details": OPEN,
    "tonight": OPEN,
    "asked": OPEN,
    "asked-not-now": NO_GET,
    "mastery": OPEN,
    "forecast": dict.fromkeys(OPEN, 204),
    "library": OPEN,
    "bank-deck": OPEN,
    "bank-csv": OPEN,
    "weak-deck": REDIRECTS | {"learner": 200},
    "weak-csv": REDIRECTS | {"learner": 200},
    "library-section": OPEN,
    "drills": OPEN,
    "drill": OPEN,
    "interview-grade": NO_GET,
    "interview-points": NO_GET,
    "question": OPEN,
    "question-read": NO_GET,
    "question-told": NO_GET,
    "claim": NO_GET,
    "claim-section": NO_GET,
    "cohorts": SIGNED_IN,
    "cohort-new": SIGNED_IN,
    "cohort-settings": ONLY_INSTRUCTOR,
    "cohort-copy": ONLY_INSTRUCTOR,
    "cohort-archive": NO_GET_SIGNED_IN,
    "cohort-restore": NO_GET_SIGNED_IN,
    "instructor-invite": NO_GET_SIGNED_IN,
    "cohort-end": ONLY_INSTRUCTOR,
    "cohort-stop-teaching": ONLY_INSTRUCTOR,
    "member-remove": ONLY_INSTRUCTOR,
    "cohort": ONLY_INSTRUCTOR,
    "cohort-questions": ONLY_INSTRUCTOR,
    "cohort-questions-csv": ONLY_INSTRUCTOR,
    "cohort-teach": ONLY_INSTRUCTOR,
    "cohort-wall": ONLY_INSTRUCTOR | {"instructor": 302},
    "cohort-csv": ONLY_INSTRUCTOR,
    "cohort-assignments": ONLY_INSTRUCTOR,
    "cohort-weeks-csv": ONLY_INSTRUCTOR,
    "member": ONLY_INSTRUCTOR,
    "member-csv": ONLY_INSTRUCTOR,
    "cohort-invitations": ONLY_INSTRUCTOR,
    "cohort-mail": ONLY_INSTRUCTOR,
    "cohort-mail-rest": NO_GET_SIGNED_IN,
    "mailed-again": NO_GET_SIGNED_IN,
    "mailed-erase": NO_GET_SIGNED_IN,
    "never-write": OPEN,
    "invitation": ONLY_INSTRUCTOR,
    "invitation-code": NO_GET_SIGNED_IN,
    "invitation-wall": ONLY_INSTRUCTOR,
    "join-code": OPEN,
    "invitation-revoke": NO_GET_SIGNED_IN,
    "assignment-new": ONLY_INSTRUCTOR,
    "join": OPEN,
    "join-decline": NO_GET,
    "cohort-mine": ONLY_MEMBER,
    "cohort-agree": NO_GET_SIGNED_IN,
    "cohort-leave": NO_GET_SIGNED_IN,
    "assignment-practise": NO_GET_SIGNED_IN,
    "assignment-edit": ONLY_INSTRUCTOR,
    "assignment-close": ONLY_INSTRUCTOR,
    "assignment-delete": ONLY_INSTRUCTOR,
    "assignment-member": ONLY_INSTRUCTOR,
    "arrangement": NO_GET_SIGNED_IN,
    "settings": SIGNED_IN,
    "account": SIGNED_IN,
    "end-device": NO_GET_SIGNED_IN,
    "end-other-devices": NO_GET_SIGNED_IN,
    "new-address": REDIRECTS,
    "new-address-code": REDIRECTS,
    "your-data": SIGNED_IN,
    "delete-account": SIGNED_IN,
    "leaving": REDIRECTS,
    "keep-account": NO_GET_SIGNED_IN,
    "cohort-remind": ONLY_INSTRUCTOR,
    "mail-wishes": SIGNED_IN,
    "calendar-make": NO_GET_SIGNED_IN,
    "calendar-stop": NO_GET_SIGNED_IN,
    "calendar": OPEN,
    "stop-mail": OPEN,
    "pair": OPEN | {"learner": 409},
    "pair-heard": NO_GET,
    "pair-next": NO_GET,
    "pairing": ONLY_LEARNER,
    "pairing-follow": ONLY_LEARNER,
    "pairing-end": NO_GET,
    "pairing-alone": NO_GET,
    "interviews": OPEN,
    "interview": ONLY_LEARNER,
    "interview-end": NO_GET,
    "mfa_index": SIGNED_IN,
    "factor-later": NO_GET_SIGNED_IN,
    "mfa_add_webauthn": REDIRECTS,
    "mfa_edit_webauthn": REDIRECTS,
    "mfa_remove_webauthn": REDIRECTS,
    "mfa_activate_totp": REDIRECTS,
    "mfa_deactivate_totp": REDIRECTS,
    "mfa_view_recovery_codes": REDIRECTS,
    "mfa_generate_recovery_codes": REDIRECTS,
    "mfa_download_recovery_codes": REDIRECTS,
    "healthz": OPEN,
    "readyz": OPEN,
}
"""Name of the address to the status that each person gets for GET."""

POST = {
    "try": dict.fromkeys(PEOPLE, 422),
    "practice": REDIRECTS,
    "practice-session": ONLY_LEARNER | {"learner": 302},
    "practice-end": ONLY_LEARNER | {"learner": 302},
    "prompt": THEIR_OWN | {"learner": 302},
    "prompt-reveal": THEIR_OWN,
    "prompt-hint": THEIR_OWN,
    "prompt-skip": THEIR_OWN,
    "prompt-overrule": THEIR_OWN | {"learner": 302},
    "prompt-undo": THEIR_OWN | {"learner": 302},
    "prompt-flag": THEIR_OWN | {"learner": 422},
    "question-flag": REDIRECTS,
    "flag-read": REDIRECTS,
    "star": REDIRECTS,
    "note": REDIRECTS,
    "leave-out": REDIRECTS,
    "start-over": dict.fromkeys(PEOPLE, 404),
    "put-back-as-it-was": REDIRECTS,
    "plan-afterwards": dict.fromkeys(PEOPLE, 404),
    "interviews": dict.fromkeys(PEOPLE, 422),
    "interview": THEIR_OWN | {"learner": 404},
    "interview-end": THEIR_OWN | {"learner": 302},
    "interview-grade": THEIR_OWN | {"learner": 422},
    "interview-points": THEIR_OWN | {"learner": 404},
    "tonight": REDIRECTS,
    "asked": dict.fromkeys(PEOPLE, 409),
    "asked-not-now": REDIRECTS,
    "question-read": REDIRECTS,
    "question-told": REDIRECTS,
    "claim": REDIRECTS,
    "claim-section": REDIRECTS,
    "cohort-settings": ONLY_INSTRUCTOR | {"instructor": 422},
    "cohort-copy": ONLY_INSTRUCTOR | {"instructor": 422},
    "cohort-archive": ONLY_INSTRUCTOR | {"instructor": 302},
    "cohort-restore": ONLY_INSTRUCTOR | {"instructor": 302},
    "instructor-invite": ONLY_INSTRUCTOR | {"instructor": 302},
    "cohort-end": ONLY_INSTRUCTOR | {"instructor": 302},
    "cohort-stop-teaching": ONLY_INSTRUCTOR | {"instructor": 302},
    "member-remove": ONLY_INSTRUCTOR | {"instructor": 302},
    "cohort-invitations": ONLY_INSTRUCTOR | {"instructor": 422},
    "cohort-mail": ONLY_INSTRUCTOR | {"instructor": 422},
    "cohort-mail-rest": ONLY_INSTRUCTOR | {"instructor": 302},
    "mailed-again": ONLY_INSTRUCTOR | {"instructor": 302},
    "mailed-erase": ONLY_INSTRUCTOR | {"instructor": 302},
    "never-write": OPEN,
    "invitation-revoke": ONLY_INSTRUCTOR | {"instructor": 302},
    "invitation-code": ONLY_INSTRUCTOR | {"instructor": 302},
    "join-code": dict.fromkeys(PEOPLE, 422),
    "cohort-agree": ONLY_MEMBER | {"learner": 302},
    "cohort-leave": ONLY_MEMBER | {"learner": 302},
    "assignment-practise": ONLY_MEMBER | {"learner": 302},
    "assignment-new": ONLY_INSTRUCTOR | {"instructor": 422},
    "assignment-edit": ONLY_INSTRUCTOR | {"instructor": 422},
    "assignment-close": ONLY_INSTRUCTOR | {"instructor": 302},
    "assignment-delete": ONLY_INSTRUCTOR | {"instructor": 302},
    "arrangement": dict.fromkeys(PEOPLE, 404) | {"visitor": SIGN_IN},
    "join": REDIRECTS | dict.fromkeys(["classmate", "other_instructor", "curator"], 422),
    "join-decline": OPEN,
    "cohort-remind": ONLY_INSTRUCTOR | {"instructor": 422},
    "mail-wishes": REDIRECTS,
    "end-device": REDIRECTS,
    "end-other-devices": REDIRECTS,
    "new-address": REDIRECTS,
    "new-address-code": REDIRECTS,
    "delete-account": REDIRECTS,
    "keep-account": REDIRECTS,
    "calendar-make": REDIRECTS,
    "calendar-stop": REDIRECTS,
    "stop-mail": OPEN,
    "pair": REDIRECTS | {"learner": 409},
    "pair-heard": dict.fromkeys(PEOPLE, 410),
    "pair-next": dict.fromkeys(PEOPLE, 410),
    "pairing": THEIR_OWN | {"learner": 422},
    "pairing-end": THEIR_OWN | {"learner": 302},
    "pairing-alone": THEIR_OWN | {"learner": 302},
    "factor-later": REDIRECTS,
    "mfa_add_webauthn": REDIRECTS,
    "mfa_edit_webauthn": REDIRECTS,
    "mfa_remove_webauthn": REDIRECTS,
    "mfa_activate_totp": REDIRECTS,
    "mfa_deactivate_totp": REDIRECTS,
    "mfa_generate_recovery_codes": REDIRECTS,
}
"""The same for an empty POST, for every address that takes one."""

LIKE = {
    "second_instructor": "instructor",
    "former_instructor": "other_instructor",
    "former_member": "classmate",
    "superuser": "curator",
    "staff_without_factor": "curator",
    "half_signed_in": "visitor",
    "friend": "visitor",
}
"""Who else there is (`tests.people`), and whose rows hold for them. Half signed in: the learner's password was given,
and the second step was not. The friend has opened the link of an interview in pairs."""

OTHERWISE = {
    "former_instructor": {"cohort-stop-teaching": 302},
    "former_member": {"cohort-leave": 302},
    "friend": {"pair-heard": 409, "pair-next": 302},
}
"""What a POST of theirs gets where that is something else: what they did already is done, and changes nothing."""

LEAVING_GET = {"leaving": 200, "keep-account": 405, "your-data": 200, "healthz": 200, "readyz": 200}
LEAVING = set(LEAVING_GET)
"""In the week before an account is erased: all else leads to `leaving`, and a POST is 410."""

WITHOUT_TOKEN = {"stop-mail", "pair", "pair-heard", "pair-next"}
"""What a mail program posts of its own accord (RFC 8058), and the interviewer's sheet, which sends no origin: the
address holds what allows it.
"""

IN_PAIRS = [name for name in GET if name.startswith("pair")]

PREFIXES = ("/admin/", "/accounts/")
"""allauth's and the admin's addresses: closed by their own rules, tested in their own files."""


@pytest.fixture
def places(learner, instructor, ask) -> dict[str, str]:
    """Every address, filled with things of `learner` and `instructor`."""
    now = timezone.now()
    answered = answer_well(ask(learner, "what-is-concept-drift", "canary-deployment", now=now), now=now)
    cohort = Cohort.objects.create(name="Autumn cohort", created_at=now)
    Membership.objects.create(cohort=cohort, user=instructor.user, role="instructor", agreed_at=now)
    joined = Membership.objects.create(cohort=cohort, user=learner.user, role="member", agreed_at=now)
    day = now.date()
    assignment = Assignment.objects.create(
        cohort=cohort,
        opens_on=day,
        due_on=day + timedelta(days=7),
        created_by=instructor.user,
        created_at=now,
    )
    assignment.sections.add(2)  # of which nothing was answered
    invitation = Invitation.objects.create(
        cohort=cohort,
        token="a" * 43,
        created_by=instructor.user,
        created_at=now,
        expires_at=now + timedelta(days=7),
        most_uses=40,
    )
    mailed = MailedInvitation.objects.create(
        invitation=invitation, cohort=cohort, address="a@example.org", token="b" * 43, created_at=now
    )
    over = say_all(begin(learner.learner, length=1, now=now), start=now)
    arguments = {
        "mailed_id": mailed.pk,
        "sealed": pass_of("a@example.org"),
        "session_id": answered.prompt.session_id,
        "interview_id": begin(learner.learner, now=now).pk,
        "prompt_id": answered.prompt.pk,
        "key": "what-is-mlops",
        "drill": "features-went-null",
        "section": "lifecycle",
        "cohort_id": cohort.pk,
        "membership_id": joined.pk,
        "invitation_id": invitation.pk,
        "assignment_id": assignment.pk,
        "token": invitation.token,
        "passkey_id": 1,
    }
    CalendarAddress.objects.create(user=learner.user, token="c" * 43, made_at=now)
    tokens = {"calendar": "c" * 43, "stop-mail": token_of(learner.user, "reminder")}
    own = {name: arguments | {"token": token} for name, token in tokens.items()}
    own |= dict.fromkeys(IN_PAIRS, arguments | opened_link(learner, now))
    of_it = {"interview_id": over.interview.pk, "prompt_id": over.puts[0].prompt.pk}
    own |= dict.fromkeys(("interview-grade", "interview-points"), of_it)
    return {
        name: reverse(name, kwargs={k: own.get(name, arguments)[k] for k in keys})
        for name, keys in addresses()
    }


def addresses() -> Iterator[tuple[str, list[str]]]:
    """Name and arguments of every address outside the prefixes."""
    for route, pattern in walk(get_resolver().url_patterns, "/"):
        if not route.startswith(PREFIXES):
            yield str(pattern.name), list(pattern.pattern.converters)


def walk(patterns: list, route: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, whole)
        else:
            yield whole, pattern


NOT_THERE: dict[type, object] = {int: 987_654, UUID: UUID(int=987_654), str: "nowhere"}
"""By the type of what an address names, one that nothing has."""

ASKS_WHO_IT_IS = {"mfa_edit_webauthn", "mfa_remove_webauthn"}
"""Addresses that lead to showing again who one is, before they look whether there is such a thing."""
