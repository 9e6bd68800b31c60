"""Answers from finished documents: what they tell caches, what they cost, that they are true."""

import gzip
import json
import re
import time

import brotli
import pytest
import zstandard
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import example, given, strategies
from hypothesis import settings as hypothesis_settings

from delivery.published.models import Document
from delivery.published.reads.memory import memory
from delivery.published.upkeep import building
from delivery.published.upkeep.keeping import LEASE, keep
from delivery.published.upkeep.locking import BusyError
from tests.api.builders import offer, restrict

API = "/api/v2"
HOST = {"host": "north.example"}

# What is on a treatment's card, in part and alone, and what is not.
CARD = "class_label,category,summary,hero_image,downtime,session"
CUTS = [
    "summary",
    CARD,
    "_,slug,title,hero_image",
    "category(title),summary",
    "hero_image(-alt)",
    "-html_url,summary",
    "summary,seo_title",
    "summary,body",
]

# Any `fields` of a treatment, right or wrong: `_,category(title),-category`.
STARTS = strategies.sampled_from([[], [], ["*"], ["_"]])
PARTS = strategies.sampled_from(
    [
        *("slug", "-slug", "html_url(title)", "-html_url", "parent(title)", "-parent", "seo_title"),
        *("summary", "-summary", "category", "category(title)", "category(_,id)", "-category"),
        *("hero_image", "hero_image(-id)", "-hero_image"),
    ]
)
SELECTIONS = strategies.builds(list.__add__, STARTS, strategies.lists(PARTS, max_size=4))


@pytest.fixture
def ask(client, north):
    """Ask the API of the default site: `ask("pages/", {"limit": 3}, accept_encoding="br")`."""

    def ask(path, params=None, method="get", **headers):
        return getattr(client, method)(f"{API}/{path}", params or {}, headers={**HOST, **headers})

    return ask


@pytest.fixture(autouse=True)
def remembering(settings, published_documents):
    settings.CLINICSITE = {**settings.CLINICSITE, "RESPONSE_CACHE_BYTES": 2**25}


@pytest.fixture
def remembering_nothing(settings, remembering):
    settings.CLINICSITE = {**settings.CLINICSITE, "RESPONSE_CACHE_BYTES": 0}


def reads_of(page):
    here, path = {"site": "north.example"}, page.get_url_parts()[2]
    return [
        (f"pages/{page.pk}/", {}),
        (f"pages/{page.pk}/", here),
        ("pages/", {"type": "treatments.TreatmentPage"}),
        ("pages/", {"type": "treatments.TreatmentPage", **here}),
        ("pages/", {"type": "treatments.TreatmentPage", "fields": "*"}),
        *[("pages/", {"type": "treatments.TreatmentPage", "fields": fields}) for fields in CUTS],
        ("resolve/", {"path": path}),
        ("resolve/", {"path": path.rstrip("/")}),
        ("resolve/", {"path": path, "host": "north.example"}),
        ("resolve/", {"path": path, **here}),
    ]


def queries_of(call):
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def test_what_is_finished_is_what_would_be_made(ask, north, settings):
    page = north.treatment("Peel", summary="{clinic} peels.")
    north.clinic("Vancouver")
    reads = reads_of(page)
    reads += [("pages/", {"fields": fields}) for fields in ("_,title", "-detail_url", "locale")]
    kept = [ask(path, params).json() for path, params in reads]

    settings.CLINICSITE = {**settings.CLINICSITE, "PUBLISHED_DOCUMENTS": False}
    assert [ask(path, params).json() for path, params in reads] == kept


def test_whatever_is_selected_is_cut_as_it_would_be_made(ask, north, settings):
    page = north.treatment("Peel", summary="It peels.")
    keep(None)
    unkept, answers = {**settings.CLINICSITE, "PUBLISHED_DOCUMENTS": False}, []

    @hypothesis_settings(max_examples=50)
    @given(SELECTIONS)
    @example(["category(title)", "-category"])
    def holds(parts):
        selected = {"fields": ",".join(parts)}
        of_type = {"type": "treatments.TreatmentPage", **selected}
        for path, params in (("pages/", of_type), (f"pages/{page.pk}/", selected)):
            kept = ask(path, params)
            with override_settings(CLINICSITE=unkept):
                made = ask(path, params)
            assert kept.status_code in {200, 400}
            assert (kept.status_code, kept.content) == (made.status_code, made.content)
            answers.append(kept.status_code)

    holds()
    assert answers.count(200) > len(answers) / 4


@pytest.mark.parametrize("fields", ["seo_title", "-title,search_description", "*"])
def test_many_types_are_read_as_each_alone(ask, north, settings, fields):
    shared = north.treatment("Peel", seo_title="Peels", search_description="About peels.")
    clinic = north.clinic("Vancouver")
    offer(shared, clinic)
    keep(None)
    asked = {"child_of": clinic.pk, "fields": fields}
    kept = ask("pages/", asked).content
    assert {"Peels", "About peels."} & set(json.loads(kept)["items"][0]["meta"].values())

    settings.CLINICSITE = {**settings.CLINICSITE, "PUBLISHED_DOCUMENTS": False}
    assert ask("pages/", asked).content == kept


def test_a_read_is_one_query_however_much_there_is(ask, north, remembering_nothing):
    page = north.treatment("Peel")
    for count in (2, 8):
        for number in range(count):
            north.treatment(f"Laser {count} {number}")
        keep(None)
        for path, params in reads_of(page):
            ask(path, params)
            assert queries_of(lambda p=path, q=params: ask(p, q)) == 1
            assert len(ask(path, params).json().get("items", [])) in {0, count + 1, 11}


@pytest.mark.parametrize(
    ("fields", "column"),
    [("summary,hero_image", "d.card"), (CARD, "d.card"), ("slug", "d.summary"), ("*", "d.body")],
)
def test_a_list_reads_no_more_of_a_document_than_it_shows(ask, north, fields, column):
    north.treatment("Peel", summary="It peels.")
    keep(None)
    asked = {"type": "treatments.TreatmentPage", "fields": fields}
    with CaptureQueriesContext(connection) as queries:
        items = ask("pages/", asked).json()["items"]
    assert [item["title"] for item in items] == ["Peel"]
    (read,) = [found for found in queries if "d.put_in" in found["sql"]]
    (selected,) = re.findall(r"d\.put_in, (d\.\w+)", read["sql"])
    assert selected == column


def test_nothing_is_asked_while_the_lease_holds(ask, north, monkeypatch):
    monkeypatch.setattr("delivery.published.reads.memory.LEASE", 60)
    page = north.treatment("Peel")
    keep(None)
    for path, params in reads_of(page):
        ask(path, params), ask(path, params)
        assert queries_of(lambda p=path, q=params: ask(p, q)) == 0


def test_an_answer_that_is_known_is_not_sent_again(ask, north):
    page = north.treatment("Peel")
    for path, params in reads_of(page):
        etag = ask(path, params).headers["ETag"]
        assert etag.startswith('"')
        for _ in range(2):
            again = ask(path, params, if_none_match=f'"other", {etag}')
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["ETag"] == etag
            assert "max-age" in again.headers["Cache-Control"]
        assert ask(path, params, if_none_match='"other"').status_code == 200

    page.summary = "New."
    page.save_revision().publish()
    keep(None)
    for path, params in reads_of(page)[:1]:
        assert ask(path, params, if_none_match=etag).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("br", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("zstd", "zstd", lambda body: zstandard.ZstdDecompressor().decompress(body)),
        ("gzip;q=1.0, br;q=0.5", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0, identity", None, bytes),
        ("nonsense;;q=, ;", None, bytes),
        ("", None, bytes),
    ],
)
def test_documents_come_as_they_are_accepted(ask, north, accepted, encoding, unpack):
    page = north.treatment("Peel", summary="Much text. " * 200)
    plain = ask(f"pages/{page.pk}/")
    etags = set()
    for _ in range(2):
        answer = ask(f"pages/{page.pk}/", accept_encoding=accepted)
        assert answer.headers.get("Content-Encoding") == encoding
        assert unpack(answer.content) == plain.content
        assert int(answer.headers["Content-Length"]) == len(answer.content)
        etags.add(answer.headers["ETag"])
    assert len(etags) == 1
    # Two encodings are two texts, and no cache may take one for the other.
    assert (etags == {plain.headers["ETag"]}) == (encoding is None)
    assert "accept-encoding" in answer.headers["Vary"].lower()
    assert "cookie" not in answer.headers["Vary"].lower()


def test_a_head_has_the_headers_alone(ask, north):
    page = north.treatment("Peel")
    full = ask(f"pages/{page.pk}/")
    head = ask(f"pages/{page.pk}/", method="head")
    assert head.content == b""
    assert head.headers["ETag"] == full.headers["ETag"]


def test_nothing_is_kept_past_its_time(ask, north):
    page = north.treatment("Peel", expire_at=timezone.now() + timezone.timedelta(seconds=30))
    header = ask(f"pages/{page.pk}/").headers["Cache-Control"]
    age = int(header.split("max-age=")[1].split(",")[0])
    assert age <= 30
    assert "stale-while-revalidate=600" not in header


def test_caches_know_what_to_forget(ask, north):
    page = north.treatment("Peel")
    assert ask(f"pages/{page.pk}/").headers["Cache-Tag"] == f"page-{page.pk}"
    assert ask("pages/").headers["Surrogate-Key"] == "pages"
    assert "pages" in ask("sitemap/").headers["Cache-Tag"]


# True at once


def test_what_is_unpublished_is_gone_before_anything_is_kept(ask, north):
    page, other = north.treatment("Peel"), north.treatment("Laser")
    keep(None)
    for path, params in reads_of(page):
        assert ask(path, params).status_code == 200

    page.unpublish()
    # What the end of a publication waits for.
    time.sleep(LEASE)

    assert ask(f"pages/{page.pk}/").status_code == 404
    assert ask("resolve/", {"path": "/treatments/peel/"}).status_code == 410
    listed = ask("pages/", {"type": "treatments.TreatmentPage"}).json()["items"]
    assert [item["id"] for item in listed] == [other.pk]


def test_what_is_restricted_is_gone_and_nobody_is_told_that_it_was_there(ask, north):
    page = north.treatment("Peel")
    assert ask(f"pages/{page.pk}/").status_code == 200
    restrict(page)
    time.sleep(LEASE)
    assert ask(f"pages/{page.pk}/").status_code == 404
    assert ask("resolve/", {"path": "/treatments/peel/"}).status_code == 404


def test_no_site_answers_for_another(client, north, south):
    page = north.treatment("Peel")
    path = f"{API}/pages/{page.pk}/"
    assert client.get(path, headers=HOST).status_code == 200
    assert client.get(path, headers={"host": "south.example"}).status_code == 404
    assert client.get(path, headers=HOST).status_code == 200


def test_a_document_is_made_when_it_is_asked_for_and_once(ask, north, monkeypatch):
    page = north.treatment("Peel")
    keep(None)
    Document.objects.filter(page_id=page.pk).update(is_outdated=True)
    made = []
    make = building.make
    monkeypatch.setattr(building, "make", lambda *args: made.append(args) or make(*args))

    memory.clear()
    for _ in range(3):
        assert ask(f"pages/{page.pk}/").json()["title"] == "Peel"
    assert len(made) == 1


def test_a_document_of_another_release_is_made_again(ask, north):
    page = north.treatment("Peel")
    keep(None)
    Document.objects.filter(page_id=page.pk).update(
        made_by="before", etag="before", body='{"old": true}'
    )
    memory.clear()
    assert ask(f"pages/{page.pk}/").json()["title"] == "Peel"


@pytest.mark.parametrize("fault", [BusyError, RuntimeError])
def test_a_reader_gets_an_answer_whoever_keeps_the_documents(ask, north, monkeypatch, fault):
    page = north.treatment("Peel")

    def failing(*args):
        raise fault

    monkeypatch.setattr("delivery.published.upkeep.keeping.settle", failing)
    monkeypatch.setattr("delivery.published.upkeep.keeping.build", failing)
    for path, params in reads_of(page):
        assert "Peel" in json.dumps(ask(path, params).json())
    page.title = "Peeling"
    page.save()
    time.sleep(LEASE)
    assert ask(f"pages/{page.pk}/").json()["title"] == "Peeling"


@pytest.mark.parametrize("named", ["host", "site"])
def test_a_site_that_is_named_is_the_one_that_answers(client, north, south, named):
    ours, theirs = north.treatment("Peel"), south.treatment("Peel")
    path = ours.get_url_parts()[2]
    assert path == theirs.get_url_parts()[2]

    for _ in range(2):
        for host, page in (("north.example", ours), ("south.example", theirs)):
            params = {"path": path, named: host}
            answer = client.get(f"{API}/resolve/", params, headers=HOST)
            assert answer.json()["page"]["id"] == page.pk
    unknown = client.get(f"{API}/resolve/", {"path": path, named: "no.example"}, headers=HOST)
    assert unknown.status_code == 404


def test_a_site_that_is_named_in_no_words_is_that_of_the_host(client, north, south):
    ours, theirs = north.treatment("Peel"), south.treatment("Peel")
    path = ours.get_url_parts()[2]

    for _ in range(2):
        for host, page, other in (("north", ours, theirs), ("south", theirs, ours)):
            headers = {"host": f"{host}.example"}
            answer = client.get(f"{API}/resolve/", {"path": path, "site": ""}, headers=headers)
            assert answer.json()["page"]["id"] == page.pk
            for each, status in ((page, 200), (other, 404)):
                answer = client.get(f"{API}/pages/{each.pk}/", {"site": ""}, headers=headers)
                assert answer.status_code == status


def test_a_host_that_is_another_site_by_now_answers_for_that(client, north, south):
    ours, theirs = north.treatment("Peel"), south.treatment("Peel")

    def read():
        answer = client.get(f"{API}/resolve/", {"path": "/treatments/peel/"}, headers=HOST)
        return answer.json()["page"]["id"]

    assert [read(), read()] == [ours.pk] * 2
    for site, hostname in ((north.site, "old.example"), (south.site, "north.example")):
        site.hostname = hostname
        site.save()
    time.sleep(LEASE)
    assert [read(), read()] == [theirs.pk] * 2
    south.site.delete()
    time.sleep(LEASE)
    assert [read(), read()] == [ours.pk] * 2  # That of the default site.


def test_a_detail_of_another_type_is_not_found(ask, north):
    page = north.treatment("Peel")
    asked = f"pages/{page.pk}/"
    assert ask(asked, {"type": "treatments.TreatmentPage"}).json() == ask(asked).json()
    assert ask(asked, {"type": "wagtailcore.Page"}).status_code == 200
    assert ask(asked, {"type": "faq.FAQPage"}).status_code == 404
    assert ask(asked, {"type": "no.Page"}).status_code == 400
    assert ask(asked, {"rich_text_format": "html"}).json() == ask(asked).json()


def test_memory_is_bounded(ask, north, settings):
    settings.CLINICSITE = {**settings.CLINICSITE, "RESPONSE_CACHE_BYTES": 60_000}
    page = north.treatment("Peel")
    for number in range(60):
        ask("pages/", {"limit": number})
        ask(f"pages/{page.pk}/")
    assert 0 < memory.size <= 60_000
