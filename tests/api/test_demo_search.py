"""A fresh demo is found by everything that it says, in the API, in the admin and by Wagtail."""

import pytest
from django.core.management import call_command

from delivery.search.models import PageText
from home.demo.texts import texts
from locations.models import LocationPage
from tests.conftest import DEMO_HOST
from treatments.models import TreatmentPage

SEARCH = "/admin/pages/search/"


@pytest.fixture
def found(client, demo):
    """Give the titles of what the API finds."""
    call_command("documents", "build", verbosity=0)

    def found(text, **params):
        answer = client.get(
            "/api/v2/pages/",
            {"search": text, "limit": 100, **params},
            headers={"host": DEMO_HOST},
            secure=True,
        )
        return {page["title"] for page in answer.json()["items"]}

    return found


def test_everybody_finds_what_a_fresh_demo_says(found, admin_client):
    people = {
        person["name"]: entry["title"]
        for entry in texts("clinics").values()
        for person in entry["practitioners"]
    }
    assert not PageText.objects.filter(is_outdated=True).exists()
    for name, clinic in people.items():
        assert clinic in found(name, type="locations.LocationPage")
        listed = admin_client.get(SEARCH, {"q": name}).context_data["object_list"]
        assert clinic in [page.title for page in listed]
        assert [page.title for page in LocationPage.objects.search(name)] == [clinic]
    assert people

    for brand in ("Dysport", "Botox"):
        assert found(brand, type="treatments.TreatmentPage") == {"Neuromodulators"}
        listed = admin_client.get("/admin/treatments/", {"q": brand}).context_data["object_list"]
        assert "Neuromodulators" in [page.title for page in listed]
        assert list(TreatmentPage.objects.search(brand))
    for word, listing in (
        ("pregnant", SEARCH),
        ("pregnant", "/admin/faq_questions/"),
        ("redness", SEARCH),
        ("redness", "/admin/treatments/"),
        ("redness", "/admin/clinic_treatments/"),
    ):
        response = admin_client.get(listing, {"q": word})
        assert f"<mark>{word}</mark>" in response.content.decode().lower(), (word, listing)
