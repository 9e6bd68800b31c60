"""The chooser of workflow tasks, which Wagtail opens to everybody in the admin."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from wagtail.models import Task, Workflow
from wagtail.permissions import policy_registry


def for_workflow_editors(view):
    """Return a view that only those may see who may edit workflows or their tasks."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        actions = ("add", "change")
        if not any(
            policy_registry.get_by_type(model).user_has_any_permission(request.user, actions)
            for model in (Workflow, Task)
        ):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
