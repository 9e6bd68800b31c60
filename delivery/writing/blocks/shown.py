"""Blocks that are read: the shape of what `get_api_representation` gives of each.

Wider than what may be written: a draft may lack anything, and what is chosen may be gone.
"""

from functools import singledispatch
from typing import Literal

from pydantic import BaseModel, JsonValue, TypeAdapter, create_model
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

from ..types import literal, shown
from ..values import choice_type
from .base import list_of, once, written_type


@singledispatch
def shown_type(block):
    """Return the type of what is shown of a block."""
    return shown(TypeAdapter(written_type(block) | None).json_schema())


@shown_type.register(blocks.BaseStreamBlock)
@once
def _(block):
    children = tuple(
        create_model(
            f"Shown{type(block).__name__}{name.title().replace('_', '')}",
            type=(Literal[name], ...),
            value=(shown_type(child) | None, None),
            id=(str | None, None),
        )
        for name, child in block.child_blocks.items()
    )
    return list_of(children)


@shown_type.register(blocks.BaseStructBlock)
@once
def _(block):
    fields = {name: (shown_type(child) | None, None) for name, child in block.child_blocks.items()}
    return create_model(f"Shown{type(block).__name__}", **fields)


@shown_type.register(blocks.ListBlock)
def _(block):
    return list[shown_type(block.child_block) | None]


class ShownRow(BaseModel):
    values: list[JsonValue]


@shown_type.register(BaseTypedTableBlock)
@once
def _(block):
    column = create_model(
        f"Shown{type(block).__name__}Column",
        type=(literal(block.child_blocks), ...),
        heading=(str | None, None),
    )
    return create_model(
        f"Shown{type(block).__name__}",
        caption=(str | None, None),
        columns=(list[column], []),
        rows=(list[ShownRow], []),
    )


@shown_type.register(blocks.RichTextBlock)
@shown_type.register(blocks.RawHTMLBlock)
def _(block):
    return str


@shown_type.register(blocks.ChooserBlock)
def _(block):
    key = choice_type([block.target_model]).__metadata__[-1].json_schema["anyOf"][0]
    return shown({"anyOf": [key, {"type": "null"}]})
