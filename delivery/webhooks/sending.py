"""Sends what is due, and writes down what came of it."""

import logging
import time
from collections import Counter
from datetime import timedelta
from random import SystemRandom

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from . import signing
from .claims import claim
from .conf import option
from .models import Attempt, Delivery, Endpoint, Event
from .purging.sending import purge
from .transport import Outcome, post

logger = logging.getLogger(__name__)

# By so much of itself a delay is longer or shorter, so that not all come back at once.
JITTER = 0.25

RETRIED = "retried"


def send_due(deliveries, seconds=None, is_asked_for=False):
    """Send what is due among `deliveries` (a queryset), until `seconds` are over.

    Returns how many were `delivered`, `failed` for good, and will be `retried`.
    """
    end = None if seconds is None else time.monotonic() + seconds
    counts = Counter()
    while end is None or time.monotonic() < end:
        delivery = claim(deliveries, is_asked_for)
        if delivery is None:
            break
        left = None if end is None else end - time.monotonic()
        counts[send(delivery, left)] += 1
    return counts


def send(delivery, limit=None):
    """Send one delivery that was claimed, in `limit` seconds at most; what has become of it."""
    started = timezone.now()
    try:
        outcome = _send(delivery, limit)
    except Exception:
        # One delivery that cannot be sent must not keep the others from being sent.
        logger.exception("Delivery %s could not be sent", delivery.pk)
        outcome = Outcome("Something went wrong here, not at the receiver.")
    return record(delivery, outcome, started)


def _send(delivery, limit):
    if delivery.endpoint is None:
        return purge(delivery.cache, delivery.body, limit)
    body = delivery.body.encode()
    keys = delivery.endpoint.valid_keys()
    if not keys:
        return Outcome("This webhook has no secret. Make a new one.", is_final=True)
    headers = signing.headers(keys, delivery.message_id, int(time.time()), body)
    headers |= {"Content-Type": "application/json", "User-Agent": "Clinicsite-Webhooks"}
    return post(delivery.endpoint.url, body, headers, limit)


def record(delivery, outcome, started):
    """Write down what came of an attempt and when the next is due; return the new state."""
    with transaction.atomic():
        Attempt.objects.create(
            delivery=delivery,
            started_at=started,
            seconds=outcome.seconds,
            response_status=outcome.status,
            response_body=outcome.answer,
            error=outcome.error,
        )
        state = _settle(delivery, outcome)
        if delivery.endpoint is not None:
            _judge(delivery.endpoint, outcome)
    return state


def _settle(delivery, outcome):
    # Somebody else may have taken it up meanwhile: his failure counts, not this one.
    mine = Delivery.objects.filter(pk=delivery.pk)
    if outcome.is_success:
        mine.update(status=Delivery.DELIVERED)
        return Delivery.DELIVERED
    mine = mine.filter(due_at=delivery.due_at, status=Delivery.WAITING)
    is_last = delivery.tries >= option("MAX_ATTEMPTS") or delivery.event.type == Event.TEST
    if outcome.is_final or is_last:
        mine.update(status=Delivery.FAILED)
        return Delivery.FAILED
    delivery.due_at = timezone.now() + timedelta(seconds=delay(delivery.tries))
    mine.update(due_at=delivery.due_at)
    return RETRIED


def delay(tries):
    """Return after how many seconds to try again what was tried so many times."""
    grown = option("RETRY_SECONDS") * option("RETRY_FACTOR") ** (tries - 1)
    return min(grown, option("RETRY_MAX_SECONDS")) * SystemRandom().uniform(1 - JITTER, 1 + JITTER)


def _judge(endpoint, outcome):
    """Count failures in a row; pause an endpoint that has too many, end the pause on success."""
    this = Endpoint.objects.filter(pk=endpoint.pk)
    if outcome.is_success:
        this.exclude(failures=0, paused_at=None, last_error="").update(
            failures=0, paused_at=None, probe_at=None, last_error=""
        )
        return
    now = timezone.now()
    probe_at = now + timedelta(seconds=option("CIRCUIT_SECONDS"))
    this.update(failures=F("failures") + 1, last_error=outcome.error)
    this.filter(paused_at=None, failures__gte=option("CIRCUIT_FAILURES")).update(
        paused_at=now, probe_at=probe_at
    )
