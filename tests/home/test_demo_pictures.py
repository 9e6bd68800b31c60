"""The demo's pictures: every one that a text names exists, is the same each time, and is light."""

import tomllib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageStat

import home.demo
from home.demo import pictures

CONTENT = Path(home.demo.__file__).parent / "content"


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


def test_every_picture_that_a_text_names_can_be_drawn_and_none_is_idle():
    assert used()
    assert set(pictures.NAMES) == used() | {"logo", "social"}


@pytest.fixture(scope="module")
def drawn():
    return {name: pictures.jpeg(name) for name in pictures.NAMES}


@pytest.mark.parametrize("name", pictures.NAMES)
def test_a_picture_fills_its_size_and_is_light(name, drawn):
    with Image.open(BytesIO(drawn[name])) as picture:
        assert (picture.format, picture.mode) == ("JPEG", "RGB")
        assert picture.size == size_of(name)
        assert max(ImageStat.Stat(picture).stddev) > 10
    assert len(drawn[name]) < 250_000


def test_pictures_are_the_same_bytes_every_time_whatever_was_drawn_before(drawn):
    for name in reversed(pictures.NAMES):
        assert pictures.jpeg(name) == drawn[name], name


def test_no_two_pictures_are_the_same(drawn):
    assert len(set(drawn.values())) == len(pictures.NAMES)


def test_the_logo_is_transparent_around_the_mark(tmp_path):
    path = tmp_path / "logo.png"
    path.write_bytes(pictures.png("logo"))
    with Image.open(path) as logo:
        assert logo.size == (512, 512)
        assert logo.mode == "RGBA"
        assert logo.getpixel((2, 2))[3] == 0
        assert logo.getchannel("A").getextrema() == (0, 255)
    assert pictures.png("logo") == path.read_bytes()


def test_an_unknown_name_is_refused_with_the_names_there_are():
    with pytest.raises(KeyError, match=r"no demo picture called 'moonlight'; .*dermaplaning"):
        pictures.draw("moonlight")
