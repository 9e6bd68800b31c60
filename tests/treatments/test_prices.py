"""What a treatment costs on a day: what holds, what comes next, and what cannot be right."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from delivery.documents.pages import page_document
from tests.api.builders import make_site, offer
from tests.built_once import built_once
from tests.treatments.clinic_form_data import clinic_form_data
from treatments.models import ClinicPrice, ClinicTreatmentPage
from treatments.prices import current, overlaps, upcoming

FIRST = date(2026, 3, 1)


@dataclass(frozen=True)
class Row:
    valid_from: date | None = None
    valid_to: date | None = None
    label: str = "Session"
    unit: str = "session"


days = st.integers(0, 6).map(lambda number: FIRST + timedelta(number))
rows = st.lists(
    st.builds(
        Row,
        valid_from=st.none() | days,
        valid_to=st.none() | days,
        label=st.sampled_from(["Lips", "lips ", "Chin"]),
        unit=st.sampled_from(["session", "unit"]),
    ),
    max_size=6,
)


def lasts(row):
    """The days of the week in question on which a row holds."""
    every = [FIRST + timedelta(number) for number in range(-1, 9)]
    return {
        day for day in every if (row.valid_from or every[0]) <= day <= (row.valid_to or every[-1])
    }


@given(rows, days)
def test_current_is_what_holds_on_the_day_in_the_order_of_the_rows(found, day):
    assert current(found, day) == [row for row in found if day in lasts(row)]


@given(rows, days)
def test_upcoming_is_what_begins_later_the_soonest_first(found, day):
    later = upcoming(found, day)

    assert [row.valid_from for row in later] == sorted(row.valid_from for row in later)
    assert len(later) == sum(1 for row in found if row.valid_from and row.valid_from > day)
    assert not any(row in current(found, day) for row in later)


@given(rows)
def test_overlaps_are_two_prices_for_one_thing_on_one_day(found):
    def thing(row):
        return row.label.strip().lower(), row.unit

    possible = [row for row in found if lasts(row)]

    assert list(overlaps(possible)) == [
        (one, other)
        for one in range(len(possible))
        for other in range(one + 1, len(possible))
        if thing(possible[one]) == thing(possible[other])
        and lasts(possible[one]) & lasts(possible[other])
    ]


def test_both_ends_are_included():
    row = Row(FIRST, FIRST)

    assert current([row], FIRST) == [row]
    assert current([row], FIRST - timedelta(1)) == current([row], FIRST + timedelta(1)) == []


# In the document


@built_once
def tree():
    return make_site("Prices", "prices.example")


def prices_of(page, now=None):
    return page_document(ClinicTreatmentPage.objects.get(pk=page.pk), "prices", now=now)["prices"]


@pytest.fixture
def priced(tree):
    """Publish a treatment with these prices: `priced(Price(…), timezone="America/Vancouver")`."""

    def priced(*prices, **clinic):
        return offer(tree.treatment("Peel"), tree.clinic("Vancouver", **clinic), prices=prices)

    return priced


def two_prices():
    return (
        ClinicPrice(label="Session", amount="120.00", valid_to="2026-12-31", note="With a chat"),
        ClinicPrice(label="Session", amount="130.50", unit="area", valid_from="2027-01-01"),
    )


def test_the_document_gives_what_holds_and_what_comes(priced):
    page = priced(*two_prices())

    assert prices_of(page, datetime(2026, 6, 1, tzinfo=UTC)) == {
        "current": [
            {
                "label": "Session",
                "price": {"amount": "120.00", "currency": "CAD", "unit": "session"},
                "valid_from": None,
                "valid_to": "2026-12-31",
                "note": "With a chat",
            }
        ],
        "upcoming": [
            {
                "label": "Session",
                "price": {"amount": "130.50", "currency": "CAD", "unit": "area"},
                "valid_from": "2027-01-01",
                "valid_to": None,
                "note": None,
            }
        ],
    }


# The year begins in British Columbia, at UTC-7 the year round, at seven in the morning of UTC.
NEW_YEAR = datetime(2027, 1, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("timezone", "now", "amount"),
    [
        ("America/Vancouver", NEW_YEAR - timedelta(minutes=1), "120.00"),
        ("America/Vancouver", NEW_YEAR, "130.50"),
        ("America/St_Johns", datetime(2027, 1, 1, 3, 29, tzinfo=UTC), "120.00"),
        ("America/St_Johns", datetime(2027, 1, 1, 3, 30, tzinfo=UTC), "130.50"),
    ],
)
def test_the_day_is_the_clinics(priced, timezone, now, amount):
    page = priced(*two_prices(), timezone=timezone)

    (price,) = prices_of(page, now)["current"]

    assert price["price"]["amount"] == amount


@pytest.mark.parametrize(
    ("typed", "given"),
    [("13", "13.00"), ("13.5", "13.50"), ("0.1", "0.10"), ("9999999.99", "9999999.99")],
)
def test_money_is_never_a_float(priced, typed, given):
    page = priced(ClinicPrice(label="Session", amount=Decimal(typed)))

    assert type(page.prices.get().amount) is Decimal
    (price,) = prices_of(page)["current"]
    assert price["price"]["amount"] == given


def test_a_draft_without_an_amount_has_no_price(priced):
    page = priced(ClinicPrice(label="Session", amount=Decimal("5")))
    draft = page.get_latest_revision_as_object() if page.latest_revision else page
    draft.prices = [ClinicPrice(label="Session", amount=None)]

    assert page_document(draft, "prices")["prices"] == {"current": [], "upcoming": []}


def test_no_prices(priced):
    assert prices_of(priced()) == {"current": [], "upcoming": []}


# What is refused


def refused(page, *prices):
    page.prices = prices
    with pytest.raises(ValidationError) as error:
        page.full_clean()
    return error.value.messages


def test_two_prices_for_one_thing_on_one_day(priced):
    first = ClinicPrice(label="Session", amount=Decimal("1"), valid_to=date(2026, 12, 31))
    second = ClinicPrice(label="session ", amount=Decimal("2"), valid_from=date(2026, 12, 31))

    assert refused(priced(), first, second) == [
        "Price 2: “session ” has another price on some of these days (row 1). Give that row a "
        "last day before this one begins."
    ]


def test_a_price_that_ends_before_it_begins(priced):
    row = ClinicPrice(
        label="Session",
        amount=Decimal("1"),
        valid_from=date(2026, 12, 31),
        valid_to=date(2026, 12, 30),
    )

    assert refused(priced(), row) == [
        "Price 1: The last day is before the first. Put the earlier day first."
    ]


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        (
            {"valid_from": "2026-12-31", "valid_to": "2026-12-30"},
            "valid_to",
            "The last day is before the first. Put the earlier day first.",
        ),
        ({"amount": "-0.01"}, "amount", "A price cannot be less than nothing."),
        (
            {"amount": "1.005"},
            "amount",
            "Ensure that there are no more than 2 decimal places.",
        ),
    ],
)
def test_the_editor_is_told_beside_the_field(priced, admin_client, changes, field, message):
    page = priced()
    row = {"label": "Session", "amount": "1.00", "unit": "session", "note": ""}
    row |= {"valid_from": "", "valid_to": "", **changes}

    response = admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        clinic_form_data(prices=[row], publish=True),
    )

    (form,) = response.context_data["form"].formsets["prices"].forms
    assert form.errors == {field: [message]}
    assert not page.prices.model.objects.filter(page=page).exists()


def test_the_same_price_added_by_two_people_is_refused_to_the_second(priced, admin_client):
    page = priced()
    row = {"label": "Area", "unit": "area", "amount": "1.00", "note": ""}
    row |= {"valid_from": "", "valid_to": ""}
    data = clinic_form_data(prices=[row], slug=page.slug, publish=True)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    assert admin_client.post(address, data).status_code == 302
    answer = admin_client.post(address, data)

    assert answer.status_code == 200
    assert "Somebody else has added the other one" in answer.content.decode()
    assert ClinicPrice.objects.count() == 1
