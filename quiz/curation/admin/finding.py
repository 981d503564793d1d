"""How a curator finds a question: by its words, section, kind and state."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.bank.markdown import inline
from quiz.bank.models import Question, Revision


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("published", _("Published")), ("retired", _("Retired"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Question]) -> QuerySet[Question]:
        match self.value():
            case "published":
                return queryset.filter(live_revision__isnull=False, retired_at__isnull=True)
            case "retired":
                return queryset.filter(retired_at__isnull=False)
        return queryset


class DraftFilter(admin.SimpleListFilter):
    title = gettext_lazy("draft")
    parameter_name = "draft"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("draft", _("Draft")), ("proposed", _("Proposed")), ("none", _("None"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Question]) -> QuerySet[Question]:
        if self.value() == "none":
            return queryset.exclude(revisions__status__in=Revision.OPEN)
        return queryset.filter(revisions__status=self.value()) if self.value() else queryset


class QuestionList(admin.ModelAdmin):  # type: ignore[type-arg]
    """The list of questions, in the bank's order."""

    list_display = ("words", "section", "position", "kind", "state")
    list_display_links = ("words",)
    list_filter = ("section", StateFilter, DraftFilter, "kind")
    list_per_page = 100
    search_fields = ("key",)
    ordering = ("section__position", "position")
    actions = None
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        drafts = Prefetch("revisions", queryset=Revision.objects.open(), to_attr="drafts")
        rows = super().get_queryset(request).select_related("section", "live_revision")
        return rows.prefetch_related(drafts)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Question], search_term: str
    ) -> tuple[QuerySet[Question], bool]:
        """Every word must stand in the key, in what is live or in the draft."""
        for word in search_term.split():
            shown = Revision.objects.filter(Q(live_for__isnull=False) | Q(status__in=Revision.OPEN))
            found = shown.filter(Q(text__icontains=word) | Q(answer__icontains=word))
            queryset = queryset.filter(Q(key__icontains=word) | Q(pk__in=found.values("question")))
        return queryset, False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Questions"), **(extra_context or {})})

    @admin.display(description=gettext_lazy("question"), ordering="key")
    def words(self, question: Question) -> SafeString:
        shown = question.live_revision or next(iter(question.drafts), None)  # type: ignore[attr-defined]
        return format_html("{}<br><small>{}</small>", inline(shown.text) if shown else "", question.key)

    @admin.display(description=gettext_lazy("state"))
    def state(self, question: Question) -> str:
        states = [_("retired")] if question.retired_at else [_("published")] if question.live_revision else []
        return ", ".join([*states, *(draft.get_status_display() for draft in question.drafts)])  # type: ignore[attr-defined]
