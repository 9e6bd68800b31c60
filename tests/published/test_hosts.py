"""No host is answered for another, though sites change their hosts while somebody reads."""

import time

import pytest
from django.core.management import call_command
from django.db import transaction

from delivery.published.models import Clock
from delivery.published.reads import serving, viewsets
from delivery.published.reads.memory import memory
from delivery.published.upkeep import keeping

HOST = {"host": "north.example"}
RESOLVE = "/api/v2/resolve/?path=/treatments/peel/"
LIST = "/api/v2/pages/?type=treatments.TreatmentPage"


@pytest.fixture(autouse=True)
def remembering(settings):
    settings.CLINICSITE = {**settings.CLINICSITE, "RESPONSE_CACHE_BYTES": 10**7}


@pytest.fixture
def swap(north, south):
    """Give a function that lets South have the host of North, as another process would."""

    def swap():
        for site, hostname in ((north.site, "old.example"), (south.site, "north.example")):
            site.hostname = hostname
            site.save()
        keeping.keep(None)

    return swap


def first(swap, function):
    """Return the function with a swap in front of its first call."""
    calls = []

    def swapped(*args):
        if not calls:
            swap()
        calls.append(args)
        return function(*args)

    return swapped


def keep():
    keeping.keep(None)
    memory.clear()


def test_a_site_that_is_another_before_its_document_is_read(
    client, north, south, swap, monkeypatch
):
    ours, theirs = north.treatment("Peel"), south.treatment("Peel")
    keep()
    monkeypatch.setattr(serving, "read_true", first(swap, serving.read_true))
    for _ in range(2):
        assert client.get(RESOLVE, headers=HOST).json()["page"]["id"] == theirs.pk
    assert client.get(f"/api/v2/pages/{ours.pk}/", headers=HOST).status_code == 404


def test_a_site_that_is_another_before_its_list_is_read(client, north, south, swap, monkeypatch):
    north.treatment("Peel")
    theirs = south.treatment("Peel")
    keep()
    monkeypatch.setattr(viewsets, "list_answer", first(swap, viewsets.list_answer))
    for _ in range(2):
        items = client.get(LIST, headers=HOST).json()["items"]
        assert [item["id"] for item in items] == [theirs.pk]


def test_a_site_that_is_another_when_an_answer_is_made_the_ordinary_way(
    client, north, swap, monkeypatch
):
    north.treatment("Peel")
    keep()
    monkeypatch.setattr(serving, "read_true", lambda *args: swap())
    client.get(RESOLVE, headers=HOST)
    assert client.get(RESOLVE, headers=HOST).status_code == 404


def test_a_host_that_is_named_is_not_the_host_that_asks(client, north):
    north.treatment("Peel")
    keep()
    client.get(RESOLVE, headers={"host": "host"})
    assert client.get(f"{RESOLVE}&host=80", headers=HOST).status_code == 404


def test_after_a_database_was_put_back_nothing_of_the_lost_time_is_served(client, north):
    keep()
    before = transaction.savepoint()
    north.treatment("Peel")
    keep()
    assert client.get(RESOLVE, headers=HOST).status_code == 200
    cursor = client.get("/api/v2/changes/", headers=HOST).json()["meta"]["next"]
    lost = Clock.objects.get().revision
    transaction.savepoint_rollback(before)
    call_command("documents", "restored")
    north.treatments.refresh_from_db()
    while Clock.objects.get().revision < lost:
        north.treatment(f"Laser {Clock.objects.get().revision}")
        keeping.keep(None)
    time.sleep(keeping.LEASE)

    assert Clock.objects.get().revision == lost
    assert client.get(RESOLVE, headers=HOST).status_code == 404
    since = client.get("/api/v2/changes/", {"since": cursor}, headers=HOST)
    assert since.status_code == 410
