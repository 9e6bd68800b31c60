"""What each block of a StreamField gives, as JSON Schema, beside `delivery.documents.streams`.

Both dispatch on the block's class. A block that registers a `serialize` of its own describes
itself: it registers here too (`@block_schema.register(MyBlock)`) or, where it is a struct block,
has a method `describe(properties, schemas)`.
"""

from functools import singledispatch

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from delivery.documents import fields as delivery_fields
from delivery.documents.streams import serialize

from .fields import choice_schema, choice_values, field_schema
from .records import card_schema
from .shapes import (
    any_of,
    array,
    boolean,
    described,
    integer,
    nullable,
    number,
    obj,
    text,
    union,
    url,
)


def schema_of_block(block, schemas):
    """Return the schema of a block's value, null included where it may be missing."""
    found = _known_schema(block, schemas)
    if _is_chosen(block):
        # What is chosen may not be public, or not be there any more.
        return nullable(found)
    if isinstance(block, blocks.FieldBlock) and not isinstance(block, blocks.BooleanBlock):
        return found if block.required else nullable(found)
    return found


def _is_chosen(block):
    return isinstance(block, blocks.ChooserBlock | ImageBlock)


@singledispatch
def block_schema(block, schemas):
    """Return the schema of a block that nothing is known of."""
    return schemas.anything(type(block).__name__)


def _known_schema(block, schemas):
    """Return the schema of a block; of one that is served in a way of its own, its own word."""
    if _is_served_otherwise(type(block)) and not hasattr(block, "describe"):
        return schemas.anything(type(block).__name__)
    return block_schema(block, schemas)


def _is_served_otherwise(kind):
    """Whether a class of blocks is served by another function than the schema was made for."""
    known = next((each for each in kind.__mro__ if each in block_schema.registry), object)
    by = serialize.dispatch(kind)
    if by is not serialize.dispatch(known):
        return True
    return by is serialize.dispatch(object) and (
        kind.get_api_representation is not getattr(known, "get_api_representation", None)
    )


def _camel(name):
    return "".join(part[:1].upper() + part[1:] for part in name.replace("-", "_").split("_"))


# Blocks that hold other blocks


@block_schema.register(blocks.BaseStreamBlock)
def _(block, schemas):
    """A list of blocks, of which each says by its `type` what it is."""
    members = {}
    for name, child in block.child_blocks.items():
        member = obj(
            {
                "type": text(const=name),
                "value": schema_of_block(child, schemas),
                "id": text(description="Stays the same while the block is edited."),
            },
            title=str(child.label or name),
        )
        member = described(member, str(getattr(child.meta, "description", "") or ""))
        members[name] = schemas.add(f"{_camel(name)}Block", member)
    if not members:
        return array(schemas.anything(type(block).__name__), maxItems=0)
    kind = type(block).__name__
    if kind == "StreamBlock":
        return array(union(members, "type"))
    name = kind.removesuffix("Block").removesuffix("Stream") + "Block"
    return array(schemas.add(name, union(members, "type", title=_words(name))))


@field_schema.register(delivery_fields.StreamField)
def _(field, schemas):
    column = field.parent.Meta.model._meta.get_field(field.source)
    return schema_of_block(column.stream_block, schemas)


def _words(name):
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip().capitalize()


@block_schema.register(blocks.BaseStructBlock)
def _(block, schemas):
    properties = {
        name: schema_of_block(child, schemas) for name, child in block.child_blocks.items()
    }
    describe = getattr(block, "describe", None)
    if describe:
        properties = describe(properties, schemas)
    elif hasattr(block, "finish_document"):
        return schemas.anything(type(block).__name__)
    kind = type(block).__name__
    schema = obj(properties)
    if kind == "StructBlock":
        return schema
    return schemas.add(f"{kind.removesuffix('Block')}Value", schema)


@block_schema.register(blocks.ListBlock)
def _(block, schemas):
    child = block.child_block
    if _is_chosen(child):
        # What is not public leaves no gap behind.
        return array(block_schema(child, schemas))
    return array(schema_of_block(child, schemas))


@block_schema.register(BaseTypedTableBlock)
def _(block, schemas):
    cells = [schema_of_block(child, schemas) for child in block.child_blocks.values()]
    column = obj({"type": choice_schema(list(block.child_blocks)), "heading": text()})
    table = obj(
        {
            "caption": nullable(text()),
            "columns": array(column),
            "rows": array(obj({"values": array(any_of(cells) if cells else {})})),
        },
        description="A table; each row has a value for every column.",
    )
    return nullable(schemas.add(f"{type(block).__name__.removesuffix('Block')}Value", table))


# Blocks that refer to something


@block_schema.register(blocks.PageChooserBlock)
def _(block, schemas):
    if len(block.target_models) == 1:
        return card_schema(block.target_model, schemas)
    return schemas.page_reference()


@block_schema.register(ImageChooserBlock)
@block_schema.register(ImageBlock)
def _(block, schemas):
    return schemas.image()


@block_schema.register(DocumentChooserBlock)
def _(block, schemas):
    return schemas.shape("Document")


# Blocks with a value of their own


@block_schema.register(blocks.CharBlock)
@block_schema.register(blocks.TextBlock)
@block_schema.register(blocks.RegexBlock)
@block_schema.register(blocks.BlockQuoteBlock)
@block_schema.register(blocks.RawHTMLBlock)
def _(block, schemas):
    return text()


@block_schema.register(blocks.RichTextBlock)
def _(block, schemas):
    return text(description="Rich text, as `rich_text_format` asks for it.")


@block_schema.register(blocks.URLBlock)
def _(block, schemas):
    return url()


@block_schema.register(blocks.EmailBlock)
def _(block, schemas):
    return text(format="email")


@block_schema.register(blocks.IntegerBlock)
def _(block, schemas):
    return integer()


@block_schema.register(blocks.FloatBlock)
def _(block, schemas):
    return number()


@block_schema.register(blocks.DecimalBlock)
def _(block, schemas):
    return {"type": ["number", "string"]}


@block_schema.register(blocks.BooleanBlock)
def _(block, schemas):
    return boolean()


@block_schema.register(blocks.DateBlock)
def _(block, schemas):
    return text(format="date")


@block_schema.register(blocks.TimeBlock)
@block_schema.register(blocks.DateTimeBlock)
def _(block, schemas):
    return text()


@block_schema.register(blocks.ChoiceBlock)
def _(block, schemas):
    return choice_schema(choice_values(block.field.choices))


@block_schema.register(blocks.MultipleChoiceBlock)
def _(block, schemas):
    return array(choice_schema(choice_values(block.field.choices)))
