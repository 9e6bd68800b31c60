"""What differs between two documents, and what an edit touches: pure functions.

Parts are named as in `treatments.inheritance.keys`.
"""

from treatments.inheritance.keys import SECTIONS, key_of, section_key

# What is of the document and not of the page: ids, and moments that move with the parts.
UNREAD = ("id", "provenance")


def changed_parts(before, after):
    """Return the keys of the parts in which two documents of one page differ, in their order.

    Sections are told apart; `"body"` is their order, or a section without a key.
    """
    old, new = _parts(before), _parts(after)
    keys = [key for key in dict.fromkeys([*new, *old]) if old.get(key) != new.get(key)]
    moved = [key for key in old if key in new] != [key for key in new if key in old]
    if moved and SECTIONS not in keys:
        keys.append(SECTIONS)
    return tuple(keys)


def _parts(document):
    """The parts of a document by key, in the order of the page."""
    parts = {}
    for name, value in {**document.get("meta", {}), **document}.items():
        if name in UNREAD or name == "meta":
            continue
        if name == SECTIONS:
            parts |= _sections(value or [])
        else:
            parts[name] = _read(value)
    return parts


def _sections(sections):
    found = {}
    for section in sections:
        key = key_of(section)
        if key:
            found[section_key(key)] = _read(section["value"])
        else:
            found[SECTIONS] = [*found.get(SECTIONS, []), _read(section["value"])]
    return found


def _read(value):
    """A value without what no reader takes in: the ids of blocks."""
    if isinstance(value, list):
        return [_read(item) for item in value]
    if isinstance(value, dict):
        unread = {"id"} if value.keys() == {"type", "value", "id"} else set()
        return {key: _read(item) for key, item in value.items() if key not in unread}
    return value


def edited_parts(before, after):
    """Return the keys of the parts of which two mappings `{part key: what it says}` differ."""
    return tuple(
        key for key in dict.fromkeys([*after, *before]) if before.get(key) != after.get(key)
    )
