"""The panels of the admin’s first page."""

from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.permissions import policy_registry

from tenancy.scope.rules import own_paths
from treatments.querysets import treatment_model

from .actions import actions_of
from .approvals import approvals_of, pages_waiting_for
from .failures import failures_of
from .forms import ClinicForm
from .places import clinics_of, own_pages, pages_at, shared_pages, shared_paths
from .sections import sections_of
from .shared_changes import shared_changes, weeks
from .stale import stale_of
from .views import SHARED


class FailedSchedulesPanel(Component):
    """What this person may mend because it was not published or taken offline in time."""

    name = "failed-schedules"
    order = 90
    template_name = "tenancy/dashboard/one_section.html"

    def get_context_data(self, parent_context):
        return {"section": failures_of(parent_context["request"].user)}


class ApprovalsPanel(Component):
    """What waits for this person’s approval, in place of Wagtail’s own panel.

    That one asks every workflow task of the installation, and several times for each page.
    """

    name = "approvals"
    order = 100
    template_name = "tenancy/dashboard/one_section.html"

    def get_context_data(self, parent_context):
        return {"section": approvals_of(parent_context["request"].user)}


class ClinicPanel(Component):
    """The work at one clinic; whoever works at several chooses one."""

    name = "clinic"
    order = 110
    template_name = "tenancy/dashboard/clinic.html"

    def __init__(self, clinics):
        self.clinics = clinics

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        user = request.user
        form = ClinicForm(request.GET, clinics=self.clinics)
        clinic = form.chosen()
        pages = pages_at(user, clinic)
        may_publish = clinic.permissions_for_user(user).can_publish()
        sections = sections_of(
            pages, clinic.pk, may_publish=may_publish, to_approve=pages_waiting_for(user)
        )
        sections.append(stale_of(user, clinic))
        return {
            "clinic": clinic,
            "form": form if len(self.clinics) > 1 else None,
            "actions": actions_of(user, clinic),
            "sections": sections,
            "is_idle": not any(section.count for section in sections),
            "changes": shared_changes(pages),
            "weeks": weeks(),
        }


class SharedContentPanel(Component):
    """The work on the library and on the shared questions, for the central team."""

    name = "shared-content"
    order = 120
    template_name = "tenancy/dashboard/shared_content.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        may_publish = policy_registry.get_by_type(treatment_model()).user_has_permission(
            user, "publish"
        )
        sections = sections_of(
            shared_pages(user),
            SHARED,
            may_publish=may_publish,
            to_approve=pages_waiting_for(user),
        )
        return {"sections": sections}


class RecentEditsOfOwn(RecentEditsPanel):
    """Wagtail’s, without pages on which the person has no rights any more."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        own = tuple(own_paths(parent_context["request"].user))
        context["last_edits"] = [
            (when, page) for when, page in context["last_edits"] if page.path.startswith(own)
        ]
        return context


class OwnLockedPages(LockedPagesPanel):
    """Wagtail’s, without pages on which the person has no rights any more."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        own = own_pages(parent_context["request"].user)
        context["locked_pages"] = context["locked_pages"].filter(pk__in=own.values("pk"))
        return context


# The home of somebody who is no superuser has ours in the place of these.
OURS = {
    WorkflowObjectsToModeratePanel: ApprovalsPanel,
    RecentEditsPanel: RecentEditsOfOwn,
    LockedPagesPanel: OwnLockedPages,
}


class OwnPagesSummaryItem(PagesSummaryItem):
    """Wagtail’s, without the pages of others beside or below one’s own."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        return {**context, "total_pages": own_pages(self.request.user).count()}


def construct_summary_items(request, items):
    """Count a person’s own pages only."""
    items[:] = [
        OwnPagesSummaryItem(request) if type(item) is PagesSummaryItem else item for item in items
    ]


def construct_panels(request, panels):
    """Put the work of this person at the top of the home; superusers keep Wagtail’s.

    Except for the approvals, since Wagtail would show a superuser those of all clinics at once, and
    for what failed, which Wagtail does not know.
    """
    user = request.user
    panels.append(FailedSchedulesPanel())
    if user.is_superuser:
        panels[:] = [
            ApprovalsPanel() if type(panel) is WorkflowObjectsToModeratePanel else panel
            for panel in panels
        ]
        return
    clinics = clinics_of(user)
    panels[:] = [OURS.get(type(panel), lambda panel=panel: panel)() for panel in panels]
    if clinics:
        panels.append(ClinicPanel(clinics))
    if shared_paths(user):
        panels.append(SharedContentPanel())
    # Both say which pages wait for approval.
    panels[:] = [
        panel for panel in panels if type(panel) is not UserObjectsInWorkflowModerationPanel
    ]
