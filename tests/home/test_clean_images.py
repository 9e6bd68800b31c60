"""What is stored of a photo is what is seen of it: no place, no camera, no comment, upright."""

import hashlib
import io
import zlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageSequence
from wagtail.images.models import SourceImageIOError
from wagtail.models import APIToken, Collection, UploadedFile

from delivery.conf import setting
from home.models import SiteImage
from tests.photos import PROFILE, SECRET, SIZE, exif, photo, plain, saved

pytestmark = pytest.mark.django_db

UPRIGHT = (SIZE[1], SIZE[0])


@pytest.fixture
def media(settings):
    return Path(settings.MEDIA_ROOT)


def make(name, content, **fields):
    return SiteImage.objects.create(
        title="Before", description="A face", file=ContentFile(content, name), **fields
    )


def opened(image):
    image.refresh_from_db()
    picture = Image.open(image.file.path)
    picture.load()
    return picture


def hash_of(image):
    return hashlib.sha1(Path(image.file.path).read_bytes()).hexdigest()


def says_nothing(path):
    content = Path(path).read_bytes()
    picture = Image.open(io.BytesIO(content))
    picture.load()
    told = {"exif", "xmp", "comment", "photoshop", "XML:com.adobe.xmp", "Comment"}
    return (
        SECRET not in content
        and b"GPS" not in content
        and not told & picture.info.keys()
        and not picture.getexif().get_ifd(0x8825)
    )


def red_corner(picture):
    """Return in which corner of a picture red is seen, as (right, bottom)."""
    picture = picture.convert("RGB")
    found = [
        (right, bottom)
        for right in (False, True)
        for bottom in (False, True)
        if picture.getpixel(
            ((picture.width - 4) if right else 3, (picture.height - 4) if bottom else 3)
        )[0]
        > 120
    ]
    assert len(found) == 1
    return found[0]


KINDS = ["JPEG", "MPO", "PNG", "WEBP", "AVIF", "HEIF", "TIFF"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_of_any_format(kind):
    image = make(*photo(kind))

    picture = opened(image)
    assert says_nothing(image.file.path)
    assert picture.size == UPRIGHT == (image.width, image.height)
    assert red_corner(picture) == (True, False)
    assert picture.info["icc_profile"] == PROFILE
    assert image.file_size == image.file.size
    assert image.file_hash == hash_of(image)


def test_a_still_gif():
    image = make(*photo("GIF", "P"))

    assert says_nothing(image.file.path)
    assert red_corner(opened(image)) == (False, False)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_to_hold_a_phone(orientation):
    corners = {
        1: (False, False),
        2: (True, False),
        3: (True, True),
        4: (False, True),
        5: (False, False),
        6: (True, False),
        7: (True, True),
        8: (False, True),
    }
    image = make(*photo("JPEG", orientation=orientation))

    assert red_corner(opened(image)) == corners[orientation]
    assert (image.width, image.height) == (UPRIGHT if orientation > 4 else SIZE)


@pytest.mark.parametrize("data", [b"", b"Exif\x00\x00MM\x00*\xff\xff\xff\xff", SECRET])
def test_exif_data_that_nobody_can_read(data):
    image = make("photo.png", saved(plain(), "PNG", exif=data))

    assert says_nothing(image.file.path)
    assert opened(image).size == SIZE


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "CMYK"), ("TIFF", "CMYK"), ("TIFF", "LAB")],
)
def test_printing_colours_become_those_of_screens(kind, mode):
    # The profile is one of screens: it cannot be that of these colours.
    image = make(*photo(kind, mode))

    picture = opened(image)
    assert picture.mode == "RGB"
    assert "icc_profile" not in picture.info
    assert red_corner(picture) == (True, False)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "L"), ("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "I;16")],
)
def test_other_colours_stay(kind, mode):
    assert opened(make(*photo(kind, mode))).mode == mode


def see_through(kind, name):
    picture = plain("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(SIZE))
    return make(name, saved(picture, kind))


@pytest.mark.parametrize(
    ("kind", "name"),
    [("PNG", "a.png"), ("WEBP", "a.webp"), ("AVIF", "a.avif"), ("HEIF", "a.heic")],
)
def test_what_can_be_seen_through_stays_so(kind, name):
    assert opened(see_through(kind, name)).has_transparency_data


def test_a_photo_is_hardly_compressed_again():
    noisy = Image.effect_noise((64, 64), 60).convert("RGB")
    once = saved(noisy, "JPEG", quality=40)

    stored = make("photo.jpg", once).file.size

    assert stored == pytest.approx(len(once), rel=0.05)


def moving(kind, **options):
    frames = [plain(corner=corner) for corner in ("red", "white", "black")]
    return saved(
        frames[0],
        kind,
        save_all=True,
        append_images=frames[1:],
        duration=[100, 200, 300],
        **options,
    )


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_a_moving_picture_keeps_moving_where_it_is_stored(kind):
    comment = {"comment": SECRET} if kind == "GIF" else {"exif": exif(1).tobytes()}
    image = make(f"moving.{kind.lower()}", moving(kind, **comment))

    frames = [
        (frame.convert("RGB").getpixel((5, 5))[2] // 128, frame.info["duration"])
        for frame in ImageSequence.Iterator(Image.open(image.file.path))
    ]
    assert frames == [(0, 100), (1, 200), (0, 300)]
    assert says_nothing(image.file.path)


def test_every_size_of_a_photo(media):
    for kind in (*KINDS[:-1], "GIF"):
        make(*photo(kind)).get_renditions(*setting("IMAGE_RENDITIONS").values())

    files = [path for path in media.rglob("*") if path.is_file()]
    assert len(files) > 30
    assert all(map(says_nothing, files))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_sizes_of_a_photo_that_was_stored_before(kind):
    name, content = photo(kind)
    image = make(name, content)
    Path(image.file.path).write_bytes(content)

    one = image.get_rendition("width-20")
    several = image.get_renditions("fill-10x10", "max-16x16").values()

    assert all(says_nothing(rendition.file.path) for rendition in (one, *several))
    assert (one.width, one.height) == (20, 30)


def test_code_that_stores_a_file_in_another_way():
    name, content = photo("JPEG")
    image = make("plain.png", saved(plain(size=(8, 8)), "PNG"))

    image.file.save(name, ContentFile(content))
    assert says_nothing(image.file.path)
    assert opened(image).size == (image.width, image.height) == UPRIGHT

    image.file = ContentFile(content, "again.jpg")
    image.save(update_fields=["file"])
    assert says_nothing(image.file.path)
    assert opened(image).size == (image.width, image.height) == UPRIGHT
    assert image.file_hash == hash_of(image)


@pytest.mark.parametrize("orientation", [3, 5, 8])
def test_code_that_stores_many_at_once(orientation):
    name, content = photo("JPEG", orientation=orientation)
    point = {"focal_point_x": 900, "focal_point_y": 9}
    sizes = {"focal_point_width": 4, "focal_point_height": 4}
    SiteImage.objects.bulk_create(
        SiteImage(title=title, file=ContentFile(content, name), **point, **sizes)
        for title in ("One", "Two")
    )

    for image in SiteImage.objects.all():
        assert says_nothing(image.file.path)
        assert (image.width, image.height) == opened(image).size
        assert (image.width, image.height) == (SIZE if orientation == 3 else UPRIGHT)
        assert image.file_hash == image.clean_hash == hash_of(image)
        assert image.focal_point_x == image.width


# The screens and the write API


@pytest.fixture
def fields():
    return {
        "title": "Before",
        "description": "A face",
        "collection": Collection.get_first_root_node().pk,
    }


def add(client, file, fields):
    response = client.post(reverse("wagtailimages:add"), {**fields, "file": file})
    return response.context_data["form"].errors if response.status_code == 200 else {}


def choose(client, file, fields):
    named = {f"image-chooser-upload-{name}": value for name, value in fields.items()}
    response = client.post(
        reverse("wagtailimages_chooser:create"), {**named, "image-chooser-upload-file": file}
    ).json()
    return {} if response["step"] == "chosen" else {"file": [response["htmlFragment"]]}


def add_many(client, file, fields):
    ajax = {"x-requested-with": "XMLHttpRequest"}
    sent = {"files[]": file, "title": "Before", "collection": fields["collection"]}
    answer = client.post(reverse("wagtailimages:add_multiple"), sent, headers=ajax).json()
    if not answer["success"]:
        return {"file": [answer["error_message"]]}
    pk = answer["uploaded_file_id"]
    assert says_nothing(UploadedFile.objects.get(pk=pk).file.path)
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[pk])
    named = {f"uploaded-image-{pk}-{name}": value for name, value in fields.items()}
    assert client.post(address, named, headers=ajax).json()["success"]
    return {}


def write(client, file, fields):
    token = APIToken.create_token(user=client.user, name="script")[1]
    response = client.post(
        "/api/v3-preview/images/",
        {
            "title": fields["title"],
            "description": fields["description"],
            "collection_id": fields["collection"],
            "file": file,
        },
        headers={"Authorization": f"Bearer {token}"},
    )
    if response.status_code == 422:
        return {"file": [error["msg"] for error in response.json()["errors"]]}
    assert response.status_code == 201, response.content
    return {}


@pytest.fixture
def person(admin_client, admin_user):
    admin_client.user = admin_user
    return admin_client


WAYS = [add, choose, add_many, write]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", ["JPEG", "HEIF"])
def test_a_photo_on_every_way(person, fields, media, way, kind):
    assert way(person, SimpleUploadedFile(*photo(kind)), fields) == {}

    image = SiteImage.objects.get()
    assert (image.width, image.height) == UPRIGHT == opened(image).size
    assert image.file.name.endswith(".jpg")
    assert all(says_nothing(path) for path in media.rglob("*") if path.is_file())


def test_another_file_for_a_picture(person, fields, media):
    image = make("plain.png", saved(plain(), "PNG"))
    image.get_rendition("width-10")
    file = SimpleUploadedFile(*photo("WEBP"))

    response = person.post(reverse("wagtailimages:edit", args=[image.pk]), {**fields, "file": file})

    assert response.status_code == 302
    image.refresh_from_db()
    assert (image.width, image.height) == UPRIGHT == opened(image).size
    assert image.file_hash == hash_of(image)
    assert says_nothing(image.file.path)


def test_the_same_photo_twice_is_noticed(person, fields):
    for _ in range(2):
        assert add(person, SimpleUploadedFile(*photo("JPEG")), fields) == {}

    assert SiteImage.objects.values("file_hash").distinct().count() == 1


def claiming(width, height):
    """Return a PNG whose head says that it is large, without anything behind the head."""
    picture = saved(Image.new("L", (1, 1)), "PNG")
    head = picture[12:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + picture[24:29]
    crc = zlib.crc32(head).to_bytes(4, "big")
    return picture[:12] + head + crc + picture[33:]


LARGE = {
    "large.png": lambda: claiming(11_000, 11_000),
    "larger.png": lambda: claiming(30_000, 30_000),
    "long.png": lambda: claiming(2, 30_000_000),
    "moving.gif": lambda: moving("GIF"),
    "moving.webp": lambda: moving("WEBP"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", LARGE)
def test_a_picture_of_too_many_pixels(person, fields, media, settings, way, name):
    if name.startswith("moving"):
        settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 2 * SIZE[0] * SIZE[1]

    errors = way(person, SimpleUploadedFile(name, LARGE[name]()), fields)

    # It is refused for its size, not for the damage behind its head: nobody has looked there.
    assert "too many pixels" in errors["file"][0]
    assert "Save it smaller" in errors["file"][0]
    assert not SiteImage.objects.exists()
    assert not list(media.rglob("*.*"))


@pytest.mark.parametrize("name", ["large.png", "larger.png", "long.png"])
def test_code_that_stores_a_picture_of_too_many_pixels(media, name):
    with pytest.raises((SourceImageIOError, Image.DecompressionBombError)):
        make(name, LARGE[name]())

    assert not list(media.rglob("*.*"))


def test_a_later_frame_that_is_larger_than_the_head_says(media, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100_000
    frame = b"\x2c" + bytes(4) + b"%s\x00\x02\x02\x4c\x01\x00"
    sizes = [(size).to_bytes(2, "little") * 2 for size in (1, 400)]
    head = b"GIF89a" + sizes[0] + b"\x80\x00\x00" + bytes(3) + b"\xff" * 3

    with pytest.raises(SourceImageIOError, match="too many pixels"):
        make("growing.gif", head + b"".join(frame % size for size in sizes) + b";")

    assert not list(media.rglob("*.*"))


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        # Middle and size, across and down; the picture is 32 by 48.
        ((16, 24, 10, 10), (16, 24, 10, 10)),
        ((16, 24, 500, 20), (16, 24, 32, 20)),
        ((900, 24, 10, 10), (32, 24, 0, 10)),
        ((0, 0, 8, 8), (2, 2, 4, 4)),
        ((30, 46, 8, 8), (29, 45, 6, 6)),
        ((2**31 - 1, 2**31 - 1, 2**31 - 1, 1), (32, 48, 0, 0)),
    ],
)
def test_a_focal_point_lies_in_the_picture(given, stored):
    names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    image = make(*photo("JPEG"), **dict(zip(names, given, strict=True)))

    image.refresh_from_db()
    assert tuple(getattr(image, name) for name in names) == stored
    assert image.get_rendition("fill-10x10-c100").width <= 10


def test_a_focal_point_that_is_typed(person, fields):
    image = make("plain.png", saved(plain(), "PNG"))
    point = {f"focal_point_{name}": 100_000 for name in ("x", "y", "width", "height")}

    response = person.post(reverse("wagtailimages:edit", args=[image.pk]), {**fields, **point})

    assert response.status_code == 302
    image.refresh_from_db()
    assert image.focal_point_x <= image.width
    assert image.focal_point_y <= image.height
    assert person.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 200
