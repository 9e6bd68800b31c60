"""Addresses, telephone numbers and languages: what is accepted, tidied or refused, and how."""

import zoneinfo
from datetime import UTC, date, datetime

import pycountry
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.localization import get_available_admin_time_zones

from locations import places, timezones
from locations.languages import language_name, language_shapes, parse_languages
from locations.phones import invalid_phone_message, parse_phone


def refusal(function, *args):
    with pytest.raises(ValidationError) as caught:
        function(*args)
    return caught.value.messages[0]


@pytest.mark.parametrize(
    "typed", ["CA-BC", "ca-bc", "BC", "British Columbia", " british  columbia"]
)
def test_region_may_be_written_as_people_write_it(typed):
    assert places.clean_region("CA", typed) == "CA-BC"


@pytest.mark.parametrize(
    ("country", "typed", "expected"),
    [
        ("CA", "US-WA", "US-WA is Washington in the United States of America, but the country"),
        ("CA", "Brit. Columbia", "Did you mean British Columbia (CA-BC)?"),
        ("CA", "Wessex-on-Sea", "is not a region of Canada. Write it as"),
        ("HK", "Kowloon", "Leave the region blank"),
    ],
)
def test_region_of_another_country_is_refused(country, typed, expected):
    assert expected in refusal(places.clean_region, country, typed)


@pytest.mark.parametrize(
    ("country", "region", "typed", "kept"),
    [
        ("CA", "CA-BC", " v6b  0z9", "V6B 0Z9"),
        ("US", "US-MA", "01810-1234", "01810-1234"),
        ("US", "US-PR", "00901", "00901"),
        ("GB", "", "sw1a 1aa", "SW1A 1AA"),
        ("AE", "", "anything", "anything"),
    ],
)
def test_postcode_of_the_place_is_kept_tidy(country, region, typed, kept):
    assert places.clean_postcode(country, region, typed) == kept


@pytest.mark.parametrize(
    ("country", "region", "typed", "expected"),
    [
        ("CA", "CA-BC", "92101", "“92101” is not a postcode of Canada. There, they look like H3Z"),
        ("US", "US-CA", "V6B 0Z9", "is not a ZIP code of the United States of America"),
        ("CA", "CA-BC", "M5V 3L9", "is not in British Columbia (CA-BC) but in Ontario"),
        ("US", "US-MA", "92101", "is not in Massachusetts (US-MA) but in California"),
    ],
)
def test_postcode_of_another_place_is_refused(country, region, typed, expected):
    assert expected in refusal(places.clean_postcode, country, region, typed)


def test_time_zone_must_be_one_of_the_country():
    places.check_zone("CA", "CA-BC", "America/Vancouver")
    places.check_zone("US", "US-PR", "America/Puerto_Rico")
    places.check_zone("XK", "", "Europe/Belgrade")
    message = refusal(places.check_zone, "US", "US-CA", "America/Toronto")
    assert message.startswith("America/Toronto is a time zone of Canada, but the country")
    assert "America/Los_Angeles" in message


def test_what_an_address_needs_depends_on_its_country():
    nothing = {"latitude": None, "longitude": 1}
    canada = places.missing_parts("CA", nothing)
    assert set(canada) == {"address_lines", "locality", "subdivision", "postcode", "latitude"}
    assert canada["subdivision"] == "Fill in the province: an address in Canada needs one."
    assert set(places.missing_parts("SG", {})) == {"address_lines", "postcode"}


def test_zones_come_from_the_package_and_only_by_name():
    assert timezones.zone("America/Vancouver") is timezones.zone("America/Vancouver")
    for name in ("", "zone.tab", "../zone.tab", "America", "Mars/Olympus_Mons"):
        with pytest.raises(KeyError):
            timezones.zone(name)


@pytest.mark.parametrize("name", ["America/Vancouver", "Europe/London", "Pacific/Auckland"])
def test_the_admin_reads_the_same_zones_as_opening_hours(name):
    """And none of the machine: British Columbia no longer changes its clocks."""
    assert zoneinfo.TZPATH == ()
    assert name in get_available_admin_time_zones()
    moment = datetime(2027, 1, 15, 12, tzinfo=UTC)
    with timezone.override(name):
        here = timezone.localtime(moment)
    assert here.utcoffset() == moment.astimezone(timezones.zone(name)).utcoffset()
    assert name != "America/Vancouver" or here.hour == 5


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("America/Vancouver", date(2026, 11, 30)),
        ("America/Los_Angeles", date(2026, 11, 30)),
        ("Pacific/Auckland", date(2026, 12, 1)),
        ("", date(2026, 12, 1)),
    ],
)
def test_a_day_is_that_of_its_place(name, day):
    assert timezones.local_date(name, datetime(2026, 12, 1, 6, tzinfo=UTC)) == day


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [
        ("CA", "604 555 0142", "+16045550142"),
        ("US", "(978) 555-0123", "+19785550123"),
        ("CA", "+44 20 7946 0958", "+442079460958"),
    ],
)
def test_phone_is_read_as_it_is_dialled_in_the_country(country, typed, kept):
    number = parse_phone(typed, country)
    assert number.is_valid()
    assert number.as_e164 == kept


def test_phone_message_shows_an_example_of_the_country():
    assert "(201) 555-0123" in invalid_phone_message("US", "the United States of America")
    assert "+44 20 7946 0958" in invalid_phone_message("", "")


def test_languages_may_be_names_or_tags():
    typed = "English, punjabi; zh_hant, fr-ca, eng, Cantonese, es-419"
    assert parse_languages(typed) == ["en", "pa", "zh-Hant", "fr-CA", "yue", "es-419"]
    names = [shape["name"] for shape in language_shapes("zh-Hant, fr-CA, yue, es-419")]
    assert names == [
        "Chinese (Traditional)",
        "French (Canada)",
        "Cantonese",
        "Spanish (Latin America)",
    ]


def test_unknown_languages_are_all_named():
    message = refusal(parse_languages, "Klingonian, en, en-CA-Latn, x-y, -, en-")
    assert message.startswith("Not a known language: “Klingonian”, “en-CA-Latn”, “x-y”, “-”, “en-”")


LANGUAGES = st.sampled_from(
    sorted({getattr(language, "alpha_2", language.alpha_3) for language in pycountry.languages})
)


@given(st.one_of(st.text(max_size=40), LANGUAGES, LANGUAGES.map(language_name)))
def test_languages_are_stable_once_they_are_parsed(typed):
    try:
        tags = parse_languages(typed)
    except ValidationError:
        return
    assert parse_languages(", ".join(tags)) == tags
    assert all(language_name(tag) for tag in tags)
