"""The admin's addresses whose views are ours, listed before Wagtail's own.

A project includes them under the path of its admin, in front of `wagtail.admin.urls`; a check says
when it does not. Each stands at the address of the view that it takes the place of.
"""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.admin.views import workflows
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .bulk import bulk_action
from .files import DocumentsView, ImagesView, autocomplete_tags, image_chooser
from .links import ExternalLinkView
from .page_chooser import BrowseView, ChosenMultipleView, SearchView
from .reports import (
    ScopedLockedPagesView,
    ScopedLogEntriesView,
    ScopedPageTypesUsageView,
    ScopedWorkflowTasksView,
    ScopedWorkflowView,
)
from .workflows import for_workflow_editors

IMAGE_CHOOSER = image_chooser.get_urlpatterns()
LISTINGS = {
    "images/": ImagesView,
    "documents/": DocumentsView,
    "reports/locked/": ScopedLockedPagesView,
    "reports/page-types-usage/": ScopedPageTypesUsageView,
    "reports/site-history/": ScopedLogEntriesView,
    "reports/workflow/": ScopedWorkflowView,
    "reports/workflow_tasks/": ScopedWorkflowTasksView,
}

urlpatterns = [
    path("choose-page/", BrowseView.as_view()),
    path("choose-page/<int:parent_page_id>/", BrowseView.as_view()),
    path("choose-page/search/", SearchView.as_view()),
    path("choose-page/chosen-multiple/", ChosenMultipleView.as_view()),
    path("choose-external-link/", ExternalLinkView.as_view()),
    path("tag-autocomplete/", autocomplete_tags),
    path("tag-autocomplete/<slug:app_name>/<slug:model_name>/", autocomplete_tags),
    path("bulk/<str:app_label>/<str:model_name>/<str:action>/", bulk_action),
    *(path(f"images/chooser/{each.pattern}", each.callback) for each in IMAGE_CHOOSER),
    path("workflows/task_chooser/", for_workflow_editors(workflows.TaskChooserView.as_view())),
    path(
        "workflows/task_chooser/results/",
        for_workflow_editors(workflows.TaskChooserResultsView.as_view()),
    ),
    path(
        "workflows/task_chooser/create/",
        for_workflow_editors(workflows.TaskChooserCreateView.as_view()),
    ),
    path("workflows/task_chooser/<int:task_id>/", for_workflow_editors(workflows.task_chosen)),
    *(path(address, view.as_view()) for address, view in LISTINGS.items()),
    *(
        path(f"{address}results/", view.as_view(results_only=True))
        for address, view in LISTINGS.items()
    ),
]
for decorator in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, decorator)
