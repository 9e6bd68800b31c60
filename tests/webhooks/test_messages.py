"""What receivers are sent: changes, signed, once they are stored."""

import base64
import hashlib
import hmac
import json

from django.db import transaction
from wagtail.models import Page, Site

from delivery.published.changes import documents_changed
from delivery.webhooks.models import Attempt, Delivery, Event

from .conftest import status


def bodies(receiver):
    return [json.loads(body) for _, _, _, body in receiver.requests]


def test_a_change_reaches_the_receiver(receiver, endpoint, change, publish):
    there = receiver()
    endpoint(there)

    publish(change(12), change(13, kind="removed"))

    [(method, path, headers, body)] = there.requests
    assert (method, path) == ("POST", "/hook?key=1")
    assert headers["Content-Type"] == "application/json"
    message = json.loads(body)
    assert message["type"] == "documents.changed"
    data = message["data"]
    assert data["changes"] == [
        {
            "kind": "changed",
            "id": 12,
            "type": "treatments.TreatmentPage",
            "site": "localhost",
            "path": "/page-12/",
            "url": "https://localhost/page-12/",
            "detail_url": "https://localhost/api/v2/pages/12/",
            "tags": ["page-12", "type-treatments.TreatmentPage"],
            "at": "2026-11-20T10:00:00Z",
        },
        {
            "kind": "removed",
            "id": 13,
            "type": "treatments.TreatmentPage",
            "site": "localhost",
            "path": "/page-13/",
            "url": "https://localhost/page-13/",
            "detail_url": None,
            "tags": ["page-13", "type-treatments.TreatmentPage"],
            "at": "2026-11-20T10:00:00Z",
        },
    ]
    assert data["tags"] == ["page-12", "type-treatments.TreatmentPage", "page-13"]
    assert (data["total"], data["truncated"]) == (2, False)
    delivery = Delivery.objects.get()
    assert delivery.status == Delivery.DELIVERED
    assert delivery.attempts.get().response_status == 200


def test_the_signature_is_that_of_the_standard(receiver, endpoint, publish):
    there = receiver()
    made = endpoint(there)

    publish()

    _, _, headers, body = there.requests[0]
    key = base64.b64decode(made.secrets.get().key.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert headers["webhook-id"] == Delivery.objects.get().message_id


def test_both_secrets_sign_while_one_takes_over(receiver, endpoint, publish):
    there = receiver()
    made = endpoint(there)
    old = made.valid_keys()
    made.rotate_secret()
    assert made.valid_keys()[1:] == old

    publish()
    made.retire_old_secrets()
    publish()

    first, second = (headers["webhook-signature"].split() for _, _, headers, _ in there.requests)
    assert (len(first), len(second)) == (2, 1)
    assert old[0] not in made.valid_keys()


def test_an_old_secret_ends_by_itself(endpoint, option):
    made = endpoint("https://receiver.example/")
    option(SECRET_OVERLAP_HOURS=0)
    made.rotate_secret()
    assert len(made.valid_keys()) == 1
    assert made.secrets.count() == 2


def test_a_change_that_is_taken_back_is_not_told(receiver, endpoint, change):
    there = receiver()
    endpoint(there)

    with transaction.atomic():
        documents_changed.send(sender=None, changes=[change()])
        assert Delivery.objects.count() == 1
        transaction.set_rollback(True)

    assert not Delivery.objects.exists()
    assert not Event.objects.exists()
    assert not there.requests


def test_nothing_is_sent_before_the_end_of_the_transaction(
    receiver, endpoint, change, django_capture_on_commit_callbacks
):
    there = receiver()
    endpoint(there)
    with django_capture_on_commit_callbacks(execute=True):
        documents_changed.send(sender=None, changes=[change()])
        assert not there.requests
    assert len(there.requests) == 1


def test_nothing_is_written_when_nobody_listens(change, publish, endpoint):
    publish()
    endpoint("https://receiver.example/", is_active=False)
    publish()
    assert not Event.objects.exists()


def test_an_endpoint_hears_of_its_sites_alone(receiver, endpoint, change, publish):
    here = Site.objects.get()
    other = Site.objects.create(
        hostname="other.example", root_page=Page.objects.get(depth=2), port=8080
    )
    every, one = receiver(), receiver()
    endpoint(every)
    endpoint(one, all_sites=False).sites.add(other)

    publish(change(12, site=here), change(13, site=other))
    publish(change(14, site=here))

    told = [[each["id"] for each in body["data"]["changes"]] for body in bodies(every)]
    assert told == [[12, 13], [14]]
    [message] = bodies(one)
    assert [(c["id"], c["site"]) for c in message["data"]["changes"]] == [(13, "other.example")]
    assert message["data"]["total"] == 1
    assert "page-12" not in json.dumps(message)


def test_an_endpoint_whose_only_site_is_deleted_hears_of_no_other(
    receiver, endpoint, change, publish
):
    other = Site.objects.create(hostname="other.example", root_page=Page.objects.get(depth=2))
    there = receiver()
    endpoint(there, all_sites=False).sites.add(other)
    other.delete()
    publish(change(12))
    assert not there.requests


def test_a_change_without_an_address_is_told_without_one(receiver, endpoint, change, publish):
    there = receiver()
    endpoint(there)
    publish(change(12, url="", path=""))
    [message] = bodies(there)
    assert message["data"]["changes"][0]["detail_url"] is None
    assert message["data"]["changes_url"] is None


def test_an_endpoint_without_a_secret_sends_nothing_unsigned(receiver, endpoint, publish):
    there = receiver()
    endpoint(there).secrets.all().delete()
    publish()
    assert not there.requests
    assert Attempt.objects.get().error.startswith("This webhook has no secret.")


def test_an_endpoint_hears_of_its_page_types_alone(receiver, endpoint, change, publish):
    there = receiver()
    endpoint(there, page_types=["faq.FAQPage"])
    publish(change(12), change(13, type="faq.FAQPage"))
    publish(change(14))
    [message] = bodies(there)
    assert [c["id"] for c in message["data"]["changes"]] == [13]


def test_a_message_of_thousands_of_changes_is_bounded(receiver, endpoint, change, publish, option):
    there = receiver()
    endpoint(there)
    option(MAX_CHANGES=50)

    publish(*(change(number) for number in range(1, 3001)))

    [message] = bodies(there)
    data = message["data"]
    assert (len(data["changes"]), data["total"], data["truncated"]) == (50, 3000, True)
    assert "page-51" not in data["tags"]


def test_the_queries_do_not_grow_with_the_changes(endpoint, change, count_queries):
    endpoint("https://receiver.example/")

    def tell(count):
        changes = [change(number) for number in range(1, count + 1)]
        return count_queries(lambda: documents_changed.send(sender=None, changes=changes))

    assert tell(3) == tell(300)


def test_the_answer_is_kept_as_far_as_it_is_of_use(receiver, endpoint, publish):
    there = receiver(status(200, b"<b>Zero\x00</b> \xff" + b"x" * 20_000_000))
    endpoint(there)
    publish()
    attempt = Attempt.objects.get()
    assert attempt.response_body.startswith("<b>Zero�</b> �x")
    assert len(attempt.response_body) < 5000
    assert Delivery.objects.get().status == Delivery.DELIVERED
