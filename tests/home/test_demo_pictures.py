"""The demo's pictures: every one that a text names is there, in its size, and none is too heavy."""

import tomllib

import pytest
from PIL import Image

from home.demo.images import PICTURES, picture_file
from home.demo.texts import CONTENT

FILES = sorted(PICTURES.iterdir())


def named_in(value):
    """Yield every `picture` name inside a parsed TOML value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "picture" and isinstance(inner, str):
                yield inner
            else:
                yield from named_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from named_in(inner)


def used():
    names = set()
    for path in CONTENT.rglob("*.toml"):
        names.update(named_in(tomllib.loads(path.read_text(encoding="utf-8"))))
    return names


def size_of(name):
    special = {"logo": (512, 512), "social": (1200, 630)}
    return special.get(name, (900, 900) if name.startswith("practitioner-") else (1600, 1067))


def test_every_picture_that_a_text_names_is_there_and_none_is_idle():
    assert used()
    assert sorted(path.stem for path in FILES) == sorted(used() | {"logo", "social"})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_picture_is_stored_as_it_is_and_has_its_size(path):
    file = picture_file(path.stem)
    assert file.name == path.name
    assert file.read() == path.read_bytes()
    with Image.open(path) as picture:
        picture.load()
        kinds = {".jpg": ("JPEG", "RGB"), ".png": ("PNG", "RGBA")}
        assert (picture.format, picture.mode) == kinds[path.suffix]
        assert picture.size == size_of(path.stem)


def test_the_pictures_are_light():
    assert sum(path.stat().st_size for path in FILES) < 3_000_000


def test_the_logo_is_transparent_around_the_mark():
    with Image.open(picture_file("logo")) as logo:
        assert logo.getpixel((2, 2))[3] == 0
        assert logo.getchannel("A").getextrema() == (0, 255)
