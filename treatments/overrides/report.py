"""The report “Stale overrides”: what the library has changed while a clinic said it otherwise."""

import django_filters
from django import forms
from django.urls import path, reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from treatments.querysets import (
    clinic_path,
    clinic_treatment_model,
    location_model,
    treatment_model,
)

from .panels import stylesheet
from .report_rows import stale_overrides, with_texts
from .words import KINDS


def editable_pages(user):
    """Return the clinics' pages that a person may edit and whose treatment is published.

    The text of a library page that is not live is a draft, and no clinic's page is shown then. An
    alias follows another page, which is decided on there.
    """
    model = clinic_treatment_model()
    editable = policy_registry.get_by_type(model).instances_user_has_permission_for(user, "change")
    pages = model.objects.filter(pk__in=editable.values("pk"), alias_of__isnull=True)
    return pages.filter(treatment__live=True)


def clinics_of(user):
    paths = editable_pages(user).values_list("path", flat=True)
    clinics = location_model().objects.filter(path__in={clinic_path(path) for path in paths})
    return clinics.order_by("title")


def treatments_of(user):
    pks = editable_pages(user).values("treatment")
    return treatment_model().objects.filter(pk__in=pks).order_by("title")


class StaleOverridesFilterSet(WagtailFilterSet):
    clinic = django_filters.ModelChoiceFilter(
        label="Clinic", queryset=lambda request: clinics_of(request.user), method="at_clinic"
    )
    treatment = django_filters.ModelChoiceFilter(
        label="Treatment",
        queryset=lambda request: treatments_of(request.user),
    )
    kind = django_filters.MultipleChoiceFilter(
        label="Kind of part",
        choices=list(KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
        method="leave_to_rows",
    )

    class Meta:
        model = clinic_treatment_model()
        fields = []

    def at_clinic(self, pages, name, clinic):
        return pages.child_of(clinic)

    def leave_to_rows(self, pages, name, kinds):
        return pages


class StaleOverridesView(ReportView):
    """One row for each part that the library has moved past, with both of the library's texts."""

    page_title = "Stale overrides"
    header_icon = "history"
    results_template_name = "treatments/overrides/report_results.html"
    model = clinic_treatment_model()
    permission_policy = policy_registry.get_by_type(model)
    any_permission_required = ["add", "change", "publish"]
    filterset_class = StaleOverridesFilterSet
    index_url_name = "treatments_stale_overrides"
    index_results_url_name = "treatments_stale_overrides_results"
    export_filename = "stale-overrides"
    list_export = [
        "clinic",
        "page_title",
        "treatment",
        "name",
        "kind_name",
        "since",
        "shared_since",
        "own_text",
        "replaced_text",
        "shared_text",
    ]
    export_headings = {
        "clinic": "Clinic",
        "page_title": "Page",
        "treatment": "Treatment of the library",
        "name": "Part",
        "kind_name": "Kind of part",
        "since": "Own since",
        "shared_since": "Library’s text since",
        "own_text": "This clinic’s text",
        "replaced_text": "Shared text that was replaced",
        "shared_text": "Shared text today",
    }

    def get_base_queryset(self):
        return editable_pages(self.request.user)

    def get_filtered_queryset(self):
        rows = stale_overrides(self.get_queryset())
        filters = self.filters
        kinds = filters.form.cleaned_data.get("kind") if filters and filters.is_valid() else None
        rows = [row for row in rows if not kinds or row.kind in kinds]
        return with_texts(rows) if self.is_export else rows

    def decorate_paginated_queryset(self, object_list):
        return with_texts(object_list)

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["media"] += stylesheet()
        return context


class StaleOverridesMenuItem(MenuItem):
    """In the menu of those who edit some page."""

    def is_shown(self, request):
        policy = policy_registry.get_by_type(clinic_treatment_model())
        return policy.user_has_any_permission(request.user, ["add", "change", "publish"])


def menu_item():
    return StaleOverridesMenuItem(
        "Stale overrides",
        reverse("treatments_stale_overrides"),
        name="stale-overrides",
        icon_name="history",
        order=650,
    )


urlpatterns = [
    path(
        "reports/stale-overrides/", StaleOverridesView.as_view(), name="treatments_stale_overrides"
    ),
    path(
        "reports/stale-overrides/results/",
        StaleOverridesView.as_view(results_only=True),
        name="treatments_stale_overrides_results",
    ),
]
