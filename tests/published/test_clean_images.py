"""`manage.py clean_images`: pictures that were stored before become clean, with what shows them."""

import hashlib
import json
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model

from delivery.published.models import Document
from delivery.published.upkeep.checking import differences
from delivery.published.upkeep.keeping import keep
from tests.photos import SECRET, photo
from tests.published.breaking import WAYS
from treatments.models import TreatmentPage


@pytest.fixture
def page(world):
    return TreatmentPage.objects.get(slug="laser")


@pytest.fixture
def image(page):
    """A picture of the page, as it was stored before pictures were cleaned."""
    image = get_image_model().objects.get(pk=page.hero_image_id)
    stored_before(image, "PNG")
    return image


def stored_before(image, kind):
    """Let a picture be as it was before pictures were cleaned, and its sizes too."""
    content = photo(kind)[1]
    get_image_model().objects.filter(pk=image.pk).update(width=48, height=32, clean_hash="")
    for file in (image.file, *(rendition.file for rendition in image.renditions.all())):
        Path(file.path).write_bytes(content)


@pytest.fixture
def clean(django_capture_on_commit_callbacks, capsys):
    """Give `clean()`: runs the command and returns what it says."""

    def clean():
        with django_capture_on_commit_callbacks(execute=True):
            call_command("clean_images")
        keep()
        return capsys.readouterr().out

    return clean


def hero_image(page):
    return json.loads(Document.objects.get(page_id=page.pk).body)["hero_image"]


def files(settings):
    return {path: path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*.*")}


def test_a_picture_and_all_that_shows_it(image, page, clean, settings):
    before = hero_image(page)
    assert any(SECRET in content for content in files(settings).values())

    assert "1 of " in clean()

    assert not any(SECRET in content for content in files(settings).values())
    image.refresh_from_db()
    content = Path(image.file.path).read_bytes()
    assert (image.width, image.height) == (32, 48)
    assert image.file_size == len(content)
    assert image.file_hash == hashlib.sha1(content).hexdigest()
    after = hero_image(page)
    assert (after["width"], after["height"]) == (32, 48)
    assert after["renditions"]["card"]["url"] != before["renditions"]["card"]["url"]
    assert list(differences()) == []


def test_again_without_harm(image, clean, settings):
    clean()
    once = files(settings)

    assert "0 of " in clean()
    assert files(settings) == once


def test_pictures_that_cannot_be_cleaned_do_not_stop_the_others(image, world, clean, capsys):
    missing, damaged = get_image_model().objects.exclude(pk=image.pk).order_by("-pk")[:2]
    Path(missing.file.path).unlink()
    Path(damaged.file.path).write_bytes(photo("PNG")[1][:60])
    begun = Path(damaged.file.path).read_bytes()

    with pytest.raises(CommandError, match="2 pictures could not be cleaned"):
        clean()

    said = capsys.readouterr().err
    assert f"Image {missing.pk} stays as it is" in said
    assert f"Image {damaged.pk} stays as it is" in said
    assert Path(damaged.file.path).read_bytes() == begun
    image.refresh_from_db()
    assert SECRET not in Path(image.file.path).read_bytes()


@pytest.mark.parametrize("name", ["", "../../elsewhere.png"])
def test_a_picture_whose_file_cannot_be_found_does_not_stop_the_others(image, clean, name):
    other = get_image_model().objects.exclude(pk=image.pk).order_by("pk").first()
    get_image_model().objects.filter(pk=other.pk).update(file=name)

    with pytest.raises(CommandError, match="1 pictures could not"):
        clean()

    image.refresh_from_db()
    assert SECRET not in Path(image.file.path).read_bytes()


@pytest.mark.parametrize("way", ["foreign", "wrong", "full", "memory"])
def test_a_storage_that_refuses_loses_nothing(image, clean, settings, way):
    before = files(settings)
    WAYS[way](settings, image)

    with pytest.raises(CommandError, match="could not be cleaned"):
        clean()

    assert files(settings) == before


class KeepingStorage(FileSystemStorage):
    """Deletes nothing."""

    def delete(self, name):
        raise PermissionError("You may not delete.")


def test_an_old_file_that_cannot_be_deleted_is_named(image, clean, settings, capsys):
    backend = {"BACKEND": f"{__name__}.{KeepingStorage.__name__}"}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    old = image.file.name

    with pytest.raises(CommandError, match="1 old files are still there"):
        clean()

    said = capsys.readouterr().err
    assert old in said
    assert "stays as it is" not in said
    image.refresh_from_db()
    assert SECRET not in Path(image.file.path).read_bytes()


def test_a_picture_of_too_many_pixels_is_named(image, clean, settings, capsys):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 48 * 32 - 1

    with pytest.raises(CommandError, match="1 pictures could not"):
        clean()

    assert "too many pixels" in capsys.readouterr().err


def test_a_focal_point_is_brought_into_the_picture(image, clean):
    points = {f"focal_point_{name}": 40 for name in ("x", "y")}
    sizes = {f"focal_point_{name}": 10 for name in ("width", "height")}
    get_image_model().objects.filter(pk=image.pk).update(**points, **sizes)

    clean()

    image.refresh_from_db()
    assert (image.focal_point_x, image.focal_point_y) == (32, 40)
