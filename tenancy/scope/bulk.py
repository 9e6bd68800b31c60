"""Actions on several objects at once, of which a person is told only what he may see.

Wagtail names every object whose number is in the address, those too that one may not touch.
"""

from functools import cache

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import AbstractPage, CollectionMember
from wagtail.permissions import policy_registry

from delivery.admin.destinations import require_explorable

SEEN_WITH = ("add", "change", "delete", "choose")


def visible_objects(user, model):
    """Return the queryset of the objects of a model that `user` may see in a list."""
    policy = policy_registry.get_by_type(model)
    if issubclass(model, AbstractPage):
        return policy.explorable_instances(user)
    if issubclass(model, CollectionMember):
        return policy.instances_user_has_any_permission_for(user, SEEN_WITH)
    if not policy.user_has_any_permission(user, ("add", "change", "delete")):
        raise PermissionDenied
    return model._default_manager.all()


class VisibleObjectsMixin:
    """Mixed into an action: the objects are those among the chosen that one may see."""

    def get_queryset(self, model, object_ids):
        try:
            chosen = visible_objects(self.request.user, model).filter(pk__in=object_ids)
            ids = list(chosen.values_list("pk", flat=True))
        except (ValueError, OverflowError) as error:
            raise Http404 from error
        return super().get_queryset(model, ids)


@cache
def _scoped(action_class):
    return type(action_class.__name__, (VisibleObjectsMixin, action_class), {})


def bulk_action(request, app_label, model_name, action):
    """Answer as Wagtail's view at the same address does, with the action scoped."""
    action_class = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if action_class is None:
        raise Http404
    destination = request.POST.get("chooser")
    if destination:
        require_explorable(request.user, destination)
    view = _scoped(action_class)(request, apps.get_model(app_label, model_name))
    try:
        return view.dispatch(request)
    except ObjectDoesNotExist as error:
        raise Http404 from error
