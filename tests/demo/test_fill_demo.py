"""The demonstration: only where it belongs, labelled, and as real as a log can be."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from accounts.audit.models import AuditLine
from accounts.models import User
from quiz.bank.models import Revision
from quiz.cohorts.measuring.weeks import weeks_of
from quiz.cohorts.models import Arrangement, Assignment, Cohort, Membership
from quiz.demo.practice.history import ZONE
from quiz.mastery.models import DailyForecast
from quiz.practice.models import Learner, Prompt, Review
from tests.accounts.factors import app_code
from tests.conftest import Person

pytestmark = pytest.mark.django_db
SMALL = {"weeks": 1, "members": 3}


@pytest.fixture
def demo_settings(settings: Any) -> None:
    settings.DEBUG = True
    settings.DEMO = True


def fill(**options: int) -> str:
    """Run the command; what it printed."""
    printed = StringIO()
    call_command("fill_demo", **(SMALL | options), stdout=printed)
    return printed.getvalue()


@pytest.fixture
def filled(demo_settings: None) -> str:
    return fill()


def in_the_log() -> list[tuple[Any, ...]]:
    """What everybody answered; days count back from today."""
    today = timezone.localdate()
    rows = Review.objects.order_by("at").values_list(
        "learner__user__name",
        "prompt__question__key",
        "prompt__way",
        "prompt__options",
        "grade",
        "ms",
        "local_day",
    )
    return [(*row[:-1], (today - row[-1]).days) for row in rows]


@pytest.mark.parametrize(("switch", "says"), [("DEBUG", "DEBUG is off"), ("DEMO", "DEMO is off")])
def test_it_refuses_where_a_switch_is_off(demo_settings: None, settings: Any, switch: str, says: str) -> None:
    setattr(settings, switch, False)
    with pytest.raises(CommandError, match=says):
        fill()
    assert User.objects.count() == 0


def test_it_refuses_where_somebody_has_an_account(demo_settings: None, classmate: Person) -> None:
    with pytest.raises(CommandError, match=r"holds people already \(1\)"):
        fill()
    assert list(User.objects.all()) == [classmate.user]


def test_it_refuses_where_a_visitor_has_practised(demo_settings: None) -> None:
    Learner.objects.create()
    with pytest.raises(CommandError, match="holds people already"):
        fill()


def test_it_refuses_to_fill_twice(filled: str) -> None:
    before = Review.objects.count()
    with pytest.raises(CommandError, match="holds people already"):
        fill()
    assert Review.objects.count() == before > 0


def test_the_printed_password_signs_in(filled: str) -> None:
    password = filled.strip().rpartition(" ")[2]
    for email in (
        "learner1@example.org",
        "learner4@example.org",
        "instructor1@example.org",
        "curator1@example.org",
        "superuser1@example.org",
    ):
        assert email in filled
        assert authenticate(email=email, password=password) == User.objects.get(email=email)


def test_the_printed_secret_is_the_second_step_of_a_curator(filled: str, visitor: Person) -> None:
    password, secret = filled.strip().rpartition(" ")[2], filled.partition("secret: ")[2].split()[0]
    visitor.post("/accounts/login/", {"login": "curator1@example.org", "password": password})
    visitor.post("/accounts/login/second-step/", {"code": app_code(secret)})
    assert visitor.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("email", "path"), [("learner1@example.org", "/today/"), ("curator1@example.org", "/admin/")]
)
def test_every_page_says_that_it_is_a_demonstration(filled: str, email: str, path: str) -> None:
    page = Person().sign_in(User.objects.get(email=email)).get(path)
    assert "Demonstration: the people and answers here are simulated." in page.content.decode()


def test_the_memory_is_as_the_log_says(filled: str) -> None:
    assert Review.objects.count() > 20
    said = StringIO()
    call_command("rebuild_cards", check=True, stdout=said)
    assert "Memories that will change: 0." in said.getvalue(), (
        "the curator related a question that nobody answered"
    )


def test_nothing_lies_in_the_future(filled: str) -> None:
    now = timezone.now()
    assert not Review.objects.filter(at__gte=now).exists()
    assert not DailyForecast.objects.filter(local_day__gte=now.date() + timedelta(days=1)).exists()


def test_the_learner_prepares_for_an_interview(filled: str) -> None:
    plan = Learner.objects.get(user__email="learner1@example.org").plan
    assert plan.minutes == 10
    assert (plan.interview_on - timezone.now().astimezone(ZONE).date()).days == 17
    assert sorted(plan.weights.values()) == [1, 2, 2, 2, 3]
    assert DailyForecast.objects.filter(learner=plan.learner).exists()


def test_the_learner_takes_a_day_of_the_week_off(demo_settings: None) -> None:
    fill(weeks=3, members=1)
    learner = Learner.objects.get(user__email="learner1@example.org")
    [day_off] = learner.plan.days_off
    days = {review.local_day.weekday() for review in learner.reviews}
    assert day_off not in days and len(days) >= 5


def test_an_earlier_interview_stands_against_what_was_recalled(demo_settings: None) -> None:
    fill(weeks=5, members=1)
    page = Person().sign_in(User.objects.get(email="learner1@example.org")).get("/mastery/").content.decode()
    assert "Can I trust these numbers?" in page


def test_the_cohort_has_its_members_and_two_assignments_to_come(filled: str) -> None:
    cohort = Cohort.objects.get(name="Autumn cohort")
    names = cohort.memberships.current().members().values_list("user__name", flat=True)
    assert sorted(names) == ["Learner 2", "Learner 3", "Learner 4"]
    assert Assignment.objects.filter(cohort=cohort, due_on__gt=timezone.localdate()).count() == 2


def test_curators_have_drafts_and_proposals_a_new_question_and_one_was_sent_back(filled: str) -> None:
    open_ones = Revision.objects.open()
    assert sorted(open_ones.values_list("status", flat=True)) == ["draft"] * 3 + ["proposed"] * 3
    assert open_ones.exclude(proposal__sent_back_at=None).get().status == "draft"
    assert open_ones.filter(question__live_revision=None).count() == 1


def test_curators_find_a_conflict_an_old_reference_and_relations_that_changed(filled: str) -> None:
    """Beside the proposals and drafts; and every act lies in the past, in the order of its time."""
    page = Person().sign_in(User.objects.get(email="curator1@example.org")).get("/admin/")
    kinds = {str(each.kind.title) for each in page.context["page"].kinds}
    assert {"New files disagree with yours", "References to check again", "Other drafts of yours"} <= kinds
    assert "Relations changed on" in page.text
    times = list(AuditLine.objects.order_by("pk").values_list("at", flat=True))
    assert times == sorted(times) and times[-1] <= timezone.now()


def test_an_answer_that_the_learner_knew_has_changed(demo_settings: None) -> None:
    fill(weeks=5, members=1)
    page = Person().sign_in(User.objects.get(email="learner1@example.org")).get("/today/").content.decode()
    assert "An answer you learned has changed" in page


def test_after_weeks_there_are_prompts_of_each_way_figures_of_mondays_and_results(
    demo_settings: None,
) -> None:
    fill(weeks=5, members=1)
    assert set(Prompt.objects.values_list("way", flat=True)) == {"choose", "recall", "type"}
    cohort = Cohort.objects.get(name="Autumn cohort")
    weeks = weeks_of(cohort)
    assert len(weeks) >= 3 and weeks[0].expected < weeks[-1].expected
    ended = cohort.assignments.get(due_on__lt=timezone.localdate() - timedelta(days=2))
    assert ended.ended_members == ended.results.count() == 1
    assert Cohort.objects.get(name="Summer cohort").archived_at


def test_somebody_has_a_date_of_their_own_and_somebody_is_excused(demo_settings: None) -> None:
    fill(members=5)
    arranged = Arrangement.objects.filter(assignment__cohort__name="Autumn cohort")
    later = arranged.get(excused_at=None)
    assert later.due_on and later.due_on > later.assignment.due_on and later.assignment.note
    assert str(arranged.get(due_on=None).user) == "Learner 6"


def test_the_cohort_has_two_instructors_and_invitations_in_every_state(filled: str) -> None:
    cohort = Cohort.objects.get(name="Autumn cohort")
    teaching = cohort.memberships.current().exclude(role=Membership.Role.MEMBER)
    assert sorted(str(one.user) for one in teaching) == ["Instructor 1", "Instructor 2"]
    states = sorted(cohort.mailed_invitations.values_list("state", flat=True))
    assert states == ["declined", "joined", "joined", "sent", "sent"]
    assert not mail.outbox


def test_it_is_the_same_each_time(demo_settings: None) -> None:
    logs = []
    for _ in range(2):
        with transaction.atomic():
            fill(members=1)
            logs.append(in_the_log())
            transaction.set_rollback(True)
    assert logs[0] == logs[1] != []


@pytest.mark.parametrize("number", ["0", "-1", "501", "9" * 30, "٣", "1.5", "many"])
def test_a_demonstration_has_a_size_that_can_be_had(number: str) -> None:
    with pytest.raises(CommandError, match="is not a whole number from 1 to 500"):
        call_command("fill_demo", f"--weeks={number}")
