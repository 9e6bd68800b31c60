"""What is made for a request is remembered as truly as what comes of finished documents."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from delivery.published.reads.memory import memory
from delivery.published.upkeep.keeping import keep
from home.models import BrandSettings
from tests.api.builders import restrict

API = "/api/v2"


@pytest.fixture
def ask(client, north, settings, published_documents, monkeypatch):
    """Ask the API of the default site, without waiting for a lease to end."""
    settings.CLINICSITE = {**settings.CLINICSITE, "RESPONSE_CACHE_BYTES": 2**25}
    monkeypatch.setattr("delivery.published.reads.memory.LEASE", 0)

    def ask(path, params=None, **headers):
        return client.get(
            f"{API}/{path}", params or {}, headers={"host": "north.example", **headers}
        )

    return ask


def page_view(page, **params):
    return "resolve/", {"path": page.get_url_parts()[2], "include": "site,breadcrumbs", **params}


@pytest.fixture
def peel(ask, north):
    page = north.treatment("Peel")
    keep(None)
    return page


def reads_of(page):
    return [
        page_view(page),
        ("site/", {}),
        ("sitemap/", {}),
        (f"pages/{page.pk}/", {"fields": "summary"}),
    ]


def test_the_second_of_the_same_is_one_query(ask, peel):
    for path, params in reads_of(peel):
        first = ask(path, params)
        with CaptureQueriesContext(connection) as queries:
            second = ask(path, params)
        assert second.content == first.content, path
        assert second.headers["ETag"] == first.headers["ETag"]
        # The revision in force, which a process asks for now and then.
        assert len(queries) == 1, path


def test_who_has_it_is_sent_nothing(ask, peel):
    for path, params in reads_of(peel):
        etag = ask(path, params).headers["ETag"]
        again = ask(path, params, if_none_match=etag)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == etag
        assert "max-age" in again.headers["Cache-Control"]
        assert "Content-Type" not in again.headers


def test_each_encoding_is_remembered_by_itself(ask, peel):
    texts = {
        encoding: [ask(*page_view(peel), accept_encoding=encoding) for _ in range(2)]
        for encoding in ("br", "gzip", "")
    }
    for encoding, (first, second) in texts.items():
        assert second.content == first.content
        assert second.headers.get("Content-Encoding", "") == encoding
        assert second.headers["Vary"] == first.headers["Vary"]


def test_what_changes_is_seen_at_once(ask, peel, north):
    for path, params in reads_of(peel):
        ask(path, params)

    brand = BrandSettings.for_site(north.site)
    brand.tagline = "Of a new brand"
    brand.save()
    assert ask("site/").json()["brand"]["tagline"] == "Of a new brand"
    assert ask(*page_view(peel)).json()["site"]["brand"]["tagline"] == "Of a new brand"

    other = north.treatment("Laser")
    assert other.pk in {item["id"] for item in ask("sitemap/").json()["items"]}

    restrict(other, "login")
    assert other.pk not in {item["id"] for item in ask("sitemap/").json()["items"]}

    peel.unpublish()
    assert ask(*page_view(peel)).status_code == 410


def test_a_redirect_that_is_changed_or_deleted_leads_elsewhere(ask, peel, north):
    asked = {"path": "/old/"}
    redirect = Redirect.objects.create(old_path="/old", redirect_page=peel, site=north.site)
    keep(None)
    for _ in range(2):
        assert ask("resolve/", asked).json()["location"] == "/treatments/peel/"

    redirect.redirect_page, redirect.redirect_link = None, "https://elsewhere.example/"
    redirect.save()
    assert ask("resolve/", asked).json()["location"] == "https://elsewhere.example/"

    redirect.delete()
    assert ask("resolve/", asked).json()["kind"] == "not_found"


def test_nothing_is_remembered_past_its_time(ask, peel):
    peel.expire_at = timezone.now() + timedelta(hours=1)
    peel.save()
    keep(None)
    ask("sitemap/")
    kept = next(answer for key, answer in memory.answers.items() if key[1].endswith("/sitemap/"))
    assert kept.until == peel.expire_at

    later = peel.expire_at + timedelta(seconds=1)
    kept.until = timezone.now()
    with patch("django.utils.timezone.now", lambda: later):
        paths = {item["path"] for item in ask("sitemap/").json()["items"]}
    assert "/treatments/peel/" not in paths


def test_one_host_is_not_given_what_another_was(client, ask, peel, south):
    for _ in range(2):
        for tree, host in ((None, "north.example"), (south, "south.example")):
            found = client.get(f"{API}/site/", headers={"host": host}).json()
            assert found["host"] == host
            assert tree is None or found["id"] == tree.site.pk
    assert Site.objects.count() > 1
