"""The benchmark asks what is there, and writes down what it finds; nothing here is timed."""

import json
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import clear_url_caches
from wagtail.models import Site

from tests.bench.bare import stored, stored_file
from tests.bench.load import Load
from tests.bench.measuring import Figures
from tests.bench.reaching import Reach
from tests.bench.reads import STOCK, reads
from tests.bench.report import Run, report
from tests.scale.group import build_group
from treatments.models import ClinicTreatmentPage

pytestmark = pytest.mark.proof

HOST = "clinics.example"


@pytest.fixture
def client(settings):
    settings.ROOT_URLCONF = "tests.bench.urls"
    settings.CLINICSITE = {**settings.CLINICSITE, "PUBLISHED_DOCUMENTS": True}
    clear_url_caches()
    yield Client(headers={"host": HOST})
    clear_url_caches()


@pytest.fixture
def group_reads(db):
    """The reads of a group of two clinics, by name."""
    Site.objects.all().delete()
    group = build_group(2, 3, host=HOST)
    pages = [
        (page.pk, page.get_url_parts()[2]) for page in ClinicTreatmentPage.objects.order_by("path")
    ]
    clinics = [(clinic.page.pk, clinic.page.slug) for clinic in group.clinics]
    return {read.name: read for read in reads(pages, clinics)}


def test_every_address_answers_what_was_asked_for(client, group_reads):
    for read in group_reads.values():
        for address in (*read.ours, *read.stock, *read.partial):
            answer = client.get(address)
            if "/find/" in address:
                assert answer.status_code == 302
                assert f"{STOCK}pages/" in answer["Location"]
            elif answer.status_code == 404:
                assert "/resolve/" in address
            else:
                assert answer.status_code == 200, address
                read.check(answer.content)

    # Stock Wagtail shows what the pages hold, and what they inherit.
    (price, _) = client.get(group_reads["detail"].partial[1]).json()["prices"]
    assert price["label"] == "Session"
    shown = client.get(group_reads["detail"].stock[1]).json()["treatment"]
    keys = [section["value"]["key"] for section in shown["body"]]
    assert keys == ["overview", "aftercare", "cost"]
    assert len(shown["faqs"]) == 4
    items = client.get(group_reads["full"].stock[0]).json()["items"]
    assert all(item["treatment"]["summary"] for item in items)

    # One clinic's list is the same on both sides.
    read = group_reads["filtered"]
    for pair in zip(read.ours, read.stock, strict=True):
        ours, stock = ({item["id"] for item in client.get(path).json()["items"]} for path in pair)
        assert ours == stock
        assert len(ours) == 3


def test_an_answer_that_lacks_something_is_refused():
    found = {read.name: read for read in reads([(1, "/")], [(2, "clinic")])}
    with pytest.raises(ValueError, match="not all items"):
        found["list"].check(json.dumps({"meta": {"total_count": 9}, "items": []}))
    with pytest.raises(ValueError, match="no page"):
        found["detail"].check(json.dumps({"message": "not found"}))


def test_the_bare_view_answers_the_bytes_that_it_was_left(client, db, tmp_path, monkeypatch):
    monkeypatch.setenv("BENCH_FOLDER", str(tmp_path))
    stored.cache_clear()
    stored_file(tmp_path, "detail", 0).write_bytes(b'{"id": 1}')
    answer = client.get("/bare/detail/0/")
    assert answer.content == b'{"id": 1}'
    again = client.get("/bare/detail/0/", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/bare/detail/1/").status_code == 404
    stored.cache_clear()


def figures(size, rate, publishing):
    loads = {
        ("detail", "database"): Load(rate, 9.1, 20.2, 0),
        ("detail", "stock"): Load(50, 300, 500, 0),
        ("detail", "bare"): Load(4_000, 4, 8, 0),
        ("search_few", "database"): Load(400, 4, 8, 0),
        ("search_all", "database"): Load(250, 4, 8, 0),
        ("search_all_ordered", "database"): Load(160, 4, 8, 0),
    }
    return Figures(
        size,
        loads=loads,
        queries={("detail", "database"): 1, ("detail", "stock"): 32},
        absent={("resolve", "database"): "it answers 404"},
        memory={"database": (210.4, 150)},
        publishing={"on": publishing, "off": 50},
        alone={"on": 2 * publishing, "off": 50},
    )


def test_the_page_says_of_each_figure_whether_it_reaches_what_it_is_to_reach():
    sizes = [figures(200, 2_000, 60), figures(20_000, 1_000, 70)]
    options = SimpleNamespace(connections=16, rounds=3, seconds=4)
    text = report([Run("PostgreSQL 15", sizes, Reach(300, 1, 2.5))], options)
    for row in (
        "| a page | Clinicsite, from the database | 2,000 | 9.1 | 20.2 | 1 |",
        "| a page | from the database / stock Wagtail | 40.0 | ≥ 25 | yes |",
        "| a page | from the database / stock Wagtail | 20.0 | ≥ 25 | **no** |",
        "| a page | from the database / bare view | 0.50 | ≥ 0.4 | yes |",
        "| a page | Clinicsite, from the database | 2,000 | 1,000 | 2.00 | **no** |",
        "| a search that all pages match | 1.60 | ≤ 2 | yes |",
        "| the same, ordered by title | 2.50 | ≤ 2 | **no** |",
        "| Publish a page that nobody shows, of 200 | 60 ms, stock 50 ms: 1.20 | ≤ 1.3 | yes |",
        "| Publish a page that nobody shows, of 20,000 | 70 ms, stock 50 ms: 1.40 | ≤ 1.3 "
        "| **no** |",
        "| An edit of the library shows at all 300 clinics | 2.50 s | ≤ 2 s | **no** |",
        "| Clinicsite, from the database, 200 | 210 | 150 | < 200 | **no** |",
    ):
        assert row in text.splitlines(), row
    assert "Not measured: database resolve: it answers 404." in text
