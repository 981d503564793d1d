"""In the week before it is erased nobody counts or shows a person; whoever keeps the account comes back whole."""

from datetime import timedelta

import pytest
import time_machine

from accounts.models import User
from quiz.cohorts.measuring.freezing import freeze_ended
from quiz.cohorts.models import Assignment
from quiz.leaving.due import erase_due
from quiz.practice.asked_lately.counting import count_asked
from quiz.practice.asked_lately.models import AskedLately
from tests.cohorts.acts import assign
from tests.conftest import NOW, Person
from tests.interview.pairs import bound, interview_in_pairs
from tests.interview.reports import reported
from tests.privacy.cast import join

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MLOPS = "what-is-mlops"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def backups_aside(tmp_path, settings):
    settings.BACKUPS = tmp_path / "backups"


def leaves(user: User, leaving: bool = True) -> None:
    User.objects.filter(pk=user.pk).update(leaving_since=NOW if leaving else None)


@pytest.fixture
def ended(learner, classmate, instructor) -> Assignment:
    """An assignment of two members, the learner about to leave on the day on which it ends."""
    cohort = join(learner, instructor)
    cohort.memberships.create(user=classmate.user, role="member", agreed_at=NOW - 2 * DAY)
    assignment = assign(instructor, cohort, due_on=NOW.date())
    leaves(learner.user)
    return assignment


def counted(assignment: Assignment) -> int | None:
    freeze_ended(NOW + 3 * DAY)
    assignment.refresh_from_db()
    return assignment.ended_members


def test_what_ends_meanwhile_counts_them_once_they_keep_the_account(ended, learner):
    assert counted(ended) is None
    leaves(learner.user, False)
    assert counted(ended) == 2


def test_and_never_once_they_are_erased(ended, instructor):
    page = f"/cohorts/{ended.cohort_id}/assignments/"
    assert counted(ended) is None and "of 1" in instructor.get(page).text
    erase_due(NOW + 8 * DAY)
    assert counted(ended) == 1


def test_what_interviews_ask_is_counted_without_them(learner):
    report = reported(5, MLOPS)[0]
    for leaving, asked in ((False, 5), (True, None), (False, 5)):
        leaves(report.learner.user, leaving)
        count_asked(today=NOW.date())
        row = AskedLately.objects.filter(question__key=MLOPS).first()
        assert (row and row.asked) == asked


def test_a_friends_link_to_their_interview_opens_nothing_until_they_are_back(learner):
    friend, link = bound(learner, interview_in_pairs(learner))
    assert friend.get(link).status_code == 200
    leaves(learner.user)
    assert friend.get(link).status_code == 404
    assert friend.post(f"{link}next/").status_code == Person().get(link).status_code == 404
    leaves(learner.user, False)
    assert friend.get(link).status_code == 200
