"""What waits for somebody’s own approval, whatever number of workflows there are."""

import swapper
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.models import GroupApprovalTask, Task, TaskState, get_default_page_content_type

from .rows import FEW, Row, edit_url
from .sections import Section, listing_url

APPROVALS = "approvals"
NAME = "Waiting for your approval"


def tasks_waiting_for(user):
    """Return the queryset of the TaskStates of pages in which `user` may approve.

    Wagtail asks every task of the installation, and each clinic has one of its own. Here the tasks
    of groups are found at once, and only those of other kinds are asked.
    """
    running = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    running = running.filter(workflow_state__base_content_type=get_default_page_content_type())
    if user.is_superuser:
        return running
    of_groups = GroupApprovalTask.objects.filter(active=True, groups__in=user.groups.all())
    waiting = running.filter(task__in=of_groups.values("pk"))
    others = Task.objects.filter(active=True).exclude(
        content_type=ContentType.objects.get_for_model(GroupApprovalTask)
    )
    asked = [
        task.get_task_states_user_can_moderate(user).values("pk") for task in others.specific()
    ]
    for states in asked:
        waiting |= running.filter(pk__in=states)
    return waiting


def pages_waiting_for(user):
    """Return the ids of the pages that wait for the approval of `user`."""
    found = tasks_waiting_for(user).values_list("workflow_state__object_id", flat=True)
    return {int(pk) for pk in found}


def approvals_of(user):
    """Return the Section of what waits for the approval of `user`, the oldest first."""
    waiting = tasks_waiting_for(user)
    count = waiting.count()
    states = list(
        waiting.select_related("workflow_state__requested_by").order_by("started_at", "pk")[:FEW]
    )
    pages = swapper.load_model("wagtailcore", "Page").objects.in_bulk(
        int(state.workflow_state.object_id) for state in states
    )
    found = ((state, pages.get(int(state.workflow_state.object_id))) for state in states)
    return Section(
        key=APPROVALS,
        name=NAME,
        icon="check",
        url=listing_url(APPROVALS, ""),
        count=count,
        rows=[_row(page, state) for state, page in found if page],
    )


def _row(page, state):
    sender = state.workflow_state.requested_by
    has_live = page.live and state.revision_id != page.live_revision_id
    return Row(
        title=page.get_admin_display_title(),
        url=edit_url(page.pk),
        note=f"Sent by {user_display_name(sender)}." if sender else "",
        kind=page.page_type_display_name,
        when=state.started_at,
        compare_url=compare_url(page.pk, state.revision_id) if has_live else "",
    )


def compare_url(page_id, revision_id):
    args = [page_id, "live", revision_id]
    return reverse("wagtailadmin_pages:revisions_compare", args=args)
