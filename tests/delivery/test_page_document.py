"""The document of a page is a function of the page alone."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone, translation
from wagtail.models import Page

from delivery.documents.pages import page_document
from faq.models import FAQPage
from locations.models import LocationPage
from tests.api.builders import (
    block,
    links_to,
    section,
    unsaved_below,
    whole_clinic,
    whole_treatment,
)
from tests.built_once import built_once
from treatments.models import Indication, Pairing, TreatmentFAQ, TreatmentPage


def as_json(document):
    return json.loads(json.dumps(document))


@built_once
def pages(north):
    """A page of every type with something in it, by its type."""
    pages = [
        whole_treatment(north, "Peel", blocks=12),
        whole_clinic(north, "Vancouver"),
        north.question("Does it hurt?", links_to(north.home)),
        north.home,
        north.treatments,
        north.questions,
        north.clinics,
    ]
    return [type(page).objects.get(pk=page.pk) for page in pages]


def test_it_is_what_the_api_gives(read, pages):
    for page in pages:
        document = as_json(page_document(page))
        locale = document["meta"].pop("locale")

        assert document == read.page(page)
        assert locale == "en-gb"


def test_the_page_need_not_be_of_its_own_type_in_hand(read, pages):
    page = Page.objects.get(pk=pages[0].pk).specific

    assert as_json(page_document(page, fields="_,summary")) == {"summary": "What Peel does."}


def test_it_takes_the_selection_and_the_format_of_the_api(read, pages):
    page = pages[2]
    params = {"fields": "_,answer,topic", "rich_text_format": "markdown"}

    assert as_json(page_document(page, **params)) == read.page(page, **params)


def test_it_does_not_depend_on_language_or_requests(pages, rf):
    before = as_json([page_document(page) for page in pages])
    request = rf.get("/", headers={"host": "elsewhere.example"})
    request.user = AnonymousUser()

    with translation.override("fr"), timezone.override("Asia/Tokyo"):
        assert as_json([page_document(page) for page in pages]) == before


def test_it_changes_nothing(pages, django_assert_max_num_queries):
    for page in pages:
        fields = {name: value for name, value in vars(page).items() if name[0] != "_"}
        page_document(page)
        assert {name: vars(page)[name] for name in fields} == fields


def test_a_draft_shows_its_unsaved_changes(north, read, pages):
    page = pages[0]
    other = north.treatment("Other")
    draft = page.get_latest_revision_as_object()
    draft.title = "Peel, anew"
    draft.hero_image = None
    draft.downtime_max = 9
    draft.body = json.dumps([section([block("paragraph", "<p>Anew.</p>")])])
    draft.faqs = [TreatmentFAQ(question="Why?", answer="<p>So.</p>")]
    draft.indications = [Indication(use="Deep lines", jurisdiction="US", status="off_label")]
    draft.pairings = [Pairing(treatment=other, rationale="They add up.", order="after")]
    draft.products = []
    live = read.page(page)

    document = page_document(draft)

    assert document["title"] == "Peel, anew"
    assert document["hero_image"] is None
    assert document["downtime"]["max"] == 9
    assert document["body"][0]["value"]["content"][0]["value"] == "<p>Anew.</p>"
    assert [row["question"] for row in document["faqs"]] == ["Why?"]
    assert [row["use"] for row in document["indications"]] == ["Deep lines"]
    assert document["products"] == []
    assert ("Other", "after") in [
        (pairing["treatment"]["title"], pairing["order"]) for pairing in document["pairings"]
    ]
    assert document["meta"]["parent"]["title"] == "Treatments"
    assert read.page(page) == live


def test_a_saved_draft_is_read_back(north, pages):
    page = pages[1]
    page.trading_name = "Anew"
    page.practitioners.first().name = "Somebody else"
    page.save_revision()

    document = page_document(page.get_latest_revision_as_object())

    assert document["trading_name"] == "Anew"
    assert document["photos"][0]["image"]["alt"] == "Vancouver door, seen from the front"
    assert document["hours"]["regular"][0]["opens"] == "09:00"


def test_a_page_that_was_never_live_has_a_document(north):
    page = north.treatment("Laser", live=False)

    document = page_document(page)

    assert document["title"] == "Laser"
    assert document["meta"]["html_url"] == "http://north.example/treatments/laser/"


def test_a_page_that_is_not_in_the_database_has_a_document(north):
    page = TreatmentPage(title="Peel", summary="New")
    page.body = [("section", {"key": "overview", "heading": "New", "content": []})]
    page.faqs = [TreatmentFAQ(question="Why?", answer="<p>So.</p>")]

    document = page_document(unsaved_below(north.treatments, page))

    assert document["id"] is None
    assert document["summary"] == "New"
    assert document["faqs"][0]["question"] == "Why?"
    assert document["body"][0]["value"]["heading"] == "New"
    assert document["pairings"] == []


@pytest.mark.parametrize("page_type", [TreatmentPage, FAQPage, LocationPage])
def test_an_empty_page_has_a_document_of_nulls_and_empty_lists(db, page_type):
    document = page_document(page_type())

    for name, value in document.items():
        if name not in {"meta", "hours", "address", "status", "trading_name"}:
            assert value in (None, [], ""), name
    json.dumps(document)


def test_what_is_missing_is_null_and_an_empty_list_is_empty(north):
    document = page_document(TreatmentPage.objects.get(pk=north.treatment("Peel").pk))

    for name in ("hero_image", "downtime", "class_label", "comfort", "review"):
        assert document[name] is None, name
    for name in ("products", "areas", "concerns", "faqs", "pairings", "citations", "risks"):
        assert document[name] == [], name


def test_expiry_is_judged_at_the_moment_given(north):
    question = north.question("Does it hurt?")
    page = north.treatment("Peel", faqs=[TreatmentFAQ(faq=question)])
    expiry = timezone.now() + timezone.timedelta(days=1)
    FAQPage.objects.filter(pk=question.pk).update(expire_at=expiry)

    assert len(page_document(page)["faqs"]) == 1
    assert page_document(page, now=expiry)["faqs"] == []


def test_a_page_of_no_site_has_no_address(north):
    north.site.delete()

    document = page_document(north.home)

    assert document["meta"]["html_url"] is None
    assert document["meta"]["parent"] is None
