"""What the admin calls today at a clinic is the day there, not that of the server or the reader.

At 06:00 UTC on 1 December it is still 30 November in Vancouver and San Diego; in Auckland, it was
December 19 hours before.
"""

import csv
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from tenancy.closing.close import close_clinic
from tenancy.opening.clinics import open_clinic
from tests.api.builders import offer
from tests.built_once import built_once
from tests.world import make_person
from treatments.models import ClinicPrice

from .homes import Home

DECEMBER = date(2026, 12, 1)
SIX_UTC = datetime(2026, 12, 1, 6, tzinfo=UTC)
CLINICS = {"Andover", "Auckland", "San Diego", "Vancouver"}
AUCKLAND = {
    "title": "Auckland",
    "country": "NZ",
    "address_lines": "1 Queen Street",
    "locality": "Auckland",
    "postcode": "1010",
    "phone": "+6493000000",
    "timezone": "Pacific/Auckland",
    "currency": "NZD",
}
PRICES = reverse("clinic_prices:index")
LISTING = f"{reverse('tenancy_work')}?state=reviews-due"


def at(moment):
    """Return a context in which it is `moment`."""
    return patch("django.utils.timezone.now", lambda: moment)


@built_once
def auckland(group_tree):
    return open_clinic(group_tree.clinics, AUCKLAND, publish=True)


@built_once
def filler(group_tree):
    return group_tree.treatment("Filler", reviewer="Dr A. Osei", reviewed_on=date(2026, 1, 1))


@built_once
def offers(filler, vancouver_clinic, san_diego, auckland, andover):
    """The same treatment at each clinic, dearer from December on."""
    for clinic in (vancouver_clinic, san_diego, auckland, andover):
        page = offer(filler, clinic.page)
        page.prices = [
            ClinicPrice(label="Old", amount=100, valid_to=DECEMBER - timedelta(days=1)),
            ClinicPrice(label="New", amount=200, valid_from=DECEMBER),
        ]
        page.save_revision().publish()


@built_once
def owner():
    """Sees all clinics and lives by the server's clock."""
    return get_user_model().objects.create_superuser("owner", "owner@example.com", "secret")


def sheet(content):
    """Return the rows of the only sheet of an Excel file."""
    return load_workbook(BytesIO(content)).active.iter_rows(values_only=True)


# The prices


@pytest.mark.parametrize(
    ("now", "new_at"),
    [
        ("2026-11-30T10:30Z", set()),
        ("2026-11-30T11:30Z", {"Auckland"}),
        ("2026-12-01T06:00Z", {"Auckland", "Andover"}),
        ("2026-12-01T07:30Z", {"Auckland", "Andover", "Vancouver"}),
    ],
)
def test_the_prices_are_those_of_each_clinics_day(client, offers, owner, now, new_at):
    client.force_login(owner)
    with at(datetime.fromisoformat(now)):
        html = client.get(PRICES).content.decode()
    rows = [row.get_text(" ") for row in BeautifulSoup(html, "html.parser").select("tbody tr")]
    for price, clinics in (("New", new_at), ("Old", CLINICS - new_at)):
        assert {name for name in CLINICS for row in rows if name in row and price in row} == clinics


@pytest.mark.parametrize("export", ["csv", "xlsx"])
def test_the_exported_prices_are_those_of_each_clinics_day(client, offers, owner, export):
    client.force_login(owner)
    with at(SIX_UTC):
        content = client.get(PRICES, {"export": export}).getvalue()
    rows = csv.reader(content.decode().splitlines()) if export == "csv" else sheet(content)
    heading, *rows = rows
    clinic, prices = heading.index("Clinic"), heading.index("Prices today")
    assert {row[clinic]: row[prices].split(":")[0] for row in rows} == {
        "Andover": "New",
        "Auckland": "New",
        "San Diego": "Old",
        "Vancouver": "Old",
    }


def test_the_readers_own_time_zone_does_not_change_the_prices(client, offers, san_diego):
    person = make_person("traveller", san_diego.editors)
    UserProfile.objects.filter(user=person).update(current_time_zone="Pacific/Auckland")
    client.force_login(person)
    with at(SIX_UTC):
        html = client.get(PRICES).content.decode()
    assert "Old" in html
    assert "New" not in html


# Medical reviews


@pytest.mark.parametrize(
    ("clinic", "note"),
    [
        ("vancouver_clinic", "Is due on 30 November 2026."),
        ("san_diego", "Is due on 30 November 2026."),
        ("andover", "Was due on 30 November 2026."),
        ("auckland", "Was due on 30 November 2026."),
    ],
)
def test_a_review_is_overdue_when_its_day_is_over_at_the_clinic(
    request, client, filler, offers, clinic, note
):
    filler.review_due = date(2026, 11, 30)
    filler.save()
    person = make_person("reader", request.getfixturevalue(clinic).editors)
    with at(SIX_UTC):
        (line,) = Home(client, person).lines("Medical reviews due")
    assert line.note.startswith(note)


def test_a_review_is_announced_by_each_clinics_day(client, filler, offers, owner):
    """A month before: first in Auckland, and counted as it is listed."""
    filler.review_due = date(2026, 12, 31)
    filler.save()
    client.force_login(owner)
    with at(SIX_UTC):
        pages = client.get(LISTING).context_data["object_list"]
        shown = {page.get_parent().title for page in pages if page.title == "Filler"}
    assert shown == {"Andover", "Auckland", "Treatments"}


def test_the_home_counts_what_it_lists(client, filler, offers, san_diego, auckland):
    filler.review_due = date(2026, 12, 31)
    filler.save()
    with at(SIX_UTC):
        early = Home(client, make_person("early", auckland.editors))
        late = Home(client, make_person("late", san_diego.editors))
    assert early.counts() == {"Medical reviews due": 1}
    assert late.counts() == {}


# Closing


def test_a_clinic_was_closed_on_its_own_day(client, san_diego, owner):
    with at(SIX_UTC):
        close_clinic(san_diego, for_good=True)
    client.force_login(owner)
    html = client.get(reverse("tenancy_clinic", args=[san_diego.page.pk])).content.decode()
    assert "This clinic was closed on 30 November 2026." in html
