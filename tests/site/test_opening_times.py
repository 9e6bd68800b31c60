"""When a clinic is open, from its card or document."""

from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template

from locations.templatetags.clinic_tags import opening


def clinic(**changes):
    hours = {
        "timezone": "America/New_York",
        "regular": [
            {"day": 5, "opens": "09:00", "closes": "17:00", "by_appointment": False},
            {"day": 1, "opens": "10:00", "closes": "12:00", "by_appointment": False},
        ],
        "exceptions": [],
    }
    hours.update(changes.pop("hours", {}))
    return {"status": "open", "hours": hours, **changes}


def state(clinic, now):
    template = "{% load clinic_tags %}{% opening clinic now as times %}"
    template += "{{ times.open }} {{ times.change|date:'l' }} {{ times.change|time:'H:i' }}"
    return Template(template).render(Context({"clinic": clinic, "now": now}))


def new_york(day, hour):
    """A moment of November 2026, when New York is five hours behind."""
    return datetime(2026, 11, day, hour + 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (new_york(20, 9), "True Friday 17:00"),
        (new_york(20, 8), "False Friday 09:00"),
        (new_york(20, 17), "False Monday 10:00"),
    ],
)
def test_the_next_change_is_told_in_the_clinics_own_time(now, expected):
    assert state(clinic(), now) == expected


def test_the_week_has_seven_days_and_today_is_marked():
    week = opening(clinic(), new_york(20, 9))["week"]

    assert [day["name"] for day in week if day["today"]] == ["Friday"]
    assert len(week) == 7
    assert [len(day["intervals"]) for day in week] == [1, 0, 0, 0, 1, 0, 0]
    assert week[4]["intervals"][0]["opens"] == time(9)


def test_exceptions_to_come_are_told_and_obeyed():
    def exception(starts, ends, intervals=()):
        return {
            "reason": starts,
            "starts": starts,
            "ends": ends,
            "closed": not intervals,
            "intervals": list(intervals),
        }

    evening = {"opens": "18:00", "closes": "20:00", "by_appointment": False}
    shut = clinic(
        hours={
            "exceptions": [
                exception("2026-11-01", "2026-11-19"),
                exception("2026-11-20", "2026-11-20", [evening]),
                exception("2026-12-24", "2026-12-26"),
                exception("2027-07-01", "2027-07-01"),
            ]
        }
    )

    times = opening(shut, new_york(20, 10))

    assert not times["open"]
    assert times["change"] == datetime(2026, 11, 20, 18)
    assert [row["reason"] for row in times["coming"]] == ["2026-11-20", "2026-12-24"]
    assert times["coming"][1]["ends"] == date(2026, 12, 26)


@pytest.mark.parametrize("status", ["opening_soon", "temporarily_closed", "closed"])
def test_a_clinic_that_does_not_operate_is_neither_open_nor_about_to_be(status):
    times = opening(clinic(status=status), new_york(20, 10))

    assert times["open"] is None
    assert times["change"] is None


@pytest.mark.parametrize("zone", [None, "Mars/Olympus"])
def test_a_draft_without_a_usable_zone_has_no_times(zone):
    assert opening(clinic(hours={"timezone": zone}), new_york(20, 10)) is None


def test_a_clinic_without_hours_has_no_times():
    assert opening(clinic(hours={"regular": []}), new_york(20, 10)) is None
    assert opening({"status": "open"}, new_york(20, 10)) is None
