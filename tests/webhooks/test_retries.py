"""What is not taken is tried again, and who takes nothing is left alone for a while."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import default_task_backend

from delivery.webhooks import outbox
from delivery.webhooks.models import Delivery, Endpoint, Event
from delivery.webhooks.sending import delay, send_due

from .conftest import hang, status


def later(**ago):
    """Let time go by: what is due later is due now."""
    for model, name in ((Delivery, "due_at"), (Endpoint, "probe_at")):
        for row in model.objects.exclude(**{name: None}):
            setattr(row, name, getattr(row, name) - timedelta(**ago))
            row.save(update_fields=[name])


def run():
    return send_due(Delivery.objects.all())


def states():
    return list(Delivery.objects.order_by("pk").values_list("status", flat=True))


def test_an_error_and_then_none(receiver, endpoint, publish):
    there = receiver(status(500, b"Oh no"), status(200))
    made = endpoint(there)

    publish()
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.tries) == (Delivery.WAITING, 1)
    assert delivery.due_at > timezone.now() + timedelta(seconds=20)
    made.refresh_from_db()
    assert (made.failures, made.state) == (1, "Failing")
    assert not run()

    later(minutes=1)
    assert run() == {Delivery.DELIVERED: 1}
    first, second = there.requests
    assert first[2]["webhook-id"] == second[2]["webhook-id"]
    assert first[3] == second[3]
    attempts = [(a.response_status, a.response_body) for a in Delivery.objects.get().attempts.all()]
    assert attempts == [(200, ""), (500, "Oh no")]
    made.refresh_from_db()
    assert (made.failures, made.last_error, made.state) == (0, "", "Working")


def test_the_delays_grow_up_to_a_bound_and_differ():
    for tries, seconds in ((1, 30), (2, 120), (3, 480), (20, 12 * 60 * 60)):
        delays = {delay(tries) for _ in range(50)}
        assert all(seconds * 0.75 <= each <= seconds * 1.25 for each in delays)
        assert len(delays) > 1


def test_it_is_given_up_after_the_last_try(receiver, endpoint, publish, option):
    option(MAX_ATTEMPTS=3, CIRCUIT_FAILURES=100)
    endpoint(receiver(status(500)))
    publish()
    for _ in range(5):
        later(days=1)
        run()
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.attempts.count()) == (Delivery.FAILED, 3)


def test_a_dead_receiver_is_paused_and_probed_by_one_message(receiver, endpoint, publish, option):
    option(CIRCUIT_FAILURES=3, CIRCUIT_SECONDS=300)
    there = receiver(*[status(503)] * 4, status(200))
    made = endpoint(there)
    for _ in range(5):
        publish()
    later(minutes=1)
    run()
    made.refresh_from_db()
    assert made.paused_at
    assert made.state == "Paused after failures"
    assert len(there.requests) == 3

    publish()
    later(minutes=4)
    run()
    assert len(there.requests) == 3, "nothing is sent while it is paused"

    later(minutes=5)
    run()
    assert len(there.requests) == 4, "one message tries"
    made.refresh_from_db()
    assert made.paused_at

    later(minutes=6)
    run()
    made.refresh_from_db()
    assert (made.paused_at, made.probe_at, made.failures) == (None, None, 0)
    later(hours=1)
    run()
    assert set(states()) == {Delivery.DELIVERED}


def test_a_hanging_receiver_holds_the_editor_for_its_budget(receiver, endpoint, publish, option):
    option(REQUEST_BUDGET=0.5)
    slow = [receiver(hang), receiver(hang)]
    for there in slow:
        endpoint(there)

    publish()

    assert [len(there.requests) for there in slow] == [1, 0]
    assert states() == [Delivery.WAITING] * 2


def test_who_failed_does_not_hold_the_next_editor(receiver, endpoint, publish, option):
    option(REQUEST_BUDGET=0.5)
    there, well = receiver(hang), receiver()
    endpoint(there)
    publish()
    endpoint(well)

    publish()

    assert (len(there.requests), len(well.requests)) == (1, 1)
    assert states() == [Delivery.WAITING, Delivery.WAITING, Delivery.DELIVERED]


def test_a_message_that_cannot_be_sent_does_not_stop_the_others(endpoint, receiver, monkeypatch):
    there = receiver()
    made = endpoint(there)
    event = Event.objects.create(type=Event.CHANGES)
    broken = event.deliveries.create(endpoint=made, body="{}", message_id="broken")
    event.deliveries.create(endpoint=made, body="{}")
    monkeypatch.setattr(
        "delivery.webhooks.sending.signing.headers",
        lambda keys, message_id, *rest: {"a": "b"} if message_id != "broken" else 1 / 0,
    )
    assert run() == {Delivery.DELIVERED: 1, "retried": 1}
    assert broken.attempts.get().error == "Something went wrong here, not at the receiver."


def test_who_is_switched_off_is_sent_nothing(receiver, endpoint, publish):
    there = receiver(status(500), status(200))
    made = endpoint(there)
    publish()
    Endpoint.objects.update(is_active=False)
    later(days=1)
    assert not run()
    made.refresh_from_db()
    assert made.state == "Switched off"


def test_the_command_sends_and_cleans(receiver, endpoint, publish, option, capsys):
    there = receiver(status(500), status(200))
    endpoint(there)
    publish()
    later(minutes=1)
    call_command("webhooks")
    assert "1 delivered, 0 to be tried again, 0 given up" in capsys.readouterr().out

    option(RETENTION_DAYS=10)
    old = timezone.now() - timedelta(days=11)
    Event.objects.update(created_at=old)
    publish()
    call_command("webhooks", "--keep")
    assert Event.objects.count() == 2
    call_command("webhooks")
    assert Event.objects.count() == Delivery.objects.count() == 1
    assert "1 taken out of the log" in capsys.readouterr().out


def test_the_command_stops_when_its_time_is_over(receiver, endpoint, publish):
    there = receiver(status(500), status(200))
    endpoint(there)
    publish()
    later(minutes=1)
    call_command("webhooks", "--seconds", "0")
    assert len(there.requests) == 1


@pytest.fixture
def worker(settings):
    """A queue that can wait, and whose tasks a test runs itself."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    return default_task_backend


def test_a_worker_is_asked_to_try_again_when_the_time_has_come(receiver, endpoint, publish, worker):
    there = receiver(status(500), status(200))
    endpoint(there)

    publish()
    assert not there.requests, "nothing is sent in the request"
    [first] = worker.results
    first.task.call(*first.args)

    delivery = Delivery.objects.get()
    _, second = worker.results
    assert (second.args, second.task.run_after) == ([[delivery.pk]], delivery.due_at)
    later(minutes=1)
    second.task.call(*second.args)
    assert states() == [Delivery.DELIVERED]
    assert len(worker.results) == 2


def test_a_queue_that_is_away_does_not_undo_what_was_published(
    receiver, endpoint, publish, settings
):
    there = receiver()
    endpoint(there)
    settings.TASKS = {"default": {"BACKEND": "tests.webhooks.nowhere.Backend"}}
    publish()
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    assert states() == [Delivery.WAITING]
    assert run() == {Delivery.DELIVERED: 1}


def test_send_again_starts_over_and_goes_to_a_paused_endpoint(
    receiver, endpoint, publish, django_capture_on_commit_callbacks, option
):
    option(MAX_ATTEMPTS=1, CIRCUIT_FAILURES=1)
    there = receiver(status(500), status(200))
    made = endpoint(there)
    publish()
    delivery = Delivery.objects.get()
    assert delivery.status == Delivery.FAILED

    with django_capture_on_commit_callbacks(execute=True):
        outbox.send_again(delivery)

    delivery.refresh_from_db()
    made.refresh_from_db()
    assert delivery.status == Delivery.DELIVERED
    assert (made.paused_at, made.failures) == (None, 0)
