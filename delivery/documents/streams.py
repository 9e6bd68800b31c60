"""StreamField values for the API, walked by block definition over their raw data.

Raw data is what the database holds (`value.raw_data`), so nothing is fetched while walking: ids
are noted by `collect` for a whole batch and looked up by `serialize`. Every choice becomes the
fixed shape that a field of that kind has.

Both dispatch on the block's class. A block of a project's own is treated as the class it derives
from; one that derives from `Block` alone is served with its `get_api_representation`, or registers
itself: `@serialize.register(MyBlock)`. A page chooser of one page type gives cards, a chooser of
any page gives plain page references. A struct block may define `finish_document(document)` to
return its rendered dictionary tidied.
"""

from functools import singledispatch

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from delivery.placeholders.text import HTML


@singledispatch
def collect(block, raw, references):
    """Note in `references` everything that the raw value of `block` refers to."""


@singledispatch
def serialize(block, raw, references):
    """Return the JSON value of the raw value of `block`; a missing value is None."""
    if raw is None or raw == "":
        return None
    if type(block).get_api_representation is blocks.Block.get_api_representation:
        return raw
    return block.get_api_representation(block.to_python(raw))


# Blocks that hold other blocks


@collect.register(blocks.BaseStreamBlock)
def _(block, raw, references):
    for child in _known(block, raw):
        collect(block.child_blocks[child["type"]], child["value"], references)


@serialize.register(blocks.BaseStreamBlock)
def _(block, raw, references):
    return [
        {
            "type": child["type"],
            "value": serialize(block.child_blocks[child["type"]], child["value"], references),
            "id": child.get("id"),
        }
        for child in _known(block, raw)
    ]


def _known(block, raw):
    """The children whose type the block still has, as Wagtail itself reads them."""
    return (child for child in raw or () if child["type"] in block.child_blocks)


@collect.register(blocks.BaseStructBlock)
def _(block, raw, references):
    for name, child_block in block.child_blocks.items():
        collect(child_block, (raw or {}).get(name), references)


@serialize.register(blocks.BaseStructBlock)
def _(block, raw, references):
    document = {
        name: serialize(child_block, (raw or {}).get(name), references)
        for name, child_block in block.child_blocks.items()
    }
    finish = getattr(block, "finish_document", None)
    return finish(document) if finish else document


@collect.register(blocks.ListBlock)
def _(block, raw, references):
    for item in raw or ():
        collect(block.child_block, item_value(item), references)


@serialize.register(blocks.ListBlock)
def _(block, raw, references):
    items = [serialize(block.child_block, item_value(item), references) for item in raw or ()]
    if isinstance(block.child_block, blocks.ChooserBlock | ImageBlock):
        # What is not public leaves no gap behind.
        return [item for item in items if item is not None]
    return items


def item_value(raw):
    """A list item's value, in the form of today or of before items had ids."""
    if isinstance(raw, dict) and raw.get("type") == "item" and "value" in raw:
        return raw["value"]
    return raw


@collect.register(BaseTypedTableBlock)
def _(block, raw, references):
    for row in _cells(block, raw):
        for child_block, value in row:
            collect(child_block, value, references)


@serialize.register(BaseTypedTableBlock)
def _(block, raw, references):
    """`{"caption", "columns": [{"type", "heading"}], "rows": [{"values": […]}]}`, or None."""
    if not raw:
        return None
    return {
        "caption": raw.get("caption") or None,
        "columns": [
            {"type": column["type"], "heading": column["heading"]}
            for column in raw["columns"]
            if column["type"] in block.child_blocks
        ],
        "rows": [
            {"values": [serialize(child_block, value, references) for child_block, value in row]}
            for row in _cells(block, raw)
        ],
    }


def _cells(block, raw):
    """The rows of a table as pairs of block and raw value, without columns of unknown type."""
    if not raw:
        return
    child_blocks = [block.child_blocks.get(column["type"]) for column in raw["columns"]]
    for row in raw["rows"]:
        pairs = zip(child_blocks, row["values"], strict=False)
        yield [(child_block, value) for child_block, value in pairs if child_block is not None]


# Blocks that refer to something


@serialize.register(blocks.RawHTMLBlock)
def _(block, raw, references):
    return HTML(raw) if raw else None


@collect.register(blocks.RichTextBlock)
def _(block, raw, references):
    references.want_rich_text(raw)


@serialize.register(blocks.RichTextBlock)
def _(block, raw, references):
    return references.rich_text(raw) or None


@collect.register(blocks.PageChooserBlock)
def _(block, raw, references):
    if _shows_card(block):
        references.want_card(raw, block.target_model)
    else:
        references.want_page(raw)


@serialize.register(blocks.PageChooserBlock)
def _(block, raw, references):
    return references.card(raw) if _shows_card(block) else references.page(raw)


def _shows_card(block):
    """Whether a page chooser admits one page type only, so that its card is known."""
    return len(block.target_models) == 1


@collect.register(ImageChooserBlock)
def _(block, raw, references):
    references.want_image(raw)


@serialize.register(ImageChooserBlock)
def _(block, raw, references):
    return references.image(raw)


@collect.register(ImageBlock)
def _(block, raw, references):
    references.want_image(_image_id(raw))


@serialize.register(ImageBlock)
def _(block, raw, references):
    alt = None
    if isinstance(raw, dict):
        # A draft may not have one yet: then that of the image itself holds.
        alt = "" if raw.get("decorative") else raw.get("alt_text") or None
    return references.image(_image_id(raw), alt)


def _image_id(raw):
    """The image's id, in the form of today or of when the block was a plain image chooser."""
    return raw.get("image") if isinstance(raw, dict) else raw


@collect.register(DocumentChooserBlock)
def _(block, raw, references):
    references.want_document(raw)


@serialize.register(DocumentChooserBlock)
def _(block, raw, references):
    return references.document(raw)
