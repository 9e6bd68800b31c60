"""What holds of the merge, whatever the library and a clinic say."""

from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.treatments.merging import (
    KEYS,
    NUMBERS,
    REVIEWED,
    SIMPLE,
    absent,
    card_of,
    drafts,
    in_order_of_kinds,
    libraries,
    part_keys,
    voices,
)
from treatments.inheritance.keys import CARDS, CONTACTS, key_of, question_key
from treatments.inheritance.merge import Voice, merge
from treatments.pairings import DO_NOT_COMBINE, KINDS, PAIRS_WITH

EVERYWHERE = {pk: card_of(pk, "clinic") for pk in NUMBERS}
any_library = libraries | drafts | absent


def shown_pairings(shared, offered):
    """The library's pairings as a clinic shows them that says nothing of its own."""
    return [
        {**{name: value for name, value in row.items() if name != "other"}, "treatment": card}
        for row in shared["pairings"]
        if (card := offered.get(row["other"]))
    ]


def without_pairings(document):
    return {name: value for name, value in document.items() if name != "pairings"}


def keys_of(document):
    return [key_of(section) for section in document["body"]]


def others_of(document):
    return [row["treatment"]["id"] for row in document["pairings"]]


@given(libraries | absent, st.booleans())
def test_who_says_nothing_shows_the_library(shared, knows_the_review):
    voice = Voice(reviewed=REVIEWED if knows_the_review else frozenset())

    assert without_pairings(merge(shared, voice)) == without_pairings(shared)


@given(libraries)
def test_empty_fields_say_nothing(shared):
    empty = {"title": "", "summary": None, "downtime": None, "hero_image": None, "risks": []}

    assert merge(shared, Voice(parts=empty)) == merge(shared, Voice())


@given(any_library, voices)
def test_it_never_fails_and_has_every_part(shared, voice):
    merged = merge(shared, voice)

    assert list(merged) == list(shared)
    for name, value in shared.items():
        assert isinstance(merged[name], list) == isinstance(value, list)
    assert {section["type"] for section in merged["body"]} <= {"section"}
    for row in merged["pairings"]:
        assert "other" not in row


@given(any_library, voices)
def test_nothing_is_changed_in_place(shared, voice):
    before = deepcopy((shared, voice))

    merge(shared, voice)

    assert (shared, voice) == before


@given(any_library, voices)
def test_the_same_is_merged_the_same(shared, voice):
    assert merge(deepcopy(shared), deepcopy(voice)) == merge(shared, voice)


@given(any_library, voices, st.sampled_from(SIMPLE), st.data())
def test_an_override_touches_its_part_alone(shared, voice, name, data):
    assume(name not in voice.hidden)
    value = [{"text": "own"}] if isinstance(shared[name], list) else "own"
    before = merge(shared, voice)

    after = merge(shared, replace(voice, parts={**voice.parts, name: value}))

    assert after.pop(name) == value
    before.pop(name)
    if name in REVIEWED:
        before["review"] = after["review"]
    assert after == before


@given(any_library, voices, part_keys)
def test_a_part_that_is_hidden_and_shown_again_is_what_it_was(shared, voice, key):
    shown = replace(voice, hidden=voice.hidden - {key})
    hidden = replace(voice, hidden=voice.hidden | {key})

    again = merge(shared, replace(hidden, hidden=hidden.hidden - {key}))

    assert again == merge(shared, shown)


@given(any_library, voices, st.sampled_from(SIMPLE))
def test_what_is_hidden_is_not_shown_unless_it_is_the_name(shared, voice, name):
    merged = merge(shared, replace(voice, hidden=voice.hidden | {name}))

    if name == "title":
        assert merged[name] == (voice.parts.get(name) or shared[name])
    else:
        assert not merged[name]


# Sections


@given(any_library, voices)
def test_a_key_stands_once(shared, voice):
    keys = [key for key in keys_of(merge(shared, voice)) if key]

    assert len(keys) == len(set(keys))


@given(libraries, voices)
def test_no_words_of_the_clinic_are_lost(shared, voice):
    voice = replace(voice, hidden=frozenset())
    merged = merge(shared, voice)
    own = {key_of(section) for section in voice.sections} - {""}

    assert set(keys_of(merged)) >= own | set(keys_of(shared))
    for key in own:
        first = next(section for section in voice.sections if key_of(section) == key)
        (shown,) = (section for section in merged["body"] if key_of(section) == key)
        assert shown["value"]["heading"] == first["value"]["heading"]


@given(libraries, voices)
def test_shared_sections_keep_their_order(shared, voice):
    shared_keys = keys_of(shared)
    left = [key for key in shared_keys if f"section:{key}" not in voice.hidden]

    merged = [key for key in keys_of(merge(shared, voice)) if key in shared_keys]

    assert merged == ([] if "body" in voice.hidden else left)


@given(libraries, voices, st.sampled_from(KEYS))
def test_a_section_touches_its_key_alone(shared, voice, key):
    voice = replace(voice, sections=[s for s in voice.sections if key_of(s) != key])
    assume(key in keys_of(shared))
    own = {"type": "replace", "value": {"key": key, "heading": "Own", "content": []}, "id": "x"}

    def others(document):
        return [section for section in document["body"] if key_of(section) != key]

    with_own = replace(voice, sections=[*voice.sections, own])

    assert others(merge(shared, with_own)) == others(merge(shared, voice))
    assert keys_of(merge(shared, with_own)) == keys_of(merge(shared, voice))


def add(key, position, anchor):
    value = {"key": key, "heading": key, "content": [], "position": position, "anchor": anchor}
    return {"type": "add", "value": value, "id": None}


def body(*keys):
    return {
        "body": [
            {"type": "section", "value": {"key": key, "heading": key, "content": []}, "id": None}
            for key in keys
        ]
    }


def test_where_added_sections_stand():
    own = [
        add("end", "after", None),
        add("second", "after", "overview"),
        add("third", "after", "second"),
        add("first", "before", "overview"),
        add("nowhere", "before", "gone"),
        add("one", "after", "other"),
        add("other", "after", "one"),
    ]

    merged = merge(body("overview", "safety"), Voice(sections=own))

    assert keys_of(merged) == (
        ["first", "overview", "second", "third", "safety", "end", "nowhere", "one", "other"]
    )


def test_a_section_keeps_its_place_beside_one_that_is_hidden_or_replaced():
    own = [
        add("here", "before", "safety"),
        {**add("safety", None, None), "type": "replace"},
        add("there", "after", "overview"),
    ]
    voice = Voice(sections=own, hidden=frozenset({"section:overview"}))

    merged = merge(body("overview", "results", "safety"), voice)

    assert keys_of(merged) == ["there", "results", "here", "safety"]


def test_a_section_that_the_library_took_away_leaves_the_clinics_words():
    own = [{**add("results", None, None), "type": "replace"}]

    assert keys_of(merge(body("overview"), Voice(sections=own))) == ["overview", "results"]


# Questions


@given(libraries, voices)
def test_the_clinics_questions_come_first_and_a_page_stands_once(shared, voice):
    voice = replace(voice, hidden=voice.hidden - {"faqs"})
    merged = merge(shared, voice)["faqs"]

    pages = [row["page"]["id"] for row in merged if row["page"]]
    assert len(pages) == len(set(pages))
    typed = [row for row in voice.questions if not row["page"]]
    assert [row for row in merged if not row["page"]][: len(typed)] == typed
    for answered in voice.answers:
        assert answered not in pages


@given(libraries, voices)
def test_shared_questions_are_there_unless_hidden(shared, voice):
    voice = replace(voice, hidden=voice.hidden - {"faqs"}, questions=[], answers={})

    kept = [row for row in shared["faqs"] if question_key(row) not in voice.hidden]
    assert merge(shared, voice)["faqs"] == kept


# Pairings


@given(any_library, voices)
def test_advice_leads_to_what_the_clinic_offers_and_a_warning_to_the_library_too(shared, voice):
    merged = merge(shared, voice)

    assert len(others_of(merged)) == len(set(others_of(merged)))
    for row in merged["pairings"]:
        shown = voice.warned | voice.offered if row["kind"] == DO_NOT_COMBINE else voice.offered
        assert row["treatment"] == shown[row["treatment"]["id"]]
    assert merged["pairings"] == in_order_of_kinds(merged["pairings"])


@given(libraries)
def test_who_says_nothing_shows_the_librarys_pairings(shared):
    voice = Voice(offered=EVERYWHERE)

    assert merge(shared, voice)["pairings"] == shown_pairings(shared, EVERYWHERE)


@given(any_library, voices)
def test_a_warning_is_never_hidden_or_softened(shared, voice):
    warned = {row["other"] for row in shared["pairings"] if row["kind"] == DO_NOT_COMBINE}
    hidden = voice.hidden | {"pairings"} | {f"pairing:{pk}" for pk in warned}

    merged = merge(shared, replace(voice, hidden=hidden))["pairings"]

    warning = {row["treatment"]["id"] for row in merged if row["kind"] == DO_NOT_COMBINE}
    assert warning >= warned & (voice.offered.keys() | voice.warned.keys())


@given(any_library, voices)
def test_hidden_pairings_are_the_advice(shared, voice):
    merged = merge(shared, replace(voice, hidden=voice.hidden | {"pairings"}))["pairings"]

    assert {row["kind"] for row in merged} <= {DO_NOT_COMBINE}


@pytest.mark.parametrize("hidden", [set(), {"pairings"}, {"pairing:1", "pairing:2"}])
def test_a_warning_stands_beside_advice_that_is_hidden(hidden):
    row = {"order": "any", "rationale": None, "gap": None}
    warning = {**row, "kind": DO_NOT_COMBINE, "other": 1}
    advice = {**row, "kind": PAIRS_WITH, "other": 2}
    softened = {**advice, "other": 1}
    voice = Voice(hidden=frozenset(hidden), pairings=[softened], offered=EVERYWHERE)

    merged = merge({"pairings": [advice, warning]}, voice)["pairings"]

    found = [(row["treatment"]["id"], row["kind"]) for row in merged]
    assert found == [*([] if hidden else [(2, PAIRS_WITH)]), (1, DO_NOT_COMBINE)]


def test_a_draft_may_not_say_of_which_kind_a_pairing_is():
    row = {"kind": "", "order": "any", "rationale": None, "gap": None}
    rows = [{**row, "other": 1}, {**row, "kind": KINDS[0], "other": 2}]

    merged = merge({"pairings": rows}, Voice(offered=EVERYWHERE))

    assert others_of(merged) == [2, 1]


# Medical review and cards


@given(any_library, voices)
def test_a_review_holds_for_the_text_that_was_read(shared, voice):
    shared = {**shared, "review": {"reviewer": "Dr A. Osei"}}
    voice = replace(voice, offered={}, clinic=None, hidden=voice.hidden - {"review"})
    merged = merge(shared, voice)

    same = all((merged[name] or None) == (shared[name] or None) for name in REVIEWED)
    assert (merged["review"] is not None) == same


@given(any_library, voices)
def test_cards_lead_to_the_clinics_own_pages(shared, voice):
    merged = merge(shared, voice)
    plain = merge(shared, replace(voice, offered={}))

    assert [card for cards in blocks_of(merged, CARDS, "treatments") for card in cards] == [
        voice.offered.get(card["id"], card)
        for cards in blocks_of(plain, CARDS, "treatments")
        for card in cards
    ]


@given(any_library, voices)
def test_a_panel_that_has_the_clinic_has_it_alone(shared, voice):
    merged = merge(shared, voice)
    plain = merge(shared, replace(voice, clinic=None))

    for own, clinics in zip(
        blocks_of(merged, CONTACTS, "clinics"), blocks_of(plain, CONTACTS, "clinics"), strict=True
    ):
        assert own == ([card for card in clinics if card["id"] == voice.clinic] or clinics)


def blocks_of(document, kind, name):
    """What the blocks of a kind hold under a name, in order."""
    return [
        block["value"][name]
        for section in document["body"]
        for block in section["value"]["content"]
        if block["type"] == kind
    ]
