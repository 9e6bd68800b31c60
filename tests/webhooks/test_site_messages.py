"""What stands around pages is told in messages of its own, and purged."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction
from wagtail.models import Page, Site

from delivery.published.changes import SiteChange, sites_changed
from delivery.webhooks.models import Delivery, Event

from .conftest import status
from .test_purging import cloudflare, http


@pytest.fixture
def other(db):
    return Site.objects.create(hostname="other.example", root_page=Page.objects.get(depth=2))


@pytest.fixture
def site_change(db):
    """Give a function that makes a change around pages, by default on the default site."""

    def make(kind="site", site=None):
        site = site or Site.objects.get(is_default_site=True)
        return SiteChange(
            sequence=7,
            site_id=site.pk,
            kind=kind,
            url=f"https://{site.hostname}/",
            tags=(f"{kind}-{site.pk}", "pages"),
            at=datetime(2026, 11, 20, 10, tzinfo=UTC),
        )

    return make


@pytest.fixture
def tell(django_capture_on_commit_callbacks):
    def tell(*changes):
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            sites_changed.send(sender=None, changes=list(changes))

    return tell


def test_a_receiver_hears_what_has_changed(receiver, endpoint, site_change, tell):
    there = receiver()
    endpoint(there)
    site = Site.objects.get()

    tell(site_change(), site_change("redirects"))

    [(_, _, headers, body)] = there.requests
    assert headers["webhook-signature"]
    message = json.loads(body)
    assert message["type"] == "site.changed"
    assert message["data"] == {
        "changes_url": "https://localhost/api/v2/changes/",
        "tags": [f"site-{site.pk}", "pages", f"redirects-{site.pk}"],
        "sites": [
            {
                "kind": kind,
                "site": "localhost",
                "url": "https://localhost/",
                "detail_url": f"https://localhost/api/v2/{kind}/",
                "tags": [f"{kind}-{site.pk}", "pages"],
                "at": "2026-11-20T10:00:00Z",
            }
            for kind in ("site", "redirects")
        ],
    }
    assert Event.objects.get().get_type_display() == "Changes around pages"


def test_nothing_of_one_site_is_told_to_the_receiver_of_another(
    receiver, endpoint, site_change, tell, other
):
    theirs, every = receiver(), receiver()
    endpoint(theirs, all_sites=False).sites.add(other)
    endpoint(every)

    tell(site_change())
    assert not theirs.requests
    tell(site_change(), site_change(site=other))

    [(_, _, _, body)] = theirs.requests
    assert [each["site"] for each in json.loads(body)["data"]["sites"]] == ["other.example"]
    assert "localhost" not in body.decode()
    assert len(every.requests) == 2


def test_who_wants_to_hear_of_some_kinds_of_page_does_not_hear_of_sites(
    receiver, endpoint, site_change, tell
):
    there = receiver()
    endpoint(there, page_types=["faq.FAQPage"])
    tell(site_change())
    assert not there.requests


def test_a_cdn_is_told_the_tags(receiver, settings, site_change, tell):
    there = receiver(status(200, b'{"success": true}'))
    settings.WAGTAILFRONTENDCACHE = {"cdn": cloudflare(there)}
    tell(site_change(), site_change("redirects"))
    pk = Site.objects.get().pk
    assert json.loads(there.requests[0][3]) == {"tags": [f"site-{pk}", "pages", f"redirects-{pk}"]}
    assert Delivery.objects.get().status == Delivery.DELIVERED


def test_a_cache_without_tags_is_told_addresses(receiver, settings, site_change, tell):
    there = receiver()
    settings.WAGTAILFRONTENDCACHE = {"varnish": http(there)}
    tell(site_change())
    assert [path for _, path, _, _ in there.requests] == ["/", "/api/v2/site/"]


def test_a_cache_is_told_of_its_hosts_alone(receiver, settings, site_change, tell, other):
    there = receiver(status(200, b'{"success": true}'))
    settings.WAGTAILFRONTENDCACHE = {"cdn": cloudflare(there, HOSTNAMES=["other.example"])}
    tell(site_change(), site_change(site=other))
    assert json.loads(there.requests[0][3])["tags"] == [f"site-{other.pk}", "pages"]


def test_the_queries_do_not_grow_with_the_sites(endpoint, site_change, count_queries):
    endpoint("https://receiver.example/")

    def told(count):
        changes = [site_change() for _ in range(count)]
        return count_queries(lambda: sites_changed.send(sender=None, changes=changes))

    assert told(3) == told(9)


def test_the_example_of_a_message_has_the_keys_of_one(receiver, endpoint, site_change, tell):
    there = receiver()
    endpoint(there)
    tell(site_change())
    told = json.loads(there.requests[0][3])
    page = (Path(__file__).parents[2] / "docs/webhooks.md").read_text()
    shown = json.loads(re.findall(r"```json\n(.*?)```", page, re.DOTALL)[1])
    assert told.keys() == shown.keys()
    assert told["data"].keys() == shown["data"].keys()
    assert told["data"]["sites"][0].keys() == shown["data"]["sites"][0].keys()
