"""Whoever asks for it is forgotten, and nobody else."""

import pytest
from django.utils import timezone

from accounts.models import User
from quiz.practice.asking.starting import Focus, start_session
from quiz.practice.flags.models import Flag
from quiz.practice.models import Card, Erasure, Learner, Notice, PracticeSession, Prompt, Review
from quiz.practice.people.merging import adopt
from quiz.privacy import erase_person
from tests.conftest import NOW
from tests.practice.acts import UTC, answer_well

pytestmark = pytest.mark.django_db


def test_all_of_a_person_goes_and_the_erasure_says_so(learner, classmate, ask):
    answer_well(ask(learner))
    theirs = answer_well(ask(classmate)).review
    visitor = start_session(learner=Learner(), focus=Focus(), now=NOW, zone=UTC).prompt
    answer_well(visitor)
    adopt(visitor=Learner.objects.get(pk=visitor.learner_id), user=learner.user, now=NOW)
    gone = learner.learner
    for person in (gone, classmate.learner):
        Notice.objects.create(learner=person, revision=theirs.prompt.revision, seen=NOW)
        flagged = {"question": theirs.prompt.question, "revision": theirs.prompt.revision, "made": NOW}
        Flag.objects.create(learner=person, words="Option 3 is true as well.", **flagged)
    Flag.objects.create(learner=visitor.learner, prompt=visitor, words="As a visitor.", **flagged)
    assert gone.reviews.count() == 2
    erasure = erase_person(learner=gone, reason="asked for by the person", now=timezone.now())
    assert not User.objects.filter(email="learner1@example.org").exists()
    assert list(Review.objects.all()) == [theirs]
    for model in (Learner, Prompt, PracticeSession, Card, Notice, Flag):
        owners = set(model.objects.values_list("pk" if model is Learner else "learner", flat=True))
        assert owners == {classmate.learner.pk}, model
    assert erasure.learner_id == gone.pk
    assert not Erasure.objects.filter(closed=None).exists()
