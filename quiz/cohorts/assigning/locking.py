"""An assignment as it is now, for whoever changes it."""

from quiz.cohorts.models import Assignment


class HasEnded(Exception):
    """It was closed, or the due day is over: what was reached stays as it was."""


def locked_assignment(assignment: Assignment) -> Assignment:
    """In a transaction: with its cohort locked. Raises `CohortArchived`, `Assignment.DoesNotExist`."""
    assignment.cohort.locked_while_running()
    return Assignment.objects.select_related("cohort").get(pk=assignment.pk)
