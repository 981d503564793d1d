"""People with an account, for superusers alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.factors.having import factors_of
from accounts.factors.resetting import NoFactors, OwnFactors, reset_factors
from accounts.limits.counting import Spent
from accounts.models import User
from quiz.curation.audit.told import PERSON, lines_about, told
from quiz.curation.group import NAME
from quiz.curation.people.forms import ADDRESS_TAKEN, NewPersonForm, PersonForm, ResetForm
from quiz.curation.people.mailing import mail_password
from quiz.curation.people.rights import (
    AddressTaken,
    ChangedMeanwhile,
    LastSuperuser,
    OwnRight,
    add_person,
    change_person,
    rights_of,
    seen_of,
)

View = Callable[..., HttpResponseBase]
LAST_LINES = 20
IN_GROUP = Exists(User.groups.through.objects.filter(user=OuterRef("pk"), group__name=NAME))


class MayFilter(admin.SimpleListFilter):
    title = gettext_lazy("what they may do")
    parameter_name = "may"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("curate", _("Curators")), ("decide", _("Superusers")), ("nothing", _("May not sign in"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        match self.value():
            case "curate":
                return queryset.filter(IN_GROUP, is_staff=True)
            case "decide":
                return queryset.filter(is_superuser=True)
            case "nothing":
                return queryset.filter(is_active=False)
        return queryset


@admin.register(User)
class PeopleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The list is Django's; a person's page is ours, with what is used and nothing else."""

    list_display = ("email", "name", "signs_in", "curator", "superuser", "joined")
    list_display_links = ("email",)
    list_filter = (MayFilter,)
    list_per_page = 100
    search_fields = ("email", "name")
    ordering = ("email",)
    actions = None
    show_facets = admin.ShowFacets.NEVER

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may change what people may do, may do anything: no permission of less gives that."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A person's answers are erased with them, which deleting the row here would not do."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        rows: QuerySet[User] = super().get_queryset(request).annotate(curates=IN_GROUP)
        return rows

    @admin.display(description=gettext_lazy("may sign in"), ordering="is_active")
    def signs_in(self, person: User) -> str:
        return yes(person.is_active)

    @admin.display(description=gettext_lazy("curator"), ordering="curates")
    def curator(self, person: User) -> str:
        return yes(person.is_staff and person.curates)  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("superuser"), ordering="is_superuser")
    def superuser(self, person: User) -> str:
        return yes(person.is_superuser)

    @admin.display(description=gettext_lazy("joined"), ordering="date_joined")
    def joined(self, person: User) -> str:
        return date_format(person.date_joined, "j M Y")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"title": _("People"), **(extra_context or {})})

    def get_urls(self) -> list[Any]:
        """Of Django's own pages the list alone."""
        theirs = [route for route in super().get_urls() if route.name == "accounts_user_changelist"]
        return [
            path("add/", self.deciding(self.add), name="accounts_user_add"),
            path("<uuid:pk>/change/", self.deciding(self.edit), name="accounts_user_change"),
            path("<uuid:pk>/mail/", self.deciding(require_POST(self.mail)), name="accounts_user_mail"),
            path("<uuid:pk>/factors/", self.deciding(self.reset), name="accounts_user_reset"),
            *theirs,
        ]

    def deciding(self, view: View) -> View:
        """For superusers, with the person at hand."""

        @wraps(view)
        def decided(request: HttpRequest, **pk: Any) -> HttpResponseBase:
            if not self.has_module_permission(request):
                raise PermissionDenied
            return view(request, *(get_object_or_404(User, pk=each) for each in pk.values()))

        return self.admin_site.admin_view(decided)

    def add(self, request: HttpRequest) -> HttpResponse:
        form = NewPersonForm(request.POST or None, label_suffix="")
        if request.method == "POST" and form.is_valid():
            try:
                person = add_person(by=request.user, now=timezone.now(), **form.cleaned_data)  # type: ignore[arg-type]
            except AddressTaken:
                form.add_error("email", ADDRESS_TAKEN)
            else:
                messages.success(
                    request, _("The account is made. Mail them the link with which they choose a password.")
                )
                return redirect("admin:accounts_user_change", pk=person.pk)
        return self.render(request, "add", status=422 if form.errors else 200, form=form)

    def edit(self, request: HttpRequest, person: User) -> HttpResponse:
        """Who it is and what they may do. POST changes it."""
        if request.method != "POST":
            return self.show(request, person, PersonForm.of(person, seen_of(person)))
        form = PersonForm(request.POST, label_suffix="")
        if form.is_valid() and self.try_change(request, person, form):
            messages.success(request, _("Saved. It holds from now on."))
            if person == request.user and not form.rights().decides:
                return redirect("today")
            return redirect("admin:accounts_user_change", pk=person.pk)
        return self.show(request, person, form, status=422)

    def try_change(self, request: HttpRequest, person: User, form: PersonForm) -> bool:
        try:
            change_person(
                person=person,
                name=form.cleaned_data["name"],
                rights=form.rights(),
                seen=form.cleaned_data["seen"],
                is_sure=form.cleaned_data["is_sure"],
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
            )
        except LastSuperuser:
            form.add_error(None, LAST)
        except OwnRight:
            form.ask()
            form.add_error(None, _("You would take your own right away. Nothing is saved yet."))
        except ChangedMeanwhile:
            form.add_error(None, _("Someone else changed this account meanwhile. Open the page again."))
        return not form.errors

    def show(self, request: HttpRequest, person: User, form: PersonForm, status: int = 200) -> HttpResponse:
        context = {
            "person": person,
            "addresses": addresses_of(person),
            "rights": rights_of(person),
            "factors": factors_of(person),
            "lines": told(lines_about(PERSON, person.pk)[:LAST_LINES]),
        }
        return self.render(request, "person", status=status, form=form, **context)

    def mail(self, request: HttpRequest, person: User) -> HttpResponse:
        """The link to the page where they choose a new password; sent and noted, or neither."""
        try:
            mail_password(request, person=person, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        except Spent:
            messages.error(request, _("Three mails were sent to this person today. Nothing more is sent."))
        else:
            messages.success(request, _("The mail is sent. Their password works until they choose another."))
        return redirect("admin:accounts_user_change", pk=person.pk)

    def reset(self, request: HttpRequest, person: User) -> HttpResponse:
        """For somebody who lost all their factors. POST removes them."""
        form = ResetForm(request.POST if request.method == "POST" else None, label_suffix="")
        if not form.is_valid():
            status = 422 if form.is_bound else 200
            return self.render(request, "reset", status=status, form=form, person=person)
        try:
            reset_factors(person=person, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        except OwnFactors:
            messages.error(request, _("You cannot remove your own here. Another superuser can."))
        except NoFactors:
            messages.info(request, _("There are none any more."))
        else:
            messages.success(
                request,
                _("They are removed, and the person is signed out everywhere. We mailed both of you."),
            )
        return redirect("admin:accounts_user_change", pk=person.pk)

    def render(
        self, request: HttpRequest, template: str, *, status: int = 200, **context: Any
    ) -> HttpResponse:
        context |= {"opts": self.opts, **self.admin_site.each_context(request)}
        return TemplateResponse(request, f"curation/people/{template}.html", context, status=status)


def yes(right: bool) -> str:
    return _("yes") if right else "–"


LAST = gettext_lazy(
    "This is the last superuser who may sign in: nobody could decide then what others may do. Give another person"
    " the right first, or run “manage.py createsuperuser”. Nothing was saved."
)


def addresses_of(person: User) -> list[tuple[str, bool]]:
    """Each with whether its owner confirmed it; the one that signs in comes first."""
    known = EmailAddress.objects.filter(user=person).values_list("email", "verified")
    rows = dict(sorted(known, key=lambda each: each[0] != person.email))
    return list(({person.email: False} | rows).items())
