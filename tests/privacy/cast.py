"""A person who did a bit of everything, with words that are found wherever they are."""

from datetime import timedelta

from django.utils import timezone

from quiz.bank.models import Revision
from quiz.cohorts.models import Cohort, Membership
from quiz.practice.answering.revealing import reveal
from quiz.practice.flags.models import Flag
from quiz.practice.models import Mark, Note, Prompt
from tests.conftest import PASSWORD, Person
from tests.practice.acts import UTC, answer

CANARY = "Qx7canaryZw9"
"""No other text holds it."""


def confirm(person: Person) -> None:
    """Shows again who they are."""
    answered = person.post("/accounts/again/", {"password": PASSWORD})
    assert answered.status_code == 302, answered.status_code


def ask_to_leave(person: Person) -> None:
    confirm(person)
    assert person.post("/settings/account/delete/").url == "/leaving/"


def fill(person: Person, prompt: Prompt) -> None:
    """Name, address, note, flag, star and a written answer, each with the canary."""
    user = person.user
    assert user
    user.name = f"Name {CANARY}"
    user.save()
    person.post("/settings/", {"name": f"Name {CANARY}", "time_zone": "UTC"})
    now = timezone.now()
    question, revision = prompt.question, Revision.objects.get(pk=prompt.revision_id)
    Note.objects.create(learner=person.learner, question=question, words=f"Note {CANARY}")
    Mark.objects.create(learner=person.learner, question=question, starred=True)
    Flag.objects.create(
        learner=person.learner, question=question, revision=revision, words=f"Flag {CANARY}", made=now
    )
    reveal(learner=person.learner, prompt_id=prompt.pk, words=f"Answer {CANARY}", now=now, zone=UTC)
    answer(prompt, now=now, grade=3)


def join(person: Person, teacher: Person, name: str = "Autumn cohort") -> Cohort:
    now = timezone.now() - timedelta(days=2)
    cohort = Cohort.objects.create(name=name, created_at=now)
    for one, role in ((teacher, "instructor"), (person, "member")):
        Membership.objects.create(cohort=cohort, user=one.user, role=role, agreed_at=now)
    return cohort
