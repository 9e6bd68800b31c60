"""What has changed by time alone, found out before somebody asks for it."""

from django.utils import timezone

from delivery.conf import setting

from .keeping import keep, suppress_to_log
from .settling import outdate_due


def keep_due(sender=None, seconds=None, **kwargs):
    """Make what is due, and whatever else is outdated, for so many seconds at most.

    Receives `changes_wanted`. Whatever is wrong with it is in the log.
    """
    if setting("PUBLISHED_DOCUMENTS"):
        with suppress_to_log():
            outdate_due(timezone.now())
            keep(seconds)
