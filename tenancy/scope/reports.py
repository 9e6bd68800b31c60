"""Wagtail's reports, of one's own pages and with the names that belong to them."""

import django_filters
import swapper
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from wagtail.admin.filters import FilteredModelChoiceFilter
from wagtail.admin.views.reports.audit_logging import (
    LogEntriesView,
    SiteHistoryReportFilterSet,
    get_users_for_filter,
)
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet, LockedPagesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.views.reports.workflows import (
    WorkflowReportFilterSet,
    WorkflowTasksReportFilterSet,
    WorkflowTasksView,
    WorkflowView,
)
from wagtail.models import Task, Workflow

from delivery.admin.people import lockers, people

from .rules import own_pages

Page = swapper.load_model("wagtailcore", "Page")


class ScopedPageTypesUsageView(PageTypesUsageReportView):
    """How many pages of each type there are among one's own, and which was edited last."""

    def get_queryset(self):
        # Wagtail's own reads the filters too, so they are valid from here on.
        types = super().get_queryset()
        pages = self._counted_pages()
        of_type = pages.filter(content_type=OuterRef("pk")).order_by()
        count = of_type.values("content_type").annotate(number=Count("pk")).values("number")
        latest = of_type.order_by(
            F("latest_revision_created_at").desc(nulls_last=True), "title", "-pk"
        )
        return (
            ContentType.objects.filter(pk__in=types.values("pk"))
            .annotate(
                count=Coalesce(Subquery(count, output_field=IntegerField()), 0),
                last_edited_page_id=Subquery(latest.values("pk")[:1]),
            )
            .order_by("-count", "app_label", "model")
        )

    def _counted_pages(self):
        pages = own_pages(self.request.user)
        chosen = self.filters.form.cleaned_data
        if chosen.get("page_locale"):
            pages = pages.filter(locale__language_code=chosen["page_locale"])
        if chosen.get("site"):
            pages = pages.filter(path__startswith=chosen["site"])
        return pages


class LockedPagesFilterSet(LockedPagesReportFilterSet):
    locked_by = django_filters.ModelChoiceFilter(
        label="Locked by",
        empty_label="Anyone",
        field_name="locked_by",
        queryset=lambda request: lockers(request.user),
    )


class ScopedLockedPagesView(LockedPagesView):
    """The locked pages among one's own: not those that one locked where one is no more."""

    filterset_class = LockedPagesFilterSet

    def get_queryset(self):
        return super().get_queryset().filter(pk__in=own_pages(self.request.user).values("pk"))


def _states(request):
    """Return the states of workflows that the report of `request` may list."""
    return WorkflowView(request=request).get_queryset()


def _workflows(request):
    return Workflow.objects.filter(pk__in=_states(request).order_by().values("workflow"))


class WorkflowFilterSet(WorkflowReportFilterSet):
    workflow = django_filters.ModelChoiceFilter(label="Workflow", queryset=_workflows)
    requested_by = django_filters.ModelChoiceFilter(
        label="Requested by",
        queryset=lambda request: people(_states(request).order_by().values("requested_by")),
    )


class ScopedWorkflowView(WorkflowView):
    """The pages in a workflow; its filters name only what the report lists."""

    filterset_class = WorkflowFilterSet


class WorkflowTasksFilterSet(WorkflowTasksReportFilterSet):
    workflow = django_filters.ModelChoiceFilter(
        label="Workflow", field_name="workflow_state__workflow", queryset=_workflows
    )
    task = FilteredModelChoiceFilter(
        label="Task",
        queryset=lambda request: Task.objects.filter(
            workflow_tasks__workflow__in=_workflows(request).values("pk")
        ).distinct(),
        filter_field="id_workflow",
        filter_accessor="workflows",
    )


class ScopedWorkflowTasksView(WorkflowTasksView):
    """The tasks of pages in a workflow; its filters name only what the report lists."""

    filterset_class = WorkflowTasksFilterSet


class SiteHistoryFilterSet(SiteHistoryReportFilterSet):
    def get_users_queryset(self):
        return get_users_for_filter(self.request.user)


class ScopedLogEntriesView(LogEntriesView):
    """What was done; its filter names only those who did what the report lists."""

    filterset_class = SiteHistoryFilterSet
