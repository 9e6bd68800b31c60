"""Every page type shows what it holds, to people, to search engines and to assistive software."""

from datetime import timedelta

import pytest
from django.contrib.staticfiles import finders
from django.test import RequestFactory
from django.utils import timezone
from django.views.defaults import server_error
from wagtail.models import PageViewRestriction

from locations.models import (
    ClinicPhoto,
    OpeningException,
    OpeningHours,
    Practitioner,
    SocialLink,
)
from tests.api.builders import make_image, make_site, restrict, whole_clinic
from treatments.models import (
    Citation,
    Contraindication,
    Indication,
    Pairing,
    Risk,
    TreatmentFAQ,
    TreatmentPage,
)

SHOWN = {
    "home": ["Skin, plainly", "Welcome in.", "How we work.", "Talk to us", "Door"],
    "treatments": ["Treatments", "Peel shelf", "Peel", "What Peel does."],
    "treatment": [
        "Peel class",
        "What Peel does.",
        "Length of a session",
        "20–40 minutes",
        "18 years and over",
        "Mild discomfort",
        "Numbing cream",
        "Peel brand",
        "Overview",
        "Watch the video: A visit",
        "Results vary.",
        "Depths",
        "Less is more.",
        "Uses and their approval",
        "Canada",
        "Fine lines",
        "since April 2002",
        "Infection of the skin",
        "Scarring",
        "Serious",
        "Seek care at once",
        "Peel typed 0?",
        "Peel question 1?",
        "They add up.",
        "Order: Peel first",
        "Order: Peel other 2 first",
        "Sources and review",
        "doi:10.1000/182",
        "Medically reviewed by Dr A. Osei, MD, on 14 September 2026",
        "due by 14 September 2027",
        "Offered at",
        "Door peel at Door",
        "(604) 555-0142",
    ],
    "treatment at a clinic": [
        "Peel shelf · Door",
        "Door peel",
        "Peel class",
        "What Peel does.",
        "20–40 minutes",
        "Mild discomfort",
        "Overview",
        "What you pay for Ask us first.",
        "Uses and their approval",
        "Infection of the skin",
        "Scarring",
        "Where do I park?",
        "Behind us.",
        "Peel typed 0?",
        "Peel question 1?",
        "They add up.",
        "Order: Door peel first",
        "doi:10.1000/182",
        "Light peel With a review. CAD 1,250.00 per session until 31 December 2099",
        "From 1 January 2100: Light peel, CAD 1,300.50 per session",
        "Who performs it Imani Brandt RN",
        "Door Skin",
        "1180 Wrenfield Street",
        "(604) 555-0142",
        "Map of Door",
        "Book at Door",
        "Peel in general",
        "Share this page",
    ],
    "questions": ["Questions", "Comfort", "Does it hurt?", "A little."],
    "question": ["Comfort", "Does it hurt?", "A little.", "All: Questions"],
    "clinics": ["Clinics", "Door", "1180 Wrenfield Street", "(604) 555-0142"],
    "clinic": [
        "Door Skin",
        "Door Skin Inc.",
        "Vancouver, British Columbia V6B 0Z9",
        "Canada",
        "(604) 555-0142",
        "vancouver@clinic.example",
        "Opening hours",
        "Monday 9 a.m. – 5 p.m.",
        "Sunday Closed",
        "English (Canada), Cantonese",
        "CAD",
        "Imani Brandt",
        "RN",
        "Instagram",
        "Treatments here",
        "Peel shelf",
        "Door peel What Peel does.",
    ],
}
ON_EVERY_PAGE = [
    "North Skin",
    "Plainly explained",
    "(604) 555-0100",
    "hello@north.example",
    "Results differ.",
    "North Skin Ltd",
    "Instagram",
    "Jobs",
    "Book a visit",
]


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_shows_what_it_holds(visit, whole_site, name):
    page = visit(whole_site[name])

    assert page.status == 200
    text = page.text.replace(" (today)", "")  # one of the days of the week is
    missing = [words for words in SHOWN[name] + ON_EVERY_PAGE if words not in text]
    assert not missing


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_built_for_everyone(visit, whole_site, name):
    elements = visit(whole_site[name]).elements

    assert [len(elements.of(tag)) for tag in ("h1", "main", "header", "footer")][:2] == [1, 1]
    assert elements.of("html")[0]["lang"] == "en-gb"
    assert elements.of("a")[0]["href"] == f"#{elements.of('main')[0]['id']}"
    ids = [attributes["id"] for _, attributes in elements.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    fragments = {link["href"][1:] for link in elements.of("a") if link.get("href", "")[:1] == "#"}
    assert fragments <= set(ids)
    assert all("alt" in image and "width" in image for image in elements.of("img"))


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_loads_nothing_from_elsewhere(visit, whole_site, name):
    elements = visit(whole_site[name]).elements

    loaded = [link["href"] for link in elements.of("link") if link["rel"] != "canonical"]
    loaded += [image["src"] for image in elements.of("img")]
    for image in elements.of("img") + elements.of("source"):
        loaded += [part.split()[0] for part in image.get("srcset", "").split(", ") if part]
    loaded += [script["src"] for script in elements.of("script")]
    assert not elements.of("iframe")
    assert loaded
    assert [url for url in loaded if not url.startswith("/")] == []


def test_styles_load_nothing_at_all(visit, whole_site):
    sheets = [
        link["href"].removeprefix("/static/")
        for link in visit("/").elements.of("link")
        if link["rel"] == "stylesheet"
    ]

    for sheet in sheets:
        with open(finders.find(sheet), encoding="utf-8") as file:
            text = file.read()
        assert "url(" not in text
        assert "@import" not in text


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
    draft.set_url_path(tree.treatments)
    draft.depth = tree.treatments.depth + 1
    draft.path = TreatmentPage._get_children_path_interval(tree.treatments.path)[1]

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
