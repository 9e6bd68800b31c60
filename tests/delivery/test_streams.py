"""Streams from their raw data, in the shapes of today whatever wrote them."""

from datetime import date

import pytest
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from delivery.documents import streams
from delivery.documents.references import References
from tests.api.builders import make_document, make_image

pytestmark = pytest.mark.django_db


def shown(block, raw):
    """What the API gives for the raw value of a block."""
    references = References(rich_text_format="html")
    streams.collect(block, raw, references)
    references.resolve()
    return streams.serialize(block, raw, references)


class PriceBlock(blocks.FieldBlock):
    """A block of a project's own, which derives from no block that is known."""

    def get_api_representation(self, value, context=None):
        return {"amount": value, "currency": "CAD"}

    def to_python(self, value):
        return int(value)


class LoudTextBlock(blocks.RichTextBlock):
    """A block of a project's own, which derives from one that is known."""


class TidyBlock(blocks.StructBlock):
    title = blocks.CharBlock()
    helper = blocks.CharBlock()

    def finish_document(self, document):
        document.pop("helper")
        return document


def stream(**child_blocks):
    return blocks.StreamBlock(list(child_blocks.items()))


@pytest.mark.parametrize(
    ("block", "raw", "expected"),
    [
        (blocks.CharBlock(), "Text", "Text"),
        (blocks.CharBlock(), "", None),
        (blocks.CharBlock(), None, None),
        (blocks.IntegerBlock(), 0, 0),
        (blocks.BooleanBlock(), False, False),
        (blocks.DateBlock(), "2026-09-14", "2026-09-14"),
        (blocks.ChoiceBlock(choices=[("a", "A")]), "a", "a"),
        (blocks.RichTextBlock(), "<p>Text</p>", "<p>Text</p>"),
        (blocks.RichTextBlock(), "", None),
        (blocks.RichTextBlock(), None, None),
        (LoudTextBlock(), '<p><a linktype="page" id="0">a</a></p>', "<p><a>a</a></p>"),
        (PriceBlock(), "13", {"amount": 13, "currency": "CAD"}),
        (PriceBlock(), None, None),
        (blocks.PageChooserBlock(), None, None),
        (blocks.PageChooserBlock(), 999999, None),
        (ImageChooserBlock(), 999999, None),
        (DocumentChooserBlock(), None, None),
        (TypedTableBlock([("text", blocks.CharBlock())]), None, None),
    ],
    ids=lambda value: type(value).__name__,
)
def test_one_value(block, raw, expected):
    assert shown(block, raw) == expected


def test_a_value_that_is_an_object_in_python():
    class DayBlock(blocks.DateBlock):
        def get_api_representation(self, value, context=None):
            assert isinstance(value, date)
            return value.strftime("%A")

    assert shown(DayBlock(), "2026-09-14") == "Monday"


def test_a_stream_keeps_order_type_and_id():
    raw = [
        {"type": "text", "value": "One", "id": "a"},
        {"type": "number", "value": 2},
    ]

    assert shown(stream(text=blocks.CharBlock(), number=blocks.IntegerBlock()), raw) == [
        {"type": "text", "value": "One", "id": "a"},
        {"type": "number", "value": 2, "id": None},
    ]


def test_a_type_that_is_no_more_is_left_out():
    raw = [{"type": "gone", "value": {"image": 1}}, {"type": "text", "value": "One", "id": "a"}]

    assert shown(stream(text=blocks.CharBlock()), raw) == [
        {"type": "text", "value": "One", "id": "a"}
    ]


@pytest.mark.parametrize("raw", [None, [], ()])
def test_an_empty_stream_is_an_empty_list(raw):
    assert shown(stream(text=blocks.CharBlock()), raw) == []


def test_a_struct_has_all_its_keys_and_no_other():
    block = blocks.StructBlock([("title", blocks.CharBlock()), ("text", blocks.RichTextBlock())])

    assert shown(block, {"title": "One", "gone": 1}) == {"title": "One", "text": None}
    assert shown(block, None) == {"title": None, "text": None}


def test_a_struct_can_tidy_up():
    assert shown(TidyBlock(), {"title": "One", "helper": "x"}) == {"title": "One"}


@pytest.mark.parametrize(
    "raw",
    [
        ["One", "Two"],
        [{"type": "item", "value": "One", "id": "a"}, {"type": "item", "value": "Two"}],
        ["One", {"type": "item", "value": "Two", "id": "b"}],
    ],
)
def test_a_list_in_the_form_of_today_and_of_before(raw):
    assert shown(blocks.ListBlock(blocks.CharBlock()), raw) == ["One", "Two"]


def test_a_list_of_structs_that_look_like_items():
    block = blocks.ListBlock(
        blocks.StructBlock([("type", blocks.CharBlock()), ("text", blocks.CharBlock())])
    )

    assert shown(block, [{"type": "item", "text": "One"}]) == [{"type": "item", "text": "One"}]


def test_a_list_of_choices_has_no_gaps():
    image = make_image("Face")

    assert [
        item["alt"] for item in shown(blocks.ListBlock(ImageChooserBlock()), [999999, image.pk])
    ] == ["Face, seen from the front"]
    assert shown(blocks.ListBlock(blocks.PageChooserBlock()), [999999]) == []
    assert shown(blocks.ListBlock(ImageBlock()), [{"image": 999999}]) == []


def test_a_list_of_texts_keeps_its_gaps():
    assert shown(blocks.ListBlock(blocks.CharBlock()), ["One", ""]) == ["One", None]


TABLE = TypedTableBlock([("text", blocks.CharBlock()), ("image", ImageChooserBlock())])


def test_a_table():
    image = make_image("Face")
    raw = {
        "caption": "Faces",
        "columns": [{"type": "text", "heading": "Name"}, {"type": "image", "heading": "Face"}],
        "rows": [{"values": ["One", image.pk]}, {"values": ["", None]}],
    }

    document = shown(TABLE, raw)

    assert document["caption"] == "Faces"
    assert document["columns"] == raw["columns"]
    assert document["rows"][0]["values"][0] == "One"
    assert document["rows"][0]["values"][1]["alt"] == "Face, seen from the front"
    assert document["rows"][1] == {"values": [None, None]}


def test_a_table_with_a_column_of_unknown_type():
    raw = {
        "columns": [{"type": "gone", "heading": "Gone"}, {"type": "text", "heading": "Name"}],
        "rows": [{"values": [17, "One"]}],
    }

    assert shown(TABLE, raw) == {
        "caption": None,
        "columns": [{"type": "text", "heading": "Name"}],
        "rows": [{"values": ["One"]}],
    }


def test_a_page_of_any_type_is_a_reference(north):
    assert shown(blocks.PageChooserBlock(), north.home.pk) == {
        "id": north.home.pk,
        "type": "home.HomePage",
        "title": "North",
        "slug": "north",
        "path": "/",
        "url": "http://north.example/",
    }


def test_a_page_of_one_type_is_a_card(north):
    question = north.question("Does it hurt?", "<p>No.</p>")

    card = shown(blocks.PageChooserBlock(page_type="faq.FAQPage"), question.pk)

    assert card["title"] == card["question"] == "Does it hurt?"
    assert card["answer"] == "<p>No.</p>"
    assert card["path"] == "/faq/does-it-hurt/"


def test_a_page_of_the_wrong_type_is_none(north):
    assert shown(blocks.PageChooserBlock(page_type="faq.FAQPage"), north.home.pk) is None


@pytest.mark.parametrize(
    ("raw", "alt"),
    [
        ({"alt_text": "Its own", "decorative": False}, "Its own"),
        ({"alt_text": "Its own", "decorative": True}, ""),
        ({"alt_text": "", "decorative": False}, "Face, seen from the front"),
        ({}, "Face, seen from the front"),
    ],
)
def test_an_image_block_has_an_alternative_text_of_its_own(raw, alt):
    image = make_image("Face")

    assert shown(ImageBlock(), {"image": image.pk, **raw})["alt"] == alt


def test_an_image_block_as_a_plain_id():
    image = make_image("Face")

    assert shown(ImageBlock(), image.pk)["alt"] == "Face, seen from the front"
    assert shown(ImageBlock(), None) is None
    assert shown(ImageBlock(), {"image": None}) is None


def test_a_document():
    leaflet = make_document("Leaflet")

    assert shown(DocumentChooserBlock(), leaflet.pk) == {
        "id": leaflet.pk,
        "title": "Leaflet",
        "filename": "leaflet.txt",
        "size": 5,
        "url": f"http://testserver/documents/{leaflet.pk}/leaflet.txt",
    }


def test_a_picture_whose_file_is_gone(caplog):
    image = make_image("Face")
    image.file.storage.delete(image.file.name)

    document = shown(ImageChooserBlock(), image.pk)

    assert document["alt"] == "Face, seen from the front"
    assert set(document["renditions"].values()) == {None}
    assert "rendition" in caplog.text
