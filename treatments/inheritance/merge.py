"""The heart of inheritance: library and clinic become one document, as a pure function.

A part is anything that a clinic may keep, override or hide, and is known by a key: the name of a
field or of a list of rows (`"summary"`, `"risks"`), or one member of a list that is merged member
by member (`"section:safety"`, `"faq:12"`, `"question:9f2c…"`, `"pairing:7"`).

What is missing is inherited. A part that is hidden is not shown, whatever else is said of it, so
that taking the mark away brings back what was there.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from treatments.pairings import DO_NOT_COMBINE, KINDS

SHARED = "shared"
LOCAL = "local"
HIDDEN = "hidden"
MIXED = "mixed"

# Parts that are merged member by member, and not as a whole.
SECTIONS = "body"
QUESTIONS = "faqs"
PAIRINGS = "pairings"
# A page always has a name.
NEVER_HIDDEN = frozenset({"title"})
# Holds only for the text that was read: it is the library's own, or there is none.
REVIEW = "review"
# The blocks that hold cards of treatments, and of clinics.
CARDS = "treatment_cards"
CONTACTS = "contact_panel"


@dataclass(frozen=True)
class Voice:
    """What one clinic says of a treatment, as JSON values.

    `parts`: by name; None, `""` and `[]` are inherited. `sections`: what replaces or adds sections,
    each `{"type": "replace" | "add", "value": {"key", "heading", "content"}, "id"}`, of which `add`
    has `position` (`"before"` or `"after"`) and `anchor` (a key) as well. `questions`: the clinic's
    own. `pairings`: the clinic's own, each with the id of the other library treatment as `other`.
    `hidden`: part keys. `answers`: by the id of a shared question, the clinic's own answer to it.
    `offered`: by the id of a library treatment, the card of the clinic's page for it. `reviewed`:
    the names of the parts that a medical review covers. `clinic`: the id of the clinic's own page.
    """

    parts: Mapping = field(default_factory=dict)
    sections: Collection = ()
    questions: Collection = ()
    pairings: Collection = ()
    hidden: frozenset = frozenset()
    answers: Mapping = field(default_factory=dict)
    offered: Mapping = field(default_factory=dict)
    reviewed: frozenset = frozenset()
    clinic: int | None = None


def merge(shared, voice):
    """Return the merged parts, by the names of `shared` and in their order.

    `shared` maps the names of the library's parts to their JSON values; its `pairings` name the
    other library treatment as `other`. Nothing is changed in place.
    """
    merged = {name: merged_part(name, value, voice) for name, value in shared.items()}
    if REVIEW in merged and not _reads_as_reviewed(merged, shared, voice.reviewed):
        merged[REVIEW] = None
    if SECTIONS in merged:
        merged[SECTIONS] = [at_clinic(section, voice) for section in merged[SECTIONS]]
    return merged


def _reads_as_reviewed(merged, shared, reviewed):
    return all(
        merged[name] == shared[name] or not (merged[name] or shared[name])
        for name in reviewed & shared.keys()
    )


def merged_part(name, value, voice):
    """Return one part of the merged document."""
    if name == PAIRINGS:
        return merged_pairings(value or [], voice)
    if is_hidden(name, voice):
        return [] if isinstance(value, list) else None
    if name == SECTIONS:
        return merged_sections(value or [], voice.sections, voice.hidden)
    if name == QUESTIONS:
        return merged_questions(value or [], voice)
    return voice.parts.get(name) or value


def is_hidden(name, voice):
    return name in voice.hidden and name not in NEVER_HIDDEN


# Sections


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


def key_of(section):
    """Return the key of a section; `""` in a draft that has none yet."""
    return section["value"].get("key") or ""


def section_key(key):
    return f"section:{key}"


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


# Questions


def question_key(row):
    """Return the part key of a question of the library: by its page, else by its words."""
    if row["page"]:
        return f"faq:{row['page']['id']}"
    words = (row["question"] or "").strip()
    digest = hashlib.blake2b(words.encode(), digest_size=6).hexdigest()
    return f"question:{digest}"


def merged_questions(shared, voice):
    """Return the clinic's own questions, then the shared ones that it does not hide.

    A shared question that the clinic answers itself gives way to that answer, also where the clinic
    chose it. A page stands once.
    """
    kept = [row for row in shared if question_key(row) not in voice.hidden]
    rows, seen = [], set()
    for row in (_answered(row, voice.answers) for row in [*voice.questions, *kept]):
        page = row["page"] and row["page"]["id"]
        if page is None or page not in seen:
            rows.append(row)
        seen.add(page)
    return rows


def _answered(row, answers):
    return answers.get(row["page"]["id"], row) if row["page"] else row


# Pairings


def pairing_key(other):
    return f"pairing:{other}"


def merged_pairings(shared, voice):
    """Return the pairings whose other treatment the clinic offers, each with the clinic's page.

    The clinic's own pairing takes the place of the shared one with the same treatment; but what
    must not be combined stays so, and cannot be hidden.
    """
    all_hidden = PAIRINGS in voice.hidden
    rows = {row["other"]: row for row in shared}
    for row in voice.pairings:
        if not _warns(rows.get(row["other"])):
            rows[row["other"]] = row
    shown = [
        {**{name: value for name, value in row.items() if name != "other"}, "treatment": card}
        for other, row in rows.items()
        if (card := voice.offered.get(other)) is not None
        and (_warns(row) or not (all_hidden or pairing_key(other) in voice.hidden))
    ]
    return sorted(shown, key=_place_of_kind)


def _place_of_kind(row):
    # A draft may not say yet of which kind it is.
    return KINDS.index(row["kind"]) if row["kind"] in KINDS else len(KINDS)


def _warns(row):
    return row is not None and row["kind"] == DO_NOT_COMBINE


# Where each part comes from


def provenance(shared, voice, shared_since=None, local_since=None):
    """Return by part key `{"source": "shared" | "local" | "hidden" | "mixed", "since"}`.

    It names the parts of `shared` and, in the place of the body, each section of either side. The
    two mappings from part keys give the moments, ISO 8601: since when the shared text is what it
    is, and since when the clinic's part has been its own; None where it is not known.
    """
    shared_since, local_since = shared_since or {}, local_since or {}
    found = {}
    for key, source in _sources(shared, voice):
        since = shared_since if source == SHARED else local_since
        found[key] = {"source": source, "since": since.get(key)}
    return found


def _sources(shared, voice):
    for name, value in shared.items():
        if name == PAIRINGS:
            inherited = merged_pairings(value or [], Voice(offered=voice.offered))
            yield name, _source_of_rows(inherited, merged_pairings(value or [], voice))
        elif is_hidden(name, voice):
            yield name, HIDDEN
        elif name == SECTIONS:
            yield from _section_sources(value or [], voice)
        elif name == QUESTIONS:
            yield name, _source_of_rows(value or [], merged_questions(value or [], voice))
        elif name != REVIEW:
            yield name, LOCAL if voice.parts.get(name) else SHARED


def _section_sources(shared, voice):
    own = {key_of(section) for section in voice.sections}
    keys = [key_of(section) for section in [*shared, *voice.sections]]
    for key in dict.fromkeys(filter(None, keys)):
        if section_key(key) in voice.hidden:
            yield section_key(key), HIDDEN
        else:
            yield section_key(key), LOCAL if key in own else SHARED


def _source_of_rows(shared, merged):
    if merged == shared:
        return SHARED
    if not merged:
        return HIDDEN
    return MIXED if any(row in shared for row in merged) else LOCAL
