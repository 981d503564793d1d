"""What instructors' pages read of the log: right or wrong of assigned questions since joining, and no more."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from quiz.bank.published import published_bank
from quiz.cohorts.answers.answers_since import AnswerSeen, answers_of
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import AGREED_TO_REASONS, Arrangement, Assignment, Cohort, Membership
from quiz.practice.models import Event, Prompt
from tests.cohorts.acts import assign, join
from tests.conftest import NOW, Person
from tests.practice.acts import UTC, answer, answer_well, note, wrong_slug

pytestmark = pytest.mark.django_db

KEY = "what-is-concept-drift"
OTHER = "canary-deployment"
LATER = NOW + timedelta(hours=1)
Ask = Callable[..., Prompt]


def seen(cohort: Cohort) -> list[AnswerSeen]:
    return answers_of(cohort, [KEY], published_bank())


def miss(person: Person, ask: Ask, key: str = KEY, *, now: datetime = NOW) -> Prompt:
    prompt = ask(person, key, now=now)
    answer(prompt, response=wrong_slug(prompt), now=now + timedelta(seconds=20))
    return prompt


def test_an_answer_is_seen_with_the_option_chosen_and_without_its_time(
    member: Person, cohort: Cohort, ask: Ask
) -> None:
    prompt = miss(member, ask)
    miss(member, ask, OTHER)
    shown = AnswerSeen(
        member.learner.user_id, KEY, False, "choose", wrong_slug(prompt), False, False, prompt.revision_id
    )
    assert seen(cohort) == [shown]


def test_what_came_before_joining_is_not_seen_whenever_others_joined(
    learner: Person,
    classmate: Person,
    cohort: Cohort,
    invitation: Invitation,
    ask: Ask,
    clock: time_machine.Traveller,
) -> None:
    join(classmate, invitation)
    miss(learner, ask)
    clock.move_to(LATER)
    join(learner, invitation)
    assert seen(cohort) == []
    answer_well(ask(learner, KEY, now=LATER), now=LATER + timedelta(seconds=20))
    assert [one.is_right for one in seen(cohort)] == [True]


def test_what_was_taken_back_is_not_seen(
    member: Person, cohort: Cohort, ask: Ask, clock: time_machine.Traveller
) -> None:
    prompt = miss(member, ask)
    assert len(seen(cohort)) == 1
    clock.shift(timedelta(minutes=1))
    member.post(reverse("prompt-undo", args=[prompt.pk]))
    assert seen(cohort) == []


def test_a_hint_and_a_reading_of_that_day_are_seen(member: Person, cohort: Cohort, ask: Ask) -> None:
    prompt = ask(member, KEY)
    act: dict[str, Any] = {"learner": member.learner, "keys": [KEY], "zone": UTC}
    note(**act, kind=Event.Kind.READ, now=NOW + timedelta(seconds=1))
    note(
        **act | {"learner": member.learner},
        kind=Event.Kind.HINTED,
        now=NOW + timedelta(seconds=2),
        prompt=prompt,
    )
    answer_well(prompt)
    assert [(one.was_hinted, one.was_read) for one in seen(cohort)] == [(True, True)]


@pytest.mark.parametrize(
    "change", [{"agreed_to": AGREED_TO_REASONS}, {"left_at": NOW}, {"role": Membership.Role.INSTRUCTOR}]
)
def test_only_current_members_who_agreed_are_seen(
    member: Person, cohort: Cohort, ask: Ask, change: dict[str, Any]
) -> None:
    miss(member, ask)
    assert len(seen(cohort)) == 1
    Membership.objects.members().update(**change)
    assert seen(cohort) == []


def test_three_queries_read_the_answers_of_however_many(
    member: Person,
    classmate: Person,
    cohort: Cohort,
    invitation: Invitation,
    ask: Ask,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    join(classmate, invitation)
    bank = published_bank()
    for person in (member, classmate):
        miss(person, ask)
    with django_assert_num_queries(3):
        assert len(answers_of(cohort, [KEY], bank)) == 2


def test_what_is_assigned_to_others_alone_is_not_seen(
    instructor: Person, member: Person, cohort: Cohort, ask: Ask
) -> None:
    miss(member, ask)
    only_some = assign(instructor, cohort, "lifecycle")
    assert len(seen(cohort)) == 1
    Assignment.objects.update(for_everyone=False)
    assert seen(cohort) == []
    Arrangement.objects.create(assignment=only_some, user=member.user, is_asked=True)
    assert len(seen(cohort)) == 1
