"""Assigning, and practising what is assigned."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.entrance.carrying import form_data, taken
from quiz.bank.published import published_bank
from quiz.cohorts.access import SignedInRequest, running_cohort
from quiz.cohorts.assigned import assigned_in
from quiz.cohorts.assigning.assigning import assign
from quiz.cohorts.assigning.demand import demand_of
from quiz.cohorts.assigning.forms import AssignmentForm
from quiz.cohorts.by_name import by_name
from quiz.cohorts.measuring.progress import progress_with
from quiz.cohorts.models import Assignment, Cohort, Membership
from quiz.practice.asking.starting import Focus, NothingToAsk, start_session
from quiz.practice.people.middleware import here


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_new(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    """HTMX asks with the fields filled in so far what they would ask of the members."""
    cohort, bank, now = running_cohort(request, cohort_id), published_bank(), timezone.now()
    today, members = timezone.localdate(now, request.zone), members_of(cohort)
    form = AssignmentForm(filled_in(request, now), bank=bank, today=today, members=members)
    if form.is_valid() and request.method == "POST" and not request.htmx:
        return assigned_now(request, cohort, form, now)
    demand = demand_of(form.cleaned_data, bank) if form.is_bound else None
    template = "cohorts/assigning/assignment_new.html" + ("#asks" if request.htmx else "")
    context = {"cohort": cohort, "form": form, "demand": demand, "members": len(members)}
    refused = request.method == "POST" and not request.htmx
    return render(request, template, context, status=422 if refused else 200)


def assigned_now(
    request: SignedInRequest, cohort: Cohort, form: AssignmentForm, now: datetime
) -> HttpResponseRedirect:
    terms = form.terms
    assign(
        cohort=cohort,
        by=request.user,
        sections=terms.sections,
        questions=terms.questions,
        target=terms.target,
        minutes=terms.minutes,
        opens_on=terms.opens_on,
        due_on=terms.due_on,
        note=terms.note,
        members=None if terms.for_everyone else terms.members,
        now=now,
    )
    taken(request, now)
    return redirect("cohort-assignments", cohort.pk)


def members_of(cohort: Cohort) -> list[Membership]:
    """By name."""
    current = cohort.memberships.current().members().select_related("user")
    return sorted(current, key=lambda member: (by_name(str(member.user)), member.pk))


def filled_in(request: SignedInRequest, now: datetime) -> MultiValueDict[str, str] | None:
    return request.GET if request.htmx and request.method == "GET" else form_data(request, now)


@require_POST
def assignment_practise(request: SignedInRequest, assignment_id: UUID) -> HttpResponse:
    mine = Assignment.objects.asked_of(request.user)
    situation, now = here(request), timezone.now()
    assigned = assigned_in(mine.select_related("cohort").filter(pk=assignment_id), situation.bank)
    if not assigned:
        return told_not_asked(request, assignment_id)
    (progress,) = progress_with(assigned, situation, now, request.user.pk)
    if not progress.is_open:
        return render(request, "cohorts/assigning/not_open_yet.html", {"progress": progress}, status=409)
    focus = Focus(title=progress.title, only=progress.keys, first=progress.missing or progress.keys)
    try:
        started = start_session(learner=request.learner, focus=focus, now=now, zone=request.zone)
    except NothingToAsk:
        messages.warning(request, nothing_to_ask())
        return redirect("cohort-mine", progress.assignment.cohort_id)
    return redirect(started.prompt)


def told_not_asked(request: SignedInRequest, assignment_id: UUID) -> HttpResponseRedirect:
    """To a member whose page is older than that: it was closed, is for others now, or they are excused."""
    joined = Cohort.objects.joined_by(request.user)
    cohort = joined.filter(assignments=assignment_id).first()
    if cohort is None:
        raise Http404
    messages.warning(
        request, _("This assignment is no longer asked of you. Press Practise above for all questions.")
    )
    return redirect("cohort-mine", cohort.pk)


def nothing_to_ask() -> str:
    return _(
        "Nothing in this assignment can be asked now: you have read or left out what remains of it. "
        "What you have read can be asked again tomorrow."
    )
