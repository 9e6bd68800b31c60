"""A clinic that goes to another group chooses from what that group shares, and only from that."""

from contextlib import suppress

from wagtail.signals import post_page_move

from delivery.sites import in_one_group
from treatments.querysets import location_model

from .clinics import furnish
from .groups import NoGroupError


def follow_group(sender, instance, parent_page_before, parent_page_after, **kwargs):
    """Give the clinics at or below a page the rights of the group that it has moved to."""
    if in_one_group(parent_page_before.path, parent_page_after.path):
        return
    clinics = location_model().objects.descendant_of(instance, inclusive=True)
    for page in clinics.filter(tenant__isnull=False):
        with suppress(NoGroupError):
            furnish(page)


def connect():
    post_page_move.connect(follow_group, dispatch_uid="tenancy.follow_group")
