"""A picture that cannot be made is null for a while; nothing else waits for it."""

import json
import os
import subprocess
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images import get_image_model

from delivery.published.changes import documents_changed, sites_changed
from delivery.published.models import Document, SitePart, Touch
from delivery.published.upkeep.building import outdated_documents
from delivery.published.upkeep.due import keep_due
from delivery.published.upkeep.facts import AFTER_FAILED_PICTURE
from delivery.published.upkeep.keeping import keep
from faq.models import FAQPage
from home.models import BrandSettings
from tests.api.builders import block, make_image, section
from tests.published.breaking import WAYS, UnsignedStorage, damaged, put_right, refusing
from treatments.models import TreatmentPage

SIZES = {"thumbnail", "card", "medium", "large", "social"}
CHANGES = "/api/v2/changes/"


@pytest.fixture
def read(world, client):
    def read(path, **headers):
        return client.get(path, headers={"host": "north.example", **headers})

    return read


@pytest.fixture
def broken(request, world, settings):
    """A new picture whose sizes cannot be made, by a full disk unless a test says otherwise.

    Its `mend()` puts that right.
    """
    image = make_image("Brand new")
    content = Path(image.file.path).read_bytes()
    WAYS[getattr(request, "param", "full")](settings, image)
    image.mend = lambda: put_right(settings, image, content)
    return image


to_write_and_to_read = pytest.mark.parametrize("broken", ["full", "damaged"], indirect=True)


def publish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def show(image, title="Laser with a picture"):
    """Publish a page with the picture; return the page."""
    page = TreatmentPage.objects.get(slug="laser")
    publish(page, title=title, hero_image=image)
    return page


def with_picture(image):
    """A body that shows the picture in its text."""
    text = f'<p>Look:</p><embed embedtype="image" id="{image.pk}" alt="A" format="fullwidth"/>'
    return json.dumps([section([block("paragraph", text)])])


def kept(page):
    return json.loads(Document.objects.get(page_id=page.pk, site__is_default_site=True).body)


def sizes(page):
    return kept(page)["hero_image"]["renditions"]


def after_a_while(times=1):
    later = timezone.now() + times * AFTER_FAILED_PICTURE + timedelta(seconds=1)
    return patch("django.utils.timezone.now", lambda: later)


@pytest.mark.parametrize("broken", WAYS, indirect=True)
def test_everything_else_goes_on(broken, read, caplog):
    other = FAQPage.objects.filter(live=True).first()
    page = show(broken)
    publish(other, title="Another question?")
    keep()

    assert not Touch.objects.exists()
    assert not Document.objects.filter(is_outdated=True, is_gone=False).exists()
    assert kept(page)["title"] == page.title
    assert sizes(page) == dict.fromkeys(SIZES)
    assert kept(other)["title"] == other.title
    found = read(CHANGES).json()
    assert {page.pk, other.pk} <= {item["id"] for item in found["items"]}
    assert found["meta"]["has_more"] is False
    assert not [record for record in caplog.records if record.exc_info]


@to_write_and_to_read
def test_it_is_tried_again(broken, read):
    page = show(broken)
    keep()
    with after_a_while():
        keep_due()
    assert sizes(page) == dict.fromkeys(SIZES)
    broken.mend()
    with after_a_while(times=2):
        keep_due()
        assert None not in sizes(page).values()


def test_only_the_size_that_fails_is_null(world, settings):
    image = make_image("Brand new")
    refusing(OSError("too large"), of="width-1600")(settings, image)
    page = show(image)
    keep()
    assert {name for name, size in sizes(page).items() if size is None} == {"large"}


def test_beside_a_picture_that_fails_others_are_made(world, settings):
    bad, good = make_image("Bad"), make_image("Good")
    damaged(settings, bad)
    page = show(bad)
    other = TreatmentPage.objects.get(slug="needling")
    publish(other, hero_image=good)
    keep()
    assert sizes(page) == dict.fromkeys(SIZES)
    assert None not in sizes(other).values()


def test_a_drawing_that_keeps_its_form(world, settings):
    """Wagtail keeps such a size under another specification than was asked for."""
    spec = "width-40|format-webp|preserve-svg"
    settings.CLINICSITE = {**settings.CLINICSITE, "IMAGE_RENDITIONS": {"card": spec}}
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60"/>'
    file = SimpleUploadedFile("drawing.svg", drawing)
    image = get_image_model().objects.create(title="Drawing", description="A line", file=file)
    page = show(image)
    keep()
    assert sizes(page)["card"]["url"].endswith(".svg")
    publish(page, title="Once more")
    keep()
    assert sizes(page)["card"]["url"].endswith(".svg")
    assert image.renditions.count() == 1


def test_a_page_that_breaks_its_transaction_fails_alone(world, monkeypatch):
    """As one does whose code swallows an error of the database or of a storage."""
    bad, good = FAQPage.objects.filter(live=True)[:2]

    def question(page):
        if page.pk == bad.pk:
            with suppress(IntegrityError):
                Touch.objects.bulk_create([Touch(pk=1, tag="a"), Touch(pk=1, tag="a")])
        Touch.objects.exists()
        return page.title

    monkeypatch.setattr(FAQPage, "question", property(question))
    publish(bad, title="Bad?")
    publish(good, title="Good?")
    keep()
    assert not Touch.objects.exists()
    assert kept(good)["title"] == "Good?"


def test_whoever_changes_the_page_has_it_tried_at_once(broken):
    page = show(broken)
    keep()
    broken.mend()
    publish(page, title="Once more")
    keep()
    assert None not in sizes(page).values()


def test_reads_cost_what_they_cost_before(broken, read, django_assert_max_num_queries):
    other = FAQPage.objects.filter(live=True).first()
    paths = [f"/api/v2/pages/{other.pk}/", f"/api/v2/resolve/?path={other.url_path[6:]}"]
    before = []
    for path in paths:
        with CaptureQueriesContext(connection) as queries:
            read(path)
        before.append(len(queries))
    page = show(broken)
    keep()
    paths.append(f"/api/v2/pages/{page.pk}/")
    for path, count in zip(paths, [*before, before[0]], strict=True):
        with django_assert_max_num_queries(count):
            assert read(path).status_code == 200


def test_no_picture_is_made_while_the_lock_is_held(world):
    page = TreatmentPage.objects.get(slug="laser")
    inner = make_image("In a text")
    publish(page, hero_image=make_image("New"), body=with_picture(inner))
    with CaptureQueriesContext(connection) as queries:
        keep()
    assert None not in sizes(page).values()
    open_savepoints, made = [], 0
    for query in queries:
        sql = query["sql"]
        if sql.startswith("SAVEPOINT"):
            open_savepoints.append("free")
        elif sql.startswith("RELEASE SAVEPOINT"):
            open_savepoints.pop()
        elif 'FROM "published_clock"' in sql:
            open_savepoints = ["locked"] * len(open_savepoints)
        elif 'INTO "home_siterendition"' in sql:
            made += 1
            assert "locked" not in open_savepoints
    assert made >= 2


@to_write_and_to_read
def test_a_picture_in_a_text(broken):
    page = TreatmentPage.objects.get(slug="laser")
    publish(page, body=with_picture(broken))
    keep()
    assert "Look:" in str(kept(page)["body"])
    assert "<img" not in str(kept(page)["body"])
    broken.mend()
    with after_a_while():
        keep_due()
    assert "<img" in str(kept(page)["body"])


def test_pictures_without_addresses(world, settings, read):
    backend = f"{UnsignedStorage.__module__}.{UnsignedStorage.__name__}"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": backend}}
    image = make_image("Unsigned")
    page = show(image)
    publish(page, body=with_picture(image))
    keep()
    shown = read(f"/api/v2/pages/{page.pk}/").json()
    assert shown["hero_image"]["renditions"] == dict.fromkeys(SIZES)
    assert "Look:" in str(shown["body"])
    assert "<img" not in str(shown["body"])


@to_write_and_to_read
def test_a_logo(broken, world, read):
    heard = []

    def hear(changes, **kwargs):
        heard.extend((change.site_id, change.kind) for change in changes)

    site = world.north.site
    brand = BrandSettings.objects.get(site=site)
    brand.logo = broken
    brand.save()
    sites_changed.connect(hear)
    try:
        keep()
        assert (site.pk, "site") in heard
        assert read("/api/v2/site/").json()["brand"]["logo"]["renditions"]["card"] is None
        heard.clear()
        broken.mend()
        with after_a_while():
            keep_due()
        assert (site.pk, "site") in heard
    finally:
        sites_changed.disconnect(hear)
    assert not SitePart.objects.filter(renew_at__isnull=False).exists()


def test_whoever_is_told_of_changes_is_told(broken):
    heard = []

    def hear(changes, **kwargs):
        heard.extend(change.page_id for change in changes)

    documents_changed.connect(hear)
    try:
        page = show(broken)
        keep()
    finally:
        documents_changed.disconnect(hear)
    assert heard.count(page.pk) == 1


@to_write_and_to_read
def test_the_command_says_so_and_tries_again(broken, capsys):
    page = show(broken)
    with pytest.raises(CommandError, match=rf"1 pictures could not be made.* {broken.pk}\."):
        call_command("documents", "build")
    assert kept(page)["title"] == page.title
    call_command("documents", "check")
    broken.mend()
    call_command("documents", "build")
    assert None not in sizes(page).values()
    call_command("documents", "check")


def test_the_command_says_which_changes_it_could_not_look_into(world, monkeypatch):
    def broken(page):
        raise ZeroDivisionError

    FAQPage.objects.filter(live=True).first().save()
    monkeypatch.setattr("delivery.published.upkeep.settling.places_of", broken)
    with pytest.raises(CommandError, match="Not every change"):
        call_command("documents", "build")
    with pytest.raises(CommandError, match="Not every change"):
        call_command("documents", "check")


def test_what_cannot_be_made_is_no_end_of_a_check(world, monkeypatch, capsys):
    page = TreatmentPage.objects.get(slug="laser")
    original = TreatmentPage.review

    def review(this):
        if this.pk == page.pk:
            raise ZeroDivisionError
        return original.fget(this)

    monkeypatch.setattr(TreatmentPage, "review", property(review))
    with pytest.raises(CommandError, match="documents are not"):
        call_command("documents", "check")
    assert f"failing: page {page.pk}," in capsys.readouterr().out


@pytest.mark.parametrize("broken", ["foreign", "in the way", "too large"], indirect=True)
def test_it_is_null_wherever_it_is_made_for_a_request(broken, read, admin_client, settings):
    settings.CLINICSITE = {**settings.CLINICSITE, "PUBLISHED_DOCUMENTS": False}
    page = show(broken)
    shown = read(f"/api/v2/pages/{page.pk}/").json()
    assert shown["hero_image"]["renditions"] == dict.fromkeys(SIZES)
    image = read(f"/api/v2/images/{broken.pk}/").json()
    assert image["renditions"] == dict.fromkeys(SIZES)
    for path in ("/treatments/laser/", "/treatments/", "/api/v2/sitemap/"):
        assert read(path).status_code == 200
    assert page.make_preview_request().status_code == 200
    for path in ("/admin/images/", f"/admin/images/{broken.pk}/", f"/admin/pages/{page.pk}/edit/"):
        assert admin_client.get(path, headers={"host": "north.example"}).status_code == 200


def test_it_is_not_tried_at_every_request(broken, read, settings, caplog):
    settings.CLINICSITE = {**settings.CLINICSITE, "PUBLISHED_DOCUMENTS": False}
    page = show(broken)
    path = f"/api/v2/pages/{page.pk}/"
    read(path)
    assert len(caplog.records) >= len(SIZES)
    caplog.clear()
    read(path)
    read(path)
    assert not caplog.records


@pytest.fixture
def small_disk(tmp_path):
    """A folder with a file system of 256 kB of its own."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"A small file system cannot be mounted here: {error}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder):
    """Write into a folder until nothing more fits; return the file."""
    path = folder / "filling"
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"0" * 4096)
    return path


def test_a_full_disk(commits, small_disk, world, settings, read):
    """With real commits: whoever publishes keeps the documents, and the reader finds them so."""
    settings.MEDIA_ROOT = small_disk
    image = make_image("On a small disk")
    filling = fill(small_disk)
    page = show(image)
    assert not Touch.objects.exists()
    assert not outdated_documents().exists()
    shown = read(f"/api/v2/pages/{page.pk}/").json()
    assert shown["title"] == page.title
    assert shown["hero_image"]["renditions"] == dict.fromkeys(SIZES)

    filling.unlink()
    call_command("documents", "build")
    shown = read(f"/api/v2/pages/{page.pk}/").json()
    assert None not in shown["hero_image"]["renditions"].values()


def test_a_folder_that_nobody_may_write(world, settings):
    image = make_image("In a closed folder")
    folder = Path(settings.MEDIA_ROOT, "images")
    folder.mkdir(exist_ok=True)
    folder.chmod(0o500)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("Whoever runs this may write in every folder, as root may.")
        page = show(image)
        keep()
    finally:
        folder.chmod(0o700)
    assert not Touch.objects.exists()
    assert sizes(page) == dict.fromkeys(SIZES)
