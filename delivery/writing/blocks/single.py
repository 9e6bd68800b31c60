"""Blocks that hold one value: texts, numbers, choices."""

import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field
from wagtail import blocks

from ..types import limited_text, literal, whole_number
from ..values import Text, choice_type, html_type
from .base import stored, written_type

TEXT_BLOCKS = (
    blocks.CharBlock,
    blocks.TextBlock,
    blocks.RegexBlock,
    blocks.URLBlock,
    blocks.EmailBlock,
    blocks.RawHTMLBlock,
)


def _text(block):
    return limited_text(getattr(block.field, "max_length", None))


for kind in TEXT_BLOCKS:
    written_type.register(kind, _text)
    stored.register(kind, lambda block, value: value or "")


@written_type.register(blocks.RichTextBlock)
def _(block):
    return html_type(block.features)


@stored.register(blocks.RichTextBlock)
def _(block, value):
    return value.html if value else ""


@written_type.register(blocks.ChooserBlock)
def _(block):
    return choice_type(list(getattr(block, "target_models", ())) or [block.target_model])


@written_type.register(blocks.BooleanBlock)
def _(block):
    return bool


@stored.register(blocks.BooleanBlock)
def _(block, value):
    return bool(value)


@written_type.register(blocks.IntegerBlock)
def _(block):
    return whole_number()


@written_type.register(blocks.FloatBlock)
def _(block):
    return Annotated[float, Field(allow_inf_nan=False)]


@written_type.register(blocks.DecimalBlock)
def _(block):
    return Decimal


@written_type.register(blocks.DateBlock)
def _(block):
    return datetime.date


@written_type.register(blocks.TimeBlock)
def _(block):
    return datetime.time


@written_type.register(blocks.DateTimeBlock)
def _(block):
    return datetime.datetime


@stored.register(blocks.DecimalBlock)
def _(block, value):
    return None if value is None else str(value)


def _in_iso(block, value):
    return None if value is None else value.isoformat()


for kind in (blocks.DateBlock, blocks.TimeBlock, blocks.DateTimeBlock):
    stored.register(kind, _in_iso)


@written_type.register(blocks.ChoiceBlock)
def _(block):
    values = _choices(block)
    return literal(dict.fromkeys([*values, ""])) if values else Text


@written_type.register(blocks.MultipleChoiceBlock)
def _(block):
    values = _choices(block)
    return list[literal(values) if values else Text]


def _choices(block):
    """Return the values of a block's choices; none, where they may be others tomorrow."""
    if callable(block._constructor_args[1].get("choices")):
        return []
    groups = [
        pair[1] if isinstance(pair[1], list | tuple) else [pair] for pair in block.field.choices
    ]
    return [value for group in groups for value, _ in group if value not in {"", None}]


@written_type.register(blocks.StaticBlock)
def _(block):
    return None
