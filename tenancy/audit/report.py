"""The report “Clinic activity”: who did what at which clinic, and what changed with it."""

import django_filters
from django import forms
from django.urls import path, reverse
from wagtail.admin.filters import DateRangePickerWidget, MultipleUserFilter, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView
from wagtail.models import PageLogEntry
from wagtail.permissions import policy_registry

from delivery.documents.references import base_page_model

from .entries import (
    KINDS,
    KNOWING,
    activities,
    all_activities,
    at_clinic,
    entries_for,
    known_clinics,
    known_pages,
    of_kinds,
    people_in,
)


class ActivityFilterSet(WagtailFilterSet):
    clinic = django_filters.ModelChoiceFilter(
        label="Clinic",
        queryset=lambda request: known_clinics(request.user),
        method="filter_clinic",
    )
    timestamp = django_filters.DateFromToRangeFilter(label="Period", widget=DateRangePickerWidget)
    user = MultipleUserFilter(
        label="Person",
        queryset=lambda request: people_in(entries_for(request.user)),
        widget=forms.CheckboxSelectMultiple,
    )
    kind = django_filters.MultipleChoiceFilter(
        label="What it is about",
        choices=list(KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
        method="filter_kind",
    )

    class Meta:
        model = PageLogEntry
        fields = []

    def filter_clinic(self, entries, name, clinic):
        return at_clinic(entries, clinic)

    def filter_kind(self, entries, name, names):
        return of_kinds(entries, names)


class ActivityView(ReportView):
    """One row for each entry of the log about a clinic whose history the person may know."""

    page_title = "Clinic activity"
    header_icon = "history"
    results_template_name = "tenancy/audit/report_results.html"
    model = PageLogEntry
    permission_policy = policy_registry.get_by_type(base_page_model())
    any_permission_required = ["add", *KNOWING]
    filterset_class = ActivityFilterSet
    index_url_name = "tenancy_activity"
    index_results_url_name = "tenancy_activity_results"
    default_ordering = None
    export_filename = "clinic-activity"
    list_export = ["when", "clinic", "page", "who", "message", "changes_text"]
    export_headings = {
        "when": "When",
        "clinic": "Clinic",
        "page": "Page",
        "who": "Who",
        "message": "What happened",
        "changes_text": "What changed",
    }

    def get_filename(self):
        return self.export_filename

    def get_base_queryset(self):
        return entries_for(self.request.user).select_related("user__wagtail_userprofile")

    def decorate_paginated_queryset(self, object_list):
        rows = all_activities if self.is_export else activities
        return rows(object_list, self.request.user)


class ActivityMenuItem(MenuItem):
    """In the menu of those who have a clinic's pages to look after."""

    def is_shown(self, request):
        return known_pages(request.user).exists()


def menu_item():
    return ActivityMenuItem(
        "Clinic activity",
        reverse("tenancy_activity"),
        name="clinic-activity",
        icon_name="history",
        order=640,
    )


urlpatterns = [
    path("reports/clinic-activity/", ActivityView.as_view(), name="tenancy_activity"),
    path(
        "reports/clinic-activity/results/",
        ActivityView.as_view(results_only=True),
        name="tenancy_activity_results",
    ),
]
