"""Views of one page that Wagtail answers, or refuses with its title, to people of other clinics."""

import swapper
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from wagtail.admin.views.pages.choose_parent import GenericChooseParentView
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.move import MoveChooseDestinationView, MoveConfirmView
from wagtail.admin.views.pages.workflow import (
    CollectWorkflowActionDataView,
    ConfirmWorkflowCancellationView,
    PreviewRevisionForTaskView,
    WorkflowActionView,
)

from delivery.admin.destinations import DestinationMixin

from .rules import owns_page

Page = swapper.load_model("wagtailcore", "Page")


class OwnOrReviewedMixin:
    """Mixed into a view of a page in a workflow: for those whose page it is, and who review it."""

    def dispatch(self, request, *args, **kwargs):
        page = self.object.specific
        task = page.current_workflow_task
        reviews = task and task.user_can_access_editor(page, request.user)
        if not (owns_page(request.user, page) or reviews):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ScopedWorkflowActionView(OwnOrReviewedMixin, WorkflowActionView):
    pass


class ScopedCollectWorkflowActionDataView(OwnOrReviewedMixin, CollectWorkflowActionDataView):
    pass


class ScopedConfirmWorkflowCancellationView(OwnOrReviewedMixin, ConfirmWorkflowCancellationView):
    pass


class ScopedPreviewRevisionForTaskView(OwnOrReviewedMixin, PreviewRevisionForTaskView):
    def add_error_message(self):
        # The task may be another clinic's, so it is not named.
        title = self.object.get_admin_display_title()
        messages.error(self.request, f"The page “{title}” is not waiting for approval there.")


class ScopedMoveConfirmView(MoveConfirmView):
    def dispatch(self, request, page_to_move_id, destination_id, *args, **kwargs):
        pages = Page.objects.in_bulk([page_to_move_id, destination_id])
        if len(pages) < len({page_to_move_id, destination_id}):
            raise Http404
        permissions = pages[page_to_move_id].permissions_for_user(request.user)
        if not permissions.can_move_to(pages[destination_id].specific):
            raise PermissionDenied
        return super().dispatch(request, page_to_move_id, destination_id, *args, **kwargs)


class ScopedMoveView(DestinationMixin, MoveChooseDestinationView):
    pass


class ScopedCopyView(DestinationMixin, CopyView):
    http_method_names = ["get", "post", "head", "options"]

    def post(self, request, *args, **kwargs):
        if not request.POST.get(self.destination_field):
            raise Http404
        return super().post(request, *args, **kwargs)


class ScopedChooseParentView(DestinationMixin, GenericChooseParentView):
    destination_field = "parent_page"
