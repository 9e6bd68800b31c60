"""The `fields` parameter, in lists and in details."""

import pytest

from tests.api.builders import make_image, whole_treatment

TREATMENTS = {"type": "treatments.TreatmentPage"}


@pytest.fixture
def peel(north):
    return north.treatment(
        "Peel", hero_image=make_image("Face"), downtime_max=2, class_label="Peels"
    )


def only(items):
    (item,) = items
    return item


def test_names_are_added_to_the_default(read, peel):
    item = only(read.pages(**TREATMENTS, fields="summary,class_label"))

    assert set(item) == {"id", "meta", "title", "class_label", "summary"}
    assert item["summary"] == "What Peel does."


def test_a_name_with_a_minus_is_taken_away(read, peel):
    item = only(read.pages(**TREATMENTS, fields="-title,-slug,summary"))

    assert set(item) == {"id", "meta", "summary"}
    assert "slug" not in item["meta"]
    assert "title" not in read.page(peel, fields="-title")


def test_an_underscore_starts_from_nothing(read, peel):
    assert only(read.pages(**TREATMENTS, fields="_,summary")) == {"summary": "What Peel does."}
    assert read.page(peel, fields="_,id,slug") == {"id": peel.pk, "meta": {"slug": "peel"}}
    assert read.page(peel, fields="_") == {}


def test_a_star_gives_everything_that_a_detail_has_but_its_parent(read, north):
    peel = whole_treatment(north, "Peel", pairings=0, blocks=3)

    item = only(read.pages(**TREATMENTS, slug="peel", fields="*"))
    document = read.page(peel)

    assert item["meta"].pop("locale") == "en-gb"
    document["meta"].pop("parent")
    assert item == document


def test_a_star_can_be_lessened(read, peel):
    item = only(read.pages(**TREATMENTS, fields="*,-body,-pairings"))

    assert "summary" in item
    assert not {"body", "pairings"} & set(item)


NESTED = (
    (
        "hero_image(alt)",
        {"id", "alt", "width", "height", "focal_point", "credit", "renditions"},
    ),
    ("hero_image(_,alt,width)", {"alt", "width"}),
    ("hero_image(-renditions,-id)", {"alt", "width", "height", "focal_point", "credit"}),
    ("hero_image(*,-renditions)", {"id", "alt", "width", "height", "focal_point", "credit"}),
    ("hero_image(_)", set()),
    ("downtime(_,text)", {"text"}),
    ("category(_,slug)", {"slug"}),
)


def test_one_level_of_nesting(read, peel):
    for fields, keys in NESTED:
        name = fields.partition("(")[0]
        assert set(read.page(peel, fields=f"_,{fields}")[name]) == keys
        assert set(only(read.pages(**TREATMENTS, fields=fields))[name]) == keys


def test_nesting_reaches_into_every_item_of_a_list(read, north):
    whole_treatment(north, "Peel", faqs=2)

    item = only(
        read.pages(
            **TREATMENTS,
            slug="peel",
            fields="_,faqs(_,question),pairings(_,kind),products(_,brand),risks(-severity)",
        )
    )

    assert item["faqs"] == [
        {"question": "Peel typed 0?"},
        {"question": "Peel question 1?"},
    ]
    assert item["pairings"] == [{"kind": "pairs_with"}] * 3
    assert item["products"] == [{"brand": "Peel brand"}]
    assert item["risks"] == [{"kind": "rare", "text": "Scarring", "seek_care": True}]


def test_everything_and_one_of_it_narrowed(read, peel):
    document = read.page(peel, fields="*,hero_image(_,alt)")

    assert document["hero_image"] == {"alt": "Face, seen from the front"}
    assert document["summary"] == "What Peel does."


REFUSALS = (
    (
        "pairings(treatment(title))",
        "fields error: pairings(treatment(…)) nests too deep; fields can be nested once, as "
        "in pairings(treatment)",
    ),
    ("nonsense", "unknown fields: nonsense"),
    ("summary,nonsense,-rubbish", "unknown fields: nonsense, rubbish"),
    ("summary(text)", "'summary' does not support nested fields"),
    ("body(type)", "'body' does not support nested fields"),
    (
        "downtime(max,alt)",
        "unknown fields: downtime.alt; downtime has min, max, unit, text, iso8601",
    ),
    ("summary, title", "fields error: unexpected whitespace at position 8"),
    ("summary(", "fields error: unexpected end of input (did you miss out a close bracket?)"),
    ("summary)", "fields error: unexpected char ')' at position 7"),
    ("hero_image()", "fields error: unexpected char ')' at position 11"),
    (",", "fields error: unexpected char ',' at position 0"),
    ("summary,*", "fields error: '*' must be in the first position"),
    ("*,summary", "fields error: additional fields with '*' doesn't make sense"),
    ("_,-summary", "fields error: negated fields with '_' doesn't make sense"),
    ("-*", "fields error: '*' cannot be negated"),
    ("-", "unknown fields: "),
)


def test_what_cannot_be_understood_is_refused_with_a_reason(read, peel):
    for fields, message in REFUSALS:
        assert read.refusal(f"pages/{peel.pk}/", fields=fields) == message
        assert read.refusal("pages/", **TREATMENTS, fields=fields) == message


def test_the_parent_is_for_details_only(read, peel):
    assert read.page(peel, fields="_,parent")["meta"]["parent"]["title"] == "Treatments"
    assert read.refusal("pages/", fields="parent") == "unknown fields: parent"


def test_fields_of_a_type_need_the_type(read, peel):
    assert read.refusal("pages/", fields="summary") == "unknown fields: summary"


def test_a_tower_of_brackets_is_refused_at_once(read, peel):
    tower = "a(" * 1500
    assert read.refusal("pages/", fields=tower).startswith("fields")


def test_images_nest_too(read, peel):
    (item,) = read.get("images/", fields="_,renditions(_,card)")["items"]

    assert set(item["renditions"]) == {"card"}
