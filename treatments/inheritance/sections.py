"""The sections of a page: those of the library, with the clinic's own in their places."""

from collections import defaultdict
from dataclasses import dataclass

from .keys import CARDS, CONTACTS, key_of, section_key


def merged_sections(shared, own, hidden=frozenset()):
    """Return the sections of the page: `[{"type": "section", "value": {…}, "id"}]`.

    A section of the clinic's takes the place of the shared one with its key, or stands before or
    after its anchor; without a place it comes at the end. So it does when the library removes the
    section that it replaces: the clinic's words are never lost.
    """
    places = _places(shared, own)
    order = _Order(places)
    for section in shared:
        order.put(places.replacing.get(key_of(section)) or section)
    for section in own:
        # Its anchor is nowhere on the page, or waits for it in a circle.
        order.put(section)
    return [
        _as_section(section)
        for section in order.sections
        if not key_of(section) or section_key(key_of(section)) not in hidden
    ]


@dataclass
class _Places:
    """Where the clinic's sections belong: by the key that they replace or stand beside."""

    replacing: dict
    before: dict
    after: dict


def _places(shared, own):
    taken = {key_of(section) for section in shared} - {""}
    places = _Places({}, defaultdict(list), defaultdict(list))
    for section in own:
        key, anchor = key_of(section), section["value"].get("anchor") or ""
        if key in taken:
            # A key stands once: where the library has the section too, the clinic's is shown.
            places.replacing.setdefault(key, section)
        elif section["type"] == "add" and anchor:
            before = section["value"].get("position") == "before"
            (places.before if before else places.after)[anchor].append(section)
    return places


class _Order:
    """Puts sections in order, each once and with what stands before and after it."""

    def __init__(self, places):
        self.places = places
        self.sections = []
        self._put, self._keys = set(), set()

    def put(self, section):
        key = key_of(section)
        if id(section) in self._put or (key and key in self._keys):
            return
        self._put.add(id(section))
        if key:
            self._keys.add(key)
        for other in self.places.before.get(key, ()) if key else ():
            self.put(other)
        self.sections.append(section)
        for other in self.places.after.get(key, ()) if key else ():
            self.put(other)


def _as_section(section):
    if section["type"] == "section":
        return section
    value = {name: section["value"].get(name) for name in ("key", "heading", "content")}
    return {"type": "section", "value": value, "id": section.get("id")}


def at_clinic(section, voice):
    """Return a section that leads to the clinic itself, where it can.

    Cards of treatments are those of its own pages for them; a contact panel that has this clinic
    among others has it alone.
    """
    content = section["value"].get("content") or ()
    blocks = [_as_at_clinic(block, voice) for block in content]
    return section if blocks == content else _with_content(section, blocks)


def _with_content(section, blocks):
    return {**section, "value": {**section["value"], "content": blocks}}


def _as_at_clinic(block, voice):
    value = block["value"] or {}
    if block["type"] == CARDS and value.get("treatments"):
        cards = [voice.offered.get(card["id"], card) for card in value["treatments"]]
        return {**block, "value": {**value, "treatments": cards}}
    if block["type"] == CONTACTS and value.get("clinics"):
        own = [clinic for clinic in value["clinics"] if clinic["id"] == voice.clinic]
        return {**block, "value": {**value, "clinics": own or value["clinics"]}}
    return block
