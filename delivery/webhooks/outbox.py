"""What is to be told is written down in the transaction that changes it, and sent after it."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from .models import Delivery, Endpoint, Event
from .payloads import changes_body, purge_body, site_changes_body, site_purge_body, test_body
from .tasks import send_deliveries

# So many changes go into one purge: no message grows without bound, and none is left out.
PURGED_AT_ONCE = 50


def record_changes(sender, changes, **kwargs):
    """Receive `documents_changed`: write a delivery for everybody who is to hear of it."""
    _record(Event.CHANGES, list(changes), Endpoint.wants, changes_body, purge_body)


def record_site_changes(sender, changes, **kwargs):
    """Receive `sites_changed`, as `record_changes` does."""
    _record(Event.SITES, list(changes), Endpoint.wants_site, site_changes_body, site_purge_body)


def _record(kind, changes, wants, changes_body, purge_body):
    endpoints = list(Endpoint.objects.filter(is_active=True).prefetch_related("sites"))
    caches = cache_names()
    if not changes or not (endpoints or caches):
        return
    rows = [
        Delivery(cache=name, body=purge_body(changes[start : start + PURGED_AT_ONCE]))
        for name in caches
        for start in range(0, len(changes), PURGED_AT_ONCE)
    ]
    hosts = dict(Site.objects.values_list("pk", "hostname")) if endpoints else {}
    for endpoint in endpoints:
        site_ids = {site.pk for site in endpoint.sites.all()}
        wanted = [change for change in changes if wants(endpoint, change, site_ids)]
        if wanted:
            rows.append(Delivery(endpoint=endpoint, body=changes_body(wanted, hosts)))
    if rows:
        _keep(Event(type=kind, changes=len(changes)), rows)


def record_test(endpoint):
    """Write a test message for one endpoint and send it; return the delivery."""
    rows = [Delivery(endpoint=endpoint, body=test_body())]
    _keep(Event(type=Event.TEST), rows, is_asked_for=True)
    return rows[0]


def send_again(delivery):
    """Send a delivery once more, whatever came of it, to a paused endpoint too."""
    delivery.status, delivery.tries, delivery.due_at = Delivery.WAITING, 0, timezone.now()
    delivery.save(update_fields=["status", "tries", "due_at"])
    _send_on_commit([delivery.pk], is_asked_for=True)


def send_waiting(endpoint):
    """Send what waits for an endpoint now and not at its next try, unless it is paused."""
    waiting = endpoint.deliveries.filter(status=Delivery.WAITING)
    waiting.update(due_at=timezone.now())
    _send_on_commit(list(waiting.values_list("pk", flat=True)))


def cache_names():
    """Return the names of the front-end caches that Wagtail's settings hold."""
    configured = getattr(settings, "WAGTAILFRONTENDCACHE", None)
    if configured is not None:
        return list(configured)
    return ["default"] if getattr(settings, "WAGTAILFRONTENDCACHE_LOCATION", None) else []


def _keep(event, rows, is_asked_for=False):
    with transaction.atomic():
        event.save()
        for row in rows:
            row.event = event
        Delivery.objects.bulk_create(rows)
        _send_on_commit([row.pk for row in rows], is_asked_for)


def _send_on_commit(pks, is_asked_for=False):
    # What is written down is sent by the next run of the command, should the queue be away: that
    # must not be an error of the page that was published.
    def enqueue():
        send_deliveries.enqueue(pks, is_asked_for)

    transaction.on_commit(enqueue, robust=True)
