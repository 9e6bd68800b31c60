"""Where each part of a merged document comes from, and since when."""

from .keys import (
    HIDDEN,
    LOCAL,
    MIXED,
    PAIRINGS,
    QUESTIONS,
    REVIEW,
    SECTIONS,
    SHARED,
    key_of,
    section_key,
)
from .merge import Voice, is_hidden, merged_pairings, merged_questions


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
            silent = Voice(offered=voice.offered, warned=voice.warned)
            inherited = merged_pairings(value or [], silent)
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
