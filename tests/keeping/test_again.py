"""Whoever was erased, and stands in a database that was put back, is erased again, with what hangs on them."""

import pytest
from django.core.management import call_command
from django.db import transaction

from accounts.models import User
from quiz.cohorts.models import Cohort, Membership
from quiz.keeping.integrity import cohorts_are_taught
from quiz.practice.models import Learner, Prompt
from quiz.privacy import erase_account, erase_person
from tests.cohorts.acts import make_cohort
from tests.conftest import NOW, Person, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("backups")]


def teach(cohort: Cohort, user: User | None) -> None:
    assert user
    Membership.objects.create(cohort=cohort, user=user, role=Membership.Role.INSTRUCTOR, agreed_at=NOW)


def teachers() -> set[User]:
    return {each.user for each in Membership.objects.current().instructors()}


def test_their_answers_go_again(learner: Person, prompt: Prompt) -> None:
    with transaction.atomic():
        erase_person(learner=learner.learner, reason="asked for it", now=NOW)
        transaction.set_rollback(True)  # the database is put back, the ledger is not
    call_command("erase_again")
    assert not Learner.objects.exists() and not User.objects.exists()


def test_a_cohort_they_alone_taught_goes_to_whom_they_handed_it(
    instructor: Person, classmate: Person
) -> None:
    cohort = make_cohort(instructor)
    with transaction.atomic():
        teach(cohort, classmate.user)
        erase_account(user=instructor.user, reason="asked for it", now=NOW)
        transaction.set_rollback(True)
    call_command("erase_again")
    assert teachers() == {classmate.user}
    assert [*cohorts_are_taught()] == [] and not Cohort.objects.get().archived_at


def test_where_nobody_is_there_who_taught_it_after_them_the_cohort_ends(instructor: Person) -> None:
    cohort = make_cohort(instructor)
    with transaction.atomic():
        teach(cohort, make_user("instructor3@example.org", "Instructor 3"))
        erase_account(user=instructor.user, reason="asked for it", now=NOW)
        transaction.set_rollback(True)
    call_command("erase_again")
    assert teachers() == set() and not User.objects.exists()
    assert [*cohorts_are_taught()] == [] and Cohort.objects.get().archived_at


def test_a_member_who_took_it_over_teaches_it_again(instructor: Person, classmate: Person) -> None:
    cohort = make_cohort(instructor)
    Membership.objects.create(cohort=cohort, user=classmate.user, role=Membership.Role.MEMBER, agreed_at=NOW)
    with transaction.atomic():
        Membership.objects.members().update(left_at=NOW)
        teach(cohort, classmate.user)
        erase_account(user=instructor.user, reason="asked for it", now=NOW)
        transaction.set_rollback(True)
    call_command("erase_again")
    assert [each.role for each in Membership.objects.current()] == [Membership.Role.INSTRUCTOR]
