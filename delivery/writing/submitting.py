"""Sending a page for review, and publishing: what the editor's buttons do, for the API."""

from typing import Literal

import swapper
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import PositiveInt
from wagtail import hooks
from wagtail.actions import BaseAction, PublishPageRevisionAction, action_registry
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.api.v3.permissions import require_any_permission
from wagtail.models import WorkflowState
from wagtail.utils.forms import FormValidationError

from .aliases import refuse_alias
from .completeness import check_complete

Page = swapper.load_model("wagtailcore", "Page")

NO_WORKFLOW = (
    "No workflow reviews this page. Publish it, or have a workflow assigned to it in the admin."
)
IN_REVIEW = "This page is in review already. Wait until it has been approved or sent back."
NO_DRAFT = "Nothing has changed since this page was published. Change it first."


class SubmitPageAction(BaseAction):
    """Starts the workflow of a page with its latest draft, or takes it up again after changes.

    As in the editor: for those who may edit the page, while nobody else has locked it, and only
    with content that could be published.
    """

    action_name = "submit"
    permission_policy_action = "change"

    def user_has_permission(self):
        return self.instance.permissions_for_user(self.user).can_edit()

    @transaction.atomic
    def execute(self, skip_permission_checks=False):
        """Return the WorkflowState; raises PermissionDenied and FormValidationError."""
        self.check(skip_permission_checks)
        refuse_alias(self.instance)
        state = self.instance.current_workflow_state
        if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
            raise _refusal(IN_REVIEW, "in_review")
        refuse_locked(self.instance, self.user)
        workflow = self.instance.get_workflow()
        if workflow is None:
            raise _refusal(NO_WORKFLOW, "no_workflow")
        if self.instance.live and not self.instance.has_unpublished_changes:
            raise _refusal(NO_DRAFT, "no_changes")
        check_complete(self.instance.get_latest_revision_as_object())
        if self.instance.latest_revision is None:
            self.instance.save_revision(user=self.user)
        if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            state.resume(self.user)
            return state
        return workflow.start(self.instance, self.user)


class PublishCompleteAction(PublishPageRevisionAction):
    """Publishes what the editor would publish: nothing incomplete, and nothing that is locked.

    Wagtail's API looks its action up; the admin's views do not, and check their form.
    """

    def check(self, skip_permission_checks=False):
        super().check(skip_permission_checks)
        if not skip_permission_checks:
            refuse_locked(self.object, self.user)
            check_complete(self.object)


def refuse_locked(page, user):
    """Raise PermissionDenied if somebody else has locked a page, or the workflow that it is in."""
    if page.permissions_for_user(user).page_locked():
        raise PermissionDenied("This page is locked. Ask whoever locked it to unlock it.")


def _refusal(message, code):
    return FormValidationError({(): [(message, code)]})


@hooks.register("register_actions")
def register_actions(registry):
    registry.register(Page, SubmitPageAction)
    registry.register(Page, PublishCompleteAction)


class ReviewSchema(Schema):
    """A page in review: the workflow, its state, and the task that waits for somebody."""

    page_id: int
    workflow: str
    status: Literal["in_progress", "approved", "needs_changes", "cancelled"]
    task: str | None

    @staticmethod
    def resolve_page_id(state):
        return int(state.object_id)

    @staticmethod
    def resolve_workflow(state):
        return state.workflow.name

    @staticmethod
    def resolve_task(state):
        return state.current_task_state and state.current_task_state.task.name


router = Router(tags=["pages"], auth=BearerTokenAuth())


@router.post(
    "/{page_id}/actions/submit/",
    response=ReviewSchema,
    url_name="pages_actions_submit",
    summary="Send the latest draft of a page for review",
    operation_id="pages_actions_submit",
)
@require_any_permission(Page, ("add", "change"))
def submit(request, page_id: PositiveInt):
    page = get_object_or_404(Page, pk=page_id).specific
    action_class = action_registry.get_action_class(type(page), "submit")
    return action_class(page, user=request.user).execute()
