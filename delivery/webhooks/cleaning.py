"""Takes old entries out of the log."""

from datetime import timedelta

from django.utils import timezone

from .conf import option
from .models import Delivery, Event

# So many go in one statement, so that none holds the tables for long.
AT_ONCE = 500


def clean():
    """Delete what is older than `RETENTION_DAYS`, sent or not; return how many messages went."""
    limit = timezone.now() - timedelta(days=option("RETENTION_DAYS"))
    count = 0
    while pks := list(
        Event.objects.filter(created_at__lt=limit).values_list("pk", flat=True)[:AT_ONCE]
    ):
        count += Delivery.objects.filter(event__in=pks).count()
        Event.objects.filter(pk__in=pks).delete()
    return count
