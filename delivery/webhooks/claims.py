"""Who sends what: each delivery is taken by one process at a time."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from .conf import option
from .models import Delivery, Endpoint

# A sender that has not come back this long after the longest request is taken for dead.
GRACE_SECONDS = 60


def due(deliveries, now, is_asked_for=False):
    """Narrow deliveries to those that may be sent now, what waits longest first.

    To a paused endpoint goes one when its time has come, or what somebody asked for.
    """
    ready = Q(endpoint__is_active=True)
    if not is_asked_for:
        ready &= Q(endpoint__paused_at=None) | Q(endpoint__probe_at__lte=now)
    waiting = deliveries.filter(Q(endpoint=None) | ready, status=Delivery.WAITING, due_at__lte=now)
    return waiting.order_by("due_at", "pk")


def claim(deliveries, is_asked_for=False):
    """Take one of `deliveries` (a queryset) that is due; return it, or None without one.

    Its `due_at` is moved on, and `tries` counts the attempt that follows.
    """
    while True:
        now = timezone.now()
        with transaction.atomic():
            row = _locked(due(deliveries, now, is_asked_for)).select_related("endpoint").first()
            if row is None:
                return None
            if _may_probe(row.endpoint, now, is_asked_for) and _take(row, now):
                return row


def _locked(deliveries):
    if connection.features.has_select_for_update_skip_locked:
        return deliveries.select_for_update(skip_locked=True, of=("self",))
    return deliveries


def _may_probe(endpoint, now, is_asked_for):
    """Of all that would try a paused endpoint, let one through."""
    if endpoint is None or endpoint.paused_at is None or is_asked_for:
        return True
    later = now + timedelta(seconds=option("CIRCUIT_SECONDS"))
    paused = Endpoint.objects.filter(pk=endpoint.pk, probe_at__lte=now)
    return bool(paused.update(probe_at=later))


def _take(row, now):
    lease = now + timedelta(seconds=option("TOTAL_TIMEOUT") + GRACE_SECONDS)
    # Where rows are not locked, whoever changes `due_at` first has it.
    mine = Delivery.objects.filter(pk=row.pk, status=Delivery.WAITING, due_at=row.due_at)
    if not mine.update(due_at=lease, tries=F("tries") + 1):
        return False
    row.due_at, row.tries = lease, row.tries + 1
    return True
