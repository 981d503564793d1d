"""An assignment as it is now, for whoever changes it."""

from quiz.cohorts.models import Assignment, Cohort


class Archived(Exception):
    """The cohort is archived: nothing of it changes until it is restored."""


class HasEnded(Exception):
    """It was closed, or the due day is over: what was reached stays as it was."""


def open_cohort(cohort: Cohort) -> Cohort:
    """In a transaction: locked. Raises `Archived`."""
    locked = cohort.locked()
    if locked.archived_at:
        raise Archived
    return locked


def locked_assignment(assignment: Assignment) -> Assignment:
    """In a transaction: with its cohort locked. Raises `Archived`, and `Assignment.DoesNotExist` where it is gone."""
    open_cohort(assignment.cohort)
    return Assignment.objects.select_related("cohort").get(pk=assignment.pk)
