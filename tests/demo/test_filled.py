"""What a demonstration of a week holds, as real as a log can be."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.audit.models import AuditLine
from accounts.models import User
from quiz.bank.models import Revision
from quiz.bank.published import published_bank
from quiz.cohorts.models import Assignment, Cohort, Membership
from quiz.demo.practice.history import ZONE
from quiz.mastery.models import DailyForecast
from quiz.practice.models import Learner, Review
from tests.accounts.factors import app_code
from tests.conftest import Person
from tests.demo.acts import SMALL, fill

pytestmark = pytest.mark.django_db
SIZE = SMALL


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


def test_what_a_curator_changed_before_today_makes_no_other_question_new(filled: str) -> None:
    assert [question.key for question in published_bank().questions.values() if question.since] == []


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


def test_the_learner_is_signed_in_on_a_telephone_and_at_work(filled: str) -> None:
    me = Person().sign_in(User.objects.get(email="learner1@example.org"))
    page = me.get("/settings/account/").content.decode()
    assert "Safari on iPhone" in page and "Chrome on Windows" in page
    assert "Sign out everywhere else" in page
    me.post("/settings/account/sign-out-others/")
    assert (
        "Safari on iPhone" not in me.get("/settings/account/").content.decode().partition("What happened")[0]
    )


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


def test_the_cohort_has_two_instructors_and_invitations_in_every_state(filled: str) -> None:
    cohort = Cohort.objects.get(name="Autumn cohort")
    teaching = cohort.memberships.current().exclude(role=Membership.Role.MEMBER)
    assert sorted(str(one.user) for one in teaching) == ["Instructor 1", "Instructor 2"]
    states = sorted(cohort.mailed_invitations.values_list("state", flat=True))
    assert states == ["declined", "joined", "joined", "sent", "sent"]
