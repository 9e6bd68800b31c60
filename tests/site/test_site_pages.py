"""Every page type shows what it holds, to people, to search engines and to assistive software."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone
from django.views.defaults import server_error
from wagtail.models import PageViewRestriction

from delivery.templatetags import delivery_tags
from locations.models import (
    ClinicPhoto,
    OpeningException,
    OpeningHours,
    Practitioner,
    SocialLink,
)
from tests.api.builders import make_image, make_site, restrict, unsaved_below, whole_clinic
from treatments.models import (
    Citation,
    Contraindication,
    Indication,
    Pairing,
    Risk,
    TreatmentFAQ,
    TreatmentPage,
)


def metadata(page):
    return {
        meta.get("name") or meta.get("property"): meta["content"]
        for meta in page.elements.of("meta")
        if "content" in meta
    }


def test_what_is_shared_and_indexed(visit, tree):
    page = tree.treatment("Peel", hero_image=make_image("Face"), summary="Acids & skin.")
    shown = visit("/treatments/peel/")

    assert "<title>Peel | North Skin</title>" in shown.html
    canonical = [link["href"] for link in shown.elements.of("link") if link["rel"] == "canonical"]
    assert canonical == ["http://north.example/treatments/peel/"]
    tags = metadata(shown)
    assert tags["description"] == tags["og:description"] == "Acids & skin."
    assert tags["og:image"].startswith("http://testserver/media/images/face")
    assert tags["og:image:alt"] == "Face, seen from the front"

    page.seo_title, page.search_description = "All about peels", "In short."
    page.social_image = make_image("Poster")
    page.save_revision().publish()
    shown = visit("/treatments/peel/")
    tags = metadata(shown)
    assert "<title>All about peels | North Skin</title>" in shown.html
    assert tags["og:title"] == "All about peels"
    assert tags["description"] == "In short."
    assert "poster" in tags["og:image"]


def test_a_description_made_of_rich_text_is_plain(visit, tree):
    tree.question("Cost?", "<p>Tea &amp; <b>care</b></p><p>cost little.</p>", slug="cost")

    assert metadata(visit("/faq/cost/"))["description"] == "Tea & care cost little."


def test_breadcrumbs_lead_back(visit, tree):
    tree.treatment("Peel")
    crumbs = visit("/treatments/peel/").html.split("Breadcrumb")[1].split("</nav>")[0]

    assert '<a href="/">North</a>' in crumbs
    assert '<a href="/treatments/">Treatments</a>' in crumbs
    assert '<li aria-current="page">Peel</li>' in crumbs
    assert "Breadcrumb" not in visit("/").html


def test_the_brand_colours_the_site(visit, tree):
    assert "--brand: #123456" in visit("/").html


def test_what_must_not_be_combined_stands_apart(visit, tree):
    peel, laser = tree.treatment("Peel"), tree.treatment("Laser")
    Pairing.objects.create(
        page=peel, treatment=laser, kind="do_not_combine", rationale="Burns.", gap_min_days=28
    )

    shown = visit("/treatments/laser/").text

    assert "Not to be combined Do not combine Peel Burns. Wait: at least 28 days" in shown
    assert "What pairs with it" not in shown


def test_a_part_that_is_empty_has_no_heading(visit, tree):
    page = tree.treatment("Peel")
    TreatmentPage.objects.filter(pk=page.pk).update(category=None, body="[]")
    shown = visit("/treatments/peel/").text

    for heading in (
        "Uses and their approval",
        "Who should not have it",
        "Risks and side effects",
        "Common questions",
        "Combining treatments",
        "Offered at",
        "Ask a clinic",
        "Sources and review",
    ):
        assert heading not in shown


def test_a_clinic_that_is_not_open_yet_says_so(visit, tree):
    tree.clinic("Door", status="opening_soon")

    assert "Opening soon" in visit("/locations/door/").text
    assert "Opening soon" in visit("/locations/").text
    assert "ring for the opening hours" in visit("/locations/door/").text


def test_a_site_shows_its_own_clinics_alone(visit, tree):
    whole_clinic(tree, "Northern door")
    south = make_site("South", "south.example")
    whole_clinic(south, "Southern door")

    assert "Southern" not in visit("/").text
    assert "Northern" not in visit("/", host="south.example").text


def test_a_draft_is_previewed_before_it_is_saved(tree):
    draft = TreatmentPage(title="Soon", slug="soon", summary="To come.")
    unsaved_below(tree.treatments, draft)

    response = draft.make_preview_request(preview_mode=draft.default_preview_mode)

    assert response.status_code == 200
    assert "To come." in response.content.decode()


def test_a_draft_with_gaps_in_its_rows_is_previewed(tree):
    treatment, clinic = tree.treatment("Peel"), tree.clinic("Clinic")
    treatment.indications = [Indication()]
    treatment.contraindications = [Contraindication(kind="")]
    treatment.risks = [Risk(kind="", severity="")]
    treatment.citations = [Citation()]
    treatment.faqs = [TreatmentFAQ()]
    treatment.pairings = [Pairing()]
    clinic.practitioners = [Practitioner()]
    clinic.opening_hours = [OpeningHours()]
    clinic.opening_exceptions = [OpeningException()]
    clinic.photos = [ClinicPhoto()]
    clinic.social_links = [SocialLink()]

    for draft in (treatment, clinic):
        response = draft.make_preview_request(preview_mode=draft.default_preview_mode)
        assert response.status_code == 200
        assert draft.title in response.content.decode()


@pytest.mark.parametrize(
    ("path", "make", "titles"),
    [
        ("/treatments/", "treatment", ["Peel", "Laser", "Filler"]),
        ("/faq/", "question", ["Why?", "When?", "Where?"]),
        ("/locations/", "clinic", ["Andover", "Berlin", "Calgary"]),
    ],
)
def test_a_long_list_comes_in_pages(visit, tree, monkeypatch, path, make, titles):
    monkeypatch.setattr(delivery_tags, "CHILDREN_PER_PAGE", 2)
    for title in titles:
        getattr(tree, make)(title)

    def listed(page):
        main = page.html.partition("<main")[2].partition("</main>")[0]
        return [title for title in titles if title in main]

    first, second = visit(path), visit(f"{path}?page=2")
    assert (listed(first), listed(second)) == (titles[:2], titles[2:])
    assert "Page 1 of 2" in first.text
    assert "?page=2" in [link.get("href") for link in first.elements.of("a")]
    for page, same in (("0", second), ("9", second), ("x", first)):
        assert visit(f"{path}?page={page}").text == same.text

    monkeypatch.setattr(delivery_tags, "CHILDREN_PER_PAGE", 3)
    assert "Page 1" not in visit(path).text


def test_a_page_whose_time_has_run_out_is_gone_at_once(visit, tree):
    tree.treatment("Peel", expire_at=timezone.now() - timedelta(minutes=1))
    tree.treatment("Laser", expire_at=timezone.now() + timedelta(minutes=10))

    assert visit("/treatments/peel/").status == 404
    assert visit("/treatments/laser/").status == 200


def test_a_missing_page_helps(visit, tree):
    page = visit("/nothing/")

    assert page.status == 404
    assert "This page is not here" in page.text
    assert "Treatments" in page.text


def test_a_failure_says_so_without_the_database():
    response = server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "went wrong" in response.content.decode()


def test_a_page_behind_a_password_shows_nothing_of_itself(visit, tree, client):
    page = tree.treatment("Confidential", summary="Unheard of.")
    restrict(page, PageViewRestriction.PASSWORD, password="open")

    asked = visit("/treatments/confidential/")
    assert "needs a password" in asked.text
    assert "Confidential" not in asked.html
    assert "Unheard" not in asked.html

    action = asked.elements.of("form")[0]["action"]
    form = {"password": "open", "return_url": "/treatments/confidential/"}
    headers = {"host": "north.example"}
    assert client.post(action, form, headers=headers).status_code == 302
    assert "Unheard of." in visit("/treatments/confidential/").text
