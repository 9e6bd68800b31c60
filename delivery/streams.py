"""StreamField values for the API, walked by block definition over their raw data.

Raw data is what the database holds (`value.raw_data`), so nothing is fetched while walking: ids
are noted by `collect` for a whole batch and looked up by `serialize`. Every choice becomes the
fixed shape that a field of that kind has. A block type of a project's own is served with what its
`get_api_representation` gives, unless it derives from a type known here.

A page chooser of one page type gives cards, a chooser of any page gives plain page references.
A struct block may define `finish_document(document)` to return its rendered dictionary tidied.
"""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock


def collect(block, raw, references):
    """Note in `references` everything that the raw value of `block` refers to."""
    if raw is None:
        return
    if isinstance(block, blocks.BaseStreamBlock):
        for child in _known(block, raw):
            collect(block.child_blocks[child["type"]], child["value"], references)
    elif isinstance(block, ImageBlock):
        references.want_image(_image_id(raw))
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child_block in block.child_blocks.items():
            collect(child_block, raw.get(name), references)
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            collect(block.child_block, _item(item), references)
    elif isinstance(block, BaseTypedTableBlock):
        for child_block, value in _cells(block, raw):
            collect(child_block, value, references)
    elif isinstance(block, blocks.RichTextBlock):
        references.want_rich_text(raw)
    elif isinstance(block, ImageChooserBlock):
        references.want_image(raw)
    elif isinstance(block, DocumentChooserBlock):
        references.want_document(raw)
    elif isinstance(block, blocks.PageChooserBlock):
        if shows_card(block):
            references.want_card(raw, block.target_model)
        else:
            references.want_page(raw)


def serialize(block, raw, references):
    """Return the JSON value of the raw value of `block`; a missing value is None."""
    if isinstance(block, blocks.BaseStreamBlock):
        return [
            {
                "type": child["type"],
                "value": serialize(
                    block.child_blocks[child["type"]], child["value"], references
                ),
                "id": child.get("id"),
            }
            for child in _known(block, raw or [])
        ]
    if isinstance(block, ImageBlock):
        alt = None
        if isinstance(raw, dict):
            alt = "" if raw.get("decorative") else raw.get("alt_text")
        return references.image(_image_id(raw), alt)
    if isinstance(block, blocks.BaseStructBlock):
        document = {
            name: serialize(child_block, (raw or {}).get(name), references)
            for name, child_block in block.child_blocks.items()
        }
        finish = getattr(block, "finish_document", None)
        return finish(document) if finish else document
    if isinstance(block, blocks.ListBlock):
        items = [serialize(block.child_block, _item(item), references) for item in raw or []]
        # A page or image that is not public leaves no gap behind.
        if isinstance(block.child_block, blocks.ChooserBlock | ImageBlock):
            return [item for item in items if item is not None]
        return items
    if isinstance(block, BaseTypedTableBlock):
        return _table(block, raw, references)
    return _leaf(block, raw, references)


def shows_card(block):
    """Whether a page chooser block admits one page type only, so that its card is known."""
    return len(block.target_models) == 1


def _leaf(block, raw, references):
    if raw is None or raw == "":
        return None
    if isinstance(block, blocks.RichTextBlock):
        return references.rich_text(raw)
    if isinstance(block, ImageChooserBlock):
        return references.image(raw)
    if isinstance(block, DocumentChooserBlock):
        return references.document(raw)
    if isinstance(block, blocks.PageChooserBlock):
        return references.card(raw) if shows_card(block) else references.page(raw)
    if type(block).get_api_representation is blocks.Block.get_api_representation:
        return raw
    return block.get_api_representation(block.to_python(raw))


def _known(block, raw):
    """The children whose type the block still has, as Wagtail itself reads them."""
    return (child for child in raw if child["type"] in block.child_blocks)


def _item(raw):
    """A list item's value, in the form of today or of before items had ids."""
    if isinstance(raw, dict) and raw.get("type") == "item" and "value" in raw:
        return raw["value"]
    return raw


def _image_id(raw):
    return raw.get("image") if isinstance(raw, dict) else raw


def _cells(block, raw):
    child_blocks = [block.child_blocks.get(column["type"]) for column in raw["columns"]]
    for row in raw["rows"]:
        for child_block, value in zip(child_blocks, row["values"], strict=False):
            if child_block is not None:
                yield child_block, value


def _table(block, raw, references):
    """`{"caption", "columns": [{"type", "heading"}], "rows": [{"values": […]}]}`, or None."""
    if not raw:
        return None
    child_blocks = [block.child_blocks.get(column["type"]) for column in raw["columns"]]
    return {
        "caption": raw.get("caption") or None,
        "columns": [
            {"type": column["type"], "heading": column["heading"]} for column in raw["columns"]
        ],
        "rows": [
            {
                "values": [
                    child_block and serialize(child_block, value, references)
                    for child_block, value in zip(child_blocks, row["values"], strict=False)
                ]
            }
            for row in raw["rows"]
        ],
    }
