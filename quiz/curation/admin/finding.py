"""The list of questions: one line each, found by words and filters."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import F, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.bank.models import Question, Revision
from quiz.bank.publication_log import Publication
from quiz.curation.finding.filters import FILTERS
from quiz.curation.finding.words import Hit, hits_of, terms_of


class Found(ChangeList):
    """The rows that have the words that were looked for, each with where it has them."""

    hits: dict[int, list[Hit]]

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        rows = super().get_queryset(request, exclude_parameters)
        terms = terms_of(self.query)
        self.hits = hits_of(terms) if terms else {}
        return rows.filter(pk__in=self.hits) if terms else rows

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        for question in self.result_list:
            question.hits = self.hits.get(question.pk, ())


class QuestionList(admin.ModelAdmin):  # type: ignore[type-arg]
    """The list of questions, in the bank's order."""

    list_display = ("place", "words", "kind", "state", "last_change")
    list_display_links = None
    list_filter = FILTERS
    list_per_page = 200
    """Every question of the bank, with room for new ones."""
    search_fields = ("key",)
    ordering = ("section__position", "position")
    actions = None
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request: HttpRequest, **rest: Any) -> type[ChangeList]:
        return Found

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        drafts = Prefetch("revisions", queryset=Revision.objects.open(), to_attr="drafts")
        rows = super().get_queryset(request).select_related("section", "live_revision")
        return with_last_change(rows).prefetch_related(drafts)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Question], search_term: str
    ) -> tuple[QuerySet[Question], bool]:
        """`Found` searches, and keeps where it found what."""
        return queryset, False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Questions"), **(extra_context or {})})

    @admin.display(description=gettext_lazy("place"), ordering=F("section__position") * 1000 + F("position"))
    def place(self, question: Question) -> str:
        return f"{question.section.position}.{question.position}"

    @admin.display(description=gettext_lazy("question"))
    def words(self, question: Question) -> str:
        """On a phone the other columns stand here, below the words."""
        shown = question.live_revision or next(iter(question.drafts), None)  # type: ignore[attr-defined]
        facts = {
            "place": self.place(question),
            "state": self.state(question),
            "changed": self.last_change(question),
        }
        context = {"question": question, "text": shown.text if shown else question.key, **facts}
        return render_to_string("curation/finding/words.html", context)

    @admin.display(description=gettext_lazy("state"))
    def state(self, question: Question) -> str:
        states = [_("retired")] if question.retired_at else [_("published")] if question.live_revision else []
        return ", ".join([*states, *(draft.get_status_display() for draft in question.drafts)])  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("last change"), ordering="changed_at")
    def last_change(self, question: Question) -> str:
        """Times are those of UTC, so that it is the same day for all curators."""
        return date_format(question.changed_at, "j M Y")  # type: ignore[attr-defined]


def with_last_change(rows: QuerySet[Question]) -> QuerySet[Question]:
    """`changed_at`: when something of it was last published, retired or related, or a draft begun or saved."""
    of_it = {"question": OuterRef("pk")}
    acted = Subquery(Publication.objects.filter(**of_it).order_by("-at").values("at")[:1])
    saved = Revision.objects.filter(**of_it).annotate(at=Coalesce("proposal__changed_at", "created_at"))
    begun = Subquery(saved.order_by("-at").values("at")[:1])
    return rows.annotate(changed_at=Greatest(Coalesce(acted, begun), Coalesce(begun, acted)))
