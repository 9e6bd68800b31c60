"""A page of every type with something in every part: what it shows, and to whom it is open."""

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.built_once import built_once
from tests.site.conftest import visit_of

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


@built_once
def visits(whole_site):
    """What a stranger gets who visits every page, by what the page is."""
    return {name: visit_of(Client(), path) for name, path in whole_site.items()}


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_shows_what_it_holds(visits, name):
    page = visits[name]

    assert page.status == 200
    text = page.text.replace(" (today)", "")  # one of the days of the week is
    missing = [words for words in SHOWN[name] + ON_EVERY_PAGE if words not in text]
    assert not missing


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_built_for_everyone(visits, name):
    elements = visits[name].elements

    assert [len(elements.of(tag)) for tag in ("h1", "main", "header", "footer")][:2] == [1, 1]
    assert elements.of("html")[0]["lang"] == "en-gb"
    assert elements.of("a")[0]["href"] == f"#{elements.of('main')[0]['id']}"
    ids = [attributes["id"] for _, attributes in elements.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    fragments = {link["href"][1:] for link in elements.of("a") if link.get("href", "")[:1] == "#"}
    assert fragments <= set(ids)
    assert all("alt" in image and "width" in image for image in elements.of("img"))


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_loads_nothing_from_elsewhere(visits, name):
    elements = visits[name].elements

    loaded = [link["href"] for link in elements.of("link") if link["rel"] != "canonical"]
    loaded += [image["src"] for image in elements.of("img")]
    for image in elements.of("img") + elements.of("source"):
        loaded += [part.split()[0] for part in image.get("srcset", "").split(", ") if part]
    loaded += [script["src"] for script in elements.of("script")]
    assert not elements.of("iframe")
    assert loaded
    assert [url for url in loaded if not url.startswith("/")] == []


def test_styles_load_nothing_at_all(visits):
    sheets = [
        link["href"].removeprefix("/static/")
        for link in visits["home"].elements.of("link")
        if link["rel"] == "stylesheet"
    ]

    for sheet in sheets:
        with open(finders.find(sheet), encoding="utf-8") as file:
            text = file.read()
        assert "url(" not in text
        assert "@import" not in text
