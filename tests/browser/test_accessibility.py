"""axe finds nothing on any page, light and dark, on a phone and on a desk."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import chain
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from quiz.bank.models import Question, Revision
from quiz.bank.published import PublishedQuestion, published_bank
from quiz.cohorts.joining.membership import make_cohort
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.measuring.models import CohortWeek
from quiz.cohorts.models import AGREED_FIRST, AGREED_TO_ANSWERS, Assignment, Cohort, Membership
from quiz.cohorts.reporting.weekly import monday_before
from quiz.cohorts.telling.stopping import token_of
from quiz.practice.answering import trial
from quiz.practice.asking.ending import end_session
from quiz.practice.flags.models import Flag
from quiz.practice.models import Plan, Prompt
from quiz.practice.people.planning import set_plan
from tests.browser.axe import violations
from tests.browser.sizes import SIDEWAYS, UNFOLD, grey_on_paper, pushed_aside
from tests.conftest import Person
from tests.curation.acts import address, another_curator, propose
from tests.mastery.steps import miss, practise
from tests.practice.acts import answer, answer_well, wrong_slug

SIZES = {"desk": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
STUCK = "what-is-concept-drift"
RECALLED, TO_RECALL = "what-is-dvc", "what-is-mlops"
"""Asked by recall: one is answered, the other waits."""
LEFT_OUT = "mlflow-artifact-vs-git-lfs-dvc"


def longest_word(question: PublishedQuestion) -> int:
    return max((len(word) for option in question.revision.options for word in option.text.split()), default=0)


def least_bendable() -> PublishedQuestion:
    """The question whose options have the longest word: if a page can be pushed apart, then by this one."""
    return max(published_bank().questions.values(), key=longest_word)


@pytest.fixture(autouse=True)
def the_landing_page_offers_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of any question."""
    monkeypatch.setattr(trial, "secrets", SimpleNamespace(choice=lambda able: max(able, key=longest_word)))


class Stage:
    """Things to show: a learner who has practised, in a cohort with an assignment."""

    def __init__(
        self, learner: Person, newcomer: Person, instructor: Person, ask: Callable[..., Prompt]
    ) -> None:
        self.now = timezone.now()
        self.learner, self.newcomer, self.instructor, self.ask = learner, newcomer, instructor, ask
        self.lapse()
        self.practise()
        self.teach()

    def lapse(self) -> None:
        """Know and miss one question so often that it is stuck."""
        for days in range(12, 3, -1):
            practise(self.learner, 1, STUCK, right=days % 2 == 0, now=self.now - timedelta(days=days))

    def practise(self) -> None:
        ask, learner, now = self.ask, self.learner, self.now
        prompt = ask(learner, now=now - timedelta(days=2))
        for _ in range(12):
            answered = answer_well(prompt, now=prompt.at + timedelta(seconds=20))
            prompt = answered.following
        end_session(session=prompt.session, now=prompt.at)
        self.ended = prompt.session
        set_plan(learner=learner.learner, interview_on=(now + timedelta(days=17)).date(), minutes=10)
        self.wrong = ask(learner, "mlflow-model-registry", now=now)
        answer(self.wrong, now=now, response=wrong_slug(self.wrong))
        self.stuck = ask(learner, STUCK, now=now)
        miss(self.stuck, now=now)
        self.right = ask(learner, "online-inference-challenge", now=now)
        answer_well(self.right, now=now)
        self.recalled = ask(learner, RECALLED, now=now)
        answer_well(self.recalled, now=now)
        self.flag()

    def flag(self) -> None:
        """One flag that a curator answered, and one that waits."""
        for prompt, answered in (
            (
                self.wrong,
                {"answered_at": self.now, "answered_by": uuid4(), "outcome": "right", "answer": "It is."},
            ),
            (self.right, {}),
        ):
            asked = {"question": prompt.question, "revision": prompt.revision, "prompt": prompt}
            learner = self.learner.learner
            Flag.objects.create(learner=learner, words="Option 3 too.", made=self.now, **asked, **answered)

    def teach(self) -> None:
        now, user = self.now, self.instructor.user
        self.cohort = Cohort.objects.create(name="Autumn cohort", created_at=now)
        for person, role in ((self.instructor, "instructor"), (self.learner, "member")):
            joined = {"role": role, "agreed_at": now - timedelta(days=14), "agreed_to": AGREED_TO_ANSWERS}
            Membership.objects.create(cohort=self.cohort, user=person.user, **joined)
        day = now.date()
        self.assignment = Assignment.objects.create(
            cohort=self.cohort, opens_on=day, due_on=day + timedelta(days=5), created_by=user, created_at=now
        )
        self.assignment.sections.add(1, 2)
        for weeks in (1, 2, 3):
            CohortWeek.objects.create(
                cohort=self.cohort,
                monday=monday_before(day) - timedelta(weeks=weeks),
                due_on=self.assignment.due_on,
                total=20,
                members=1,
                low=5 - weeks,
                expected=6 - weeks,
                high=7 - weeks,
            )
        self.invitation = Invitation.objects.create(
            cohort=self.cohort,
            token="a" * 43,
            created_by=user,
            created_at=now,
            expires_at=now + timedelta(days=7),
            most_uses=40,
        )

    def pages(self) -> Iterator[tuple[str, str]]:
        """Who looks, and where."""
        for place in (
            "/",
            "/accounts/login/",
            "/accounts/signup/",
            "/accounts/password/reset/",
            "/library/",
            "/mastery/",
            "/mastery/details/",
        ):
            yield "visitor", place
        yield "visitor", self.invitation.get_absolute_url()
        yield "visitor", reverse("stop-mail", args=[token_of(self.learner.user, "reminder")])
        yield "visitor", "/no-such-page/"
        for place in (
            "/today/",
            "/practice/",
            "/mastery/",
            "/mastery/details/",
            "/plan/",
            "/settings/",
            "/settings/mail/",
            "/settings/account/",
            "/settings/account/delete/",
            "/accounts/again/",
            "/accounts/again/mail/",
            "/library/",
            "/library/lifecycle/",
        ):
            yield "learner", place
        for prompt in (self.wrong, self.stuck, self.right, self.recalled):
            yield "learner", prompt.get_absolute_url()
        yield "learner", f"{self.wrong.get_absolute_url()}?more"
        yield "learner", f"{self.right.get_absolute_url()}flag/"
        yield "learner", "/flags/"
        for place in ("/start-over/?what=all", "/questions/what-is-dvc/note/"):
            yield "learner", place
        yield "learner", reverse("practice-summary", args=[self.ended.pk])
        yield "learner", reverse("question", args=["mlflow-model-registry"])
        yield "learner", reverse("cohort-mine", args=[self.cohort.pk])
        membership = self.cohort.memberships.get(role="member")
        yield "instructor", reverse("member", args=[self.cohort.pk, membership.pk])
        Membership.objects.members().update(agreed_to=AGREED_FIRST)
        yield "learner", f"{reverse('cohort-mine', args=[self.cohort.pk])}?asked-for-more"
        yield "instructor", f"{reverse('member', args=[self.cohort.pk, membership.pk])}?agreed-to-less"
        yield "learner", "/cohorts/"
        for place in ("/today/", "/cohorts/", "/cohorts/new/", self.cohort.get_absolute_url()):
            yield "instructor", place
        for name in ("settings", "copy", "end", "stop-teaching"):
            yield "instructor", reverse(f"cohort-{name}", args=[self.cohort.pk])
        membership = self.cohort.memberships.get(user=self.learner.user)
        yield "instructor", reverse("member-remove", args=[self.cohort.pk, membership.pk])
        yield "instructor", reverse("assignment-new", args=[self.cohort.pk])
        yield "instructor", reverse("cohort-remind", args=[self.cohort.pk])
        yield "instructor", reverse("cohort-mail", args=[self.invitation.cohort_id])
        yield "instructor", reverse("invitation-wall", args=[self.invitation.pk])
        yield "visitor", reverse("join-code")
        yield "instructor", reverse("cohort-assignments", args=[self.cohort.pk])
        for name in ("assignment-edit", "assignment-close", "assignment-delete"):
            yield "instructor", reverse(name, args=[self.assignment.pk])
        yield "instructor", reverse("assignment-member", args=[self.assignment.pk, membership.pk])
        yield "instructor", reverse("invitation", args=[self.invitation.pk])
        yield "newcomer", self.invitation.get_absolute_url()

    def asking(self) -> Iterator[tuple[str, str]]:
        """Questions that wait, one at a time: asking another ends the session before."""
        for key in ("canary-deployment", TO_RECALL, least_bendable().key):
            yield "learner", self.ask(self.learner, key, now=timezone.now()).get_absolute_url()
        yield "learner", self.learner.post(reverse("claim", args=["feature-store-purpose"]))["Location"]
        yield "newcomer", self.newcomer.post(reverse("practice"))["Location"]

    def own_hand(self) -> Iterator[tuple[str, str]]:
        """A question that is left out, with a note; another is started over."""
        page = reverse("question", args=[LEFT_OUT])
        self.learner.post(f"{page}note/", {"words": "The *registry* names it, `git` keeps it."})
        self.learner.post(f"{page}leave-out/", {"on": 1})
        self.learner.post("/start-over/", {"what": f"question:{RECALLED}"})
        for place in (page, "/library/?state=left-out", "/start-over/", f"/questions/{RECALLED}/"):
            yield "learner", place

    def afterwards(self) -> Iterator[tuple[str, str]]:
        """The interview is today, then it is over, then the learner rests."""
        plan = Plan.objects.filter(learner=self.learner.learner)
        for days in (0, 2):
            plan.update(interview_on=self.now.date() - timedelta(days=days))
            yield "learner", f"/today/?{days}-days-ago"
            yield "learner", f"/mastery/?{days}-days-ago"
        self.learner.post(reverse("plan-afterwards"), {"choice": "rest"})
        yield "learner", "/today/?at-rest"
        yield "learner", "/mastery/?at-rest"
        make_cohort(user=self.learner.user, name="Winter cohort", now=self.now)
        yield "learner", "/today/?teaching-too"


MORE = {("phone", "light"): pushed_aside, ("desk", "dark"): grey_on_paper}
"""What else is looked for on every page, once."""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(open_browser, learner, classmate, instructor, ask, by_recall, theme, size):
    for key in (RECALLED, TO_RECALL):
        by_recall(key)
    stage = Stage(learner, classmate, instructor, ask)
    people = {"visitor": None, "learner": learner, "newcomer": classmate, "instructor": instructor}
    walks = {who: open_browser(p, color_scheme=theme, viewport=SIZES[size]) for who, p in people.items()}
    found = {}
    for who, place in chain(stage.pages(), stage.asking(), stage.own_hand(), stage.afterwards()):
        page = walks[who].go(place).page
        found[f"{who} {place}"] = violations(page)
        assert page.evaluate(SIDEWAYS) == [], f"{place} scrolls sideways"
        if (size, theme) in MORE:
            assert MORE[size, theme](page) == [], place
            page.evaluate(UNFOLD)
            assert page.evaluate(SIDEWAYS) == [], f"{place} scrolls sideways once it is unfolded"
    assert {place: rules for place, rules in found.items() if rules} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_admin(open_browser, curator, theme):
    propose(another_curator(curator), text="What do people call concept drift?")
    walk = open_browser(curator, color_scheme=theme)
    keys = published_bank().questions
    for question in Question.objects.filter(key__in=list(keys)[:4]):
        made = {"status": "proposed", "created_by": curator.user}
        Revision.objects.create(
            question=question, text="What is `x`?", answer="So.", conflicts=["text"], **made
        )
    questions = reverse("admin:quiz_question_changelist")
    for place in (
        reverse("admin:index"),
        reverse("admin:work_kind", args=["conflicts"]),
        reverse("admin:quiz_question_references", args=[Question.objects.get(key=STUCK).pk]),
        questions,
        f"{questions}?q=drift",
        f"{questions}?q=zeitgeist",
        address("change"),
        address("review"),
    ):
        assert violations(walk.go(place).page) == [] == grey_on_paper(walk.page), place
