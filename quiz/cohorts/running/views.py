"""Making a cohort and finding it again."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.carrying import form_data, taken
from quiz.cohorts.access import SignedInRequest
from quiz.cohorts.joining.membership import make_cohort
from quiz.cohorts.running.forms import CohortForm
from quiz.cohorts.running.listing import cohorts_of


@require_safe
def cohorts(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate(timezone=request.zone)
    return render(request, "cohorts/cohorts.html", {"page": cohorts_of(request.user, today)})


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_new(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    form = CohortForm(form_data(request, now))
    if request.method == "POST" and form.is_valid():
        taken(request, now)
        return redirect(make_cohort(user=request.user, name=form.cleaned_data["name"], now=now))
    return render(request, "cohorts/cohort_new.html", {"form": form}, status=422 if form.errors else 200)
