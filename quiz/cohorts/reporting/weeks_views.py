"""Each Monday's figure of a cohort, to take away."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from database.spreadsheet import spreadsheet
from quiz.cohorts.access import SignedInRequest, taught_cohort
from quiz.cohorts.measuring.models import CohortWeek
from quiz.cohorts.measuring.weeks import weeks_of


@require_safe
def cohort_weeks_csv(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    cohort = taught_cohort(request, cohort_id)
    heading = [_("Monday"), _("known on"), _("of"), _("members"), _("expected"), _("low"), _("high")]
    name = f"{slugify(str(cohort)) or 'cohort'}-weeks"
    return spreadsheet(name, heading, [cells_of(week) for week in weeks_of(cohort)])


def cells_of(week: CohortWeek) -> list[object]:
    figures = [f"{number:.1f}" for number in (week.expected, week.low, week.high)]
    return [week.monday.isoformat(), week.due_on.isoformat(), week.total, week.members, *figures]
