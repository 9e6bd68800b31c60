"""The admin's listing of treatments."""

import django_filters
import swapper
from django import forms
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn

from delivery.admin.listings import (
    COMMON_EXPORT,
    COMMON_HEADINGS,
    ContentFilterSet,
    ContentIndexView,
    ContentListingViewSet,
    updated_column,
)

from .models import Concern, TreatmentCategory

TreatmentPage = swapper.load_model("treatments", "TreatmentPage")

REVIEW_STATES = {
    "none": "Not reviewed",
    "void": "Void: text changed",
    "overdue": "Overdue",
    "valid": "Reviewed",
}


class ConcernFilter(django_filters.ModelMultipleChoiceFilter):
    """Narrows by any of several concerns, without listing a page twice."""

    def filter(self, qs, value):
        if not value:
            return qs
        matching = TreatmentPage.objects.filter(concerns__concern__in=value)
        return qs.filter(pk__in=matching.values("pk"))


class TreatmentFilterSet(ContentFilterSet):
    category = django_filters.ModelMultipleChoiceFilter(
        queryset=TreatmentCategory.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    concern = ConcernFilter(
        label="Concern", queryset=Concern.objects.all(), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = TreatmentPage
        fields = []


class TreatmentIndexView(ContentIndexView):
    """The treatments that a person may explore."""

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).prefetch_related("category")

    def to_row_dict(self, item):
        row = super().to_row_dict(item)
        row["review_state"] = REVIEW_STATES[item.review_state]
        for name in ("session", "downtime"):
            row[name] = str(row[name] or "")
        return row


class TreatmentListingViewSet(ContentListingViewSet):
    model = TreatmentPage
    index_view_class = TreatmentIndexView
    name = "treatments"
    icon = "form"
    menu_label = "Treatments"
    menu_name = "treatments"
    menu_order = 300
    add_to_admin_menu = True
    ordering = "title"
    filterset_class = TreatmentFilterSet
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Treatment", sort_key="title", classname="title"),
        Column("category", label="Category", sort_key="category__sort_order", width="16%"),
        Column(
            "reviewed_on",
            label="Medical review",
            accessor=lambda page: REVIEW_STATES[page.review_state],
            sort_key="reviewed_on",
            width="16%",
        ),
        updated_column(),
        PageStatusColumn("live", label="Status", sort_key="live", width="12%"),
    ]
    list_export = [
        "title",
        "slug",
        "class_label",
        "category",
        "session",
        "downtime",
        "review_state",
        "reviewer",
        "reviewed_on",
        "review_due",
        *COMMON_EXPORT,
    ]
    export_headings = {
        "title": "Treatment",
        "class_label": "Name without a brand",
        "session": "Length of a session",
        "downtime": "Downtime",
        "review_state": "Medical review",
        **COMMON_HEADINGS,
    }
    export_filename = "treatments"
