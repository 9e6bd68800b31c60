"""Blocks: what they refuse, what a draft may lack, and how the editor previews them."""

import re

import pytest
from django.urls import reverse
from wagtail.blocks import StreamBlock

from treatments.blocks import BodyStreamBlock, ContentStreamBlock, HomeStreamBlock

pytestmark = pytest.mark.django_db


def errors_of(block, value):
    """Return the messages of a refused value of a struct block by the name of the child."""
    try:
        block.clean(block.to_python(value))
    except Exception as error:
        found = error.block_errors
        return {name: " ".join(child.messages) for name, child in found.items()}
    return {}


@pytest.fixture
def content():
    return ContentStreamBlock().child_blocks


def test_a_button_leads_to_one_place(content, peel):
    button, url = content["call_to_action"], "https://clinic.example/book"

    assert errors_of(button, {"label": "Book", "page": peel.pk}) == {}
    assert errors_of(button, {"label": "Book", "url": url}) == {}
    assert (
        "one place only" in errors_of(button, {"label": "Book", "page": peel.pk, "url": url})["url"]
    )
    assert "leads nowhere" in errors_of(button, {"label": "Book"})["page"]


def test_pictures_of_a_patient_need_consent_and_a_disclaimer(content, picture):
    image = {"image": picture.pk, "alt_text": "A cheek", "decorative": False}
    value = {"before": image, "after": image, "consent": True, "disclaimer": "Results vary."}
    block = content["before_after"]

    assert errors_of(block, value) == {}
    assert "written consent" in errors_of(block, {**value, "consent": False})["consent"]
    assert "disclaimer" in errors_of(block, {**value, "disclaimer": ""})


def test_lists_of_what_to_do_say_something(content):
    block = content["do_and_dont"]

    assert errors_of(block, {"do": ["Rest"], "dont": []}) == {}
    assert "at least one line" in errors_of(block, {"do": [], "dont": []})["do"]


@pytest.mark.parametrize(
    ("key", "custom_key", "wrong", "message"),
    [
        ("overview", "history", "custom_key", "choose “Something else” above"),
        ("custom", "", "custom_key", "a key of its own"),
        ("custom", "overview", "custom_key", "choose it there"),
        ("custom", "Big Words", "custom_key", "lower-case letters"),
        ("", "", "key", "required"),
    ],
)
def test_a_section_says_what_it_is_about(key, custom_key, wrong, message):
    section = BodyStreamBlock().child_blocks["section"]
    value = {
        "key": key,
        "custom_key": custom_key,
        "heading": "Heading",
        "content": [{"type": "paragraph", "value": "<p>Text.</p>"}],
    }

    assert message in errors_of(section, value)[wrong]


def test_a_section_has_something_below_its_heading():
    section = BodyStreamBlock().child_blocks["section"]

    assert "content" in errors_of(section, {"key": "overview", "heading": "H", "content": []})


def test_a_draft_may_lack_what_a_page_needs(section):
    body = BodyStreamBlock()
    value = body.to_python(
        [
            section("custom", ("call_to_action", {"label": "Book"}), heading=""),
            section("custom", ("before_after", {"caption": "Soon"})),
        ]
    )

    assert len(body.clean_deferred(value)) == 2


def test_a_draft_must_not_have_a_key_twice(section):
    body = BodyStreamBlock()
    value = body.to_python([section("overview"), section("overview")])

    with pytest.raises(Exception, match="StreamBlock") as refused:
        body.clean_deferred(value)

    assert list(refused.value.block_errors) == [1]


def every_block(block, path=()):
    """Give every block type that an editor can add, with the block it is added to."""
    for name, child in getattr(block, "child_blocks", {}).items():
        if isinstance(block, StreamBlock):
            yield (*path, name), child
        yield from every_block(child, (*path, name))


ALL_BLOCKS = {"/".join(path): block for path, block in every_block(BodyStreamBlock())}


def test_a_page_and_a_home_page_have_the_blocks_they_should():
    assert len(ALL_BLOCKS) == 13
    assert set(HomeStreamBlock().child_blocks) < set(ContentStreamBlock().child_blocks)


@pytest.mark.parametrize("block", ALL_BLOCKS.values(), ids=ALL_BLOCKS)
def test_the_editor_previews_every_block(admin_client, block, peel):
    assert block.get_description()
    assert block.is_previewable

    url = reverse("wagtailadmin_block_preview")
    response = admin_client.get(url, {"id": block.definition_prefix})

    assert response.status_code == 200
    main = re.search(r"<main>(.*)</main>", response.content.decode(), re.DOTALL)[1]
    assert re.sub(r"<[^>]+>", "", main).strip()


def test_every_block_has_its_own_picture_and_name():
    labels = [block.label for block in ALL_BLOCKS.values()]

    assert len(set(labels)) == len(labels)
    assert all(block.meta.icon != "placeholder" for block in ALL_BLOCKS.values())
