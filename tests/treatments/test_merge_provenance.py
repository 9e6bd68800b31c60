"""What the provenance says of each part is what the merge shows."""

from dataclasses import replace

from hypothesis import given

from tests.treatments.merging import SIMPLE, absent, card_of, drafts, libraries, voices
from treatments.inheritance.keys import key_of
from treatments.inheritance.merge import Voice, merge
from treatments.inheritance.provenance import provenance
from treatments.pairings import PAIRS_WITH

any_library = libraries | drafts | absent


def sources(shared, voice):
    return {key: said["source"] for key, said in provenance(shared, voice).items()}


@given(any_library, voices)
def test_every_part_is_named_once(shared, voice):
    found = sources(shared, voice)
    keys = {key_of(section) for section in [*shared["body"], *voice.sections]} - {""}
    of_body = {"body"} if "body" in voice.hidden else {f"section:{key}" for key in keys}

    assert found.keys() == (shared.keys() - {"body", "review"}) | of_body
    assert set(found.values()) <= {"shared", "local", "hidden", "mixed"}


@given(any_library, voices)
def test_simple_parts(shared, voice):
    merged, found = merge(shared, voice), sources(shared, voice)

    for name in SIMPLE:
        if found[name] == "hidden":
            assert not merged[name]
        elif found[name] == "local":
            assert merged[name] == voice.parts[name]
        else:
            assert (found[name], merged[name]) == ("shared", shared[name])


@given(any_library, voices)
def test_sections(shared, voice):
    voice = replace(voice, offered={}, clinic=None)
    merged, found = merge(shared, voice), sources(shared, voice)
    shown = {key_of(section): section for section in merged["body"] if key_of(section)}

    for key, source in found.items():
        if key.startswith("section:"):
            name = key.removeprefix("section:")
            assert (source == "hidden") == (name not in shown)
            if source != "hidden":
                assert (source == "shared") == (shown[name] in shared["body"])


@given(any_library, voices)
def test_questions(shared, voice):
    merged, source = merge(shared, voice)["faqs"], sources(shared, voice)["faqs"]
    shared_ones = [row for row in merged if row in shared["faqs"]]

    if source == "shared":
        assert merged == shared["faqs"]
    elif source == "hidden":
        assert not merged
    else:
        assert merged != shared["faqs"]
        assert (source == "mixed") == bool(shared_ones)


@given(any_library, voices)
def test_pairings(shared, voice):
    merged, source = merge(shared, voice)["pairings"], sources(shared, voice)["pairings"]
    plain = merge(shared, Voice(offered=voice.offered, warned=voice.warned))["pairings"]

    assert (source == "shared") == (merged == plain)
    if source == "hidden":
        assert plain
        assert not merged
    if source == "local":
        assert not any(row in plain for row in merged)


def test_since_when():
    shared = {"title": "Peel", "summary": "Shared.", "risks": []}
    voice = Voice(parts={"summary": "Own."}, hidden=frozenset({"risks"}))
    since = {"title": "monday", "summary": "monday", "risks": "monday"}
    own = {"summary": "tuesday", "risks": "wednesday"}

    assert provenance(shared, voice, since, own) == {
        "title": {"source": "shared", "since": "monday"},
        "summary": {"source": "local", "since": "tuesday"},
        "risks": {"source": "hidden", "since": "wednesday"},
    }


def test_a_pairing_with_what_is_not_offered_changes_nothing():
    row = {"kind": PAIRS_WITH, "order": "any", "rationale": None, "gap": None, "other": 1}
    voice = Voice(pairings=[{**row, "other": 2}], offered={1: card_of(1)})

    assert sources({"pairings": [row]}, voice) == {"pairings": "shared"}
