"""Changing what is assigned, closing and deleting it. For one member alone: `member_views`."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.entrance.carrying import taken
from quiz.bank.published import PublishedBank, published_bank
from quiz.cohorts.access import SignedInRequest, not_archived, taught_assignment
from quiz.cohorts.assigned import Assigned, assigned_as
from quiz.cohorts.assigning.consequences import consequences_of
from quiz.cohorts.assigning.editing import ChangedMeanwhile, OwnDateBeforeOpening, edit, has_ended
from quiz.cohorts.assigning.ending import WasAnswered, close, delete, was_answered
from quiz.cohorts.assigning.forms import AssignmentForm, fields_of
from quiz.cohorts.assigning.locking import HasEnded
from quiz.cohorts.assigning.terms import Terms, changes, merged, sealed, terms_of, unsealed
from quiz.cohorts.assigning.views import filled_in, members_of
from quiz.cohorts.models import Assignment, Membership


@dataclass(frozen=True)
class Editing:
    """An assignment whose form is open, and what it says now."""

    request: SignedInRequest
    assigned: Assigned
    bank: PublishedBank
    members: list[Membership]
    current: Terms
    now: datetime

    @property
    def assignment(self) -> Assignment:
        return self.assigned.assignment

    def form(self, data: object) -> AssignmentForm:
        said = fields_of(self.current, self.members)
        initial: dict[str, object] = {
            name: said.getlist(name) for name in ("sections", "questions", "members")
        }
        initial |= {name: said[name] for name in ("target", "minutes", "note", "whom")}
        dates = {"opens_on": self.current.opens_on, "due_on": self.current.due_on}
        return AssignmentForm(
            data,
            bank=self.bank,
            today=timezone.localdate(self.now, self.request.zone),
            members=self.members,
            initial=initial | dates,
        )


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_edit(request: SignedInRequest, assignment_id: UUID) -> HttpResponse:
    """Saved once its consequences for members were shown; HTMX asks for them with the fields filled in so far."""
    assignment, bank, now = taught_assignment(request, assignment_id), published_bank(), timezone.now()
    not_archived(assignment.cohort)
    if has_ended(assignment, now):
        return told_ended(request, assignment)
    assigned, current = assigned_as(assignment, bank), terms_of(assignment, bank)
    page = Editing(request, assigned, bank, members_of(assignment.cohort), current, now)
    form = page.form(filled_in(request, now))
    if request.htmx:
        return shown(page, form, template="#asks")
    if request.method != "POST":
        return shown(page, form)
    if not form.is_valid():
        return shown(page, form, status=422)
    return saved(page, form)


def saved(page: Editing, form: AssignmentForm) -> HttpResponse:
    wanted, post = form.terms, page.request.POST
    opened = unsealed(post.get("opened", ""), page.assignment)
    try:
        if opened == page.current and post.get("seen") != wanted.digest and reckoned(page, wanted):
            return shown(page, form, is_asking=True)
        edit(assignment=page.assignment, opened=opened, wanted=wanted, bank=page.bank, now=page.now)
    except ChangedMeanwhile as meanwhile:
        return shown_changed(page, wanted, opened, meanwhile.current)
    except OwnDateBeforeOpening:
        form.add_error(
            "opens_on",
            _("A member has a due date of their own before this day. Change that first, or open earlier."),
        )
        return shown(page, form, status=422)
    except (HasEnded, Assignment.DoesNotExist):
        return told_ended(page.request, page.assignment)
    taken(page.request, page.now)
    messages.success(page.request, _("The assignment is saved. Members see it from now on."))
    return redirect("cohort-assignments", page.assignment.cohort_id)


def reckoned(page: Editing, wanted: Terms) -> bool:
    """Is there anything for a person to look at before it is saved?"""
    return consequences_of(page.assigned, page.current, wanted, page.bank, page.now).is_any


def shown(
    page: Editing,
    form: AssignmentForm,
    *,
    template: str = "",
    status: int = 200,
    is_asking: bool = False,
    **more: object,
) -> HttpResponse:
    wanted = form.terms if form.is_bound and form.is_valid() else None
    consequences = wanted and consequences_of(page.assigned, page.current, wanted, page.bank, page.now)
    opened = form.data.get("opened") if form.is_bound else None
    context = {
        "assigned": page.assigned,
        "assignment": page.assignment,
        "cohort": page.assignment.cohort,
        "form": form,
        "members": len(page.members),
        "consequences": consequences,
        "seen": wanted.digest if wanted else "",
        "opened": opened or sealed(page.current, page.assignment),
        "is_asking": is_asking,
    } | more
    return render(page.request, f"cohorts/assigning/assignment_edit.html{template}", context, status=status)


def shown_changed(page: Editing, mine: Terms, opened: Terms | None, current: Terms) -> HttpResponse:
    """What somebody else has changed since the form was opened, with the form as it would be saved now."""
    form = page.form(fields_of(merged(mine, opened, current) if opened else mine, page.members))
    return shown(
        page,
        form,
        status=409,
        opened=sealed(current, page.assignment),
        changed=changes(opened or mine, current, page.bank),
    )


def told_ended(request: SignedInRequest, assignment: Assignment) -> HttpResponseRedirect:
    messages.warning(
        request,
        _(
            "This assignment has ended or is gone, so nothing of it was changed. Make a new one for what is left."
        ),
    )
    return redirect("cohort-assignments", assignment.cohort_id)


# Ending it


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_close(request: SignedInRequest, assignment_id: UUID) -> HttpResponse:
    """Asks first: a closed assignment is not opened again."""
    assignment, bank, now = taught_assignment(request, assignment_id), published_bank(), timezone.now()
    if request.method != "POST":
        context = {"assigned": assigned_as(assignment, bank), "cohort": assignment.cohort, "closes": True}
        return render(request, "cohorts/assigning/assignment_end.html", context)
    try:
        close(assignment=assignment, now=now)
    except (HasEnded, Assignment.DoesNotExist):
        return told_ended(request, assignment)
    messages.success(request, _("The assignment is closed. What members have reached by now stays."))
    return redirect("cohort-assignments", assignment.cohort_id)


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_delete(request: SignedInRequest, assignment_id: UUID) -> HttpResponse:
    """Asks first. Where somebody has answered it says so, and offers to close it."""
    assignment, bank, now = taught_assignment(request, assignment_id), published_bank(), timezone.now()
    assigned = assigned_as(assignment, bank)
    context = {
        "assigned": assigned,
        "cohort": assignment.cohort,
        "has_ended": has_ended(assignment, now),
        "was_answered": was_answered(assigned, bank),
    }
    if request.method != "POST":
        return render(request, "cohorts/assigning/assignment_end.html", context)
    try:
        delete(assignment=assignment, bank=bank)
    except WasAnswered:
        return render(
            request, "cohorts/assigning/assignment_end.html", context | {"was_answered": True}, status=409
        )
    except Assignment.DoesNotExist:
        pass
    messages.success(request, _("The assignment is deleted. Nobody is asked for it any more."))
    return redirect("cohort-assignments", assignment.cohort_id)
