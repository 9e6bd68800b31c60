"""The fingerprint of a text under medical review.

Only what a reader takes in counts. Markup, ids and how wide a space is do not: the editor rewrites
those whenever a page is opened and saved, and a review must survive that. Where a space stands does
count: “1 000 mg” is not “10 00 mg”.
"""

import hashlib
import html
import json
import re

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import RichTextField, StreamField

# Tags within a line part no words; all the others begin a new line.
INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|code|del|em|i|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^>]*)?>",
    re.IGNORECASE,
)
TAG = re.compile(r"<[^>]+>")
SPACE = re.compile(r"\s+")


def fingerprint(parts):
    """Return 32 hexadecimal digits for JSON-able data; equal texts have equal digits."""
    data = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(data.encode(), digest_size=16).hexdigest()


def part(page, name):
    """Return what the field or relation `name` of a page says, as JSON-able data."""
    field = page._meta.get_field(name)
    value = getattr(page, name)
    if field.one_to_many:
        return [json.dumps(row, ensure_ascii=False) for row in rows(page, name)]
    return _field(field, value)


def rows(page, name):
    """Return what the rows of the relation `name` say, each as a dictionary, sorted.

    The order in which rows stand says nothing, and moving one must not void a review.
    """
    relation = page._meta.get_field(name)
    said = [_row(row, relation) for row in getattr(page, name).all()]
    return sorted(said, key=lambda row: json.dumps(row, ensure_ascii=False))


def _row(row, relation):
    unread = {row._meta.pk, relation.field, row._meta.get_field("sort_order")}
    return {
        field.name: _field(field, getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field not in unread
    }


def _field(field, value):
    if isinstance(field, StreamField):
        return stream(value)
    if isinstance(field, RichTextField):
        return rich(value)
    return plain(value) if isinstance(value, str) else value


def plain(text):
    """Return a plain text with single spaces only, and none at its ends."""
    return SPACE.sub(" ", text or "").strip()


def rich(source):
    """Return the words of a rich text."""
    return plain(html.unescape(TAG.sub(" ", INLINE_TAG.sub("", source or ""))))


def stream(value):
    """Return what a StreamField value says: `[{"block": type, "says": what is not empty}]`."""
    return _block(value.stream_block, value.get_prep_value()) or []


def _block(block, raw):
    if not raw:
        return None
    if isinstance(block, blocks.BaseStreamBlock):
        return [
            {
                "block": child["type"],
                "says": _block(block.child_blocks[child["type"]], child["value"]),
            }
            for child in raw
            if child["type"] in block.child_blocks
        ]
    if isinstance(block, blocks.BaseStructBlock) and isinstance(raw, dict):
        said = {name: _block(child, raw.get(name)) for name, child in block.child_blocks.items()}
        return {name: value for name, value in said.items() if value}
    if isinstance(block, blocks.ListBlock):
        return [_block(block.child_block, _item(item)) for item in raw]
    if isinstance(block, BaseTypedTableBlock):
        return _table(block, raw)
    return _words(block, raw)


def _words(block, raw):
    if isinstance(block, blocks.RichTextBlock):
        return rich(raw)
    return plain(raw) if isinstance(raw, str) else raw


def _table(block, raw):
    cell_blocks = [block.child_blocks.get(column["type"]) for column in raw["columns"]]
    return {
        "caption": plain(raw.get("caption")),
        "columns": [plain(column["heading"]) for column in raw["columns"]],
        "rows": [
            [_words(*cell) for cell in zip(cell_blocks, row["values"], strict=False)]
            for row in raw["rows"]
        ],
    }


def _item(raw):
    # Lists that Wagtail has not saved yet may hold plain values, without ids.
    return raw["value"] if isinstance(raw, dict) and raw.get("type") == "item" else raw
