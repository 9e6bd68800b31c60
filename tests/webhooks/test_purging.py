"""Front-end caches forget what changed: by tag where they know tags, else by address."""

import json
import logging

import pytest
from django.core.exceptions import ImproperlyConfigured
from wagtail.contrib.frontend_cache.backends import BaseBackend

from delivery.webhooks.models import Delivery
from delivery.webhooks.purging.backends import FastlyBackend
from delivery.webhooks.sending import send_due

from .conftest import hang, status
from .test_retries import later

SECRET = "cdn-s3cr3t"
DONE = status(200, b'{"success": true}')


def cloudflare(there, **options):
    return {
        "BACKEND": "delivery.webhooks.purging.backends.CloudflareTagBackend",
        "BEARER_TOKEN": SECRET,
        "ZONEID": "zone",
        "API_URL": there.url,
        **options,
    }


def fastly(there, **options):
    return {
        "BACKEND": "delivery.webhooks.purging.backends.FastlyBackend",
        "SERVICE_ID": "service",
        "API_TOKEN": SECRET,
        "API_URL": there.url,
        **options,
    }


def http(there, **options):
    return {
        "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
        "LOCATION": there.url,
        **options,
    }


class UnevenBackend(BaseBackend):
    """A backend of somebody's own, which raises with a secret in its words."""

    def purge_batch(self, urls):
        raise RuntimeError(SECRET)


def test_cloudflare_is_told_the_tags(receiver, settings, change, publish):
    there = receiver(DONE)
    settings.WAGTAILFRONTENDCACHE = {"cdn": cloudflare(there)}

    publish(change(12), change(13))

    [(method, path, headers, body)] = there.requests
    assert (method, path) == ("POST", "/zones/zone/purge_cache")
    assert headers["Authorization"] == f"Bearer {SECRET}"
    assert json.loads(body) == {"tags": ["page-12", "type-treatments.TreatmentPage", "page-13"]}
    assert Delivery.objects.get().status == Delivery.DELIVERED


def test_thousands_of_changes_are_purged_in_parts_and_none_is_left_out(
    receiver, settings, change, publish, option
):
    option(REQUEST_BUDGET=60)
    there = receiver(DONE)
    settings.WAGTAILFRONTENDCACHE = {"cdn": cloudflare(there)}

    publish(*(change(number) for number in range(1, 201)))

    told = [json.loads(body)["tags"] for _, _, _, body in there.requests]
    assert max(map(len, told)) <= 30
    assert {f"page-{number}" for number in range(1, 201)} <= {tag for tags in told for tag in tags}


def test_fastly_is_told_the_keys(receiver, settings, change, publish):
    there = receiver(status(200, b'{"page-12": "1"}'))
    settings.WAGTAILFRONTENDCACHE = {"cdn": fastly(there, SOFT=True)}
    publish(change(12))
    [(method, path, headers, body)] = there.requests
    assert (method, path) == ("POST", "/service/service/purge")
    assert (headers["Fastly-Key"], headers["Fastly-Soft-Purge"]) == (SECRET, "1")
    assert json.loads(body) == {"surrogate_keys": ["page-12", "type-treatments.TreatmentPage"]}


def test_both_purge_addresses_too(receiver, settings):
    there = receiver(DONE)
    backend = FastlyBackend({"SERVICE_ID": "s", "API_TOKEN": "t", "API_URL": there.url})
    backend.purge("https://clinics.example/a b/?c=1")
    assert there.requests[0][1] == "/purge/clinics.example/a%20b/?c=1"


def test_fastly_without_a_token_says_what_is_missing():
    with pytest.raises(ImproperlyConfigured, match="needs API_TOKEN"):
        FastlyBackend({"SERVICE_ID": "s"})


def test_a_cache_without_tags_is_told_addresses(receiver, settings, change, publish):
    there = receiver()
    settings.WAGTAILFRONTENDCACHE = {"varnish": http(there)}

    publish(change(12), change(13, kind="removed"))

    told = [(method, headers["Host"], path) for method, path, headers, _ in there.requests]
    assert told == [
        ("PURGE", "localhost", f"{path}{page}/")
        for page, paths in ((12, ("/page-", "/api/v2/pages/")), (13, ("/page-", "/api/v2/pages/")))
        for path in paths
    ]


def test_a_cache_is_told_of_its_hosts_alone(receiver, settings, change, publish):
    there = receiver(DONE)
    settings.WAGTAILFRONTENDCACHE = {"cdn": cloudflare(there, HOSTNAMES=["other.example"])}
    publish(change(12), change(13, url="https://other.example/page-13/"))
    assert json.loads(there.requests[0][3])["tags"][0] == "page-13"


@pytest.mark.parametrize(
    "answer",
    [
        status(500),
        status(403, b'{"success": false, "errors": [{"message": "no"}]}'),
        status(200, b'{"success": false}'),
        status(200, b"not json"),
        status(302, Location="http://127.0.0.1:1/"),
    ],
)
def test_what_is_not_purged_is_tried_again(receiver, settings, publish, db, answer, caplog):
    there = receiver(answer, DONE)
    settings.WAGTAILFRONTENDCACHE = {"cdn": cloudflare(there)}
    publish()
    delivery = Delivery.objects.get()
    assert delivery.status == Delivery.WAITING
    assert delivery.attempts.get().error
    later(minutes=1)
    assert send_due(Delivery.objects.all()) == {Delivery.DELIVERED: 1}
    assert SECRET not in caplog.text


def test_an_error_that_wagtail_only_logs_is_a_failure(receiver, settings, publish, change):
    settings.WAGTAILFRONTENDCACHE = {"varnish": http(receiver(status(503)))}
    listening = [logging.getLogger(name).handlers for name in ("", "wagtail.frontendcache")]
    before = [list(handlers) for handlers in listening]
    publish()
    delivery = Delivery.objects.get()
    assert delivery.status == Delivery.WAITING
    assert "refused to purge" in delivery.attempts.get().error
    assert listening == before


def test_a_cache_that_hangs_holds_the_editor_for_his_budget(
    receiver, settings, publish, change, option
):
    option(REQUEST_BUDGET=0.5)
    settings.WAGTAILFRONTENDCACHE = {"varnish": http(receiver(hang))}
    publish()
    attempt = Delivery.objects.get().attempts.get()
    assert attempt.error == "The cache did not answer in time."


def test_the_words_of_somebody_elses_error_are_not_told(settings, publish, change):
    settings.WAGTAILFRONTENDCACHE = {"odd": {"BACKEND": f"{__name__}.UnevenBackend"}}
    publish()
    assert Delivery.objects.get().attempts.get().error == (
        "The cache could not be purged (RuntimeError)."
    )


def test_a_cache_that_is_gone_is_given_up(receiver, settings, publish, change):
    settings.WAGTAILFRONTENDCACHE = {"varnish": http(receiver(status(503)))}
    publish()
    settings.WAGTAILFRONTENDCACHE = {}
    later(minutes=1)
    assert send_due(Delivery.objects.all()) == {Delivery.FAILED: 1}


def test_caches_are_purged_before_front_ends_are_told(
    receiver, settings, endpoint, publish, change
):
    order = []
    cdn = receiver(lambda handler: order.append("cdn") or DONE(handler))
    site = receiver(lambda handler: order.append("site") or status(200)(handler))
    settings.WAGTAILFRONTENDCACHE = {"cdn": cloudflare(cdn)}
    endpoint(site)
    publish()
    assert order == ["cdn", "site"]
