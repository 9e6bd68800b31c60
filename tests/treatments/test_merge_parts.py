"""What a library page says part by part: a part's seal changes exactly when its text does."""

import json
from copy import deepcopy

import pytest

from tests.api.builders import (
    block,
    item,
    make_document,
    make_image,
    make_site,
    picture,
    section,
    some_blocks,
    whole_treatment,
)
from tests.built_once import built_once
from treatments.inheritance.parts import FIELDS, LOOKUPS, ROWS, lines, seals, shared_parts
from treatments.models import Pairing, Product, Risk, TreatmentPage, TreatmentProduct

pytestmark = pytest.mark.django_db
BLOCKS = 12


@built_once
def tree():
    return make_site("Parts", "parts.example")


@built_once
def blocks(tree):
    """Every block, as the database holds it."""
    return some_blocks(
        BLOCKS,
        image=make_image(),
        document=make_document(),
        treatment=tree.treatment("Laser"),
        clinic=tree.clinic("Vancouver"),
    )


@built_once
def page(tree, blocks):
    page = whole_treatment(tree, "Peel", pairings=1)
    page.body = json.dumps([section(blocks), section([], "safety", heading="Is it safe?")])
    page.seo_title, page.search_description = "A peel", "What a peel is."
    page.onset_min, page.longevity_max, page.interval_min = 1, 3, 2
    return page


def changed(page, change):
    """The keys of the parts whose seal is another one after a change."""
    before = seals(shared_parts(page))
    change(page)
    after = seals(shared_parts(page))
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def test_every_part_is_there(page):
    other = page.pairings.get().treatment_id

    assert shared_parts(page).keys() == {
        *FIELDS,
        *ROWS,
        *page.get_ranges(),
        "section:overview",
        "section:safety",
        f"pairing:{other}",
    }


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("title", "Acid peel", "title"),
        ("class_label", "", "class_label"),
        ("summary", "Other.", "summary"),
        ("comfort", "strong", "comfort"),
        ("anaesthesia", "", "anaesthesia"),
        ("seo_title", "Other", "seo_title"),
        ("search_description", "Other", "search_description"),
        ("session_max", 50, "session"),
        ("downtime_unit", "week", "downtime"),
        ("downtime_qualifier", "about", "downtime"),
        ("sessions_max", None, "sessions"),
        ("age_min", 19, "age"),
    ],
)
def test_a_field_changes_its_part(page, name, value, key):
    assert changed(page, lambda page: setattr(page, name, value)) == {key}


@pytest.mark.parametrize("name", ["hero_image", "social_image"])
def test_pictures_are_told_apart_and_described(page, name):
    twin = make_image("Peel face")

    assert twin.title == getattr(page, name).title
    assert changed(page, lambda page: setattr(page, name, twin)) == {name}
    assert lines(name, shared_parts(page)[name]) == ["Peel face, seen from the front"]


def test_what_nobody_reads_changes_nothing(page, tree):
    def change(page):
        page.slug = "other"
        page.summary = f"  {page.summary} ".replace(" ", "\N{NO-BREAK SPACE}")
        page.category = None
        page.reviewer = "Somebody else"
        page.show_in_menus = True
        body = json.loads(json.dumps(list(page.body.raw_data)))
        for number, part in enumerate(body):
            part["id"] = f"other-{number}"
            for child in part["value"]["content"]:
                child["id"] = "other"
        body[0]["value"]["content"][0]["value"] = body[0]["value"]["content"][0]["value"].replace(
            "<p>", '<p data-block-key="a1b2c">'
        )
        page.body = json.dumps(body)

    assert changed(page, change) == set()


def test_the_order_of_sections_and_rows_changes_nothing(page):
    page.risks = [Risk(text="Redness"), Risk(text="Scars")]

    def change(page):
        page.body = json.dumps(list(reversed(list(page.body.raw_data))))
        page.risks = [Risk(text="Scars"), Risk(text="Redness")]

    assert changed(page, change) == set()


OTHER = {
    "paragraph": "<p>Other words.</p>",
    "image": {"image": None, "caption": "Other"},
    "treatment_cards": {"heading": "Other", "treatments": []},
    "steps": {"items": [item({"title": "Last", "text": "<p>Rest.</p>"})]},
    "call_to_action": {"heading": "", "text": "", "label": "Other", "page": None, "url": ""},
    "contact_panel": {"heading": "Other", "text": "", "clinic": None},
    "before_after": {"caption": "Other"},
    "table": {
        "caption": "Depths",
        "columns": [{"type": "text", "heading": "Depth"}],
        "rows": [{"values": ["Deep"]}],
    },
    "callout": {"tone": "warning", "title": "Mind", "text": ""},
    "do_and_dont": {"do": [item("Sleep")], "dont": []},
    "video": {"url": "https://video.example/2", "title": "A visit", "transcript": ""},
    "quote": {"text": "More is more.", "attribution": ""},
}


@pytest.mark.parametrize("kind", OTHER)
def test_a_block_changes_its_section_alone(page, blocks, kind):
    def change(page):
        new = [block(kind, OTHER[kind]) if one["type"] == kind else one for one in blocks]
        assert new != blocks
        page.body = json.dumps([section(new), page.body.raw_data[1]])

    assert changed(page, change) == {"section:overview"}


def test_another_picture_or_card_in_a_block_is_another_text(page, blocks, tree):
    other = deepcopy(blocks)
    for one in other:
        if one["type"] == "image":
            one["value"]["image"] = picture(make_image("Other"))
    cards = deepcopy(blocks)
    for one in cards:
        if one["type"] == "treatment_cards":
            one["value"]["treatments"] = [item(tree.treatment("Filler").pk)]

    for new in (other, cards):
        before = page.body
        found = changed(
            page, lambda page, new=new: setattr(page, "body", json.dumps([section(new)]))
        )
        page.body = before
        assert found == {"section:overview", "section:safety"}


def test_the_markup_of_a_table_is_no_text(page, blocks):
    def change(page):
        new = json.loads(
            json.dumps(blocks).replace(
                '["Light", "<p>', '["Light ", "<p data-block-key=\\"a1b2c\\">'
            )
        )
        assert new != blocks
        page.body = json.dumps([section(new), page.body.raw_data[1]])

    assert changed(page, change) == set()


def test_rows_change_their_part(page):
    def change(page):
        risk = page.risks.all()[0]
        risk.seek_care = False
        page.risks = [risk]
        page.citations = []

    assert changed(page, change) == {"risks", "citations"}


def test_another_product_of_the_same_kind(page):
    other = Product.objects.create(brand="Other", slug="other")

    found = changed(page, lambda page: setattr(page, "products", [TreatmentProduct(product=other)]))

    assert found == {"products"}


def test_a_pairing_is_a_part_of_its_own(page, tree):
    other = page.pairings.get().treatment_id
    laser = tree.treatment("Mask")

    def change(page):
        page.pairings = [*page.pairings.all(), Pairing(treatment=laser, rationale="Both.")]

    assert changed(page, change) == {f"pairing:{laser.pk}"}
    assert lines("pairing:0", shared_parts(page)[f"pairing:{other}"]) == [
        "Goes well with · This treatment first · They add up."
    ]


def test_lines_can_be_read(page):
    said = shared_parts(page)
    read = {key: lines(key, value) for key, value in said.items()}

    assert read["title"] == ["Peel"]
    assert read["session"] == ["20–40 minutes"]
    assert read["comfort"] == ["Mild discomfort"]
    assert read["products"] == ["Peel brand"]
    assert read["areas"] == ["Peel"]
    assert read["risks"] == ["Rare · Scarring · Serious · call the clinic or a doctor"]
    assert read["contraindications"] == ["Not suitable · Infection of the skin"]
    assert read["citations"] == ["A trial · A journal · 2014 · 10.1000/182 · Ok"]
    assert read["section:safety"] == ["Is it safe?"]
    for text in ("Overview", "See the page the leaflet.", "First", "Depths", "Light", "Rest"):
        assert text in read["section:overview"]
    for line in [line for part in read.values() for line in part]:
        assert "<" not in line
        assert line not in {"tip", "text", "rich_text", "overview", "paragraph"}


@pytest.mark.parametrize("fields", [{}, {"title": "", "session_min": 3, "session_unit": ""}])
def test_an_empty_draft_says_nothing(fields):
    page = TreatmentPage(**fields)

    assert shared_parts(page).keys() <= {"session"}
    assert seals(shared_parts(page)).keys() == shared_parts(page).keys()


def test_many_pages_are_read_in_a_fixed_number_of_queries(tree, count_queries):
    def cost(pages):
        pages = TreatmentPage.objects.filter(pk__in=[page.pk for page in pages])

        def read():
            found = [shared_parts(page) for page in pages.prefetch_related(*LOOKUPS)]
            assert len(found) == len(pages)

        return count_queries(read)

    pages = [whole_treatment(tree, f"Peel {number}", pairings=0) for number in range(5)]

    assert cost(pages[:2]) == cost(pages)
