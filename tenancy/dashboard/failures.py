"""What could not be published or taken offline at its time, as a section of the home."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Revision
from wagtail.permissions import policy_registry

from tenancy.models import FailedSchedule
from tenancy.scheduling.mail import RIGHT
from tenancy.scheduling.reasons import in_words

from .rows import Row
from .sections import Section, listing_url
from .states import SCHEDULED

FAILED = "failed-schedules"
# How many are shown.
MANY = 20


def failures_of(user):
    """Return the Section of the failed schedules that `user` may mend, the longest due first.

    The number of queries depends on how many kinds of things there are among them.
    """
    by_type = defaultdict(dict)
    for failure in _standing():
        by_type[failure.base_content_type].setdefault(failure.object_id, failure)
    found = []
    for content_type, failures in by_type.items():
        if model := content_type.model_class():
            policy = policy_registry.get_by_type(model)
            theirs = policy.instances_user_has_permission_for(user, RIGHT)
            found += [(failures[str(it.pk)], it) for it in theirs.filter(pk__in=failures)]
    found = sorted((pair for pair in found if _is_due(*pair)), key=lambda pair: pair[0].due_at)
    finder = AdminURLFinder(user)
    return Section(
        key=FAILED,
        name="Not published or taken offline in time",
        icon="warning",
        url=listing_url(SCHEDULED, ""),
        count=len(found),
        rows=[_row(failure, instance, finder) for failure, instance in found[:MANY]],
    )


def _standing():
    """The failures, the longest due first, but for publications that somebody cancelled."""
    approved = Revision.objects.filter(
        base_content_type=OuterRef("base_content_type"),
        object_id=OuterRef("object_id"),
        approved_go_live_at=OuterRef("due_at"),
    )
    failures = FailedSchedule.objects.filter(
        Q(Exists(approved)) | Q(action=FailedSchedule.Action.UNPUBLISH)
    )
    return failures.select_related("base_content_type").order_by("due_at", "pk")


def _is_due(failure, instance):
    return failure.action == FailedSchedule.Action.PUBLISH or (
        instance.live and instance.expire_at == failure.due_at
    )


def _row(failure, instance, finder):
    return Row(
        title=failure.title,
        url=finder.get_edit_url(instance) or "",
        note=in_words(failure),
        kind=getattr(instance, "page_type_display_name", instance._meta.verbose_name),
        when=failure.due_at,
    )
