"""The heart of inheritance: library and clinic become one document, as a pure function.

A part is anything that a clinic may keep, override or hide, and is known by a key: the name of a
field or of a list of rows (`"summary"`, `"risks"`), or one member of a list that is merged member
by member (`"section:safety"`, `"faq:12"`, `"question:9f2c…"`, `"pairing:7"`).

What is missing is inherited. A part that is hidden is not shown, whatever else is said of it, so
that taking the mark away brings back what was there.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from treatments.pairings import DO_NOT_COMBINE, KINDS

from .keys import (
    NEVER_HIDDEN,
    PAIRINGS,
    QUESTIONS,
    REVIEW,
    SECTIONS,
    pairing_key,
    question_key,
)
from .sections import at_clinic, merged_sections


@dataclass(frozen=True)
class Voice:
    """What one clinic says of a treatment, as JSON values.

    `parts`: by name; None, `""` and `[]` are inherited. `sections`: what replaces or adds sections,
    each `{"type": "replace" | "add", "value": {"key", "heading", "content"}, "id"}`, of which `add`
    has `position` (`"before"` or `"after"`) and `anchor` (a key) as well. `questions`: the clinic's
    own. `pairings`: the clinic's own, each with the id of the other library treatment as `other`.
    `hidden`: part keys. `answers`: by the id of a shared question, the clinic's own answer to it.
    `offered`: by the id of a library treatment, the card of the clinic's page for it. `warned`: by
    the id of a library treatment that must not be combined, the card of the library's page.
    `reviewed`: the names of the parts that a medical review covers. `clinic`: the id of the
    clinic's own page.
    """

    parts: Mapping = field(default_factory=dict)
    sections: Collection = ()
    questions: Collection = ()
    pairings: Collection = ()
    hidden: frozenset = frozenset()
    answers: Mapping = field(default_factory=dict)
    offered: Mapping = field(default_factory=dict)
    warned: Mapping = field(default_factory=dict)
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


# Questions


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


def merged_pairings(shared, voice):
    """Return the pairings whose other treatment the clinic offers, each with the clinic's page.

    The clinic's own pairing takes the place of the shared one with the same treatment; but what
    must not be combined stays so, and cannot be hidden. It is said of what the clinic does not
    offer as well, with the library's page, for the patient may have had it elsewhere.
    """
    all_hidden = PAIRINGS in voice.hidden
    rows = {row["other"]: row for row in shared}
    for row in voice.pairings:
        if not _warns(rows.get(row["other"])):
            rows[row["other"]] = row
    shown = [
        {**{name: value for name, value in row.items() if name != "other"}, "treatment": card}
        for other, row in rows.items()
        if (card := _other_card(other, row, voice)) is not None
        and (_warns(row) or not (all_hidden or pairing_key(other) in voice.hidden))
    ]
    return sorted(shown, key=_place_of_kind)


def _other_card(other, row, voice):
    card = voice.offered.get(other)
    return voice.warned.get(other) if card is None and _warns(row) else card


def _place_of_kind(row):
    # A draft may not say yet of which kind it is.
    return KINDS.index(row["kind"]) if row["kind"] in KINDS else len(KINDS)


def _warns(row):
    return row is not None and row["kind"] == DO_NOT_COMBINE
