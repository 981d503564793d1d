"""A visitor signs in: what they practised becomes the account's."""

from datetime import timedelta

import pytest

from quiz.bank.models import Question
from quiz.bank.published import published_bank
from quiz.practice.asking.starting import Focus, start_session
from quiz.practice.log.learners import again
from quiz.practice.models import Card, Learner, Mark
from quiz.practice.people.merging import adopt
from quiz.practice.people.planning import set_plan
from quiz.practice.people.starring import star
from quiz.practice.remembering.rebuilding import differences
from tests.conftest import NOW
from tests.practice.acts import UTC, answer_well

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(minutes=2)


def practise(learner: Learner, *keys: str, now=NOW) -> Learner:
    focus = Focus(title=keys[0], only=keys)
    prompt = start_session(learner=learner, focus=focus, now=now, zone=UTC).prompt
    answer_well(prompt, now=now)
    return Learner.objects.get(pk=prompt.learner_id)


def test_signing_up_gives_the_visitors_learner_to_the_user(learner):
    visitor = practise(Learner(), "what-is-mlops")
    adopt(visitor=visitor, user=learner.user, now=SOON)
    assert learner.learner.pk == visitor.pk
    assert Card.objects.filter(learner=learner.learner).exists()


def test_signing_in_joins_both_logs_and_folds_once(learner):
    practise(learner.learner, "what-is-mlops")
    visitor = practise(Learner(), "what-is-dvc", now=SOON)
    adopt(visitor=visitor, user=learner.user, now=SOON)
    keys = Card.objects.filter(learner=learner.learner, asked_at__isnull=False).values_list(
        "question__key", flat=True
    )
    assert set(keys) == {"what-is-mlops", "what-is-dvc"}
    assert learner.learner.reviews.count() == 2
    assert differences(published_bank()) == []


def test_an_open_prompt_from_before_signing_in_can_still_be_answered(learner):
    practise(learner.learner, "what-is-mlops")
    prompt = start_session(learner=Learner(), focus=Focus(), now=SOON, zone=UTC).prompt
    adopt(visitor=Learner.objects.get(pk=prompt.learner_id), user=learner.user, now=SOON)
    answered = answer_well(prompt, now=SOON + timedelta(seconds=9))
    assert answered.review.learner == learner.learner
    assert differences(published_bank()) == []


def test_stars_join_and_the_accounts_own_plan_stays(learner):
    account = practise(learner.learner, "what-is-mlops")
    visitor = practise(Learner(), "what-is-dvc")
    star(learner=visitor, question=Question.objects.get(key="what-is-dvc"), on=True)
    set_plan(learner=account, interview_on=None, minutes=5)
    set_plan(learner=visitor, interview_on=None, minutes=30)
    adopt(visitor=visitor, user=learner.user, now=SOON)
    assert Mark.objects.get().learner == learner.learner
    assert learner.learner.plan.minutes == 5


def test_a_merged_visitor_leads_to_the_account(learner):
    practise(learner.learner, "what-is-mlops")
    visitor = practise(Learner(), "what-is-dvc")
    adopt(visitor=visitor, user=learner.user, now=SOON)
    assert again(visitor) == learner.learner


def test_somebody_elses_learner_is_not_adopted(learner, classmate):
    theirs = practise(classmate.learner, "what-is-mlops")
    adopt(visitor=theirs, user=learner.user, now=SOON)
    assert not learner.learner.exists
