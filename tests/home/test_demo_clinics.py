"""What the demo's clinics offer: which treatments, at what prices, by whom, in whose words."""

import re
from datetime import date, timedelta

import pytest
from wagtail.models import Page

from home.demo.texts import texts
from locations.models import LocationPage
from tests.home.demo_site import HOST, build
from treatments.models import ClinicTreatmentPage, TreatmentPage

pytestmark = pytest.mark.django_db

CURRENCIES = {"Vancouver": "CAD", "Andover": "USD", "San Diego": "USD"}


@pytest.fixture
def offers(demo_treatments):
    """The pages of each clinic, by its title."""
    offers = {}
    for path, page in demo_treatments.items():
        if path.startswith("/locations/"):
            offers.setdefault(page["clinic"]["title"], []).append(page)
    return offers


def library_slugs(pages):
    return {page["library"]["slug"] for page in pages}


def own_parts(page):
    return [key for key, part in page["provenance"].items() if part["source"] == "local"]


def test_each_clinic_offers_a_choice_of_the_library(offers):
    chosen = {clinic: library_slugs(pages) for clinic, pages in offers.items()}
    assert {clinic: 8 <= len(slugs) <= 11 for clinic, slugs in chosen.items()} == dict.fromkeys(
        CURRENCIES, True
    )
    assert set.union(*chosen.values()) == set(texts("treatments"))
    assert len(set.intersection(*chosen.values())) >= 3
    assert len({frozenset(slugs) for slugs in chosen.values()}) == 3


def test_most_pages_are_inherited_whole_and_some_are_not(offers):
    pages = [page for clinic in offers.values() for page in clinic]
    whole = [page for page in pages if not own_parts(page)]
    assert len(pages) * 2 / 3 < len(whole) < len(pages)
    local = {page["meta"]["html_url"].split("/locations/")[1]: own_parts(page) for page in pages}
    assert local["vancouver/microneedling/"] == ["downtime"]
    assert local["andover/chemical-peel/"] == ["section:aftercare"]


def test_prices_are_in_the_money_of_the_clinic(offers):
    for clinic, pages in offers.items():
        for page in pages:
            rows = [*page["prices"]["current"], *page["prices"]["upcoming"]]
            assert {row["price"]["currency"] for row in rows} == {CURRENCIES[clinic]}, page["title"]


def test_each_clinic_has_one_price_that_changes_on_a_day():
    for clinic, file in texts("clinic_treatments").items():
        prices = [row for entry in file["treatment"] for row in entry["prices"]]
        new = [row for row in prices if row.get("valid_from", date.min) >= date(2027, 1, 1)]
        (change,) = new
        old = [row for row in prices if row.get("valid_to")]
        assert [(row["label"], row["unit"]) for row in old] == [(change["label"], change["unit"])]
        assert old[0]["valid_to"] + timedelta(days=1) == change["valid_from"], clinic


def test_somebody_of_the_clinic_performs_each(offers):
    for clinic, pages in offers.items():
        people = {row["name"] for row in texts("clinics")[slug_of(clinic)]["practitioners"]}
        for page in pages:
            names = {person["name"] for person in page["practitioners"]}
            assert names, page["title"]
            assert names <= people, page["title"]


def slug_of(clinic):
    return clinic.lower().replace(" ", "-")


def test_each_clinic_answers_a_shared_question_itself(offers):
    shared = "Who may give neuromodulator injections?"
    for clinic, pages in offers.items():
        questions = [question for page in pages for question in page.questions]
        assert shared not in questions
        assert f"Who gives injections at the {clinic} clinic?" in questions


def test_what_is_shared_reads_locally(demo_treatments):
    invitations = {
        path: re.search(r"Ask (.*?): ring (.*?), or", page.sections["overview"].text).groups()
        for path, page in demo_treatments.items()
        if "what_pairs" in page.keys or path.endswith("/neuromodulators/")
    }
    assert invitations == {
        "/treatments/neuromodulators/": ("Sorrel & Strand Skin Clinics", "(604) 555-0100"),
        "/locations/vancouver/neuromodulators/": (
            "Sorrel & Strand Skin Vancouver",
            "(604) 555-0142",
        ),
        "/locations/andover/botox/": ("Sorrel & Strand Skin Andover", "(978) 555-0118"),
        "/locations/san-diego/botox/": ("Sorrel & Strand Skin San Diego", "(619) 555-0163"),
    }
    andover = demo_treatments["/locations/andover/botox/"]
    (action,) = andover.sections["next_step"].blocks("call_to_action")
    assert action["url"] == "https://example.com/book/andover"


def test_a_clinic_hides_a_question_and_a_pairing(demo_treatments):
    filler = demo_treatments["/locations/andover/dermal-filler/"]
    assert "How much filler will I need?" not in filler.questions
    assert "Do you use half syringes?" in filler.questions
    peel = demo_treatments["/locations/san-diego/chemical-peel/"]
    assert "dermaplaning" in peel.pairings
    assert "ipl-photofacial" not in peel.pairings


def test_the_library_has_moved_past_one_override_and_a_missing_page_comes_back(demo):
    stale = {page.url_path: page.stale_overrides() for page in ClinicTreatmentPage.objects.all()}
    assert {path: keys for path, keys in stale.items() if keys} == {
        "/home/locations/andover/chemical-peel/": ["section:aftercare"]
    }
    peel = TreatmentPage.objects.get(slug="chemical-peel")
    aftercare = next(section for section in peel.body if section.value.effective_key == "aftercare")
    present = next(
        s for s in texts("treatments")["chemical-peel"]["sections"] if s["key"] == "aftercare"
    )
    assert list(aftercare.value["content"][0].value["do"]) == present["content"][0]["do"]
    assert peel.review["reviewed_on"] == "2026-09-14"

    andover = LocationPage.objects.get(slug="andover")
    offered = ClinicTreatmentPage.objects.child_of(andover)
    before = state()
    offered.get(slug="microneedling").delete()
    offered.filter(slug="botox").update(summary="As the clinic has put it.")
    build(base_url=f"https://{HOST}")

    assert [(path, live) for path, live, _ in state()] == [(path, live) for path, live, _ in before]
    changed = {path for path, *_ in set(state()) ^ set(before)}
    assert changed == {"/home/locations/andover/microneedling/"}
    assert offered.get(slug="botox").summary == "As the clinic has put it."


def state():
    return list(
        Page.objects.order_by("url_path").values_list("url_path", "live", "latest_revision")
    )
