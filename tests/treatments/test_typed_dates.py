"""A clinic's editor types days and moments as people do; nothing else is ever stored."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.api.builders import offer
from tests.built_once import built_once

from .clinic_form_data import clinic_form_data

pytestmark = pytest.mark.django_db

PRICE = {"label": "One", "amount": "10.00", "unit": "session", "valid_to": "", "note": ""}


@built_once
def page(group):
    return offer(group.treatment("Botox", slug="botox"), group.clinic("Andover"))


@pytest.fixture
def person(editor_of, page):
    return editor_of(page.get_parent())


@pytest.fixture
def prefer(person):
    """Give a function that sets what the person has chosen in the account."""

    def prefer(**values):
        UserProfile.objects.update_or_create(user=person, defaults=values)

    return prefer


@pytest.fixture
def post(signed_in, person, page):
    """Give a function that posts the editor's form, as a browser or as its autosave."""
    client = signed_in(person)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def post(accept="text/html", **changes):
        return client.post(url, clinic_form_data(**changes), headers={"Accept": accept})

    return post


@pytest.mark.parametrize(
    ("language", "typed", "day"),
    [
        ("", "1 January 2027", date(2027, 1, 1)),
        ("", "01/02/2027", date(2027, 2, 1)),
        ("", "1.2.2027", date(2027, 2, 1)),
        ("en-us", "01/02/2027", date(2027, 1, 2)),
        ("fr", "01/02/2027", date(2027, 2, 1)),
    ],
)
def test_a_prices_first_day_is_what_was_typed(post, page, prefer, language, typed, day):
    prefer(preferred_language=language)
    response = post(publish=True, prices=[{**PRICE, "valid_from": typed}])
    assert response.status_code == 302
    assert page.prices.get().valid_from == day


@pytest.mark.parametrize("typed", ["next month", "31/02/2027", "2027-13-01"])
def test_what_is_no_day_stays_as_typed(post, page, typed):
    content = post(prices=[{**PRICE, "valid_from": typed}]).content.decode()
    assert "This is not a date. Write it as 31/01/2027 or 2027-01-31." in content
    assert f'value="{typed}"' in content
    assert not page.revisions.exists()


def test_an_autosave_stores_no_other_day(post, page):
    response = post("application/json", prices=[{**PRICE, "valid_from": "next month"}])
    assert response.json()["success"] is False
    assert not page.revisions.exists()


def test_a_schedule_is_typed_in_the_time_zone_that_its_dialog_names(post, page, prefer):
    prefer(current_time_zone="Pacific/Auckland")
    moment = "1 February 2099 9am"
    content = post(publish=True, go_live_at=moment, expire_at="25:00").content.decode()
    assert content.count("In the time zone Pacific/Auckland") == 2
    assert "This is not a date with a time." in content
    assert f'value="{moment}"' in content

    post(publish=True, go_live_at=moment)
    scheduled = page.revisions.get(approved_go_live_at__isnull=False).approved_go_live_at
    assert scheduled == datetime(2099, 1, 31, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("listing", "field"),
    [
        ("/admin/treatments/", "latest_revision_created_at_from"),
        ("/admin/pages/{root}/", "latest_revision_created_at_to"),
        ("/admin/reports/site-history/", "timestamp_from"),
        ("/admin/reports/aging-pages/", "last_published_at"),
    ],
)
def test_filters_say_what_they_did_not_understand(admin_client, page, listing, field):
    """Beside the results too, which come alone while one types."""
    listing = listing.format(root=page.get_parent().pk)
    whole = admin_client.get(listing, {field: "next month"}).content.decode()
    assert 'value="next month"' in whole
    results = f"{listing}results/"
    assert "Write it as" in admin_client.get(results, {field: "next month"}).content.decode()
    assert "Write it as" not in admin_client.get(results, {field: "1.2.2027"}).content.decode()
