"""Refusing what would not be filled: misspelt placeholders, and those where none may stand.

A text is read as what it is: plain, rich, or an address. Blocks are read from their raw data, as
they are served, and an error is located in the very block (`block_error`); a model is read field by
field (`field_errors`).
"""

import re
from difflib import get_close_matches
from functools import singledispatch
from html import unescape

from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import (
    BaseTypedTableBlock,
    TypedTableBlockValidationError,
)
from wagtail.fields import RichTextField, StreamField

from delivery.documents.streams import item_value

from .text import NAMES

IN_BRACES = re.compile(r"({+)([^{}]*)(}+)")
WORD = re.compile(r"[^\W\d]\w*(?:-\w+)*")
TAG = re.compile(r"<[^>]*>")
ADDRESS_IN_TAG = re.compile(r'(?:href|url)="([^"]*)"')
# Stands for a tag where only text is looked at; no text of an editor holds it.
TAG_MARK = "\0"

ALL_NAMES = f"{', '.join(f'{{{name}}}' for name in NAMES[:-1])} and {{{NAMES[-1]}}}"


# Texts: each function returns messages


def text_problems(text):
    """Return why words in braces in a plain text would not be filled, each reason once."""
    found = (_problem(*match.groups()) for match in IN_BRACES.finditer(text or ""))
    return list(dict.fromkeys(filter(None, found)))


def rich_text_problems(source):
    """Return the problems of a rich text: of its words, and of the addresses of its links."""
    source = source or ""
    found = text_problems(unescape(TAG.sub(TAG_MARK, source)))
    for tag in TAG.findall(source):
        for address in ADDRESS_IN_TAG.findall(tag):
            found += forbidden_problems(unescape(address))
    return list(dict.fromkeys(found))


def forbidden_problems(text):
    """Return the problems of an address, a title or the like: every word in braces is one."""
    found = dict.fromkeys(
        match[0] for match in IN_BRACES.finditer(text or "") if WORD.fullmatch(match[2].strip())
    )
    return [f"“{words}” is not filled in here. Write the words themselves." for words in found]


def _problem(opening, inner, closing):
    written = inner.replace(TAG_MARK, "")
    word = written.strip()
    if not WORD.fullmatch(word):
        return None
    name = word.lower()
    shown = f"{opening}{written}{closing}"
    if name not in NAMES:
        near = get_close_matches(name, NAMES, n=1)
        hint = f"Did you mean {{{near[0]}}}?" if near else "Choose another, or remove the braces."
        return f"There is no placeholder “{shown}”. {hint} There are {ALL_NAMES}."
    slips = [
        slip
        for slip, made in (
            ("without spaces", word != written),
            ("in small letters", word != name),
            ("without formatting inside the braces", TAG_MARK in inner),
            ("in one pair of braces", len(opening + closing) > len("{}")),
        )
        if made
    ]
    if not slips:
        return None
    how = ", ".join(slips)
    return f"“{shown}” is not filled in. Write {{{name}}}, {how}. There are {ALL_NAMES}."


# Blocks: each function returns an error, or None


class PlaceholderStreamMixin:
    """A stream block that refuses wrong placeholders wherever they stand in it."""

    def clean(self, value):
        value = super().clean(value)
        if error := block_error(self, self.get_prep_value(value)):
            raise error
        return value


@singledispatch
def block_error(block, raw):
    """Return a ValidationError that says what is wrong in the raw value of a block, or None.

    It is nested like the blocks, as Wagtail's own. A block of a project's own is treated as the
    class it derives from, or registers itself: `@block_error.register(MyBlock)`.
    """
    return _error(text_problems(raw)) if isinstance(raw, str) else None


def _error(problems):
    return ValidationError(problems) if problems else None


@block_error.register(blocks.RichTextBlock)
@block_error.register(blocks.RawHTMLBlock)
def _(block, raw):
    return _error(rich_text_problems(raw))


@block_error.register(blocks.URLBlock)
@block_error.register(blocks.EmailBlock)
def _(block, raw):
    return _error(forbidden_problems(raw))


@block_error.register(blocks.BaseStreamBlock)
def _(block, raw):
    known = [child for child in raw or () if child["type"] in block.child_blocks]
    pairs = ((block.child_blocks[child["type"]], child["value"]) for child in known)
    errors = _errors(enumerate(pairs))
    return StreamBlockValidationError(block_errors=errors) if errors else None


@block_error.register(blocks.BaseStructBlock)
def _(block, raw):
    if not isinstance(raw, dict):
        return None
    errors = _errors((name, (child, raw.get(name))) for name, child in block.child_blocks.items())
    return StructBlockValidationError(block_errors=errors) if errors else None


@block_error.register(blocks.ListBlock)
def _(block, raw):
    errors = _errors(enumerate((block.child_block, item_value(item)) for item in raw or ()))
    return ListBlockValidationError(block_errors=errors) if errors else None


@block_error.register(BaseTypedTableBlock)
def _(block, raw):
    if not raw:
        return None
    columns = [block.child_blocks.get(column["type"]) for column in raw["columns"]]
    rows = {
        index: _errors(
            (number, pair)
            for number, pair in enumerate(zip(columns, row["values"], strict=False))
            if pair[0] is not None
        )
        for index, row in enumerate(raw["rows"])
    }
    cells = {index: errors for index, errors in rows.items() if errors}
    heads = [raw.get("caption"), *(column["heading"] for column in raw["columns"])]
    about_all = [problem for head in heads for problem in text_problems(head)]
    if not (cells or about_all):
        return None
    return TypedTableBlockValidationError(cell_errors=cells, non_block_errors=about_all)


def _errors(items):
    """Return errors by key, of pairs of a key and a block with its raw value."""
    found = {key: block_error(block, raw) for key, (block, raw) in items}
    return {key: error for key, error in found.items() if error is not None}


# Models


def field_errors(instance, exclude=()):
    """Return messages by field name for the texts of a page or row, but for those in `exclude`.

    The fields that `instance.placeholder_free` names can hold no placeholder, and no more can
    addresses. What an editor does not write is passed over.
    """
    exclude = exclude or ()
    found = {
        field.name: _field_problems(instance, field)
        for field in instance._meta.concrete_fields
        if field.editable and field.name not in exclude
    }
    return {name: problems for name, problems in found.items() if problems}


def _field_problems(instance, field):
    if isinstance(field, StreamField):
        value = getattr(instance, field.name)
        return list(_messages(block_error(value.stream_block, value.raw_data)))
    if not isinstance(field, models.CharField | models.TextField) or field.choices:
        return []
    text = getattr(instance, field.name)
    if not isinstance(text, str):
        return []
    if field.name in getattr(instance, "placeholder_free", ()) or isinstance(
        field, models.URLField | models.EmailField
    ):
        return forbidden_problems(text)
    return rich_text_problems(text) if isinstance(field, RichTextField) else text_problems(text)


def _messages(error):
    """Every message of an error that is nested like blocks."""
    if error is None:
        return
    if isinstance(error, dict):
        nested = error.values()
    elif isinstance(error, TypedTableBlockValidationError):
        nested = [*error.non_block_errors.as_data(), error.cell_errors]
    else:
        nested = getattr(error, "block_errors", None)
        if nested is None:
            yield from error.messages
            return
        nested = nested.values()
    for child in nested:
        yield from _messages(child)
