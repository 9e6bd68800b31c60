"""Filling the placeholders of a finished document: pure functions of JSON-able structures.

A text is plain unless its class says otherwise, so that each value is escaped for where it is put:
rich text is `HTML` or `Markdown`, and a text that Django takes for safe is HTML as well.
"""

import html
import re

from draftjs_exporter import md_escape_text

NAMES = ("treatment", "clinic", "city", "region", "phone", "booking")

# Of two pairs of braces, neither would be gone once it is filled.
PLACEHOLDER = re.compile(rf"(?<!{{){{({'|'.join(NAMES)})}}(?!}})")

NO_NAMES = frozenset()

# What may stand in a line of Markdown before its text: indentation and the marks of lists.
LINE_START = re.compile(r"[\s>*+\-\d.)]*")


class HTML(str):
    """Rich text as HTML, for display or in the form of the database."""

    __slots__ = ()


class Markdown(str):
    """Rich text as Markdown."""

    __slots__ = ()


class Address(str):
    """An address that a placeholder may stand for; None when nothing fills it."""

    __slots__ = ()


def names_in(document, known=None):
    """Return the names of the placeholders in a structure of dictionaries, lists and texts.

    `known` holds what has been found in the parts of structures that are being kept, by their
    `id()`: what several documents share, such as a card, is looked through once.
    """
    return _names_in(document, {} if known is None else known)


def _names_in(document, known):
    if isinstance(document, str):
        return frozenset(PLACEHOLDER.findall(document)) if "{" in document else NO_NAMES
    if isinstance(document, dict):
        parts = document.values()
    elif isinstance(document, list | tuple):
        parts = document
    else:
        return NO_NAMES
    found = known.get(id(document))
    if found is None:
        found = NO_NAMES
        for part in parts:
            if part is None or (type(part) is str and "{" not in part):
                continue
            names = _names_in(part, known)
            if names:
                found |= names
        known[id(document)] = found
    return found


def fill(document, values, known=None):
    """Return a structure in which every placeholder that `values` has a text for is filled.

    `values` maps names to plain texts. Keys of dictionaries and other placeholders stay as they
    are. The structure given is not changed, and what has no placeholder in it is returned as it
    is. What is put in is not looked through for placeholders again. `known` is that of `names_in`,
    where the structure has been looked through.
    """
    return _fill(document, values, {} if known is None else known)


def _fill(document, values, known):
    if isinstance(document, str):
        return _fill_text(document, values) if "{" in document else document
    if isinstance(document, dict):
        parts = document.items()
    elif isinstance(document, list | tuple):
        parts = enumerate(document)
    else:
        return document
    if known.get(id(document)) == NO_NAMES:
        return document
    filled = None
    for key, part in parts:
        if part is None or (type(part) is str and "{" not in part):
            continue
        new = _fill(part, values, known)
        if new is not part:
            if filled is None:
                filled = dict(document) if isinstance(document, dict) else list(document)
            filled[key] = new
    return document if filled is None else filled


def _fill_text(text, values):
    escape = _escaping(text)

    def value(match):
        found = values.get(match[1])
        return match[0] if found is None else escape(found, match)

    filled = PLACEHOLDER.sub(value, text)
    if filled == text:
        return text
    if isinstance(text, Address):
        return Address(filled) if filled else None
    return type(text)(filled)


def _escaping(text):
    """Return the function of a value and its place that makes it part of `text`."""
    if isinstance(text, HTML) or hasattr(text, "__html__"):
        return lambda value, _match: html.escape(value)
    if isinstance(text, Markdown):
        return _in_markdown
    return lambda value, _match: value


def _in_markdown(value, match):
    before = match.string[: match.start()].rpartition("\n")[2]
    return md_escape_text(value, at_line_start=LINE_START.fullmatch(before) is not None)
