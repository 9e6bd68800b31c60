"""A page that goes to another clinic leaves the approval of the one that it comes from."""

import swapper
from django.contrib.contenttypes.models import ContentType
from wagtail.log_actions import get_active_log_context
from wagtail.models import WorkflowState
from wagtail.signals import post_page_move

from tenancy.tree import clinic_page_of


def cancel_approvals(sender, instance, parent_page_before, parent_page_after, **kwargs):
    """Cancel what is under way on a page, and below it, that has gone to another clinic.

    The managers of the clinic it came from would go on seeing it otherwise, and those of its new
    clinic could not approve it.
    """
    if clinic_page_of(parent_page_before) == clinic_page_of(parent_page_after):
        return
    page_model = swapper.load_model("wagtailcore", "Page")
    below = page_model.objects.descendant_of(instance, inclusive=True).values_list("pk", flat=True)
    states = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(page_model),
        object_id__in=[str(pk) for pk in below],
    )
    for state in states:
        state.cancel(user=get_active_log_context().user)


def connect():
    post_page_move.connect(cancel_approvals, dispatch_uid="tenancy.cancel_approvals")
