"""Migrating to before there were interviews, with interviews in place, and forward again."""

from datetime import timedelta

from django.core.management import call_command
from django.db import connection

from quiz.interview.models import Interview
from quiz.keeping.integrity import problems
from quiz.practice.log import guard
from quiz.practice.models import Event, PracticeSession, Review
from tests.conftest import NOW, Person
from tests.interview import acts
from tests.interview.acts import MINUTE


def test_grades_stay_what_was_said_goes_and_the_log_is_whole(fresh_db: None, learner: Person) -> None:
    interview = acts.begin(learner.learner)
    acts.say_all(interview)
    acts.grade(interview, 0, 3, now=NOW + 30 * MINUTE)
    acts.begin(learner.learner, now=NOW + timedelta(hours=1))
    call_command("migrate", "quiz", "0026", verbosity=0)
    assert guard.missing_guards(connection) == []
    call_command("migrate", verbosity=0)
    assert [review.grade for review in Review.objects.all()] == [3]
    assert not Event.objects.filter(kind="said").exists() and not Interview.objects.exists()
    assert PracticeSession.objects.filter(kind="again", ended_at__isnull=False).count() == 2
    assert list(problems()) == []
