"""What changed between two versions of a page, in words."""

import json

import pytest

from tenancy.audit.changes import changes
from treatments.querysets import clinic_treatment_model, location_model

ROW = {"pk": 1, "page": 5, "sort_order": 0}


def price(**values):
    row = {"label": "Botox", "amount": "13.00", "unit": "unit", "valid_from": None}
    return {**ROW, **row, "valid_to": None, "note": "", **values}


def interval(day=1, opens="09:00:00", closes="17:00:00", **values):
    row = {"day": day, "opens": opens, "closes": closes, "by_appointment": False}
    return {"pk": None, "page": 5, **row, **values}


def exception(**values):
    row = {"reason": "Boxing Day", "starts": "2026-12-26", "ends": None, "closed": True}
    times = {"opens": None, "closes": None, "by_appointment": False}
    return {"pk": None, "page": 5, **row, **times, **values}


def of_treatment(before, after):
    return changes(clinic_treatment_model(), before, after, "CAD")


def of_clinic(before, after):
    return changes(location_model(), before, after)


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ([price()], [price(amount="14.00")], "Botox, per unit: 13.00 → 14.00 CAD"),
        ([], [price()], "Botox, per unit: added, 13.00 CAD"),
        ([price()], [], "Botox, per unit: removed, was 13.00 CAD"),
        (
            [price()],
            [price(valid_from="2026-03-01")],
            "Botox, per unit: from 1 March 2026 (before: at all times)",
        ),
        (
            [price(valid_to="2026-05-31")],
            [price(valid_to=None, amount="14.00")],
            "Botox, per unit: 13.00 → 14.00 CAD, at all times (before: until 31 May 2026)",
        ),
        ([price()], [price(note="With a check")], "Botox, per unit: note “” → “With a check”"),
        (
            [price()],
            [price(label="Forehead", unit="area")],
            "Botox, per unit → Forehead, per area: 13.00 CAD",
        ),
        # A row of a draft has no id yet; it is known by what it is for.
        (
            [price(pk=None), price(pk=None, label="Filler")],
            [price(pk=None, label="Filler"), price(pk=None, amount="15.00")],
            "Botox, per unit: 13.00 → 15.00 CAD",
        ),
        ([price(amount=None)], [price()], "Botox, per unit: no amount → 13.00 CAD"),
    ],
)
def test_a_price_is_named_with_its_terms(before, after, line):
    assert line in of_treatment({"prices": before}, {"prices": after})["prices"]


def test_only_what_is_different_is_said():
    """Stored, typed and numbered differently, it is the same price."""
    before = {"prices": [price(pk=None), price(pk=2, label="Filler", amount="200.00")]}
    after = {"prices": [price(amount="13"), price(pk=2, label="Filler", amount="200")]}

    assert of_treatment(before, after) == {}


def test_another_order_of_prices_is_said_so():
    rows = [price(), price(pk=2, label="Filler")]

    found = of_treatment({"prices": rows}, {"prices": rows[::-1]})

    assert found == {"prices": ["Order of the prices"]}


def test_hours_are_said_by_day():
    before = {"opening_hours": [interval(1), interval(2), interval(3)]}
    after = {
        "opening_hours": [
            interval(1, closes="12:00:00"),
            interval(1, opens="13:00:00", closes="18:00:00", by_appointment=True),
            interval(2, pk=9),
            interval(7, opens=None),
        ]
    }

    assert of_clinic(before, after)["hours"] == [
        "Monday: 09:00–17:00 → 09:00–12:00, 13:00–18:00 by appointment",
        "Wednesday: 09:00–17:00 → closed",
        "Sunday: closed → …–17:00",
    ]


def test_exceptions_are_said_by_date():
    half_day = {"closed": False, "opens": "09:00:00", "closes": "13:00:00"}
    before = {
        "opening_exceptions": [
            exception(),
            exception(starts="2026-12-24", reason="Christmas Eve"),
            exception(starts="2026-05-01", ends="2026-05-03", reason=""),
        ]
    }
    after = {
        "opening_exceptions": [
            exception(ends="2026-12-26"),
            exception(starts="2026-12-24", reason="Christmas Eve", **half_day),
            exception(starts="2027-01-01", reason="New Year"),
        ]
    }

    assert of_clinic(before, after)["hours"] == [
        "1 May 2026 to 3 May 2026: removed, was closed",
        "24 December 2026: Christmas Eve, closed → Christmas Eve, 09:00–13:00",
        "1 January 2027: added, New Year, closed",
    ]


def test_fields_are_named_as_in_the_editor_with_short_values():
    before = {"phone": "+441264960000", "introduction": "<p>Old</p>", "status": "open"}
    before |= {"latitude": "51.200000", "legal_name": "A" * 100, "live": True, "title": "Andover"}
    after = {"phone": "+441264960001", "introduction": "<p>New</p>", "status": "closed"}
    after |= {"latitude": "51.2", "legal_name": "B" * 100, "live": False, "title": "Andover"}

    assert of_clinic(before, after) == {
        "hours": ["Open to patients: Open → Closed for good"],
        "contact": ["Telephone: +441264960000 → +441264960001"],
        "text": ["Legal name", "Introduction"],
    }


def test_people_are_named():
    def person(name, **values):
        row = {"name": name, "key": name, "role": "", "bio": "", "licence_number": ""}
        return {**ROW, **row, **values}

    before = {"practitioners": [person("Ann Lee"), person("Bo Chan")]}
    after = {"practitioners": [person("Cy Diaz"), person("Ann Lee", role="Nurse")]}

    assert of_clinic(before, after) == {
        "people": ["Cy Diaz: added", "Ann Lee: role", "Bo Chan: removed"]
    }


def test_sections_are_named_by_heading():
    def section(pk, heading, text="Old", **value):
        value = {"key": "aftercare", "heading": heading, "content": [], "text": text, **value}
        return {"type": "replace", "id": pk, "value": value}

    before = [section("1", "Aftercare"), section("2", "Cost"), section("3", "Safety")]
    after = [section("9", "Cost"), section("1", "Aftercare", "New"), section("4", "", key="cost")]

    found = of_treatment({"sections": json.dumps(before)}, {"sections": json.dumps(after)})

    assert found == {
        "text": ["Section “Aftercare”", "Section “Cost” added", "Section “Safety” removed"]
    }


def test_what_has_just_become_readable_is_added():
    """Of a page that nobody could read, its prices and hours are news, and not each field."""
    assert of_treatment(None, {"prices": [price()], "summary": "New", "faqs": [ROW]}) == {
        "prices": ["Botox, per unit: added, 13.00 CAD"]
    }


@pytest.mark.parametrize("name", ["note", "valid_from", "unit", "label", "amount"])
def test_content_from_before_a_field_was_added_is_read(name):
    old = price()
    del old[name]

    assert of_treatment({"prices": [old]}, {"prices": [price(amount="14.00")]})["prices"]


@pytest.mark.parametrize("name", ["by_appointment", "day", "opens"])
def test_hours_from_before_a_field_was_added_are_read(name):
    old = interval(1)
    del old[name]
    before, after = {"opening_hours": [old]}, {"opening_hours": [interval(1, closes="12:00:00")]}

    assert of_clinic(before, after)["hours"]
