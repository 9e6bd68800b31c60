"""Ranges: how they read, what is refused, and how they compare in the database."""

import pytest
from django.core.exceptions import ValidationError

from treatments.models import TreatmentPage
from treatments.ranges import Range


@pytest.mark.parametrize(
    ("low", "high", "unit", "qualifier", "text"),
    [
        (20, 40, "minute", "about", "about 20–40 minutes"),
        (20, 20, "minute", "", "20 minutes"),
        (1, 1, "hour", "about", "about 1 hour"),
        (0, 3, "day", "", "up to 3 days"),
        (None, 3, "day", "", "up to 3 days"),
        (0, 3, "day", "about", "up to about 3 days"),
        (0, 1, "day", "usually", "usually up to 1 day"),
        (0, 2, "day", "up_to", "up to 2 days"),
        (6, None, "week", "at_least", "at least 6 weeks"),
        (3, None, "month", "", "at least 3 months"),
        (20, None, "minute", "about", "about 20 minutes"),
        (4, 6, "week", "usually", "usually 4–6 weeks"),
        (0, 0, "day", "", "none"),
        (3, 6, "session", "", "3–6 sessions"),
    ],
)
def test_a_range_reads_as_plain_english(low, high, unit, qualifier, text):
    assert str(Range(low, high, unit, qualifier)) == text


def test_each_fact_may_have_its_own_words(db):
    page = TreatmentPage(downtime_min=0, downtime_max=0, age_min=18, onset_min=0, onset_max=0)

    assert page.downtime.text == "no downtime"
    assert page.onset.text == "at once"
    assert page.age.text == "18 years and over"


def test_a_range_is_one_shape(db):
    page = TreatmentPage(session_min=20, session_max=40, session_qualifier="about")

    assert page.session.shape() == {
        "min": 20,
        "max": 40,
        "unit": "minute",
        "text": "about 20–40 minutes",
        "iso8601": {"min": "PT20M", "max": "PT40M"},
    }


def test_an_open_end_is_null(db):
    page = TreatmentPage(longevity_min=3, longevity_unit="month", sessions_max=4)

    assert page.longevity.iso8601 == {"min": "P3M", "max": None}
    assert page.sessions.iso8601 is None
    assert page.interval is None


@pytest.mark.parametrize("word", ["about", "usually"])
def test_an_approximate_amount_has_both_ends(word):
    shape = Range(3, None, "day", word).shape()

    assert (shape["min"], shape["max"], shape["text"]) == (3, 3, f"{word} 3 days")
    assert shape["iso8601"] == {"min": "P3D", "max": "P3D"}


@pytest.mark.parametrize(
    "fields",
    [
        {"session_max": 30, "session_qualifier": "up_to"},
        {"session_min": 0, "session_max": 30, "session_qualifier": "up_to"},
        {"session_min": 30, "session_qualifier": "at_least"},
        {"session_min": 0, "session_max": 0},
    ],
)
def test_a_range_that_says_what_it_means_is_accepted(treat, fields):
    assert treat("Peel", **fields).session is not None


def test_a_range_cannot_be_set_as_a_whole(db):
    with pytest.raises(AttributeError, match="session_min"):
        TreatmentPage().session = Range(1, 2, "hour")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"downtime_min": 5, "downtime_max": 3}, "downtime_max"),
        ({"session_min": 20, "session_unit": ""}, "session_unit"),
        ({"onset_min": 3, "onset_qualifier": "up_to"}, "onset_max"),
        ({"interval_max": 3, "interval_qualifier": "at_least"}, "interval_min"),
        ({"interval_min": 6, "interval_max": 8, "interval_qualifier": "at_least"}, "interval_max"),
        ({"session_min": 5, "session_max": 9, "session_qualifier": "up_to"}, "session_min"),
        ({"downtime_min": 0}, "downtime_max"),
        ({"downtime_min": 0, "downtime_qualifier": "about"}, "downtime_max"),
        ({"sessions_min": 6, "sessions_max": 3}, "sessions_max"),
        ({"sessions_min": 0}, "sessions_min"),
    ],
)
def test_a_range_that_makes_no_sense_is_refused(treat, fields, wrong):
    with pytest.raises(ValidationError) as refused:
        treat("Peel", **fields)

    assert list(refused.value.message_dict) == [wrong]


def test_everything_wrong_is_said_at_once(treat):
    with pytest.raises(ValidationError) as refused:
        treat("Peel", downtime_min=5, downtime_max=3, age_min=70, age_max=18)

    assert set(refused.value.message_dict) == {"downtime_max", "age_max"}


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({"downtime_max": 3}, 3),
        ({"downtime_max": 2, "downtime_unit": "week"}, 14),
        ({"downtime_max": 12, "downtime_unit": "hour"}, 0.5),
        ({"downtime_max": 1, "downtime_unit": "year"}, 365),
        ({"downtime_max": 32_767, "downtime_unit": "year"}, 32_767 * 365),
        ({"downtime_min": 4}, None),
        ({"downtime_min": 4, "downtime_qualifier": "about"}, 4),
        ({}, None),
    ],
)
def test_the_database_compares_ranges_in_one_unit(treat, fields, days):
    treat("Peel", **fields)

    upper = TreatmentPage.objects.annotate(days=TreatmentPage.downtime.upper("day")).get().days

    assert upper == days


def test_a_year_is_twelve_months_in_the_database(treat):
    treat("Peel", longevity_min=1, longevity_unit="year")

    pages = TreatmentPage.objects.alias(months=TreatmentPage.longevity.lower("month"))

    assert pages.filter(months__gte=12).count() == 1
    assert pages.filter(months__gt=12).count() == 0


def test_treatments_are_ordered_by_length_whatever_the_unit(treat):
    treat("Long", downtime_max=1, downtime_unit="month")
    treat("Short", downtime_max=36, downtime_unit="hour")
    treat("Middle", downtime_max=5, downtime_unit="day")

    ordered = TreatmentPage.objects.order_by(TreatmentPage.downtime.upper("day"))

    assert [page.title for page in ordered] == ["Short", "Middle", "Long"]
