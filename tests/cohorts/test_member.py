"""A member's page: what an instructor reads of one person, as far as that person agreed."""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from quiz.bank.published import PublishedOption, PublishedRevision, published_bank
from quiz.bank.text.markdown import plain
from quiz.cohorts.models import (
    AGREED_FIRST,
    AGREED_TO_REASONS,
    Arrangement,
    Assignment,
    Cohort,
    Membership,
)
from quiz.practice.models import Prompt
from tests.cohorts.acts import assign, make_cohort, remember_well, section_keys, words
from tests.cohorts.member_acts import address_of, figures_in, numbers_in, said_in
from tests.conftest import NOW, Person
from tests.practice.acts import answer, wrong_slug

pytestmark = pytest.mark.django_db

KEY = "what-is-mlflow"
Ask = Callable[..., Prompt]


@pytest.fixture
def chosen(member: Person, assignment: Assignment, ask: Ask) -> PublishedOption:
    """The member misses a question five times, each time by a wrong option; this one was chosen most."""
    slugs = []
    for minutes in range(5):
        now = NOW + timedelta(minutes=minutes)
        prompt = ask(member, KEY, now=now)
        slugs.append(wrong_slug(prompt))
        answer(prompt, response=slugs[-1], now=now + timedelta(seconds=20))
    (most,) = Counter(slugs).most_common(1)
    return next(option for option in revision().options if option.slug == most[0])


def revision() -> PublishedRevision:
    return published_bank().questions[KEY].revision


def test_a_question_missed_four_times_is_named_with_the_option_chosen_and_what_to_ask(
    instructor: Person, member: Person, cohort: Cohort, chosen: PublishedOption
) -> None:
    page = instructor.get(address_of(member, cohort))
    assert f"{plain(revision().text)} most often chosen: {plain(chosen.text)} missed 5 of 5" in words(page)
    follow_up = revision().follow_ups[0]
    said = said_in(page)
    assert said.startswith("1 of 20 answered in Version control, but 1 question does not stick.")
    assert plain(chosen.tempts or chosen.why) in said
    assert f"“{follow_up.question}”" in said and follow_up.points[0] in said
    assert 'href="#m-due"' in figures_in(page)[0]


def test_what_they_keep_missing_is_what_they_read_themselves(
    instructor: Person, member: Person, cohort: Cohort, chosen: PublishedOption
) -> None:
    seen, own = (
        instructor.get(address_of(member, cohort)),
        member.get(reverse("cohort-mine", args=[cohort.pk])),
    )
    assert figures_in(seen) == figures_in(own)[:1]
    assert said_in(seen) == said_in(own)
    assert "missed 5 of 5" in words(own)


@pytest.mark.parametrize(
    ("agreed_to", "numbers"), [(AGREED_FIRST, [["0"]]), (AGREED_TO_REASONS, [["1", "0", "0"]])]
)
def test_who_agreed_to_less_shows_no_question_until_they_agree(
    instructor: Person,
    member: Person,
    cohort: Cohort,
    chosen: PublishedOption,
    agreed_to: int,
    numbers: list[list[str]],
) -> None:
    Membership.objects.members().update(agreed_to=agreed_to)
    page = instructor.get(address_of(member, cohort))
    assert numbers_in(page) == numbers
    assert "<li>" not in figures_in(page)[0] and plain(revision().text) not in words(page)
    assert "once Learner 1 agrees to" in words(page)
    assert "They see nothing new until you agree." in words(
        member.get(reverse("cohort-mine", args=[cohort.pk]))
    )
    member.post(reverse("cohort-agree", args=[cohort.pk]), {"to": agreed_to})
    assert figures_in(instructor.get(address_of(member, cohort))) == figures_in(page)
    member.post(reverse("cohort-agree", args=[cohort.pk]), {"to": 3})
    assert "missed 5 of 5" in words(instructor.get(address_of(member, cohort)))


def test_another_members_page_is_not_in_this_cohort(
    instructor: Person, other_instructor: Person, member: Person, cohort: Cohort
) -> None:
    elsewhere = make_cohort(other_instructor, "Elsewhere")
    own = address_of(member, cohort)
    membership = cohort.memberships.get(user=member.user).pk
    teacher = cohort.memberships.get(user=instructor.user).pk
    assert instructor.get(own).status_code == 200
    for person, address in (
        (instructor, reverse("member", args=[cohort.pk, teacher])),
        (instructor, reverse("member", args=[cohort.pk, uuid4()])),
        (other_instructor, reverse("member", args=[elsewhere.pk, membership])),
        (other_instructor, own),
        (member, own),
    ):
        assert person.get(address).status_code == 404
    member.post(reverse("cohort-leave", args=[cohort.pk]))
    assert instructor.get(own).status_code == 404


def test_nothing_answered_by_now_is_said_with_a_question_to_ask(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=4))
    said = said_in(instructor.get(address_of(member, cohort)))
    assert said.startswith(
        "Nothing answered yet in Version control, due Thu 3 Dec. Nothing was answered, so it"
    )
    assert "“When would 3 minutes a day fit?”Listen forA fixed time." in said


@pytest.mark.any_database
def test_too_little_time_is_said_with_the_day_on_which_it_would_be_enough(
    instructor: Person, member: Person, cohort: Cohort, clock: time_machine.Traveller
) -> None:
    assign(instructor, cohort, "advanced", due_on=date(2026, 11, 28), target=4)
    remember_well(member.user, *section_keys("advanced")[:1])
    clock.shift(timedelta(days=4))
    said = said_in(instructor.get(address_of(member, cohort)))
    assert said.startswith("Advanced MLOps needs 19 minutes a day until Sat 28 Nov. You planned 10.")
    assert "19 questions are left. In 10 minutes a day they take until Mon 30 Nov." in said


def test_done_on_course_excused_and_late_are_told_apart(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    address = address_of(member, cohort)
    remember_well(member.user, *section_keys()[:19])
    assert said_in(instructor.get(address)).startswith("On course. Version control needs 1 minute a day")
    remember_well(member.user, *section_keys())
    assert said_in(instructor.get(address)).startswith("Done: every question is at its level now.")
    mine = Arrangement.objects.create(assignment=assignment, user=member.user, excused_at=NOW)
    assert said_in(instructor.get(address)).startswith("Excused from what is assigned.")
    mine.delete()
    clock.shift(timedelta(days=20))
    ended = instructor.get(address)
    assert said_in(ended).startswith("Every assignment has ended.")
    assert "Ended Thu 3 Dec." in words(ended) and "Answered in time" in words(ended)


def test_what_is_assigned_to_others_alone_is_not_on_the_page(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    address = address_of(member, cohort)
    assert len(figures_in(instructor.get(address))) == 1
    Assignment.objects.update(for_everyone=False)
    page = instructor.get(address)
    assert figures_in(page) == [] and "Nothing is assigned yet." in words(page)


@pytest.mark.any_database
def test_the_file_says_what_the_page_says(
    instructor: Person, member: Person, cohort: Cohort, chosen: PublishedOption
) -> None:
    member.user.name = "=cmd|calc"
    member.user.save()
    response = instructor.get(address_of(member, cohort, "member-csv"))
    assert "member-2026-11-24.csv" in response["Content-Disposition"]
    heading, whole, *questions = csv.reader(StringIO(response.content.decode("utf-8-sig")))
    assert len(questions) == 20 and {row[0] for row in questions} == {r"'=cmd\|calc"}
    assert dict(zip(heading, whole, strict=True))["Answered"] == "1"
    missed = [row for row in questions if row[heading.index("Missed")]]
    assert [(row[5], row[13], row[14], row[15]) for row in missed] == [
        (plain(revision().text), "5", "5", plain(chosen.text))
    ]


def test_the_page_takes_as_many_queries_for_five_assignments_as_for_one(
    instructor: Person,
    member: Person,
    cohort: Cohort,
    assignment: Assignment,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    address = address_of(member, cohort)
    instructor.get(address)
    for section in ("lifecycle", "advanced", "experiment-tracking", "pipeline-orchestration"):
        assign(instructor, cohort, section)
    with django_assert_max_num_queries(16):
        assert len(figures_in(instructor.get(address))) == 5
