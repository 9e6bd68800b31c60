"""Selections of fields, as pure functions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.api.v2.utils import BadRequestError

from delivery.documents.selection import prune, select

AVAILABLE = ("id", "title", "summary", "image")
DEFAULTS = ("id", "title")


@pytest.mark.parametrize(
    ("requested", "names"),
    [
        (None, ("id", "title")),
        ("", ("id", "title")),
        ("summary", ("id", "title", "summary")),
        ("image,summary", ("id", "title", "summary", "image")),
        ("-title", ("id",)),
        ("-title,summary", ("id", "summary")),
        ("-summary", ("id", "title")),
        ("*", AVAILABLE),
        ("*,-image", ("id", "title", "summary")),
        ("_", ()),
        ("_,summary", ("summary",)),
        ("summary,-summary", ("id", "title")),
    ],
)
def test_names_come_in_the_order_of_the_document(requested, names):
    assert select(requested, AVAILABLE, DEFAULTS) == (names, {})


@pytest.mark.parametrize(
    ("requested", "sub_fields"),
    [
        ("image(alt)", {"image": (("alt", False),)}),
        ("image(_,alt)", {"image": (("_", False), ("alt", False))}),
        ("image(-alt)", {"image": (("alt", True),)}),
        ("*,image(alt)", {"image": (("alt", False),)}),
        ("image(alt),-image", {}),
    ],
)
def test_what_is_chosen_within_a_field(requested, sub_fields):
    assert select(requested, AVAILABLE, DEFAULTS)[1] == sub_fields


@pytest.mark.parametrize("requested", ["nothing", "image(a(b))", "(", "a b", "*,title", "a" * 9])
def test_what_is_refused(requested):
    with pytest.raises(BadRequestError):
        select(requested, AVAILABLE, DEFAULTS)


@given(st.text(alphabet="*_-(), titlesummaryid", max_size=30))
def test_any_text_is_a_selection_or_refused(requested):
    try:
        names, sub_fields = select(requested, AVAILABLE, DEFAULTS)
    except BadRequestError:
        return
    assert set(names) <= set(AVAILABLE)
    assert set(sub_fields) <= set(AVAILABLE)


IMAGE = {"id": 1, "alt": "A face", "width": 8}


@pytest.mark.parametrize(
    ("config", "keys"),
    [
        ((("alt", False),), {"id", "alt", "width"}),
        ((("_", False), ("alt", False)), {"alt"}),
        ((("*", False), ("alt", True)), {"id", "width"}),
        ((("alt", True), ("id", True)), {"width"}),
        ((("_", False),), set()),
    ],
)
def test_pruning_an_object_and_a_list_of_them(config, keys):
    assert set(prune(IMAGE, config)) == keys
    assert [set(item) for item in prune([IMAGE, IMAGE], config)] == [keys, keys]
    assert prune(None, config) is None
