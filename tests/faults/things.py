"""Something for each argument of an address: whatever there is of its kind, for whomever."""

from datetime import datetime, timedelta
from random import Random

from django.db.models import Q
from django.utils import timezone

from accounts.limits.devices import pass_for
from accounts.models import User
from quiz.bank.drills.models import Drill
from quiz.bank.drills.publishing import open_draft as open_drill_draft
from quiz.bank.editing.publishing import open_draft
from quiz.bank.models import Question, Relation
from quiz.cohorts.joining.models import Invitation, MailedInvitation
from quiz.cohorts.joining.never_writing import pass_of
from quiz.cohorts.models import Assignment, Cohort, Membership
from quiz.cohorts.telling.models import CalendarAddress
from quiz.cohorts.telling.stopping import token_of
from quiz.interview.models import Interview
from quiz.practice.flags.models import Flag
from quiz.practice.models import Prompt
from tests.faults.everybody import Somebody, user_of

Things = dict[str, list[object]]
DRILL, PERSON = "/quiz/drill/", "/accounts/user/"
"""Where `pk` names another thing than a question."""


def make_things(people: dict[str, Somebody], random: Random) -> Things:
    now = timezone.now()
    users = {kind: person.user for kind, person in people.items() if person.user}
    return (
        of_cohorts(users["instructor"], users["learner"], now)
        | of_the_bank(users, random, now)
        | of_tokens(people, now)
        | of_practice(*people.values())
        | {"passkey_id": passkeys(users["protected"]), PERSON: [user.pk for user in users.values()]}
    )


def of_cohorts(instructor: User, learner: User, now: datetime) -> Things:
    made = {"created_by": instructor, "created_at": now}
    cohort = Cohort.objects.create(name="Cohort", created_at=now)
    roles = ((learner, "member"), (instructor, "instructor"))
    members = [Membership.objects.create(cohort=cohort, user=u, role=r, agreed_at=now) for u, r in roles]
    week = {"opens_on": now.date(), "due_on": now.date() + timedelta(days=7)}
    assignment = Assignment.objects.create(cohort=cohort, **week, **made)
    assignment.sections.add(1)
    limits = {"expires_at": now + timedelta(days=7), "most_uses": 40}
    invitation = Invitation.objects.create(cohort=cohort, token=token("i", cohort), **limits, **made)
    mailed = MailedInvitation.objects.create(
        invitation=invitation,
        cohort=cohort,
        address="a@example.org",
        token=token("m", cohort),
        created_at=now,
    )
    return {
        "cohort_id": [cohort.pk],
        "membership_id": [each.pk for each in members],
        "assignment_id": [assignment.pk],
        "invitation_id": [invitation.pk],
        "mailed_id": [mailed.pk],
        "invited": [invitation.token, mailed.token],
    }


def token(kind: str, of: Cohort | User) -> str:
    return f"{kind}{of.pk.hex}".ljust(43, "a")


def of_the_bank(users: dict[str, User], random: Random, now: datetime) -> Things:
    """One question and one drill of those that nobody has retired yet, each with a draft."""
    question = random.choice(
        Question.objects.exclude(live_revision=None).filter(retired_at=None).order_by("pk")
    )
    drill = random.choice(Drill.objects.exclude(live_revision=None).filter(retired_at=None).order_by("pk"))
    open_draft(question=question, by=users["curator"], now=now)
    open_drill_draft(drill=drill, by=users["curator"], now=now)
    relation = (
        Relation.objects.filter(Q(question=question) | Q(to=question)).first() or Relation.objects.first()
    )
    learner = Prompt.objects.filter(learner__user=users["learner"]).latest("at").learner
    flagged = {"question": question, "revision_id": question.live_revision_id, "made": now}
    Flag.objects.create(learner=learner, words="Which one?", **flagged)
    return {
        "key": [question.key],
        "section": ["lifecycle"],
        "drill": [drill.key],
        "pk": [question.pk],
        "object_id": [question.pk],
        "revision_pk": [question.live_revision_id],
        "relation_pk": [relation.pk if relation else 1],
        "name": ["csv", "fixtures", "json", "deck"],
        "kind": ["flags", "conflicts"],
        "app_label": ["quiz"],
        DRILL: [drill.pk],
    }


def of_tokens(people: dict[str, Somebody], now: datetime) -> Things:
    learner = user_of(people["learner"])
    calendar = CalendarAddress.objects.create(user=learner, token=token("c", learner), made_at=now)
    return {
        "/calendar/": [calendar.token],
        "/mail/stop/": [token_of(learner, "reminder")],
        "/pair/": [people["friend"].link.split("/")[2]],
        "sealed": [pass_of("a@example.org")],
        "link": [pass_for(learner.email)],
    }


def of_practice(*people: Somebody) -> Things:
    """Their newest questions and interviews; nothing of those who have no account."""
    learners = [person.learner.pk for person in people if person.user]
    prompts = Prompt.objects.filter(learner__in=learners).order_by("-at")
    newest = [*prompts.values_list("pk", "session_id")[: 3 * len(learners)]]
    interviews = Interview.objects.filter(learner__in=learners)
    found: Things = {
        "prompt_id": [prompt for prompt, _ in newest],
        "session_id": [*{session for _, session in newest}],
        "interview_id": [*interviews.values_list("pk", flat=True)],
    }
    return {name: things for name, things in found.items() if things}


def passkeys(user: User) -> list[object]:
    return [*user.authenticator_set.filter(type="webauthn").values_list("pk", flat=True)]
