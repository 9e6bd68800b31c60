"""Taking refused choices out of a value, and saying in which block each of them stood."""

import re
from collections.abc import Iterator
from functools import singledispatch

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import (
    BaseTypedTableBlock,
    TypedTableBlockValidationError,
)
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import extract_references_from_rich_text

from .references import outermost_model

REFERRING_TAG = re.compile(r"<(a|embed)\b[^>]*>")


def text_without(source, targets):
    """Return rich text without the links, pictures and embeds that refer to any of `targets`.

    `source` is as the database holds it, `targets` are pairs of a model and a key. The words of a
    link stay.
    """

    def replacement(match):
        found = extract_references_from_rich_text(match[0])
        keys = {(outermost_model(model), str(pk)) for model, pk, *_ in found}
        if keys.isdisjoint((model, str(pk)) for model, pk in targets):
            return match[0]
        return "<a>" if match[1] == "a" else ""

    return REFERRING_TAG.sub(replacement, source)


@singledispatch
def block_without(block, raw, refused):
    """Return the raw value of a block without what is refused in it, and an error nested like it.

    `refused` are pairs of a Reference, whose path begins at this block, and a message. The error is
    None where nothing stands at the path.
    """
    messages = list(dict.fromkeys(message for _, message in refused))
    if isinstance(raw, str):
        raw = text_without(raw, {reference.target for reference, _ in refused})
    else:
        raw = None
    return raw, ValidationError(messages)


@block_without.register(blocks.BaseStreamBlock)
def _(block, raw, refused):
    errors = {}
    for index, child in enumerate(raw):
        if below := list(_below(refused, child["id"])):
            child_block = block.child_blocks[child["type"]]
            child["value"], errors[index] = block_without(child_block, child["value"], below)
    return raw, _nested(StreamBlockValidationError, errors)


@block_without.register(blocks.ListBlock)
def _(block, raw, refused):
    errors = {}
    for index, item in enumerate(raw):
        if below := list(_below(refused, item["id"])):
            item["value"], errors[index] = block_without(block.child_block, item["value"], below)
    return raw, _nested(ListBlockValidationError, errors)


@block_without.register(blocks.BaseStructBlock)
def _(block, raw, refused):
    errors = {}
    for name, child_block in block.child_blocks.items():
        if below := list(_below(refused, name)):
            raw[name], errors[name] = block_without(child_block, raw[name], below)
    return raw, _nested(StructBlockValidationError, errors)


@block_without.register(ImageBlock)
def _(block, raw, refused):
    # Its paths end at the block itself, which is its image.
    raw["image"], error = block_without(block.child_blocks["image"], raw["image"], refused)
    return raw, StructBlockValidationError(block_errors={"image": error})


@block_without.register(BaseTypedTableBlock)
def _(block, raw, refused):
    errors = {}
    for row, cells in enumerate(raw["rows"]):
        for column, cell in enumerate(cells["values"]):
            if below := list(_below(refused, "rows", str(row), "values", str(column))):
                child_block = block.child_blocks[raw["columns"][column]["type"]]
                value, error = block_without(child_block, cell, below)
                cells["values"][column] = value
                errors.setdefault(row, {})[column] = error
    return raw, _nested(TypedTableBlockValidationError, errors)


def _below(refused, *steps) -> Iterator:
    """Give what is refused below a block, with paths that begin there."""
    for reference, message in refused:
        if reference.path[: len(steps)] == steps:
            rest = type(reference)(reference.model, reference.pk, reference.path[len(steps) :])
            yield rest, message


def _nested(error_class, errors):
    errors = {key: error for key, error in errors.items() if error}
    if not errors:
        return None
    if error_class is TypedTableBlockValidationError:
        return error_class(cell_errors=errors)
    return error_class(block_errors=errors)
