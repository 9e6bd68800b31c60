"""`manage.py demo`: what it builds, and again without harm."""

from wagtail.models import Page, Site

from delivery.documents.pages import page_document
from faq.models import FAQPage
from home.demo.texts import text, texts
from home.models import HomePage
from locations.models import LocationPage
from tests.home.demo_site import build, snapshot
from treatments.models import Pairing, TreatmentPage


def said(value):
    """All texts of a document, in lower case."""
    if isinstance(value, dict):
        return " ".join(said(item) for item in value.values())
    if isinstance(value, list):
        return " ".join(said(item) for item in value)
    return str(value).lower()


def test_the_demo_is_whole_and_a_second_run_changes_nothing(demo):
    assert TreatmentPage.objects.live().count() == len(texts("treatments")) >= 14
    assert FAQPage.objects.live().count() >= 40
    assert sorted(LocationPage.objects.live().values_list("subdivision", flat=True)) == [
        "CA-BC",
        "US-CA",
        "US-MA",
    ]
    assert Pairing.objects.count() == len(text("pairings")["pairing"])
    assert not Page.objects.filter(live=False).exists()
    assert not Page.objects.filter(has_unpublished_changes=True).exists()
    for page in TreatmentPage.objects.all():
        assert page.review is not None, page
    site = Site.objects.get()
    assert site.root_url == "https://clinics.example"
    assert site.root_page.specific_class is HomePage

    before = snapshot()
    treatment = TreatmentPage.objects.first()
    treatment.summary = "As an editor has put it."
    treatment.save()
    build(base_url="https://clinics.example")

    assert snapshot() == before
    treatment.refresh_from_db()
    assert treatment.summary == "As an editor has put it."

    check_neuromodulators()


def check_neuromodulators():
    """The elements of the three pages that this demo stands in for."""
    document = page_document(TreatmentPage.objects.get(slug="neuromodulators"))
    words = said(document)
    for element in (
        "dynamic",
        "static",
        "hyperhidrosis",
        "platysma",
        "10.1001/jamadermatol.2014.2494",
        "0.24",
        "glabellar",
        "onabotulinumtoxina",
        "2002",
        "consultation",
        "24 hours",
        "breastfeeding",
        "dermaplaning",
        "chemical peel",
        "unqualified",
    ):
        assert element in words, element
    assert {"kind", "treatment"} <= set(document["pairings"][0])
    sections = [block["value"] for block in document["body"]]
    assert {"overview", "how_it_works", "results", "procedure", "safety", "providers"} <= {
        section["key"] for section in sections
    }
    closing = [block["type"] for block in sections[-1]["content"]]
    assert "call_to_action" in closing
