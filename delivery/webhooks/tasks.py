"""Sending as a task: in the request of whoever publishes, or by a worker."""

from django.utils import timezone
from django_tasks import task
from django_tasks.backends.immediate import ImmediateBackend

from .conf import option
from .models import Delivery
from .sending import send_due


@task()
def send_deliveries(pks, is_asked_for=False):
    """Send the deliveries of these ids as far as they are due.

    Where tasks run in the request, that takes `REQUEST_BUDGET` seconds at most, and whoever has
    failed and waits for his next try is left alone. The command `webhooks` sends what is left
    over. A backend that can wait is asked to try again when the time has come.
    """
    backend = send_deliveries.get_backend()
    deliveries = Delivery.objects.filter(pk__in=pks)
    if isinstance(backend, ImmediateBackend):
        if not is_asked_for:
            deliveries = _without_the_failing(deliveries)
        send_due(deliveries, option("REQUEST_BUDGET"), is_asked_for)
    else:
        send_due(deliveries, is_asked_for=is_asked_for)
        if backend.supports_defer:
            _try_again(deliveries)


def _without_the_failing(deliveries):
    failing = _retried().exclude(due_at__lte=timezone.now())
    endpoints = failing.exclude(endpoint=None).values("endpoint")
    caches = failing.filter(endpoint=None).values("cache")
    return deliveries.exclude(endpoint__in=endpoints).exclude(endpoint=None, cache__in=caches)


def _retried():
    return Delivery.objects.filter(status=Delivery.WAITING, tries__gte=1, attempts__isnull=False)


def _try_again(deliveries):
    """Ask for the next try of each; what a paused endpoint waits for is left to the command."""
    waiting = _retried().filter(pk__in=deliveries.values("pk"), endpoint__paused_at=None)
    for pk, due_at in waiting.values_list("pk", "due_at").distinct():
        send_deliveries.using(run_after=due_at).enqueue([pk])
