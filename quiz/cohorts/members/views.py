"""What instructors see of one member."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from database.spreadsheet import spreadsheet
from quiz.bank.published import published_bank
from quiz.cohorts.access import SignedInRequest, taught_cohort
from quiz.cohorts.frame import frame_of
from quiz.cohorts.members.member_file import heading
from quiz.cohorts.members.member_file import lines_of as member_lines
from quiz.cohorts.members.member_page import MemberPage, members_of, page_of_member
from quiz.cohorts.models import Cohort


@require_safe
def member(request: SignedInRequest, cohort_id: UUID, membership_id: UUID) -> HttpResponse:
    cohort = taught_cohort(request, cohort_id)
    page = member_page(request, cohort, membership_id)
    context = {"frame": frame_of(cohort, request.user), "page": page, "figures": page.seen.figures}
    return render(request, "cohorts/members/member.html", context)


@require_safe
def member_csv(request: SignedInRequest, cohort_id: UUID, membership_id: UUID) -> HttpResponse:
    page = member_page(request, taught_cohort(request, cohort_id), membership_id)
    lines = member_lines(page.seen.figures, page.today, published_bank())
    return spreadsheet(f"member-{page.today:%Y-%m-%d}", [str(word) for word in heading()], lines)


def member_page(request: SignedInRequest, cohort: Cohort, membership_id: UUID) -> MemberPage:
    now, membership = timezone.now(), get_object_or_404(members_of(cohort), pk=membership_id)
    return page_of_member(cohort, membership, now=now, today=timezone.localdate(now, request.zone))
