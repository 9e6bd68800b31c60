"""What a front end reads of treatments: whole documents, without a bare id or a leak."""

import json

import pytest
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from faq.models import FAQIndexPage, FAQPage, FAQTopic
from treatments.models import (
    Citation,
    Contraindication,
    Indication,
    Risk,
    TreatmentArea,
    TreatmentConcern,
    TreatmentFAQ,
    TreatmentProduct,
)

pytestmark = pytest.mark.django_db

PAGES = "/api/v2/pages/"


@pytest.fixture
def read(client):
    def read(page):
        response = client.get(f"{PAGES}{page.pk}/")
        assert response.status_code == 200
        return response.json()

    return read


@pytest.fixture
def hide():
    """Ask for a login to see a page."""

    def hide(page):
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    return hide


def test_a_treatment_is_one_document(
    read, treat, skin, texture, neck, brand, picture, laser, pair, home
):
    page = treat(
        "Chemical peel",
        class_label="Chemical peels",
        hero_image=picture,
        downtime_min=0,
        downtime_max=3,
        sessions_min=3,
        sessions_max=6,
        age_min=18,
        comfort="mild",
        anaesthesia="none",
        reviewer="Dr A. Osei",
        reviewer_credentials="MD",
        reviewed_on="2026-09-14",
    )
    index = home.add_child(instance=FAQIndexPage(title="Questions", slug="faq"))
    topic = FAQTopic.objects.create(title="During", slug="during")
    shared = index.add_child(
        instance=FAQPage(title="Does it hurt?", answer="<p>A little.</p>", topic=topic)
    )
    page.concerns.add(TreatmentConcern(concern=texture))
    page.areas.add(TreatmentArea(area=neck))
    page.products.add(TreatmentProduct(product=brand))
    page.indications.add(Indication(product=brand, use="Lines", jurisdiction="CA", since="2002-04"))
    page.contraindications.add(Contraindication(text="Pregnancy"))
    page.risks.add(Risk(text="Redness"))
    page.citations.add(Citation(title="A study", publisher="A journal", year=2015))
    page.faqs.add(TreatmentFAQ(faq=shared), TreatmentFAQ(question="Why?", answer="<p>So.</p>"))
    page.seal_review(renew=True)
    page.save()
    pair(page, laser, order="before", gap_min_days=14, gap_max_days=28)

    document = read(page)

    assert document["class_label"] == "Chemical peels"
    assert document["category"] == {"slug": "skin", "title": "Skin", "description": None}
    assert document["hero_image"]["alt"] == "A treatment room"
    assert document["downtime"] == {
        "min": 0,
        "max": 3,
        "unit": "day",
        "text": "up to 3 days",
        "iso8601": {"min": "P0D", "max": "P3D"},
    }
    assert document["sessions"]["text"] == "3–6 sessions"
    assert document["sessions"]["iso8601"] is None
    assert document["age"]["text"] == "18 years and over"
    assert document["interval"] is None
    assert (document["comfort"], document["anaesthesia"]) == ("mild", "none")
    assert document["concerns"] == [{"slug": "texture", "title": "Texture", "description": None}]
    assert [area["slug"] for area in document["areas"]] == ["neck"]
    assert document["products"] == [
        {
            "slug": "examplin",
            "brand": "Examplin",
            "mark": "®",
            "active_ingredient": "exampletoxin",
            "owner": None,
        }
    ]
    assert document["indications"] == [
        {
            "product": document["products"][0],
            "use": "Lines",
            "jurisdiction": "CA",
            "status": "approved",
            "since": "2002-04",
            "source_title": None,
            "source_url": None,
        }
    ]
    assert document["contraindications"] == [{"kind": "absolute", "text": "Pregnancy"}]
    assert document["risks"] == [
        {"kind": "expected", "text": "Redness", "severity": "mild", "seek_care": False}
    ]
    assert document["citations"] == [
        {
            "title": "A study",
            "publisher": "A journal",
            "year": 2015,
            "doi": None,
            "url": None,
            "claim": None,
        }
    ]
    chosen, typed = document["faqs"]
    assert chosen["page"] == {
        "id": shared.pk,
        "type": "faq.FAQPage",
        "title": "Does it hurt?",
        "slug": "does-it-hurt",
        "path": "/faq/does-it-hurt/",
        "url": "http://localhost/faq/does-it-hurt/",
    }
    assert chosen["question"] == "Does it hurt?"
    assert chosen["answer"] == "<p>A little.</p>"
    assert chosen["topic"] == {"slug": "during", "title": "During"}
    assert typed == {"question": "Why?", "answer": "<p>So.</p>", "topic": None, "page": None}
    assert document["review"] == {
        "reviewer": "Dr A. Osei",
        "credentials": "MD",
        "reviewed_on": "2026-09-14",
        "next_due": None,
    }
    (pairing,) = document["pairings"]
    assert pairing["gap"] == {
        "min": 14,
        "max": 28,
        "unit": "day",
        "text": "14–28 days",
        "iso8601": {"min": "P14D", "max": "P28D"},
    }
    assert pairing["treatment"]["title"] == "Laser resurfacing"
    assert pairing["treatment"]["downtime"]["text"] == "5–7 days"


def test_a_pairing_is_read_at_both_ends(read, peel, laser, pair):
    pair(peel, laser, order="before", gap_min_days=14)

    (mine,), (theirs,) = read(peel)["pairings"], read(laser)["pairings"]

    assert (mine["order"], theirs["order"]) == ("before", "after")
    assert mine["gap"] == theirs["gap"]
    assert mine["treatment"]["id"] == laser.pk
    assert theirs["treatment"]["id"] == peel.pk


def test_a_pairing_with_what_is_not_public_is_left_out(read, treat, peel, pair, hide):
    hidden = [treat(f"Hidden {number}") for number in range(4)]
    pair(peel, hidden[0])
    pair(peel, hidden[1])
    pair(hidden[2], peel)
    pair(hidden[3], peel)
    hidden[0].unpublish()
    hidden[2].unpublish()
    hide(hidden[1])
    hide(hidden[3])

    assert read(peel)["pairings"] == []


def test_a_question_whose_page_is_not_public_is_left_out(read, peel, home, hide):
    index = home.add_child(instance=FAQIndexPage(title="Questions"))
    draft = index.add_child(instance=FAQPage(title="Draft?", answer="<p>Draft.</p>", live=False))
    private = index.add_child(instance=FAQPage(title="Private?", answer="<p>Private.</p>"))
    hide(private)
    for faq in (draft, private):
        TreatmentFAQ.objects.create(page=peel, faq=faq)

    assert read(peel)["faqs"] == []


def test_nothing_that_is_not_public_leaves_by_a_block(read, treat, section, picture, laser, hide):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    picture.collection = private
    picture.save()
    hide(laser)
    page = treat(
        "Peel",
        hero_image=picture,
        body=[
            section(
                "overview",
                ("treatment_cards", {"heading": "", "treatments": [laser.pk]}),
                ("call_to_action", {"label": "Go", "page": laser.pk, "url": ""}),
                ("image", {"image": {"image": picture.pk, "alt_text": "Secret"}, "caption": ""}),
                ("paragraph", f'<p><a linktype="page" id="{laser.pk}">more</a></p>'),
            )
        ],
    )

    document = read(page)
    cards, action, image, text = [
        block["value"] for block in document["body"][0]["value"]["content"]
    ]

    assert document["hero_image"] is None
    assert cards["treatments"] == []
    assert action["page"] is None
    assert image["image"] is None
    assert text == "<p><a>more</a></p>"
    assert "Secret" not in json.dumps(document)
    assert "Laser" not in json.dumps(document)


def test_a_section_has_one_key(read, treat, section):
    page = treat(
        "Peel",
        body=[
            section("overview", ("paragraph", "<p>One.</p>")),
            section("custom", ("paragraph", "<p>Two.</p>"), custom_key="history"),
        ],
    )

    sections = [block["value"] for block in read(page)["body"]]

    assert [list(value) for value in sections] == [["key", "heading", "content"]] * 2
    assert [value["key"] for value in sections] == ["overview", "history"]


def test_blocks_have_the_shapes_that_fields_have(read, treat, section, picture, laser):
    page = treat(
        "Peel",
        body=[
            section(
                "overview",
                ("image", {"image": {"image": picture.pk, "alt_text": "A room"}, "caption": "C"}),
                ("treatment_cards", {"heading": "More", "treatments": [laser.pk]}),
                ("call_to_action", {"label": "Go", "page": laser.pk, "url": ""}),
                ("steps", {"items": [{"title": "First", "text": "<p>Do.</p>"}]}),
                (
                    "table",
                    {
                        "caption": "Depths",
                        "columns": [{"type": "text", "heading": "Depth"}],
                        "rows": [{"values": ["Deep"]}],
                    },
                ),
                ("contact_panel", {"heading": "Talk", "text": "", "clinic": None}),
            )
        ],
    )

    image, cards, action, steps, table, contact = [
        block["value"] for block in read(page)["body"][0]["value"]["content"]
    ]

    assert image["image"]["alt"] == "A room"
    assert set(image["image"]["renditions"]["card"]) == {"url", "width", "height"}
    assert cards["treatments"][0]["summary"] == "Laser resurfacing in brief."
    assert set(action["page"]) == {"id", "type", "title", "slug", "path", "url"}
    assert steps == {"items": [{"title": "First", "text": "<p>Do.</p>"}]}
    assert table["rows"] == [{"values": ["Deep"]}]
    assert contact == {"heading": "Talk", "text": None, "clinics": []}


def fill(treat, pair, section, texture, neck, brand, faqs, picture, count):
    pages = []
    for number in range(count):
        page = treat(
            f"Treatment {count} {number}",
            hero_image=picture,
            downtime_max=number,
            body=[
                section(
                    "overview",
                    ("paragraph", f'<p><a linktype="page" id="{faqs[0].pk}">more</a></p>'),
                    ("image", {"image": {"image": picture.pk, "alt_text": "A"}, "caption": ""}),
                    ("treatment_cards", {"treatments": [page.pk for page in pages]}),
                )
            ],
        )
        TreatmentConcern.objects.create(page=page, concern=texture)
        TreatmentArea.objects.create(page=page, area=neck)
        TreatmentProduct.objects.create(page=page, product=brand)
        Indication.objects.create(page=page, product=brand, use="Lines", jurisdiction="CA")
        Risk.objects.create(page=page, text="Redness")
        for faq in faqs:
            TreatmentFAQ.objects.create(page=page, faq=faq)
        if pages:
            pair(page, pages[-1])
        pages.append(page)
    return pages


def test_the_query_count_does_not_grow(
    client, treat, pair, section, texture, neck, brand, picture, home, count_queries
):
    index = home.add_child(instance=FAQIndexPage(title="Questions"))
    faqs = [
        index.add_child(instance=FAQPage(title=f"Question {n}?", answer="<p>Yes.</p>"))
        for n in range(2)
    ]

    def read_list():
        response = client.get(
            PAGES, {"type": "treatments.TreatmentPage", "fields": "*", "limit": 20}
        )
        assert response.status_code == 200

    fill(treat, pair, section, texture, neck, brand, faqs, picture, 3)
    read_list()
    for_three = count_queries(read_list)
    fill(treat, pair, section, texture, neck, brand, faqs, picture, 17)
    read_list()

    assert count_queries(read_list) == for_three
    assert for_three <= 25


def test_search_finds_a_treatment_by_what_it_is_for(client, treat, texture, update_search):
    page = treat("Chemical peel", class_label="Exfoliants")
    treat("Laser")
    page.concerns.add(TreatmentConcern(concern=texture))
    page.save()
    update_search()

    for words in ("peel", "exfoliants", "texture", "skin brief"):
        response = client.get(
            PAGES, {"type": "treatments.TreatmentPage", "search": words, "concern": "texture"}
        )
        assert [item["id"] for item in response.json()["items"]] == [page.pk], words
