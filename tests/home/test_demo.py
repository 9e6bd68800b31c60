"""`manage.py demo`: what it builds, again without harm, and never into another site."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from delivery.documents.pages import page_document
from faq.models import FAQPage
from home.demo.texts import text, texts
from home.models import HomePage
from locations.models import LocationPage
from tests.home.demo_site import build
from treatments.models import Pairing, TreatmentPage

pytestmark = pytest.mark.django_db


def snapshot():
    pages = Page.objects.order_by("path").values_list("pk", "url_path", "latest_revision", "live")
    return list(pages)


def said(value):
    """All texts of a document, in lower case."""
    if isinstance(value, dict):
        return " ".join(said(item) for item in value.values())
    if isinstance(value, list):
        return " ".join(said(item) for item in value)
    return str(value).lower()


def test_the_demo_is_whole_and_a_second_run_changes_nothing():
    build(base_url="https://clinics.example")

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


def test_half_a_demo_is_none(monkeypatch):
    def fail(*args):
        raise RuntimeError("the power went")

    monkeypatch.setattr("home.demo.build.fill_settings", fail)
    before = snapshot()

    with pytest.raises(RuntimeError, match="the power went"):
        build()

    assert snapshot() == before


def test_another_site_is_left_alone():
    welcome = Site.objects.get().root_page
    welcome.add_child(instance=Page(title="Something of ours"))
    before = snapshot()

    with pytest.raises(CommandError, match="There is a site here already"):
        build()

    assert snapshot() == before


def test_a_site_of_the_same_kind_is_left_alone():
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Ours", slug="ours"))
    Site.objects.update(root_page=home)
    before = snapshot()

    with pytest.raises(CommandError, match="“Ours”"):
        build()

    assert snapshot() == before


def test_outside_development_a_password_is_asked_for():
    with pytest.raises(CommandError, match="--password"):
        call_command("demo")
