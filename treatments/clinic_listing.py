"""The admin's listing of what the clinics offer."""

import django_filters
import swapper
from django import forms
from django.db.models import Prefetch, Subquery
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.permissions import policy_registry

from delivery.admin.listings import (
    COMMON_EXPORT,
    COMMON_HEADINGS,
    ContentFilterSet,
    ContentIndexView,
    ContentListingViewSet,
    updated_column,
)

from .querysets import clinics_above, location_model, path_above, treatment_model

ClinicTreatmentPage = swapper.load_model("treatments", "ClinicTreatmentPage")


def offering_clinics(request):
    """Return the clinics whose treatments the person of `request` may explore."""
    pages = _explorable(request).annotate(above=path_above("path"))
    return location_model().objects.filter(path__in=pages.values("above")).order_by("path")


def offered_treatments(request):
    """Return the library treatments that are offered where the person may explore."""
    offered = _explorable(request).values("treatment")
    return treatment_model().objects.filter(pk__in=offered).order_by("title")


def _explorable(request):
    explorable = policy_registry.get_by_type(ClinicTreatmentPage).explorable_instances(request.user)
    return ClinicTreatmentPage.objects.filter(pk__in=explorable.values_list("pk", flat=True))


class ClinicFilter(django_filters.ModelMultipleChoiceFilter):
    """Narrows a listing to the treatments of some clinics."""

    def get_filter_predicate(self, v):
        return {"path__startswith": v.path}


class ClinicTreatmentFilterSet(ContentFilterSet):
    clinic = ClinicFilter(
        label="Clinic", queryset=offering_clinics, widget=forms.CheckboxSelectMultiple
    )
    treatment = django_filters.ModelMultipleChoiceFilter(
        label="Treatment of the library",
        queryset=offered_treatments,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ClinicTreatmentPage
        fields = []


class ClinicTreatmentIndexView(ContentIndexView):
    """The clinics' treatments that a person may explore, each with its clinic."""

    def annotate_queryset(self, pages):
        pages = pages.annotate(clinic_title=Subquery(clinics_above().values("title")[:1]))
        # The library's body is long and not shown.
        library = treatment_model().objects.defer_streamfields()
        return (
            super()
            .annotate_queryset(pages)
            .prefetch_related(Prefetch("treatment", queryset=library), "prices")
        )

    def to_row_dict(self, item):
        row = super().to_row_dict(item)
        row["prices"] = "; ".join(str(price) for price in item.prices.all())
        return row


class ClinicTreatmentListingViewSet(ContentListingViewSet):
    model = ClinicTreatmentPage
    index_view_class = ClinicTreatmentIndexView
    name = "clinic_treatments"
    icon = "form"
    menu_label = "Clinic treatments"
    menu_name = "clinic-treatments"
    menu_order = 305
    add_to_admin_menu = True
    ordering = "title"
    filterset_class = ClinicTreatmentFilterSet
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Treatment", sort_key="title", classname="title"),
        Column("clinic_title", label="Clinic", sort_key="clinic_title", width="16%"),
        Column("own_voice", label="Own parts", width="16%"),
        updated_column(),
        PageStatusColumn("live", label="Status", sort_key="live", width="12%"),
    ]
    list_export = [
        "title",
        "slug",
        "clinic_title",
        "treatment",
        "own_voice",
        "prices",
        *COMMON_EXPORT,
    ]
    export_headings = {
        "title": "Treatment",
        "clinic_title": "Clinic",
        "treatment": "Treatment of the library",
        "own_voice": "Own parts",
        "prices": "Prices",
        **COMMON_HEADINGS,
    }
    export_filename = "clinic-treatments"
