"""Blocks that hold other blocks: streams, structs and lists."""

import uuid
from typing import Annotated, Literal

from pydantic import Field, create_model
from wagtail import blocks

from ..values import Text, Written
from .base import help_of, list_of, once, stored, written_type


@written_type.register(blocks.BaseStreamBlock)
@once
def _(block):
    children = tuple(
        create_model(
            f"{type(block).__name__}{name.title().replace('_', '')}",
            __base__=Written,
            __doc__=help_of(child),
            type=(Literal[name], ...),
            value=(written_type(child), ...),
            id=(Annotated[Text, Field(max_length=64)] | None, None),
        )
        for name, child in block.child_blocks.items()
    )
    return list_of(children)


@stored.register(blocks.BaseStreamBlock)
def _(block, value):
    return [
        {
            "type": child.type,
            "value": stored(block.child_blocks[child.type], child.value),
            "id": child.id or str(uuid.uuid4()),
        }
        for child in value or ()
    ]


@written_type.register(blocks.BaseStructBlock)
@once
def _(block):
    fields = {
        name: (written_type(child) | None, Field(None, description=help_of(child)))
        for name, child in block.child_blocks.items()
    }
    return create_model(type(block).__name__, __base__=Written, __doc__=help_of(block), **fields)


@stored.register(blocks.BaseStructBlock)
def _(block, value):
    said = value.model_fields_set if value else ()
    return {
        name: stored(child, getattr(value, name)) if name in said else _unsaid(child)
        for name, child in block.child_blocks.items()
    }


def _unsaid(block):
    """Return what is stored of a block of which nothing was said: its default, and no rows."""
    if isinstance(block, blocks.ListBlock | blocks.BaseStreamBlock):
        return []
    if isinstance(block, blocks.BaseStructBlock):
        return {name: _unsaid(child) for name, child in block.child_blocks.items()}
    return block.get_prep_value(block.get_default())


@written_type.register(blocks.ListBlock)
def _(block):
    return list[written_type(block.child_block)]


@stored.register(blocks.ListBlock)
def _(block, value):
    return [
        {"type": "item", "value": stored(block.child_block, item), "id": str(uuid.uuid4())}
        for item in value or ()
    ]
