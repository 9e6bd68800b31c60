"""Search in the admin: the words of editors, live and in drafts, to those who may see them."""

import json
import re

import pytest
from django.test import Client
from wagtail.models import Revision

from delivery.search.models import PageText
from delivery.signals import pages_changed
from faq.models import FAQIndexPage, FAQPage
from locations.models import LocationPage, Practitioner
from tests.api.builders import block, item, offer, own_section, section
from tests.built_once import built_once
from treatments.models import (
    Citation,
    ClinicPrice,
    ClinicTreatmentFAQ,
    Contraindication,
    Product,
    Risk,
    TreatmentFAQ,
    TreatmentPage,
    TreatmentProduct,
)

SEARCH = "/admin/pages/search/"
TREATMENTS, OFFERS = "/admin/treatments/", "/admin/clinic_treatments/"
QUESTIONS, CLINICS = "/admin/faq_questions/", "/admin/clinics/"


@built_once
def peel(group_tree):
    """A treatment of the library with words in every kind of place."""
    body = [
        section(
            [
                block(
                    "paragraph", "<p>First a cleanser. Then the <b>retin</b>ol, for an hour.</p>"
                ),
                block(
                    "steps", {"items": [item({"title": "Degrease", "text": "<p>With ether.</p>"})]}
                ),
                block("quote", {"text": "As new as snowfall.", "attribution": "A. Patient"}),
                block("do_and_dont", {"do": [item("Wear a hat")], "dont": [item("Swim")]}),
            ],
            heading="Overture",
        )
    ]
    return group_tree.treatment(
        "Peel",
        body=json.dumps(body),
        summary="Smooth skin.",
        contraindications=[Contraindication(text="While pregnant, or <i>nursing</i>")],
        risks=[Risk(text="Lasting redness")],
        faqs=[TreatmentFAQ(question="Will it itch?", answer="<p>Barely.</p>")],
        citations=[Citation(title="On acids", publisher="Dermis", url="https://a.example/x")],
        products=[TreatmentProduct(product=Product.objects.create(brand="Dysport", slug="d"))],
        search_description="Said to search engines.",
    )


@pytest.fixture
def of(client):
    """Give the client of a person."""

    def of(user):
        client = Client()
        client.force_login(user)
        return client

    return of


@pytest.fixture
def central(of, central_editor):
    return of(central_editor)


@pytest.fixture
def local(of, editor):
    """An editor of Andover."""
    return of(editor)


def titles(client, listing, text, **params):
    response = client.get(listing, {"q": text, **params})
    assert response.status_code == 200
    return [page.title for page in response.context_data["object_list"]]


def sentences(client, listing, text):
    """What the listing shows of each page that was found, with marked words in brackets."""
    html = client.get(listing, {"q": text}).content.decode()
    cells = re.findall(r"<td[^>]*>((?:(?!</td>).)*<mark>.*?)</td>", html, re.DOTALL)
    return [" ".join(re.sub(r"</?mark>", "|", cell).split()) for cell in cells]


# What is found


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("pregnant", "While |pregnant|, or &lt;i&gt;nursing&lt;/i&gt;"),
        ("redness", "Lasting |redness|"),
        ("RETINOL hour", "Then the |retinol|, for an |hour|."),
        ("ether", "With |ether|."),
        ("degr", "|Degrease|"),
        ("snowfall", "As new as |snowfall|."),
        ("hat", "Wear a |hat|"),
        ("overture", "|Overture|"),
        ("itch", "Will it |itch|?"),
        ("barely", "|Barely|."),
        ("dermis", "|Dermis|"),
        ("dysport", "|Dysport|"),
        ("search engines", "Said to |search| |engines|."),
    ],
)
@pytest.mark.parametrize("listing", [TREATMENTS, SEARCH])
def test_a_treatment_is_found_by_any_of_its_words(central, peel, listing, text, sentence):
    assert titles(central, listing, text) == ["Peel"]
    assert sentences(central, listing, text) == [sentence]


def test_a_title_is_found_first_and_shown_once(central, group_tree, peel):
    group_tree.question("Is it like a facial?", "<p>A peel is not a facial. Peel, peel!</p>")

    assert titles(central, SEARCH, "peel") == ["Peel", "Is it like a facial?"]
    assert titles(central, SEARCH, "pee") == ["Peel", "Is it like a facial?"]
    assert sentences(central, SEARCH, "peel") == ["A |peel| is not a facial."]
    assert titles(central, SEARCH, "peel", ordering="title") == ["Is it like a facial?", "Peel"]


def test_what_a_clinic_writes_is_found_at_the_clinic(local, andover, peel):
    page = offer(peel, andover.page)
    own = own_section("replace", "overview", [block("paragraph", "<p>Bring a scarf.</p>")])
    page.sections = json.dumps([own])
    page.faqs = [ClinicTreatmentFAQ(question="Is there tea?", answer="<p>Earl Grey.</p>")]
    page.prices = [ClinicPrice(label="Session", amount="90", note="For newcomers")]
    page.save()

    for text in ("scarf", "tea", "earl grey", "newcomers"):
        assert titles(local, OFFERS, text) == ["Peel"]
    assert sentences(local, OFFERS, "scarf") == ["Bring a |scarf|."]


def test_questions_and_clinics_are_found_by_their_words(local, central, andover, group_tree):
    group_tree.question("Does it hurt?", "<p>We use a numbing cream.</p>")
    clinic = LocationPage.objects.get(pk=andover.page_id)
    clinic.parking = "<p>Behind the <b>brewery</b>.</p>"
    clinic.practitioners = [Practitioner(name="Amara Osei", bio="<p>Trained in Accra.</p>")]
    clinic.save()

    assert titles(central, QUESTIONS, "numbing") == ["Does it hurt?"]
    for text in ("amara", "Accra", "brewery"):
        assert titles(local, CLINICS, text) == titles(local, SEARCH, text) == ["Andover"]


def test_drafts_are_found_and_say_so(central, peel):
    peel.summary = "Smoother skin by velvet."
    peel.risks = [Risk(text="Hiccups")]
    peel.save_revision()

    for listing in (TREATMENTS, SEARCH):
        assert titles(central, listing, "velvet") == titles(central, listing, "hiccups") == ["Peel"]
        # What is live still is found still.
        assert titles(central, listing, "redness") == ["Peel"]
    (sentence,) = sentences(central, TREATMENTS, "velvet")
    assert sentence == "In the draft: Smoother skin by |velvet|."

    peel.latest_revision.publish()
    assert sentences(central, TREATMENTS, "velvet") == ["Smoother skin by |velvet|."]
    assert titles(central, TREATMENTS, "redness") == []

    peel.refresh_from_db()
    peel.unpublish()
    assert titles(central, TREATMENTS, "velvet") == ["Peel"]
    peel.delete()
    assert titles(central, SEARCH, "velvet") == []
    assert not PageText.objects.filter(pk=peel.pk).exists()


def test_a_draft_that_cannot_be_read_hinders_no_search(central, group_tree, peel):
    other = group_tree.treatment("Other", summary="Brisk.")
    revision = other.save_revision()
    Revision.objects.filter(pk=revision.pk).update(
        content={**revision.content, "first_published_at": "yesterday"}
    )
    pages_changed.send(type(other), pages=[other.pk])

    assert titles(central, TREATMENTS, "brisk") == ["Other"]
    assert titles(central, TREATMENTS, "redness") == ["Peel"]


def test_a_new_title_of_the_library_is_found_at_the_clinics(local, andover, peel):
    offer(peel, andover.page)
    assert titles(local, OFFERS, "peel") == ["Peel"]

    peel.title = "Exfoliation"
    peel.save_revision().publish()
    assert titles(local, OFFERS, "exfol") == ["Exfoliation"]
    assert titles(local, OFFERS, "peel") == []


@pytest.mark.parametrize("text", ['"redness', '"', "(", "AND", "redness OR", "live:", "x:y", "'"])
def test_any_text_is_searched(central, peel, text):
    for listing in (SEARCH, TREATMENTS, f"/admin/pages/{peel.get_parent().pk}/"):
        assert central.get(listing, {"q": text}).status_code == 200


def test_the_search_of_all_pages_knows_types_and_states(central, group_tree, peel):
    group_tree.question("Itchy?", "<p>No.</p>", live=False)

    response = central.get(SEARCH, {"q": "itch"})
    assert {(kind.model, count) for kind, count in response.context_data["content_types"]} == {
        ("treatmentpage", 1),
        ("faqpage", 1),
    }
    assert response.context_data["all_pages"].count() == 2
    html = response.content.decode()
    assert "content_type=faq.faqpage" in html
    assert "There are 2 matching pages" in html
    assert "Sorry, no pages match" in central.get(SEARCH, {"q": "nowhere"}).content.decode()
    assert titles(central, SEARCH, "itch", content_type="faq.faqpage") == ["Itchy?"]
    assert titles(central, SEARCH, "itch live:yes") == ["Peel"]
    assert titles(central, SEARCH, "itch published:no") == ["Itchy?"]
    assert titles(central, SEARCH, "", content_type="treatments.treatmentpage") == ["Peel"]


def test_the_explorer_finds_words_below_a_page(central, group_tree, peel):
    for place, found in ((group_tree.treatments, ["Peel"]), (group_tree.questions, [])):
        address = f"/admin/pages/{place.pk}/"
        assert titles(central, address, "redness") == found
        assert titles(central, f"{address}results/", "redness", search_all=1) == ["Peel"]
    assert sentences(central, f"/admin/pages/{group_tree.treatments.pk}/", "redness")


def test_what_is_found_is_exported(central, peel):
    rows = central.get(TREATMENTS, {"q": "redness", "export": "csv"}).getvalue().decode()

    assert "Peel" in rows
    assert len(rows.splitlines()) == 2


# To whom


def test_another_clinics_words_are_not_found(local, of, san_diego, andover, peel, editor):
    page = offer(peel, san_diego.page, summary="With zirconium.")
    page.summary = "With palladium."
    page.save_revision()
    index = FAQIndexPage.objects.child_of(san_diego.page).get()
    index.add_child(instance=FAQPage(title="Secret?", answer="<p>Zirconium.</p>", live=False))

    for text in ("zirconium", "palladium", "secret"):
        for listing in (SEARCH, OFFERS, QUESTIONS, f"/admin/pages/{andover.page_id}/"):
            assert titles(local, listing, text) == []
            assert titles(local, listing, text, search_all=1) == []
    chooser = local.get("/admin/choose-page/search/", {"q": "palladium"})
    assert "San Diego" not in chooser.content.decode()


def test_of_pages_on_the_way_titles_alone_are_found(local, admin_client, group_tree):
    home = group_tree.home
    home.introduction = "<p>Live zirconium.</p>"
    home.save()
    home.headline = "Drafted palladium"
    home.save_revision()

    for text in ("zirconium", "palladium"):
        assert titles(admin_client, SEARCH, text) == ["Group"]
        assert titles(local, SEARCH, text) == []
    assert titles(local, SEARCH, "clinics") == ["Clinics"]
    assert sentences(local, SEARCH, "group") == []


def test_a_draft_is_not_found_where_pages_are_chosen(local, central, peel):
    """What may be chosen is not all one's own, so the chooser finds titles alone."""
    peel.summary = "Palladium."
    peel.save_revision()

    for client in (local, central):
        response = client.get("/admin/choose-page/search/", {"q": "palladium"})
        assert "Peel" not in response.content.decode()


# What it costs, and that it is whole


@pytest.mark.parametrize("listing", [SEARCH, TREATMENTS])
def test_a_search_asks_the_same_of_few_and_many(central, group_tree, peel, count_queries, listing):
    def ask():
        return central.get(listing, {"q": "redness"})

    def fill(numbers):
        for number in numbers:
            group_tree.treatment(f"Laser {number}", risks=[Risk(text="Redness")])
        ask()

    fill(range(2))
    few = count_queries(ask)
    fill(range(2, 9))
    assert len(ask().context_data["object_list"]) == 10
    assert count_queries(ask) == few


def test_wagtails_index_has_the_rows_that_were_saved_with_a_page(
    group_tree, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        clinic = group_tree.clinic("Door", practitioners=[Practitioner(name="Amara Osei")])
        product = Product.objects.create(brand="Xeomin", slug="xeomin")
        group_tree.treatment("Botulinum", products=[TreatmentProduct(product=product)])

    assert list(LocationPage.objects.search("osei")) == [clinic]
    assert [page.title for page in TreatmentPage.objects.search("xeomin")] == ["Botulinum"]
    assert not PageText.objects.filter(is_outdated=True).exists()


@pytest.mark.sql
def test_pages_made_past_the_signals_are_read_when_they_are_noted(central, peel):
    titles(central, SEARCH, "redness")
    Risk.objects.filter(page=peel).update(text="Lasting tingling")
    assert titles(central, SEARCH, "tingling") == []
    pages_changed.send(TreatmentPage, pages=[peel.pk])
    assert titles(central, SEARCH, "tingling") == ["Peel"]
