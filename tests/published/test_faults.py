"""Whatever breaks while documents are kept, none is wrong afterwards."""

from collections import Counter
from itertools import pairwise

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.db.models.signals import post_save

from delivery.published.models import Document, Touch
from delivery.published.upkeep import building
from delivery.published.upkeep.building import build, outdated_documents
from delivery.published.upkeep.checking import differences
from delivery.published.upkeep.keeping import keep
from faq.models import FAQPage
from tests.published.processes import (
    documents,
    in_threads,
    kill_while_building,
)
from treatments.models import TreatmentPage

pytestmark = [pytest.mark.proof, pytest.mark.sql]


def outdate_all():
    Document.objects.filter(is_gone=False).update(is_outdated=True)


def rename(page, title):
    page = type(page).objects.get(pk=page.pk)
    page.title = title
    page.save_revision().publish()


def test_numbers_come_in_order_while_several_publish(commits, world):
    pages = list(FAQPage.objects.filter(live=True).order_by("pk"))[:4]
    before = Document.objects.order_by("-sequence").first().sequence
    seen, done = [], []

    def publish(page):
        def call():
            for number in range(3):
                rename(page, f"Question {number}?")
            done.append(page)

        return call

    def watch():
        while len(done) < len(pages):
            rows = Document.objects.filter(sequence__gt=before)
            seen.append(set(rows.values_list("sequence", flat=True)))

    in_threads(watch, *map(publish, pages))

    for earlier, later in pairwise(seen):
        # Nothing appears below what has been read already.
        assert all(number > max(earlier, default=0) for number in later - earlier)
    assert list(differences()) == []
    assert not outdated_documents().exists()


def test_two_builders_make_each_document_once(commits, world, monkeypatch):
    outdate_all()
    made, original = Counter(), building.make

    def make(model, site_id, pks, now=None):
        made.update((site_id, pk) for pk in pks)
        return original(model, site_id, pks, now)

    monkeypatch.setattr(building, "make", make)
    monkeypatch.setattr(building, "AT_ONCE", 5)

    in_threads(keep, keep)

    assert set(made) == set(
        Document.objects.filter(is_gone=False).values_list("site_id", "page_id")
    )
    assert set(made.values()) == {1}


def test_a_builder_that_is_killed_leaves_the_rest_to_the_next(commits, world):
    outdate_all()
    count = outdated_documents().count()

    kill_while_building(commits.url)

    assert 0 < outdated_documents().count() < count
    assert documents(commits.url, "build") == 0
    assert documents(commits.url, "check") == 0


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no connection to cut")
def test_a_connection_that_is_cut_leaves_neither_change_nor_touch(commits, world):
    page = FAQPage.objects.get(slug="hurt", path__startswith=world.north.questions.path)
    known = connection.connection.info
    password, pid = connection.settings_dict["PASSWORD"] or None, known.backend_pid

    def cut(sender, **kwargs):
        with psycopg.connect(known.dsn, password=password, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [pid])

    post_save.connect(cut, sender=FAQPage, dispatch_uid="cut")
    try:
        # It happens after the touch was written, and before the end of the transaction.
        page.title = "Cut?"
        with pytest.raises(OperationalError):
            page.save()
    finally:
        post_save.disconnect(sender=FAQPage, dispatch_uid="cut")
        connection.close()

    page.refresh_from_db()
    assert page.title == "Does it hurt?"
    assert not Touch.objects.exists()
    assert not outdated_documents().exists()
    assert list(differences()) == []


def test_what_is_undone_is_not_kept(world):
    page = TreatmentPage.objects.get(slug="laser")
    before = Document.objects.get(page_id=page.pk).body

    class UndoneError(Exception):
        pass

    def undo():
        with transaction.atomic():
            rename(page, "Undone")
            raise UndoneError

    with pytest.raises(UndoneError):
        undo()

    assert not Touch.objects.exists()
    keep()
    assert Document.objects.get(page_id=page.pk).body == before


def test_a_page_that_cannot_be_made_does_not_hold_up_the_others(world, monkeypatch):
    bad = TreatmentPage.objects.get(slug="needling")
    good = TreatmentPage.objects.get(slug="laser")
    original = TreatmentPage.review

    def review(page):
        if page.pk == bad.pk:
            raise ZeroDivisionError
        return original.fget(page)

    outdate_all()
    monkeypatch.setattr(TreatmentPage, "review", property(review))
    keep()

    failed = set(outdated_documents().values_list("page_id", flat=True))
    assert bad.pk in failed
    assert good.pk not in failed
    monkeypatch.undo()
    keep()
    assert not outdated_documents().exists()


def test_a_card_that_cannot_be_made_does_not_hold_up_other_changes(world, monkeypatch):
    bad = FAQPage.objects.get(slug="hurt", path__startswith=world.north.questions.path)
    good = TreatmentPage.objects.get(slug="needling")

    def question(page):
        if page.pk == bad.pk:
            raise ZeroDivisionError
        return page.title

    monkeypatch.setattr(FAQPage, "question", property(question))
    bad.save()
    rename(good, "Needles")
    keep()

    assert "Needles" in Document.objects.get(page_id=good.pk).body
    assert Document.objects.get(page_id=bad.pk).is_outdated
    assert not Touch.objects.exists()
    monkeypatch.undo()
    bad.save()
    keep()
    assert list(differences()) == []


def test_building_again_changes_nothing(world):
    sequence = Document.objects.order_by("-sequence").first().sequence
    outdate_all()
    _, changed, failed = build()
    assert (changed, failed) == (0, set())
    assert Document.objects.order_by("-sequence").first().sequence == sequence
