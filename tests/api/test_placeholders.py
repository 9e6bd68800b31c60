"""Shared text is filled for where it is read: at a clinic, or on the group's own pages."""

import pytest
from django.utils import timezone

from delivery.documents.pages import page_document
from faq.models import FAQIndexPage, FAQPage
from home.models import BrandSettings
from locations.models import LocationPage
from tests.api.builders import block, item, unsaved_below
from tests.api.hiding import WAYS
from treatments.models import Risk, TreatmentFAQ, TreatmentPage

EVERY = "{treatment}|{clinic}|{city}|{region}|{phone}|{booking}"
NEUTRAL = "this treatment|our clinic|your city|your region||"
OF_THE_BRAND = (
    "this treatment|North Skin|your city|your region|(604) 555-0100|https://book.example/"
)
OF_VANCOUVER = (
    "this treatment|Sorrel & Daughters|Vancouver|British Columbia|(604) 555-0142|"
    "https://book.example/vancouver"
)


@pytest.fixture
def brand(north):
    return BrandSettings.objects.create(
        site=north.site,
        name="North Skin",
        phone="+16045550100",
        booking_url="https://book.example/",
    )


@pytest.fixture
def vancouver(north, brand):
    return north.clinic(
        "Vancouver",
        trading_name="Sorrel & Daughters",
        booking_url="https://book.example/vancouver",
    )


@pytest.fixture
def ask_at(vancouver):
    """Publish a question in a clinic's own FAQ: `ask_at(vancouver, "Where is {clinic}?")`."""

    def ask_at(clinic, title, answer="<p>Here.</p>", **fields):
        index = clinic.get_children().type(FAQIndexPage).first()
        index = (
            index.specific
            if index
            else clinic.add_child(instance=FAQIndexPage(title="Questions", slug="faq"))
        )
        return index.add_child(instance=FAQPage(title=title, answer=answer, **fields))

    return ask_at


def cta(url="{booking}", **fields):
    return block(
        "call_to_action",
        {"heading": "", "text": "", "label": "Book", "page": None, "url": url, **fields},
    )


def content_of(document):
    return [block["value"] for block in document["body"][0]["value"]["content"]]


def test_a_library_page_speaks_for_the_group(read, north, brand):
    page = north.treatment(
        "Peel",
        summary="{treatment} at {clinic} in {city}, {region}.",
        seo_title="{treatment} in {city}",
        search_description="Ring {phone}.",
        blocks=[
            block("paragraph", "<p>Ask {clinic}.</p>"),
            block("steps", {"items": [item({"title": "{treatment}", "text": "<p>{city}</p>"})]}),
            block("do_and_dont", {"do": [item("Ring {phone}")], "dont": []}),
            block(
                "table",
                {
                    "caption": "In {city}",
                    "columns": [{"type": "text", "heading": "{clinic}"}],
                    "rows": [{"values": ["{region}"]}],
                },
            ),
            cta(),
        ],
        risks=[Risk(text="Redness: ring {phone}")],
        faqs=[TreatmentFAQ(question="What is {treatment}?", answer="<p>A {treatment}.</p>")],
    )

    document = read.page(page)

    assert document["summary"] == "Peel at North Skin in your city, your region."
    assert document["meta"]["seo_title"] == "Peel in your city"
    assert document["meta"]["search_description"] == "Ring (604) 555-0100."
    paragraph, steps, lines, table, button = content_of(document)
    assert paragraph == "<p>Ask North Skin.</p>"
    assert steps["items"] == [{"title": "Peel", "text": "<p>your city</p>"}]
    assert lines["do"] == ["Ring (604) 555-0100"]
    assert table["caption"] == "In your city"
    assert table["columns"][0]["heading"] == "North Skin"
    assert table["rows"] == [{"values": ["your region"]}]
    assert button["url"] == "https://book.example/"
    assert document["risks"][0]["text"] == "Redness: ring (604) 555-0100"
    assert document["faqs"][0]["question"] == "What is Peel?"
    assert document["faqs"][0]["answer"] == "<p>A Peel.</p>"


def test_the_words_for_city_and_region_are_the_brands(read, north, brand):
    page = north.treatment("Peel", summary="{city}, {region}")
    brand.city_wording, brand.region_wording = "your town", ""
    brand.save()

    assert read.page(page)["summary"] == "your town, your region"


def test_a_site_without_a_brand_goes_by_its_name(read, north):
    page = north.question("What else?", f"<p>{EVERY}</p>")

    assert read.page(page)["answer"] == f"<p>{NEUTRAL.replace('our clinic', 'North')}</p>"


def test_a_page_of_no_site_gets_the_neutral_wording(north, vancouver, brand):
    page = north.question("What else?", f"<p>{EVERY}</p>")
    north.site.delete()

    assert page_document(page)["answer"] == f"<p>{NEUTRAL}</p>"


def test_a_question_of_a_clinic_speaks_for_the_clinic(read, ask_at, vancouver):
    page = ask_at(vancouver, "Where is {clinic}?", f"<p>{EVERY}</p>", seo_title="{city}")

    document = read.page(page)

    assert document["title"] == document["question"] == "Where is Sorrel & Daughters?"
    assert document["answer"] == f"<p>{OF_VANCOUVER.replace('&', '&amp;')}</p>"
    assert document["meta"]["seo_title"] == "Vancouver"
    assert document["meta"]["slug"] == "where-is-clinic"


def test_the_clinics_own_page_too(read, vancouver):
    vancouver.introduction = "<p>Welcome to {clinic} in {city}.</p>"
    vancouver.save_revision().publish()

    assert read.page(vancouver)["introduction"] == (
        "<p>Welcome to Sorrel &amp; Daughters in Vancouver.</p>"
    )


def test_what_a_clinic_leaves_empty_comes_from_the_brand(read, north, ask_at, brand):
    clinic = north.clinic("Andover", phone="", booking_url="", trading_name="")
    page = ask_at(clinic, "How do I book?", f"<p>{EVERY}</p>")

    assert read.page(page)["answer"] == (
        "<p>this treatment|Andover|Vancouver|British Columbia|(604) 555-0100|"
        "https://book.example/</p>"
    )


def test_each_clinic_and_each_site_has_its_own_values_in_one_list(
    read, read_south, north, south, ask_at, vancouver
):
    andover = north.clinic("Andover", locality="Andover")
    ask_at(vancouver, "In {city}?")
    ask_at(andover, "In {city}?")
    north.question("In {city}?")
    south.question("Who is {clinic}?")

    assert sorted(read.titles(type="faq.FAQPage")) == [
        "In Andover?",
        "In Vancouver?",
        "In your city?",
    ]
    assert read_south.titles(type="faq.FAQPage") == ["Who is South?"]


@pytest.mark.parametrize("way", WAYS)
def test_a_clinic_that_is_not_public_gives_nothing(read, north, ask_at, vancouver, way):
    page = ask_at(vancouver, "Where is {clinic}?", f"<p>{EVERY}</p>")
    way(vancouver)
    page.refresh_from_db()
    if way.__name__ in {"never_published", "unpublished", "expired", "scheduled"}:
        FAQPage.objects.filter(pk=page.pk).update(live=True)

        answer = read.page(page)["answer"]
    else:
        answer = page_document(FAQPage.objects.get(pk=page.pk))["answer"]

    assert answer == f"<p>{OF_THE_BRAND}</p>"


def test_expiry_is_judged_at_the_moment_given(ask_at, vancouver):
    page = ask_at(vancouver, "Where?", "<p>{clinic}</p>")
    expiry = timezone.now() + timezone.timedelta(days=1)
    LocationPage.objects.filter(pk=vancouver.pk).update(expire_at=expiry)

    assert page_document(page)["answer"] == "<p>Sorrel &amp; Daughters</p>"
    assert page_document(page, now=expiry)["answer"] == "<p>North Skin</p>"


def test_a_question_on_a_treatment_is_about_that_treatment(read, north, brand):
    question = north.question("What is {treatment}?", "<p>{treatment} at {clinic}.</p>")
    pages = [
        north.treatment(title, faqs=[TreatmentFAQ(faq=question)]) for title in ("Peel", "Laser")
    ]

    for page in pages:
        (row,) = read.page(page)["faqs"]
        assert row["question"] == row["page"]["title"] == f"What is {page.title}?"
        assert row["answer"] == f"<p>{page.title} at North Skin.</p>"
    assert read.page(question)["title"] == "What is this treatment?"


def test_a_card_speaks_of_its_own_treatment_and_of_where_it_stands(read, north, ask_at, vancouver):
    laser = north.treatment("Laser", summary="{treatment} at {clinic}.")
    cards = block("treatment_cards", {"heading": "", "treatments": [item(laser.pk)]})
    peel = north.treatment("Peel", blocks=[cards])

    (card,) = content_of(read.page(peel))[0]["treatments"]

    assert card["summary"] == "Laser at North Skin."


def test_a_list_of_all_types_knows_the_treatments(read, north, brand):
    north.treatment("Peel", seo_title="{treatment} at {clinic}")

    titles = {page["meta"]["seo_title"] for page in read.pages(fields="_,seo_title", limit=50)}

    assert "Peel at North Skin" in titles


@pytest.mark.parametrize(
    ("rich_text_format", "written"),
    [
        ("html", "<p>At Sorrel &lt;b&gt; &amp; *Co*, <b>Vancouver</b>.</p>"),
        ("db_html", "<p>At Sorrel &lt;b&gt; &amp; *Co*, <b>Vancouver</b>.</p>"),
        ("markdown", r"At Sorrel \<b> & \*Co\*, **Vancouver**."),
        ("db_markdown", r"At Sorrel \<b> & \*Co\*, **Vancouver**."),
    ],
)
def test_values_are_escaped_for_the_format(read, ask_at, vancouver, rich_text_format, written):
    vancouver.trading_name = "Sorrel <b> & *Co*"
    vancouver.save()
    page = ask_at(vancouver, "At {clinic}?", "<p>At {clinic}, <b>{city}</b>.</p>")

    document = read.page(page, rich_text_format=rich_text_format)

    assert document["answer"].strip() == written
    assert document["title"] == "At Sorrel <b> & *Co*?"


def test_a_selection_of_fields_is_filled(read, north, brand):
    laser = north.treatment("Laser", summary="{treatment} at {clinic}.")
    cards = block("treatment_cards", {"heading": "{city}", "treatments": [item(laser.pk)]})
    page = north.treatment(
        "Peel",
        blocks=[cards],
        faqs=[TreatmentFAQ(question="{treatment}?", answer="<p>{clinic}</p>")],
    )

    assert read.page(page, fields="_,faqs(_,question)") == {"faqs": [{"question": "Peel?"}]}
    (cards,) = content_of(read.page(page, fields="_,body"))
    assert (cards["heading"], cards["treatments"][0]["summary"]) == (
        "your city",
        "Laser at North Skin.",
    )


def test_a_button_with_no_address_at_all_has_none(read, north):
    page = north.treatment("Peel", blocks=[cta()])

    assert content_of(read.page(page))[0]["url"] is None


def test_a_draft_is_filled_before_it_is_saved(north, vancouver, ask_at):
    index = ask_at(vancouver, "First?").get_parent()
    draft = FAQPage(title="Where is {clinic}?", slug="where", answer="<p>{city}</p>")

    document = page_document(unsaved_below(index, draft))

    assert document["title"] == "Where is Sorrel & Daughters?"
    assert document["answer"] == "<p>Vancouver</p>"


def test_the_draft_of_a_clinic_speaks_for_itself(vancouver):
    draft = vancouver.get_latest_revision_as_object() if vancouver.latest_revision else vancouver
    draft.trading_name = "Anew"
    draft.introduction = "<p>{clinic}</p>"

    assert page_document(draft)["introduction"] == "<p>Anew</p>"


def test_an_empty_draft_has_a_document(db):
    assert page_document(TreatmentPage(summary="{treatment}, {city}"))["summary"] == (
        "this treatment, your city"
    )


# Queries


@pytest.mark.usefixtures("made_for_each_request")
def test_nothing_is_asked_where_nothing_is_to_be_filled(read, north, brand, count_queries):
    plain = north.treatment("Peel", summary="Plain {1, 2}.")
    own = north.treatment("Laser", summary="{treatment} alone.")
    filled = north.treatment("Mask", summary="{treatment} at {clinic}.")

    def cost(page):
        read.page(page)
        return count_queries(lambda: read.page(page))

    assert cost(own) == cost(plain)
    assert cost(filled) > cost(plain)


@pytest.mark.usefixtures("made_for_each_request")
@pytest.mark.parametrize("fields", ["*", "title"])
def test_nine_pages_cost_as_much_as_three(read, north, ask_at, brand, count_queries, fields):
    def fill(start, stop):
        for number in range(start, stop):
            clinic = north.clinic(f"Clinic {number}", locality=f"City {number}")
            ask_at(clinic, "Where is {clinic}?", "<p>{phone}</p>")

    def cost(items):
        params = {"type": "faq.FAQPage", "fields": fields, "limit": 50}
        pages = read.pages(**params)
        assert len({page["title"] for page in pages}) == items
        return count_queries(lambda: read.pages(**params))

    fill(0, 3)
    of_three = cost(3)
    fill(3, 9)

    assert cost(9) == of_three


@pytest.mark.usefixtures("made_for_each_request")
def test_nine_treatments_cost_as_much_as_three_in_a_list_of_all_types(
    read, north, brand, count_queries
):
    def fill(start, stop):
        for number in range(start, stop):
            north.treatment(f"Peel {number}", seo_title="{treatment} at {clinic}")

    def cost():
        return count_queries(lambda: read.pages(fields="_,seo_title", limit=50))

    fill(0, 3)
    read.pages(fields="_,seo_title")
    of_three = cost()
    fill(3, 9)

    assert cost() == of_three
