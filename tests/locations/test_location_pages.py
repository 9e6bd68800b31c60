"""Clinics in the tree, saved by code, and asked whether they are open."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from wagtail.models import Page

from locations import checks, timezones
from locations.models import LocationIndexPage, LocationPage, OpeningException, OpeningHours


def errors_of(page):
    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    return caught.value.message_dict


def test_clinics_stand_under_an_index_and_nowhere_else(clinics, add_clinic):
    home = clinics.get_parent()
    clinic = add_clinic()
    assert LocationPage.can_create_at(clinics)
    for parent in (home.specific, clinic, Page.get_first_root_node()):
        assert not LocationPage.can_create_at(parent)
    assert not LocationIndexPage.can_create_at(home.specific)
    assert not LocationIndexPage.can_create_at(clinic)
    assert not LocationIndexPage.can_create_at(Page.get_first_root_node())


def test_code_is_held_to_the_same_rules(add_clinic):
    clinic = add_clinic()
    clinic.opening_hours = [
        OpeningHours(day=1, opens=time(9), closes=time(12)),
        OpeningHours(day=1, opens=time(11), closes=time(12, 30)),
    ]
    clinic.opening_exceptions = [
        OpeningException(reason="Flood", starts=date(2026, 12, 24), ends=date(2026, 12, 1))
    ]
    errors = errors_of(clinic)
    assert "overlaps Monday 09:00 to 12:00" in errors["opening_hours"][0]
    assert "Flood: The last day" in errors["opening_exceptions"][0]
    clinic.opening_hours, clinic.opening_exceptions = [OpeningHours(day=1)], []
    assert "Monday … to …" in errors_of(clinic)["opening_hours"][0]
    clinic.opening_hours, clinic.postcode = [], ""
    assert errors_of(clinic) == {
        "postcode": ["Fill in the postcode: an address in Canada needs one."]
    }


def test_all_errors_of_the_place_are_told_at_once(add_clinic):
    clinic = add_clinic()
    clinic.subdivision, clinic.postcode, clinic.timezone = "ZZ", "92101", "Europe/London"
    clinic.phone = "12"
    assert set(errors_of(clinic)) == {"subdivision", "postcode", "timezone", "phone"}


def test_what_is_typed_is_tidied(add_clinic):
    clinic = add_clinic(
        subdivision="british columbia",
        postcode="v6b 0z9",
        phone="(604) 555-0142",
        languages="Greek",
    )
    clinic.refresh_from_db()
    assert clinic.subdivision == "CA-BC"
    assert clinic.postcode == "V6B 0Z9"
    assert clinic.phone.as_e164 == "+16045550142"
    assert clinic.languages == "el"


def test_one_day_exception_needs_no_last_day(add_clinic):
    clinic = add_clinic()
    clinic.opening_exceptions = [OpeningException(starts=date(2026, 12, 24), closed=True)]
    clinic.save()
    assert clinic.hours["exceptions"][0]["ends"] == "2026-12-24"


def test_jurisdiction_is_the_region_or_else_the_country(add_clinic):
    assert add_clinic().jurisdiction == "CA-BC"
    assert LocationPage(country="GB").jurisdiction == "GB"
    assert LocationPage().jurisdiction == ""


def test_clinic_that_is_not_open_for_business_is_never_open(full_clinic):
    now = datetime(2026, 11, 23, 10, tzinfo=timezones.zone("America/Vancouver"))
    assert full_clinic.is_open(now)
    full_clinic.status = LocationPage.Status.TEMPORARILY_CLOSED
    assert not full_clinic.is_open(now)
    assert not LocationPage(title="Draft").is_open(now)


def test_clinic_is_found_by_its_city_and_its_people(full_clinic):
    call_command("update_index", verbosity=0)
    for words in ("Vancouver", "Sorrel", "Dana"):
        assert list(LocationPage.objects.search(words)) == [full_clinic]


def test_old_zone_data_is_reported(monkeypatch):
    assert checks.check_time_zones(None) == []
    monkeypatch.setattr(checks, "zone", lambda name: timezones.zone("America/Los_Angeles"))
    (error,) = checks.check_time_zones(None)
    assert error.id == "locations.E002"
    assert "tzdata" in error.hint


def test_missing_delivery_is_reported(monkeypatch):
    assert checks.check_delivery_installed(None) == []
    monkeypatch.setattr(checks.apps, "is_installed", lambda name: name != "delivery")
    assert [error.id for error in checks.check_delivery_installed(None)] == ["locations.E003"]
