"""Making a cohort, finding it again, and keeping it in order."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from accounts.entrance.carrying import form_data, taken
from accounts.lines import isolated
from quiz.cohorts.access import SignedInRequest, cohort_to_change, running_cohort, taught_cohort
from quiz.cohorts.frame import frame_of
from quiz.cohorts.joining.inviting import InvitationClosed, invite_instructor
from quiz.cohorts.joining.membership import make_cohort
from quiz.cohorts.models import Cohort, CohortArchived
from quiz.cohorts.running import archiving
from quiz.cohorts.running.copying import copy_cohort, next_cohort, usual_first_day
from quiz.cohorts.running.ending import end_cohort, remove
from quiz.cohorts.running.forms import CohortForm, CopyForm, RenameForm
from quiz.cohorts.running.handing_over import TeachesAlone, stop_teaching
from quiz.cohorts.running.listing import cohorts_of
from quiz.cohorts.running.mailing import mail, mail_of_the_end
from quiz.cohorts.running.settings_page import settings_page_of


@require_safe
def cohorts(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    page = cohorts_of(request.user, timezone.localdate(now, request.zone), now)
    return render(request, "cohorts/running/cohorts.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_new(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    form = CohortForm(form_data(request, now))
    if request.method == "POST" and form.is_valid():
        limits.start_or_429(request, "cohorts")
        taken(request, now)
        return redirect(make_cohort(user=request.user, name=form.cleaned_data["name"], now=now))
    return render(
        request, "cohorts/running/cohort_new.html", {"form": form}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_settings(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    """A POST renames."""
    cohort, now = cohort_to_change(request, cohort_id), timezone.now()
    form = RenameForm(form_data(request, now), initial={"name": cohort.name})
    if request.method == "POST" and renamed(cohort, form):
        taken(request, now)
        messages.success(request, _("Name saved."))
        return redirect("cohort-settings", cohort.pk)
    cohort.refresh_from_db()
    context = {
        "frame": frame_of(cohort, request.user),
        "tab": "settings",
        "page": settings_page_of(cohort, now),
        "form": form,
    }
    return render(request, "cohorts/running/settings.html", context, status=422 if form.errors else 200)


def renamed(cohort: Cohort, form: RenameForm) -> bool:
    if not form.is_valid():
        return False
    try:
        archiving.rename(cohort=cohort, **form.cleaned_data)
    except archiving.NameMoved as moved:
        form.add_error("name", newer_name(moved.name))
        return False
    return True


def newer_name(name: str) -> str:
    newer = _(
        "Another instructor has renamed the cohort “%(name)s”. Save again to replace that name with yours."
    )
    return newer % {"name": isolated(name)}


@require_POST
def cohort_archive(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    cohort = taught_cohort(request, cohort_id)
    archiving.archive(cohort=cohort, now=timezone.now())
    return redirect("cohort-settings", cohort.pk)


@require_POST
def cohort_restore(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    cohort = taught_cohort(request, cohort_id)
    archiving.restore(cohort=cohort)
    messages.success(request, _("The cohort is restored. Check the due dates of its assignments."))
    return redirect("cohort-assignments", cohort.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_copy(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    """An archived cohort can be copied too. HTMX asks for the list of dates, which is made only once it was shown."""
    cohort, now = taught_cohort(request, cohort_id), timezone.now()
    today = timezone.localdate(now, request.zone)
    usual = usual_first_day(cohort, today)
    filled_in = request.GET if request.htmx and request.method == "GET" else form_data(request, now)
    form = CopyForm(filled_in, first_day=usual, today=today)
    is_sound = form.is_valid()
    following = next_cohort(cohort, form.cleaned_data.get("first_day", usual) if form.is_bound else usual)
    if request.method == "POST" and is_sound:
        if request.POST.get("seen") == following.seen:
            limits.start_or_429(request, "cohorts")
            taken(request, now)
            name = form.cleaned_data["name"]
            return redirect(copy_cohort(following=following, by=request.user, name=name, now=now))
        form.add_error(None, _("The dates below have changed. Check them, then make the cohort."))
    template = "cohorts/running/cohort_copy.html" + (
        "#makes" if request.htmx and request.method == "GET" else ""
    )
    context = {"cohort": cohort, "form": form, "following": following}
    return render(request, template, context, status=422 if request.method == "POST" else 200)


@require_POST
def instructor_invite(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    """A link for one person, to teach it together."""
    cohort, newest = running_cohort(request, cohort_id), request.POST.get("newest", "")
    try:
        made = invite_instructor(cohort=cohort, by=request.user, now=timezone.now(), newest=newest)
    except InvitationClosed as closed:
        raise CohortArchived(cohort) from closed  # meanwhile
    return redirect("invitation", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_stop_teaching(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    """Also for whoever has stopped already: a second click changes nothing."""
    if request.method != "POST":
        cohort, now = taught_cohort(request, cohort_id), timezone.now()
        context = {"cohort": cohort, "page": settings_page_of(cohort, now)}
        return render(request, "cohorts/running/stop_teaching.html", context)
    cohort = once_taught_cohort(request, cohort_id)
    try:
        stop_teaching(cohort=cohort, user=request.user, now=timezone.now())
    except TeachesAlone:
        return redirect("cohort-stop-teaching", cohort.pk)
    messages.success(request, _("You no longer teach “%(cohort)s”.") % {"cohort": isolated(cohort)})
    return redirect("cohorts")


def once_taught_cohort(request: SignedInRequest, cohort_id: UUID) -> Cohort:
    taught = request.user.memberships.instructors()
    return get_object_or_404(Cohort.objects.filter(pk__in=taught.values("cohort")), pk=cohort_id)


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_end(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    """A second click finds nothing to end, and mails nobody."""
    if request.method != "POST":
        cohort = taught_cohort(request, cohort_id)
        context = {"cohort": cohort, "page": settings_page_of(cohort, timezone.now())}
        return render(request, "cohorts/running/cohort_end.html", context)
    cohort = once_taught_cohort(request, cohort_id)
    teaches = Cohort.objects.taught_by(request.user).filter(pk=cohort.pk).exists()
    if not teaches and cohort.memberships.current().exists():  # in this order: another click may end it
        raise Http404
    unsent = mail_of_the_end(cohort, request.user, end_cohort(cohort=cohort, now=timezone.now()))
    messages.success(request, _("“%(cohort)s” has ended.") % {"cohort": isolated(cohort)})
    warn_of_unsent(request, unsent)
    return redirect("cohorts")


@require_http_methods(["GET", "HEAD", "POST"])
def member_remove(request: SignedInRequest, cohort_id: UUID, membership_id: UUID) -> HttpResponse:
    """A second click finds nobody to remove, and mails nobody."""
    cohort = running_cohort(request, cohort_id)
    members = cohort.memberships.members().select_related("user")
    if request.method != "POST":
        membership = get_object_or_404(members.current(), pk=membership_id)
        return render(
            request, "cohorts/running/member_remove.html", {"cohort": cohort, "membership": membership}
        )
    membership = get_object_or_404(members, pk=membership_id)
    if remove(membership=membership, now=timezone.now()):
        unsent = mail([membership.user], "removed", {"cohort": cohort, "instructor": request.user})
        removed = _("%(name)s is no longer a member. To let them back in, invite them again.")
        messages.success(request, removed % {"name": isolated(membership.user)})
        warn_of_unsent(request, unsent)
    return redirect("cohort", cohort.pk)


def warn_of_unsent(request: SignedInRequest, unsent: int) -> None:
    if unsent:
        text = ngettext(
            "We could not mail %d person. Their page of cohorts shows the change.",
            "We could not mail %d people. Their page of cohorts shows the change.",
            unsent,
        )
        messages.warning(request, text % unsent)
