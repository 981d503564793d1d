"""Groups of learners, and what they are asked to learn by when."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.lines import one_line
from accounts.models import User
from database.identifiers import uuid7
from quiz.bank.models import Question, Section

__all__ = ["Arrangement", "Assignment", "Cohort", "Membership"]


class CohortArchived(Exception):
    """The cohort is archived: nothing of it was changed."""

    def __init__(self, cohort: "Cohort") -> None:
        super().__init__(str(cohort.pk))
        self.cohort = cohort


class CohortQuerySet(models.QuerySet["Cohort"]):
    def running(self) -> "CohortQuerySet":
        return self.filter(archived_at=None)

    def archived(self) -> "CohortQuerySet":
        return self.exclude(archived_at=None)

    def untouched(self) -> "CohortQuerySet":
        """In which nothing has happened since they were made."""
        return self.uninvited().filter(assignments=None)

    def uninvited(self) -> "CohortQuerySet":
        """In which there has been nobody but their maker."""
        return self.annotate(people=Count("memberships")).filter(people=1, invitations=None)

    def taught_by(self, user: User) -> "CohortQuerySet":
        """Cohorts in which this user is an instructor now."""
        return self.filter(
            pk__in=Membership.objects.current()
            .filter(user=user, role=Membership.Role.INSTRUCTOR)
            .values("cohort")
        )

    def joined_by(self, user: User) -> "CohortQuerySet":
        """Cohorts in which this user is a member now."""
        return self.filter(
            pk__in=Membership.objects.current()
            .filter(user=user, role=Membership.Role.MEMBER)
            .values("cohort")
        )


class Cohort(models.Model):
    """A group that prepares together."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=80)
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)
    """While it is archived nothing of it changes and nothing is asked of anybody. It can be restored."""

    objects = CohortQuerySet.as_manager()

    def __str__(self) -> str:
        return one_line(self.name) or gettext("Cohort without a name")

    def get_absolute_url(self) -> str:
        return reverse("cohort", args=[self.pk])

    def locked(self) -> "Cohort":
        """In a transaction: what is made in a cohort is made one after the other."""
        return Cohort.objects.select_for_update(no_key=True).get(pk=self.pk)

    def locked_while_running(self) -> "Cohort":
        """The same for what an archived cohort does not take. Raises `CohortArchived`."""
        cohort = self.locked()
        if cohort.archived_at:
            raise CohortArchived(cohort)
        return cohort


AGREED_FIRST, AGREED_TO_REASONS, AGREED_TO_ANSWERS = 1, 2, 3
"""What members agree to show. Since 2: also how much is answered and at the level now, and why they are behind.
Since 3: also the level of each assigned question, and since joining right or wrong and the option chosen."""


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        """Without those whose owners asked for their account to be deleted: nobody sees them from then on."""
        leaving = User.objects.filter(pk=OuterRef("user"), leaving_since__isnull=False)
        return self.filter(~Exists(leaving), left_at__isnull=True)

    def members(self) -> "MembershipQuerySet":
        return self.filter(role=Membership.Role.MEMBER)

    def instructors(self) -> "MembershipQuerySet":
        return self.filter(role=Membership.Role.INSTRUCTOR)

    def with_first_day(self) -> QuerySet[Any]:
        """With `first_agreed_at`: when this person first joined the cohort, however often they left since."""
        same = Membership.objects.members().filter(cohort=OuterRef("cohort"), user=OuterRef("user"))
        return self.annotate(first_agreed_at=Subquery(same.order_by("agreed_at").values("agreed_at")[:1]))


class Membership(models.Model):
    """A person in a cohort, from when they agreed until they left. Whoever comes back gets a new row."""

    class Role(models.TextChoices):
        INSTRUCTOR = "instructor", _("instructor")
        MEMBER = "member", _("member")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    agreed_at = models.DateTimeField()
    agreed_to = models.PositiveSmallIntegerField(default=AGREED_FIRST)
    """Which version of what the instructors see (`AGREED_TO_ANSWERS` is the newest)."""
    left_at = models.DateTimeField(null=True, blank=True)
    was_removed = models.BooleanField(default=False)
    """An instructor ended it: the links that were open then do not let this person back in."""

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "user"],
                condition=Q(left_at__isnull=True),
                name="in_a_cohort_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["instructor", "member"]), name="membership_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role}"

    @property
    def shows_reasons(self) -> bool:
        return self.agreed_to >= AGREED_TO_REASONS

    @property
    def shows_answers(self) -> bool:
        return self.agreed_to >= AGREED_TO_ANSWERS


MINUTES = 10
NOTE_LENGTH = 500


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def asked_of(self, user: User) -> QuerySet[Any]:
        """What asks something of this user: in cohorts that they are a member of now and that are not archived,
        for everyone or for them, not closed, and not where they are excused.

        With `joined_at`, when they first joined, and `own_due_on`.
        """
        same = Membership.objects.members().filter(cohort=OuterRef("cohort"), user=user)
        joined_at = Subquery(same.order_by("agreed_at").values("agreed_at")[:1])
        own = Arrangement.objects.filter(assignment=OuterRef("pk"), user=user)
        asked = self.filter(
            cohort__in=Cohort.objects.joined_by(user).filter(archived_at=None), closed_at=None
        )
        return asked.filter(
            Q(for_everyone=True) | Exists(own.filter(is_asked=True)),
            ~Exists(own.filter(excused_at__isnull=False)),
        ).annotate(joined_at=joined_at, own_due_on=Coalesce(Subquery(own.values("due_on")[:1]), F("due_on")))


class Assignment(models.Model):
    """Sections or chosen questions to reach a level in, by a day."""

    class Target(models.IntegerChoices):
        FAMILIAR = 2, _("Familiar")
        PROFICIENT = 3, _("Proficient")
        MASTERED = 4, _("Mastered")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="assignments")
    sections = models.ManyToManyField(Section, related_name="+", blank=True)
    questions = models.ManyToManyField(Question, related_name="+", blank=True)
    opens_on = models.DateField(_("opens"))
    due_on = models.DateField(_("due"))
    target = models.PositiveSmallIntegerField(_("target"), choices=Target, default=Target.FAMILIAR)
    minutes = models.PositiveSmallIntegerField(_("minutes a day"), default=MINUTES)
    """Whoever would need more for the rest can be behind."""
    note = models.TextField(_("note to members"), max_length=NOTE_LENGTH, blank=True)
    for_everyone = models.BooleanField(default=True)
    """Or only for those whose `Arrangement` says so."""
    closed_at = models.DateTimeField(null=True, blank=True)
    """When an instructor ended it before its due day."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    ended_members = models.PositiveIntegerField(null=True, blank=True)
    """How many members there were when the due day ended; None until that is stored. Stays when one is erased."""
    ended_done = models.PositiveIntegerField(null=True, blank=True)
    """How many of them had every question at the level."""

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")), name="assignment_due_not_before_opening"
            ),
            models.CheckConstraint(condition=Q(target__range=(2, 4)), name="assignment_target_is_a_level"),
        ]

    def __str__(self) -> str:
        return f"{self.cohort}, due {self.due_on}"


class Arrangement(models.Model):
    """What holds of an assignment for one member alone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="arrangements")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_asked = models.BooleanField(default=False)
    """Counts where the assignment is not for everyone."""
    due_on = models.DateField(null=True, blank=True)
    """Their own due day."""
    excused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "user"], name="one_arrangement_an_assignment_and_member"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.assignment}"
