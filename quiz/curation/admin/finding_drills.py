"""How a curator finds a drill: by its words, kind and state."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.bank.drills.models import Drill, DrillRevision, Status
from quiz.bank.text.markdown import inline

MOST_WORDS = 30
"""That a search looks for; a database takes no query of any length."""


class DrillStateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return Status.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Drill]) -> QuerySet[Drill]:
        match self.value():
            case Status.PUBLISHED:
                return queryset.filter(live_revision__isnull=False, retired_at=None)
            case Status.RETIRED:
                return queryset.exclude(retired_at=None)
            case Status.DRAFT | Status.PROPOSED:
                return queryset.filter(revisions__status=self.value())
        return queryset


class DrillList(admin.ModelAdmin):  # type: ignore[type-arg]
    """The list of drills, in their order."""

    list_display = ("words", "kind", "position", "state")
    list_display_links = ("words",)
    list_filter = (DrillStateFilter, "kind")
    search_fields = ("key",)
    ordering = ("position", "key")
    actions = None
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request: HttpRequest) -> QuerySet[Drill]:
        drafts = Prefetch("revisions", queryset=DrillRevision.objects.open(), to_attr="drafts")
        return super().get_queryset(request).select_related("live_revision").prefetch_related(drafts)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Drill], search_term: str
    ) -> tuple[QuerySet[Drill], bool]:
        """Every word must stand in the key, in what is live or in the draft; of very many, the first ones."""
        shown = DrillRevision.objects.filter(Q(live_for__isnull=False) | Q(status__in=DrillRevision.OPEN))
        for word in search_term.split()[:MOST_WORDS]:
            found = shown.filter(Q(title__icontains=word) | Q(situation__icontains=word))
            queryset = queryset.filter(Q(key__icontains=word) | Q(pk__in=found.values("drill")))
        return queryset, False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Drills"), **(extra_context or {})})

    @admin.display(description=gettext_lazy("drill"), ordering="key")
    def words(self, drill: Drill) -> SafeString:
        shown = drill.live_revision or next(iter(drill.drafts), None)  # type: ignore[attr-defined]
        return format_html("{}<br><small>{}</small>", inline(shown.title) if shown else "", drill.key)

    @admin.display(description=gettext_lazy("state"))
    def state(self, drill: Drill) -> str:
        states = [_("retired")] if drill.retired_at else [_("published")] if drill.live_revision else []
        return ", ".join([*states, *(draft.get_status_display() for draft in drill.drafts)])  # type: ignore[attr-defined]
