"""A picture that cannot be decoded is refused where it was chosen, and nothing of it is kept."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Collection, UploadedFile

from tests.damaged import SIZE, damaged_pictures, moving, noise, picture

pytestmark = pytest.mark.django_db

DAMAGED = damaged_pictures()


@pytest.fixture
def fields():
    root = Collection.get_first_root_node().pk
    return {"title": "Room", "description": "A room", "collection": root}


@pytest.fixture
def files(settings):
    """Give the paths of all files that are kept."""

    def files():
        return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}

    return files


@pytest.fixture
def nothing_is_kept(files):
    """Hold, after the test, that no picture was stored in any way."""
    yield
    assert not get_image_model().objects.exists()
    assert not UploadedFile.objects.exists()
    assert not files()


def upload(name):
    return SimpleUploadedFile(name, DAMAGED[name])


def add(client, **fields):
    return client.post(reverse("wagtailimages:add"), fields)


def add_several(client, file, **fields):
    response = client.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": file, **fields},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert response.status_code == 200
    return response.json()


def add_while_choosing(client, **fields):
    named = {f"image-chooser-upload-{name}": value for name, value in fields.items()}
    return client.post(reverse("wagtailimages_chooser:create"), named).json()


@pytest.mark.usefixtures("nothing_is_kept")
def test_one(admin_client, fields):
    for name in DAMAGED:
        response = add(admin_client, file=upload(name), **fields)
        assert response.status_code == 200, name
        assert list(response.context_data["form"].errors) == ["file"], name


@pytest.mark.usefixtures("nothing_is_kept")
def test_several(admin_client, fields):
    del fields["description"]
    for name in DAMAGED:
        answer = add_several(admin_client, upload(name), **fields)
        assert not answer["success"], name
        assert answer["error_message"], name


@pytest.mark.usefixtures("nothing_is_kept")
def test_one_while_choosing(admin_client, fields):
    for name in DAMAGED:
        answer = add_while_choosing(admin_client, file=upload(name), **fields)
        assert answer["step"] == "reshow_creation_form", name
        assert "error-message" in answer["htmlFragment"], name


def test_another_file_for_a_picture(admin_client, files, fields):
    whole = SimpleUploadedFile("room.png", picture("PNG"))
    image = get_image_model().objects.create(title="Room", description="A room", file=whole)
    name, kept = image.file.name, None

    for damage in ("cut-off.jpg", "animated-cut-off.gif", "header-alone.avif", "empty.webp"):
        response = admin_client.post(
            reverse("wagtailimages:edit", args=[image.pk]), {**fields, "file": upload(damage)}
        )
        assert response.status_code == 200, damage
        assert list(response.context_data["form"].errors) == ["file"], damage
        image.refresh_from_db()
        assert image.file.name == name
        # The first answer shows the picture as it is, in a size of its own.
        kept = kept or files()
        assert files() == kept, damage


@pytest.mark.parametrize("most_in_memory", [0, 10**6])
def test_what_is_whole_is_kept(admin_client, fields, settings, most_in_memory):
    # What has no place in memory is uploaded into a file, which Wagtail treats otherwise.
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = most_in_memory
    cut_off = add(admin_client, file=upload("cut-off.webp"), **fields)
    assert list(cut_off.context_data["form"].errors) == ["file"]
    whole = {f"{kind}.{kind}": picture(kind) for kind in ("png", "gif", "webp", "avif", "jpeg")}
    whole["moving.gif"] = moving()
    # A photo with a preview, as some cameras write it, of which the preview is broken.
    whole["photo.jpg"] = picture("MPO", save_all=True, append_images=[noise(1)])[:-600]

    for name, content in whole.items():
        response = add(admin_client, file=SimpleUploadedFile(name, content), **fields)
        assert response.status_code == 302, name
    chosen = SimpleUploadedFile("chosen.jpg", picture("JPEG", quality=50))
    assert add_while_choosing(admin_client, file=chosen, **fields)["result"]

    images = get_image_model().objects.all()
    assert len(images) == len(whole) + 1
    assert {(image.width, image.height) for image in images} == {SIZE}


def test_frames_count_as_pixels(admin_client, fields, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 2 * SIZE[0] * SIZE[1]

    response = add(admin_client, file=SimpleUploadedFile("moving.gif", moving()), **fields)

    assert "too many pixels" in response.context_data["form"].errors["file"][0]
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize(
    "address",
    ["wagtailimages:index", "wagtailimages_chooser:choose", "wagtailimages:edit"],
)
def test_what_was_damaged_later_breaks_no_screen(admin_client, fields, address):
    whole = SimpleUploadedFile("room.jpg", picture("JPEG"))
    image = get_image_model().objects.create(title="Room", description="A room", file=whole)
    Path(image.file.path).write_bytes(DAMAGED["cut-off.jpg"])
    args = [image.pk] if address.endswith("edit") else []

    response = admin_client.get(reverse(address, args=args))

    assert response.status_code == 200
    assert "Room" in response.content.decode()


@pytest.mark.parametrize("damage", ["cut-off.jpg", "empty.jpg", "missing"])
def test_what_was_damaged_later_can_be_chosen(admin_client, damage):
    whole = SimpleUploadedFile("room.jpg", picture("JPEG"))
    image = get_image_model().objects.create(title="Room", description="A room", file=whole)
    Path(image.file.path).unlink()
    if damage in DAMAGED:
        Path(image.file.path).write_bytes(DAMAGED[damage])
    chosen = reverse("wagtailimages_chooser:chosen", args=[image.pk])
    several = reverse("wagtailimages_chooser:chosen_multiple")
    into_text = reverse("wagtailimages_chooser:select_format", args=[image.pk])
    form = {"image-chooser-insertion-format": "left", "image-chooser-insertion-alt_text": "A room"}

    answers = [
        admin_client.get(chosen).json()["result"],
        *admin_client.get(several, {"id": image.pk}).json()["result"],
        admin_client.post(into_text, form).json()["result"],
    ]

    assert [answer["id"] for answer in answers] == [str(image.pk)] * 3
    assert {answer["default_alt_text"] for answer in answers} == {"A room"}
    assert {answer["preview"]["url"] for answer in answers} == {"/media/not-found"}


@pytest.mark.parametrize("damage", ["cut-off.jpg", "empty.jpg", "web-page.jpg"])
def test_what_was_damaged_later_is_replaced(admin_client, fields, damage):
    whole = SimpleUploadedFile("room.jpg", picture("JPEG"))
    image = get_image_model().objects.create(title="Room", description="A room", file=whole)
    Path(image.file.path).write_bytes(DAMAGED[damage])
    url = reverse("wagtailimages:edit", args=[image.pk])

    fields["file"] = SimpleUploadedFile("new.webp", picture("WEBP"))
    assert admin_client.post(url, fields).status_code == 302

    image.refresh_from_db()
    assert image.get_rendition("max-24x24").width == 24
