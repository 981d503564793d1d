"""What holds of an assignment for one member alone."""

from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from quiz.bank.published import published_bank
from quiz.cohorts.access import SignedInRequest, member_asked, taught_assignment
from quiz.cohorts.assigned import assigned_as
from quiz.cohorts.assigning.arranging import DueTooEarly, NotAsked, excuse, give_date, unexcuse
from quiz.cohorts.assigning.changing_views import told_ended
from quiz.cohorts.assigning.forms import OwnDateForm
from quiz.cohorts.assigning.locking import HasEnded
from quiz.cohorts.models import Assignment, Membership

WHY_NOT: dict[type[Exception], Promise] = {
    NotAsked: gettext_lazy("This assignment is not for this member. Edit it to add them."),
    HasEnded: gettext_lazy(
        "It has ended for this member, and what they had reached stays. "
        "Make a new assignment for this member, or excuse them."
    ),
    DueTooEarly: gettext_lazy("This day is over, or before the opening date. Choose a later one."),
}


@require_http_methods(["GET", "HEAD"])
def assignment_member(request: SignedInRequest, assignment_id: UUID, membership_id: UUID) -> HttpResponse:
    assignment = taught_assignment(request, assignment_id)
    return shown_member(request, assignment, member_asked(assignment, membership_id), timezone.now())


@require_POST
def arrangement(request: SignedInRequest, assignment_id: UUID, membership_id: UUID) -> HttpResponse:
    """`do`: date (with `due_on`), no-date, excuse or unexcuse."""
    assignment, now = taught_assignment(request, assignment_id), timezone.now()
    member = member_asked(assignment, membership_id)
    try:
        done = arranged(request, assignment, member, now)
    except Assignment.DoesNotExist:
        return told_ended(request, assignment)
    except (NotAsked, HasEnded, DueTooEarly) as refused:
        messages.warning(request, str(WHY_NOT[type(refused)]))
        return redirect("assignment-member", assignment.pk, member.pk)
    if isinstance(done, HttpResponse):
        return done
    messages.success(request, done)
    return redirect("assignment-member", assignment.pk, member.pk)


def arranged(
    request: SignedInRequest, assignment: Assignment, member: Membership, now: datetime
) -> HttpResponse | str:
    """What was done, in words; or the form again."""
    match request.POST.get("do"):
        case "date":
            form = own_date_form(request, assignment, now, data=request.POST)
            if not form.is_valid():
                return shown_member(request, assignment, member, now, form=form, status=422)
            give_date(assignment=assignment, member=member, due_on=form.cleaned_data["due_on"], now=now)
            return _("The date is saved. It counts for this member alone.")
        case "no-date":
            give_date(assignment=assignment, member=member, due_on=None, now=now)
            return _("The assignment’s own due date counts for this member again.")
        case "excuse":
            excuse(assignment=assignment, member=member, now=now)
            return _("This member is excused: neither behind nor done.")
        case "unexcuse":
            unexcuse(assignment=assignment, member=member)
            return _("This member is no longer excused.")
    raise Http404


def own_date_form(
    request: SignedInRequest,
    assignment: Assignment,
    now: datetime,
    *,
    data: object = None,
    due: date | None = None,
) -> OwnDateForm:
    today = timezone.localdate(now, request.zone)
    return OwnDateForm(data, today=today, opens_on=assignment.opens_on, initial=due)


def shown_member(
    request: SignedInRequest,
    assignment: Assignment,
    member: Membership,
    now: datetime,
    *,
    form: OwnDateForm | None = None,
    status: int = 200,
) -> HttpResponse:
    assigned = assigned_as(assignment, published_bank())
    own = assigned.own(member.user_id)
    context = {
        "assigned": assigned,
        "assignment": assignment,
        "cohort": assignment.cohort,
        "member": member,
        "own": own,
        "has_own_date": own.due_on != assignment.due_on,
        "has_ended": own.ends_at <= now,
        "form": form or own_date_form(request, assignment, now, due=own.due_on),
    }
    return render(request, "cohorts/assigning/assignment_member.html", context, status=status)
