"""Rich text in the four formats, in fields, rows and blocks."""

import pytest

from tests.api.builders import block, item, make_document, make_image, private_collection
from tests.built_once import built_once

FORMATS = ["html", "db_html", "markdown", "db_markdown"]


@built_once
def linked(north):
    """A public question, a leaflet, and a text that leads to both and shows a picture."""
    question = north.question("Does it hurt?")
    leaflet = make_document("Leaflet")
    picture = make_image("Face")
    text = (
        f'<p>See <a linktype="page" id="{question.pk}">this</a>, '
        f'<a linktype="document" id="{leaflet.pk}">that</a> and '
        '<a href="https://example.com/?a=1&amp;b=2">more</a>.</p>'
        f'<embed embedtype="image" id="{picture.pk}" format="fullwidth" alt="A &quot;face&quot;"/>'
    )
    return {"question": question, "leaflet": leaflet, "picture": picture, "text": text}


def test_html_is_ready_to_be_shown(read, north, linked):
    page = north.question("What else?", linked["text"])

    answer = read.page(page)["answer"]

    assert '<a href="http://north.example/faq/does-it-hurt/">this</a>' in answer
    assert f'<a href="http://testserver/documents/{linked["leaflet"].pk}/' in answer
    assert '<a href="https://example.com/?a=1&amp;b=2">more</a>' in answer
    assert '<img alt="A &quot;face&quot;" class="richtext-image full-width"' in answer
    assert "linktype" not in answer
    assert "embedtype" not in answer


def test_the_database_form_keeps_references(read, north, linked):
    page = north.question("What else?", linked["text"])

    answer = read.page(page, rich_text_format="db_html")["answer"]

    assert f'<a linktype="page" id="{linked["question"].pk}">this</a>' in answer
    assert f'<a linktype="document" id="{linked["leaflet"].pk}">that</a>' in answer
    assert f'<embed embedtype="image" id="{linked["picture"].pk}"' in answer


def test_markdown_has_addresses(read, north, linked):
    page = north.question("What else?", linked["text"])

    answer = read.page(page, rich_text_format="markdown")["answer"]

    assert "[this](http://north.example/faq/does-it-hurt/)" in answer
    assert f"[that](http://testserver/documents/{linked['leaflet'].pk}/" in answer
    assert "<a" not in answer


def test_markdown_of_the_database_has_references(read, north, linked):
    page = north.question("What else?", linked["text"])

    answer = read.page(page, rich_text_format="db_markdown")["answer"]

    assert f"wagtail://page?id={linked['question'].pk}" in answer
    assert f"wagtail://document?id={linked['leaflet'].pk}" in answer


@pytest.mark.parametrize("rich_text_format", FORMATS)
def test_blocks_have_the_same_format_as_fields(read, north, linked, rich_text_format):
    text = linked["text"]
    question = north.question("What else?", text)
    treatment = north.treatment(
        "Peel",
        blocks=[
            block("paragraph", text),
            block("steps", {"items": [item({"title": "First", "text": text})]}),
        ],
    )

    field = read.page(question, rich_text_format=rich_text_format)["answer"]
    (section,) = read.page(treatment, rich_text_format=rich_text_format)["body"]
    paragraph, steps = section["value"]["content"]

    assert paragraph["value"] == steps["value"]["items"][0]["text"] == field


@pytest.mark.parametrize("rich_text_format", FORMATS)
def test_lists_take_a_format_too(read, north, linked, rich_text_format):
    page = north.question("What else?", linked["text"])

    (item,) = read.pages(
        type="faq.FAQPage", slug="what-else", fields="answer", rich_text_format=rich_text_format
    )

    assert item["answer"] == read.page(page, rich_text_format=rich_text_format)["answer"]


def test_a_format_that_is_none(read, north):
    message = read.refusal(f"pages/{north.home.pk}/", rich_text_format="pdf")

    assert message.startswith("rich_text_format must be one of ")
    assert read.refusal("pages/", rich_text_format="pdf") == message


@pytest.mark.parametrize("rich_text_format", FORMATS)
@pytest.mark.parametrize("kind", ["draft page", "private document", "private image", "nothing"])
def test_no_reference_to_what_is_not_public(read, north, linked, rich_text_format, kind):
    before = north.question("Before?", linked["text"])
    if kind == "draft page":
        linked["question"].unpublish()
        gone = ["does-it-hurt", f'id="{linked["question"].pk}"', f"page?id={linked['question'].pk}"]
    elif kind == "private document":
        leaflet = linked["leaflet"]
        leaflet.collection = private_collection()
        leaflet.save()
        gone = ["leaflet", f'linktype="document" id="{leaflet.pk}"', f"document?id={leaflet.pk}"]
    elif kind == "private image":
        picture = linked["picture"]
        picture.collection = private_collection()
        picture.save()
        gone = ["face.", "<img", "<embed", f"image?id={picture.pk}"]
    else:
        for name in ("question", "leaflet", "picture"):
            linked[name].delete()
        gone = ["does-it-hurt", "leaflet", "<img", "<embed"]

    answer = read.page(before, rich_text_format=rich_text_format)["answer"]

    assert "this" in answer
    assert "that" in answer
    for trace in gone:
        assert trace not in answer


BROKEN = (
    '<p><a linktype="page" id="99999999999999999999999999">a</a></p>',
    f'<p><a linktype="page" id="{"9" * 5000}">a</a></p>',
    '<p><a linktype="page" id="²">a</a><a linktype="page" id="-1">b</a></p>',
    '<p><a linktype="page">a</a><a linktype="document" id="">b</a></p>',
    '<p><a linktype="nonsense" id="1">a</a><a>b</a><a name="c"></a></p>',
    '<p><embed embedtype="image" id="1" format="nonsense" alt="x"/></p>',
    '<p><embed embedtype="nonsense"/><embed/></p>',
    "<",
    "&lt;script&gt;",
)


def test_broken_text_is_served_all_the_same(read, north):
    for text in BROKEN:
        page = north.question("What else?", text)
        for rich_text_format in FORMATS:
            answer = read.page(page, rich_text_format=rich_text_format)["answer"]
            assert isinstance(answer, str | None)


@pytest.mark.parametrize("rich_text_format", ["html", "db_html"])
def test_unclosed_tags_are_served_as_they_stand(read, north, rich_text_format):
    page = north.question("What else?", '<p>unclosed <a linktype="page" id="0">')

    assert read.page(page, rich_text_format=rich_text_format)["answer"] == "<p>unclosed <a>"
