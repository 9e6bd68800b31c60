"""Clinics to look at: a valid one to start from, and what an editor's form sends for it."""

from datetime import date, time
from decimal import Decimal

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from locations.models import (
    ClinicPhoto,
    LocationIndexPage,
    LocationPage,
    OpeningException,
    OpeningHours,
    Practitioner,
    SocialLink,
)
from tests.built_once import built_once

VANCOUVER = {
    "title": "Vancouver",
    "slug": "vancouver",
    "country": "CA",
    "address_lines": "1180 Wrenfield Street\nSuite 240",
    "locality": "Vancouver",
    "subdivision": "CA-BC",
    "postcode": "V6B 0Z9",
    "latitude": Decimal("49.2794"),
    "longitude": Decimal("-123.1193"),
    "phone": "+16045550142",
    "timezone": "America/Vancouver",
    "currency": "CAD",
    "languages": "en-CA, yue",
}

RICH_TEXTS = (
    "introduction",
    "directions",
    "parking",
    "accessibility",
    "providers_rule",
)
ROWS = ("opening_hours", "opening_exceptions", "practitioners", "photos", "social_links")


@built_once
def clinics():
    """The index page that clinics stand under."""
    root = Site.objects.get(is_default_site=True).root_page
    return root.add_child(instance=LocationIndexPage(title="Clinics", slug="locations"))


@pytest.fixture
def add_clinic(clinics):
    """Return a function that publishes a clinic: Vancouver, but for what is said otherwise."""

    def add(parent=None, **fields):
        return publish_clinic(parent or clinics, **fields)

    return add


def publish_clinic(parent, **fields):
    """Publish Vancouver, but for what is said otherwise."""
    return parent.add_child(instance=LocationPage(**{**VANCOUVER, **fields}))


@built_once
def image():
    return get_image_model().objects.create(
        title="Reception", file=get_test_image_file(), description="A bright reception"
    )


@pytest.fixture
def full_clinic(add_clinic, image):
    """A clinic with something in every field and every row."""
    clinic = add_clinic(
        trading_name="Sorrel Skin Vancouver",
        legal_name="Sorrel Skin Vancouver Inc.",
        introduction="<p>By the water.</p>",
        map_url="https://maps.example.com/vancouver",
        email="vancouver@example.com",
        booking_url="https://example.com/book",
        directions="<p>On foot.</p>",
        parking="<p>Next door.</p>",
        accessibility="<p>Level entrance.</p>",
        providers_rule="<p>Nurses and physicians.</p>",
    )
    clinic.opening_hours = [
        OpeningHours(day=5, opens=time(20), closes=time(2)),
        OpeningHours(day=1, opens=time(13, 30), closes=time(17)),
        OpeningHours(day=1, opens=time(9), closes=time(12, 30)),
        OpeningHours(day=6, opens=time(10), closes=time(12), by_appointment=True),
    ]
    eve, day = date(2026, 12, 24), date(2026, 12, 25)
    clinic.opening_exceptions = [
        OpeningException(reason="Christmas Day", starts=day, ends=day, closed=True),
        OpeningException(
            reason="Christmas Eve", starts=eve, ends=eve, opens=time(14), closes=time(16)
        ),
        OpeningException(starts=eve, ends=eve, opens=time(9), closes=time(13)),
    ]
    clinic.practitioners = [
        Practitioner(
            name="Dana Wells",
            credentials="RN",
            role="Nurse injector",
            licence_body="British Columbia College of Nurses and Midwives",
            licence_number="000000",
            bio="<p>Ten years of practice.</p>",
            photo=image,
            languages="en, pa",
        )
    ]
    clinic.photos = [ClinicPhoto(image=image, caption="Reception")]
    clinic.social_links = [SocialLink(label="Instagram", url="https://example.com/social")]
    clinic.save_revision().publish()
    return LocationPage.objects.get(pk=clinic.pk)


@pytest.fixture
def form_data():
    """Return a function that gives what the edit form sends: Vancouver, but for the changes."""

    def data(action="action-publish", rows=None, **changes):
        fields = {**VANCOUVER, "phone": "604 555 0142", "status": "open"}
        fields |= {"trading_name": "", "legal_name": "", "comment_notifications": ""}
        fields |= dict.fromkeys(RICH_TEXTS, rich_text("<p></p>"))
        fields |= {name: inline_formset((rows or {}).get(name, [])) for name in ROWS}
        fields |= {"comments": inline_formset([]), **changes}
        sent = nested_form_data(fields)
        if action:
            sent[action] = "1"
        return {name: "" if value is None else value for name, value in sent.items()}

    return data
