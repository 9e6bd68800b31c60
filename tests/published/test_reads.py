"""Readers get the truth, whatever else is going on, and no reader does more than he must."""

import base64
import sys
import threading
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.db.models.query import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from delivery.published.changes import Change, documents_changed
from delivery.published.models import Clock, Document
from delivery.published.reads import memory as memory_module
from delivery.published.reads import reading
from delivery.published.reads.memory import Answer, Memory, memory
from delivery.published.reads.reading import State
from delivery.published.upkeep import building
from delivery.published.upkeep.checking import differences
from delivery.published.upkeep.due import keep_due
from delivery.published.upkeep.facts import AFTER_FAILED_PICTURE
from delivery.published.upkeep.keeping import keep
from delivery.published.upkeep.settling import settle
from delivery.webhooks.payloads import detail_url
from faq.models import FAQPage
from treatments.models import TreatmentPage

API = "/api/v2"
LASTING = 10**7


@pytest.fixture
def read(world, client):
    """Ask the API of the default site; `read("pages/3/", if_none_match="…")`."""

    def read(path, **headers):
        return client.get(f"{API}/{path}", headers={"host": "north.example", **headers})

    return read


@pytest.fixture
def remembering(settings):
    settings.CLINICSITE = {**settings.CLINICSITE, "RESPONSE_CACHE_BYTES": LASTING}


@pytest.fixture
def made(monkeypatch):
    """The calls that make documents."""
    calls, original = [], building.make
    monkeypatch.setattr(building, "make", lambda *args: calls.append(args) or original(*args))
    return calls


def test_a_thread_does_not_take_the_old_state_for_the_one_another_has_just_read(
    monkeypatch, remembering
):
    now, states = [1_000.0], [State((1, "a"), True, None)]
    monkeypatch.setattr(memory_module.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(memory_module, "read_state", lambda: states[-1])
    kept = Memory()
    kept.current_state()
    kept.keep_answer("key", Answer(b"old", "f", ()), (1, "a"))
    now[0] += 3_600
    states.append(State((2, "a"), True, None))
    others = []

    def another_reads(frame, event, arg):
        """Let another thread read at each line of this one, once it knows the state it has."""
        if frame.f_code is not Memory.current_state.__code__:
            return None

        def at_line(frame, event, arg):
            if "state" in frame.f_locals and not others:
                others.append(threading.Thread(target=kept.current_state))
                others[0].start()
                others[0].join()
            return at_line

        return at_line

    sys.settrace(another_reads)
    try:
        found = kept.answer("key")
    finally:
        sys.settrace(None)
    assert others
    assert found is None


def test_a_database_that_is_put_back_is_another(world, read, remembering):
    page = TreatmentPage.objects.get(slug="laser")
    before = Clock.objects.get().revision
    page.title = "Never to be published again"
    page.save()
    keep()
    after = Clock.objects.get().revision
    assert b"Never" in read(f"pages/{page.pk}/").content

    Clock.objects.update(revision=before, origin="f" * 32)
    page.title = "Innocent"
    while Clock.objects.get().revision < after:
        page.save()
        keep()
    memory.known = (float("-inf"), None)
    assert Clock.objects.get().revision == after
    assert b"Innocent" in read(f"pages/{page.pk}/").content


@pytest.mark.parametrize("options", [(), ("--purge-only",)])
def test_sizes_of_pictures_that_are_made_anew_have_their_new_addresses(world, options):
    call_command("wagtail_update_image_renditions", *options, verbosity=0)
    keep()
    assert list(differences()) == []


def test_a_picture_whose_file_failed_is_tried_again(world, read):
    page = TreatmentPage.objects.get(slug="laser")
    image = get_image_model().objects.get(pk=page.hero_image_id)
    image.focal_point_x = image.focal_point_y = 2
    image.focal_point_width = image.focal_point_height = 2
    broken = {"side_effect": OSError}
    with (
        patch.object(type(image), "get_rendition", **broken),
        patch.object(type(image), "get_renditions", **broken),
    ):
        image.save()
        keep()
    row = Document.objects.get(page_id=page.pk)
    assert '"card":null' in row.body
    assert row.renew_at is not None

    later = timezone.now() + 2 * AFTER_FAILED_PICTURE
    with patch("django.utils.timezone.now", lambda: later):
        keep_due()
    assert '"card":null' not in Document.objects.get(page_id=page.pk).body
    assert list(differences()) == []


def test_documents_are_the_same_whoever_publishes(commits, world, read, client):
    editor = User.objects.create_superuser("editor")
    client.force_login(editor)
    there = {"user": editor, "current_time_zone": "America/Vancouver"}
    UserProfile.objects.create(preferred_language="fr", **there)
    page = FAQPage.objects.get(slug="hurt", path__startswith=world.north.questions.path)
    page.save_revision().publish()
    keep()
    before = read(f"pages/{page.pk}/").content

    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={page.pk}", {"include_descendants": ""})
    assert read(f"pages/{page.pk}/").content == before


@pytest.mark.parametrize("path", ["changes/", "pages/{pk}/"])
def test_a_reader_who_cannot_write_gets_his_answer(world, read, monkeypatch, path):
    page = TreatmentPage.objects.get(slug="laser")
    Document.objects.filter(page_id=page.pk).update(made_by="another release")

    def locked(queryset, **values):
        raise OperationalError("database is locked")

    monkeypatch.setattr(QuerySet, "update", locked)
    monkeypatch.setattr(QuerySet, "bulk_update", locked)
    assert read(path.format(pk=page.pk)).status_code == 200


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no such transactions")
@pytest.mark.parametrize("path", ["changes/", "pages/", "pages/{pk}/"])
def test_a_database_that_is_only_read_answers(world, read, path):
    page = TreatmentPage.objects.get(slug="laser")
    Document.objects.filter(page_id=page.pk).update(is_outdated=True)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        assert read(path.format(pk=page.pk)).status_code == 200


def test_two_releases_that_serve_at_once_do_not_undo_each_other(world, read, made, monkeypatch):
    page = TreatmentPage.objects.get(slug="laser")
    for turn in range(6):
        for module in (reading, building):
            monkeypatch.setattr(module, "made_by", lambda turn=turn: f"release {turn % 2}")
        assert read(f"pages/{page.pk}/").json()["title"] == page.title
    assert len(made) == 1


def test_what_cannot_be_made_is_not_tried_by_every_reader(world, read, made, monkeypatch):
    bad = TreatmentPage.objects.get(slug="needling")
    original = TreatmentPage.review

    def review(page):
        if page.pk == bad.pk and made:
            raise ZeroDivisionError
        return original.fget(page)

    monkeypatch.setattr(TreatmentPage, "review", property(review))
    Document.objects.filter(page_id=bad.pk).update(is_outdated=True)
    tries = []
    for _ in range(3):
        before = len(made)
        assert read("pages/?type=treatments.TreatmentPage").status_code == 200
        tries.append(len(made) - before)
    assert tries[0] > 0
    assert tries[1:] == [0, 0]

    monkeypatch.undo()
    bad.title = "Mended"
    bad.save()
    keep()
    assert "Mended" in Document.objects.get(page_id=bad.pk).body


def test_a_list_is_another_when_a_field_outside_of_the_documents_is(world, read):
    path = "pages/?fields=*&type=faq.FAQPage&limit=2"
    before = read(path)
    locale = Locale.objects.get()
    assert f'"locale":"{locale.language_code}"' in before.content.decode()
    locale.language_code = "fr"
    locale.save()
    keep()
    after = read(path, if_none_match=before.headers["ETag"])
    assert after.status_code == 200
    assert '"locale":"fr"' in after.content.decode()


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no such setting")
def test_who_kept_the_documents_waits_for_locks_as_long_as_before(world):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '7s'")
        settle(2)
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("7s",)


def test_what_a_deleted_site_had_is_told_to_be_removed(world):
    told = []

    def hear(sender, changes, **kwargs):
        told.extend(changes)

    there = Document.objects.filter(site=world.nested, is_gone=False)
    paths = set(there.values_list("path", flat=True))
    site = world.nested.pk
    documents_changed.connect(hear)
    try:
        world.nested.delete()
    finally:
        documents_changed.disconnect(hear)
    assert {change.path for change in told if change.kind == "removed"} == paths
    assert {change.site_id for change in told} == {site}
    assert paths


def test_a_cursor_from_before_the_beginning_is_refused(world, read):
    origin = Clock.objects.get().origin
    for base, sequence in ((0, -1), (-1, 0), (0, -(10**30))):
        text = base64.urlsafe_b64encode(f"{origin}.{base}.{sequence}".encode()).decode()
        answer = read(f"changes/?since={text.rstrip('=')}")
        assert answer.status_code == 400, answer.content
        assert "cursor" in answer.json()["message"]


def test_the_address_of_the_api_is_the_same_everywhere(world, read, settings):
    settings.WAGTAILAPI_BASE_URL = "https://api.example/"
    call_command("documents", "build", verbosity=0)
    page = TreatmentPage.objects.get(slug="laser")
    address = f"https://api.example/api/v2/pages/{page.pk}/"
    assert read(f"pages/{page.pk}/").json()["meta"]["detail_url"] == address
    items = read("changes/?type=treatments.TreatmentPage").json()["items"]
    assert address in {item["detail_url"] for item in items}
    row = Document.objects.get(page_id=page.pk)
    change = Change(1, row.site_id, page.pk, "changed", row.type, row.path, row.url, (), None)
    assert detail_url(change) == address
