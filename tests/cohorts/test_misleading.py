"""Which questions mislead: whose answers count, and which wrong option is named."""

import math
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from quiz.bank.models import BankVersion, Option, Question, Revision
from quiz.bank.published import published_bank
from quiz.cohorts.answers.answers_since import AnswerSeen
from quiz.cohorts.answers.first_answers import First, unaided_firsts
from quiz.cohorts.answers.misleading import Confusion, Share, confusions_of, figures_of
from quiz.cohorts.models import Assignment, Cohort, Membership
from quiz.mastery.likely_share import NINETY_PERCENT, likely_share
from quiz.practice.models import Event
from tests.cohorts.acts import assign, make_cohort
from tests.cohorts.teaching_acts import (
    KEY,
    RIGHT,
    TEMPTING,
    choose,
    choose_each,
    members,
    options_of,
)
from tests.conftest import NOW, Person
from tests.practice.acts import UTC, note

SOMEBODY, CLASSMATE = uuid4(), uuid4()


def seen(user: UUID, *, right: bool = True, hinted: bool = False, read: bool = False) -> AnswerSeen:
    return AnswerSeen(user, KEY, right, "recall", "", hinted, read, 7)


def share_of(cohort: Cohort, key: str = KEY) -> Share | None:
    return figures_of(cohort, [key], published_bank())[0].share


def confusions(cohort: Cohort) -> tuple[Confusion, ...]:
    return confusions_of(cohort, published_bank())


@pytest.mark.parametrize(("right", "asked"), [(0, 5), (5, 18), (8, 16), (5, 5), (199, 200)])
def test_the_ends_of_a_likely_range_are_the_shares_that_the_answers_barely_speak_against(
    right: int, asked: int
) -> None:
    for end in likely_share(right, asked):
        spread = math.sqrt(max(end * (1 - end), 0) / asked)
        assert abs(right / asked - end) == pytest.approx(NINETY_PERCENT * spread, abs=1e-9)


def test_only_the_first_answer_of_each_counts() -> None:
    answers = [seen(SOMEBODY, right=False), seen(SOMEBODY), seen(CLASSMATE)]
    assert unaided_firsts(answers) == [First(KEY, "recall", right, "", 7) for right in (False, True)]


@pytest.mark.parametrize("help", ["hinted", "read"])
def test_whoever_had_help_with_the_first_has_none(help: str) -> None:
    assert unaided_firsts([seen(SOMEBODY, **{help: True}), seen(SOMEBODY)]) == []
    assert len(unaided_firsts([seen(SOMEBODY), seen(SOMEBODY, **{help: True})])) == 1


@pytest.mark.django_db
def test_from_five_people_on_there_is_a_share(cohort: Cohort, assignment: Assignment) -> None:
    options, people = options_of(), members(cohort, 5)
    choose_each(people[:4], [options[RIGHT]] * 4)
    assert share_of(cohort) is None
    choose(people[4], None)
    assert share_of(cohort) == Share(4, 5)


@pytest.mark.django_db
def test_a_wrong_option_is_named_if_three_chose_it(cohort: Cohort, assignment: Assignment) -> None:
    options, people = options_of(), members(cohort, 6)
    choose_each(people[:5], [options[name] for name in (RIGHT, RIGHT, RIGHT, TEMPTING, TEMPTING)])
    assert confusions(cohort) == ()
    choose(people[5], options[TEMPTING])
    [found] = confusions(cohort)
    assert (found.key, found.chose, found.chose_right, found.of) == (KEY, 3, 3, 6)
    assert (found.wrong_text, found.right_text) == (options[TEMPTING].text, options[RIGHT].text)
    assert (found.tempts, found.why) == (options[TEMPTING].tempts, options[TEMPTING].why)


@pytest.mark.django_db
def test_the_commonest_confusion_comes_first_and_five_are_taught(
    cohort: Cohort, assignment: Assignment
) -> None:
    people = members(cohort, 5)
    keys = [key for key in published_bank().questions if key.startswith("mlflow")][:6]
    for place, key in enumerate(keys):
        chose = 5 if place == 3 else 3
        choose_each(people, [options_of(key)[TEMPTING]] * chose + [None] * (5 - chose), key)
    found = confusions_of(cohort, published_bank(), keys=keys)
    assert [one.key for one in found] == [keys[3], *keys[:3], keys[4]]
    assert len(confusions_of(cohort, published_bank(), keys=keys, most=None)) == 6


@pytest.mark.django_db
def test_who_leaves_read_the_answer_or_is_elsewhere_is_not_counted(
    other_instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    options, people = options_of(), members(cohort, 7)
    elsewhere = make_cohort(other_instructor, "Elsewhere")
    assign(other_instructor, elsewhere)
    reader = people[5]
    note(learner=reader.learner, kind=Event.Kind.READ, keys=[KEY], now=NOW, zone=UTC)
    for person in (*people, *members(elsewhere, 1)):
        choose(person, options[TEMPTING])
    assert share_of(cohort) == Share(0, 6)
    people[6].post(reverse("cohort-leave", args=[cohort.pk]))
    assert share_of(cohort) == Share(0, 5)


@pytest.mark.django_db
def test_an_option_that_is_gone_keeps_the_words_that_were_chosen(
    cohort: Cohort, assignment: Assignment
) -> None:
    options, people = options_of(), members(cohort, 5)
    choose_each(people, [options[TEMPTING]] * 5)
    revise(without=options[TEMPTING].slug)
    assert [one.wrong_text for one in confusions(cohort)] == [options[TEMPTING].text]


@pytest.mark.django_db
def test_answers_to_another_meaning_tell_nothing_of_the_question_now(
    cohort: Cohort, assignment: Assignment
) -> None:
    options, people = options_of(), members(cohort, 5)
    choose_each(people, [options[TEMPTING]] * 5)
    revise(change=Revision.Change.WORDING)
    assert share_of(cohort) == Share(0, 5)
    revise(change=Revision.Change.MEANING)
    assert share_of(cohort) is None


def revise(*, without: str = "", change: str = "") -> None:
    """The question gets another live revision."""
    question = Question.objects.get(key=KEY)
    before = question.live_revision
    assert before
    options = list(Option.objects.filter(revision=before).exclude(slug=without))
    now = Revision.objects.create(
        question=question,
        status="published",
        digest=uuid4().hex[:16],
        change=change,
        text="Anew?",
        answer="So.",
    )
    for option in options:
        option.pk, option.revision = None, now
        option.save()
    Question.objects.filter(pk=question.pk).update(live_revision=now)
    BankVersion.renew()


@pytest.mark.django_db
def test_more_members_ask_no_more_queries(
    cohort: Cohort, assignment: Assignment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    options = options_of()
    for number in (1, 6):
        choose_each(members(cohort, number), [options[TEMPTING]] * number)
        bank = published_bank()
        with django_assert_num_queries(7):
            found = confusions_of(cohort, bank)
    assert [one.chose for one in found] == [7]
    assert Membership.objects.members().count() == 7
