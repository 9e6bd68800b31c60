"""Several senders at work: each message is sent by one of them."""

import threading
from datetime import timedelta

from django.db import connection
from django.db.models.signals import post_init
from django.utils import timezone

from delivery.webhooks.claims import claim
from delivery.webhooks.models import Delivery, Endpoint, Event
from delivery.webhooks.sending import send_due

from .conftest import status


def messages(endpoint, count):
    event = Event.objects.create(type=Event.CHANGES)
    return [event.deliveries.create(endpoint=endpoint, body="{}") for _ in range(count)]


def at_once(count, call):
    """Call something in several threads that start together."""
    start, results, errors = threading.Barrier(count), [], []

    def run():
        try:
            start.wait()
            results.append(call())
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    return results


def test_two_senders_send_each_message_once(commits, receiver, endpoint):
    there = receiver()
    made = messages(endpoint(there), 30)

    at_once(4, lambda: send_due(Delivery.objects.all()))

    assert sorted(headers["webhook-id"] for _, _, headers, _ in there.requests) == sorted(
        each.message_id for each in made
    )
    assert set(Delivery.objects.values_list("status", "tries")) == {(Delivery.DELIVERED, 1)}


def test_one_of_several_senders_probes(commits, receiver, endpoint):
    there = receiver(status(500))
    paused = endpoint(there)
    messages(paused, 8)
    now = timezone.now()
    Endpoint.objects.update(paused_at=now, probe_at=now - timedelta(seconds=1), failures=9)

    at_once(4, lambda: send_due(Delivery.objects.all()))

    assert len(there.requests) == 1


def test_no_failure_in_a_row_is_lost(commits, receiver, endpoint, option):
    option(CIRCUIT_FAILURES=1000)
    there = receiver(status(500))
    made = endpoint(there)
    messages(made, 20)
    at_once(4, lambda: send_due(Delivery.objects.all()))
    made.refresh_from_db()
    assert made.failures == 20


def test_what_is_taken_is_not_taken_again(endpoint):
    [delivery] = messages(endpoint("https://receiver.example/"), 1)
    taken = claim(Delivery.objects.all())
    assert (taken.pk, taken.tries) == (delivery.pk, 1)
    assert claim(Delivery.objects.all()) is None


def test_what_was_taken_by_somebody_who_died_is_taken_up(endpoint):
    messages(endpoint("https://receiver.example/"), 1)
    claim(Delivery.objects.all())
    Delivery.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert claim(Delivery.objects.all()).tries == 2


def test_a_row_that_another_takes_in_between_is_left_to_him(endpoint):
    """As where rows are not locked: both have read it, one was first to change it."""
    [delivery] = messages(endpoint("https://receiver.example/"), 1)
    later = timezone.now() + timedelta(hours=1)

    def other_is_first(**kwargs):
        Delivery.objects.filter(pk=delivery.pk).update(due_at=later)

    post_init.connect(other_is_first, sender=Delivery)
    try:
        assert claim(Delivery.objects.all()) is None
    finally:
        post_init.disconnect(other_is_first, sender=Delivery)
    assert Delivery.objects.get().tries == 0
