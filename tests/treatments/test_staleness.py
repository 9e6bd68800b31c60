"""When an override is stale, what it remembers, and how two texts differ."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from treatments.inheritance.staleness import (
    ADDED,
    KEPT,
    REMOVED,
    Replaced,
    difference,
    remembered,
    stale_parts,
)

NOW = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
KEYS = st.sampled_from(["summary", "risks", "section:safety"])
SEALS = st.dictionaries(
    KEYS, st.builds(lambda seal: {"seal": seal, "since": "monday"}, st.sampled_from("abc"))
)
SPACED = st.lists(st.sampled_from("aAbc,"), max_size=12).map(" ".join)


def lines(key):
    return [f"What {key} says", ""]


@given(st.sets(KEYS), SEALS)
def test_a_new_override_is_never_stale(overridden, seals):
    replaced = remembered({}, overridden, seals, lines, NOW)

    assert replaced.keys() == overridden
    assert stale_parts(replaced, seals) == []


@given(st.sets(KEYS), SEALS, SEALS)
def test_stale_is_what_the_library_has_changed_since(overridden, before, after):
    replaced = remembered({}, overridden, before, lines, NOW)

    changed = {
        key
        for key in overridden
        if before.get(key, {"seal": ""})["seal"] != after.get(key, {"seal": ""})["seal"]
    }
    assert set(stale_parts(replaced, after)) == changed


@given(st.sets(KEYS), st.sets(KEYS), SEALS, SEALS)
def test_what_is_remembered_stays_as_long_as_the_override(first, then, before, after):
    noted = remembered({}, first, before, lines, NOW)

    later = remembered(noted, then, after, lambda key: ["Other"], datetime.now(UTC))

    assert later.keys() == then
    for key in then & first:
        assert later[key] == noted[key]
    for key in then - first:
        assert later[key]["text"] == ["Other"]


def test_what_is_remembered_reads_back():
    noted = Replaced("abc", ("One", "Two"), NOW.isoformat())

    assert Replaced.from_json(noted.as_json()) == noted
    assert Replaced.from_json({}) == Replaced("", (), "")


@given(SPACED | st.text(max_size=20), SPACED | st.text(max_size=20))
def test_a_difference_holds_both_texts(old, new):
    runs = difference(old, new)

    def words(*kinds):
        return " ".join(text for kind, text in runs if kind in kinds)

    assert words(KEPT, REMOVED) == " ".join(old.split())
    assert words(KEPT, ADDED) == " ".join(new.split())
    assert all(text for _, text in runs)


@given(SPACED)
def test_equal_texts_do_not_differ(text):
    assert {kind for kind, _ in difference(text, text)} <= {KEPT}


def test_a_difference_is_told_by_words():
    assert difference("Rest for two days.", "Rest for three days.") == [
        (KEPT, "Rest for"),
        (REMOVED, "two"),
        (ADDED, "three"),
        (KEPT, "days."),
    ]
