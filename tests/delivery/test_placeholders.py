"""Filling placeholders, and telling which would not be filled: pure functions of texts."""

import copy
import pickle
from html.parser import HTMLParser

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from delivery.placeholders import NAMES, Address, fill, names_in
from delivery.placeholders.text import HTML, Markdown
from delivery.placeholders.validation import (
    forbidden_problems,
    rich_text_problems,
    text_problems,
)

VANCOUVER = {
    "treatment": "Botox & more",
    "clinic": "Sorrel <Skin>",
    "city": "Vancouver",
    "region": "British Columbia",
    "phone": "(604) 555-0142",
    "booking": "https://book.example/?a=1&b=2",
}

placeholders = st.sampled_from([f"{{{name}}}" for name in NAMES])
unbraced = st.text(st.characters(exclude_characters="{}"), max_size=20)
words = st.lists(st.one_of(unbraced, placeholders), max_size=6).map("".join)
kinds = st.sampled_from([str, HTML, Markdown, Address])
texts = st.builds(lambda kind, text: kind(text), kinds, words)


def structures(leaves):
    return st.recursive(
        st.one_of(leaves, st.none(), st.integers(), st.booleans()),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(unbraced, inner, max_size=4),
        max_leaves=12,
    )


def shape(document):
    """The document without its texts and numbers."""
    if isinstance(document, dict):
        return {key: shape(value) for key, value in document.items()}
    return [shape(item) for item in document] if isinstance(document, list) else None


some_values = st.fixed_dictionaries(dict.fromkeys(NAMES, unbraced))


@given(structures(unbraced), some_values)
def test_what_has_no_placeholder_is_returned_as_it_is(document, values):
    assert not names_in(document)
    assert fill(document, values) is document


@given(structures(st.text()), some_values)
def test_braces_that_hold_no_placeholder_stay(document, values):
    if not names_in(document):
        assert fill(document, values) == document


@given(structures(texts), some_values)
def test_filling_changes_neither_the_document_nor_its_shape(document, values):
    before = copy.deepcopy(document)

    filled = fill(document, values)

    assert document == before
    assert not names_in(filled)
    assert shape(filled) == shape(document)


@given(structures(texts), some_values)
def test_filling_twice_is_filling_once(document, values):
    once = fill(document, values)

    assert fill(once, values) is once


@given(words, st.sampled_from(NAMES))
def test_a_value_is_not_looked_through_again(text, other):
    values = dict.fromkeys(NAMES, f"{{{other}}}")

    assert fill(text, values).count(f"{{{other}}}") == sum(
        text.count(f"{{{name}}}") for name in NAMES
    )


@given(words, some_values)
def test_placeholders_without_a_value_stay(text, values):
    del values["city"]

    assert fill(text, values).count("{city}") == text.count("{city}")


class Tags(HTMLParser):
    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.found, self.words = [], ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, [name for name, _ in attrs]))

    def handle_data(self, data):
        self.words += data


@given(st.lists(st.one_of(st.just(" and "), placeholders), max_size=5).map("".join), some_values)
def test_a_value_adds_no_tags_and_no_attributes_to_html(text, values):
    source = HTML(f'<p title="{text}">{text}</p>')
    one_line = {name: value.replace("\r", "").replace("\0", "") for name, value in values.items()}

    read = Tags(fill(source, one_line))

    assert read.found == [("p", ["title"])]
    assert read.words == fill(text, one_line)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{clinic} in {city}", "Sorrel <Skin> in Vancouver"),
        (HTML("<b>{clinic}</b>"), "<b>Sorrel &lt;Skin&gt;</b>"),
        (HTML('<a title="{booking}">'), '<a title="https://book.example/?a=1&amp;b=2">'),
        (Markdown("**{clinic}**"), r"**Sorrel \<Skin>**"),
        (Address("{booking}"), "https://book.example/?a=1&b=2"),
    ],
)
def test_a_value_is_escaped_for_the_text_it_is_put_into(text, filled):
    assert fill(text, VANCOUVER) == filled
    assert type(fill(text, VANCOUVER)) is type(text)


@pytest.mark.parametrize(
    ("before", "value", "written"),
    [
        ("", "1. First", r"1\. First"),
        ("See\n\n- ", "- Dash", r"\- Dash"),
        ("Ring ", "+1 604", "+1 604"),
        ("", "+1 604", r"\+1 604"),
        ("At ", "*The* [Clinic](x) `a` b_", r"\*The\* \[Clinic\](x) \`a\` b\_"),
    ],
)
def test_markdown_of_a_value_is_only_words(before, value, written):
    assert fill(Markdown(before + "{clinic}"), {"clinic": value}) == before + written


def test_text_that_django_takes_for_safe_is_html():
    assert fill(SafeString("<p>{clinic}</p>"), VANCOUVER) == "<p>Sorrel &lt;Skin&gt;</p>"


def test_an_address_that_nothing_fills_is_none():
    assert fill({"url": Address("{booking}")}, {"booking": ""}) == {"url": None}
    assert fill({"text": "{booking}"}, {"booking": ""}) == {"text": ""}


def test_what_a_text_is_survives_being_kept():
    for text in (HTML("<p>{city}</p>"), Markdown("{city}"), Address("{booking}")):
        assert type(pickle.loads(pickle.dumps(text))) is type(text)
        assert type(copy.deepcopy([text])[0]) is type(text)


def test_doubled_braces_are_not_a_placeholder():
    assert fill("{{city}}", {"city": "city"}) == "{{city}}"


# Validation


@pytest.mark.parametrize("name", NAMES)
def test_every_placeholder_is_right(name):
    assert text_problems(f"In {{{name}}}.") == []
    assert rich_text_problems(f"<p>In <b>{{{name}}}</b>.</p>") == []


@pytest.mark.parametrize(
    "text",
    ["", None, "{1, 2}", "{}", "{ }", "a { b", "} {", "{two words}", "{a: b}", "{1}", "{…}"],
)
def test_braces_around_what_is_no_word_are_plain_text(text):
    assert text_problems(text) == []
    assert rich_text_problems(text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ring {fone}.", ["“{fone}”", "Did you mean {phone}?"]),
        ("{clinics}", ["Did you mean {clinic}?"]),
        ("{clinic_name}", ["“{clinic_name}”", "Did you mean {clinic}?"]),
        ("{xyz}", ["Choose another, or remove the braces"]),
        ("{ phone }", ["Write {phone}", "without spaces"]),
        ("{\N{NO-BREAK SPACE}phone}", ["Write {phone}", "without spaces"]),
        ("{Phone}", ["Write {phone}", "in small letters"]),
        ("{{phone}}", ["“{{phone}}”", "in one pair of braces"]),
        ("{ville}", ["There is no placeholder"]),
    ],
)
def test_what_would_not_be_filled_is_named_with_the_way_to_mend_it(text, parts):
    for problems in (text_problems(text), rich_text_problems(f"<p>{text}</p>")):
        (message,) = problems
        for part in [*parts, *(f"{{{name}}}" for name in NAMES)]:
            assert part in message


def test_each_mistake_is_named_once():
    assert len(text_problems("{fone} {phone} {fone} {Clinic}")) == 2


def test_formatting_inside_the_braces_of_rich_text():
    (message,) = rich_text_problems("<p>Ring {<b>phone</b>}.</p>")

    assert "without formatting inside the braces" in message


def test_entities_are_read_as_what_they_stand_for():
    (message,) = rich_text_problems("<p>{&nbsp;phone}</p>")

    assert "without spaces" in message


def test_a_link_of_rich_text_cannot_hold_a_placeholder():
    (message,) = rich_text_problems('<p><a href="https://x.example/{city}">{city}</a></p>')

    assert "“{city}” is not filled in here" in message
    assert forbidden_problems("https://x.example/?a={1,2}") == []


@given(words)
def test_what_passes_is_filled_to_the_last_brace(text):
    assert text_problems(text) == []
    assert "{" not in fill(text, dict.fromkeys(NAMES, "x"))
