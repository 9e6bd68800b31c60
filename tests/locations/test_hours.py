"""Opening hours: what the clock on the wall says, against every rule of `locations.hours`."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from locations import timezones
from locations.hours import ExceptionalHours, RegularHours, Schedule

VANCOUVER = timezones.zone("America/Vancouver")
NEW_YORK = timezones.zone("America/New_York")
MONDAY = date(2026, 11, 23)


def wall(zone, *args, fold=0):
    return datetime(*args, tzinfo=zone, fold=fold)


def faces(day):
    return [(f"{span.opens:%d %H:%M}", f"{span.closes:%d %H:%M}") for span in day.intervals]


def test_lunch_break_closes_the_door():
    schedule = Schedule(
        VANCOUVER,
        (
            RegularHours(1, time(9), time(12, 30)),
            RegularHours(1, time(13, 30), time(17)),
        ),
    )
    states = [
        schedule.is_open(wall(VANCOUVER, 2026, 11, 23, hour, minute))
        for hour, minute in [(8, 59), (9, 0), (12, 29), (12, 30), (13, 30), (16, 59), (17, 0)]
    ]
    assert states == [False, True, True, False, True, True, False]
    assert schedule.next_change(wall(VANCOUVER, 2026, 11, 23, 12, 30)) == wall(
        VANCOUVER, 2026, 11, 23, 13, 30
    )


def test_now_of_any_zone_is_understood_and_one_without_is_refused():
    schedule = Schedule(VANCOUVER, (RegularHours(1, time(9), time(17)),))
    # 16:00 UTC is 09:00 in Vancouver.
    assert schedule.is_open(datetime(2026, 11, 23, 16, tzinfo=UTC))
    assert not schedule.is_open(datetime(2026, 11, 23, 15, 59, tzinfo=UTC))
    with pytest.raises(ValueError, match="time zone"):
        schedule.is_open(datetime(2026, 11, 23, 12))


def test_british_columbia_keeps_utc_minus_7_in_winter():
    schedule = Schedule(VANCOUVER, (RegularHours(1, time(9), time(17)),))
    before = schedule.calendar(date(2026, 1, 5), 1)[0].intervals[0]
    after = schedule.calendar(date(2027, 1, 4), 1)[0].intervals[0]
    assert before.opens.astimezone(UTC).hour == 17
    assert after.opens.astimezone(UTC).hour == 16


def test_night_belongs_to_the_day_it_starts_on():
    schedule = Schedule(NEW_YORK, (RegularHours(7, time(20), time(2)),))
    (sunday,) = schedule.calendar(date(2026, 11, 22), 1)
    assert faces(sunday) == [("22 20:00", "23 02:00")]
    assert schedule.is_open(wall(NEW_YORK, 2026, 11, 23, 1, 59))
    assert not schedule.is_open(wall(NEW_YORK, 2026, 11, 23, 2, 0))


def test_midnight_to_midnight_is_the_whole_day():
    schedule = Schedule(NEW_YORK, (RegularHours(1, time(0), time(0)),))
    (day,) = schedule.calendar(MONDAY, 1)
    assert day.intervals[0].duration == timedelta(hours=24)
    assert schedule.is_open(wall(NEW_YORK, 2026, 11, 23, 0, 0))
    assert not schedule.is_open(wall(NEW_YORK, 2026, 11, 24, 0, 0))


def test_open_round_the_clock_never_changes():
    rows = tuple(RegularHours(day, time(0), time(0)) for day in range(1, 8))
    schedule = Schedule(NEW_YORK, rows)
    assert schedule.is_open(wall(NEW_YORK, 2026, 11, 1, 1, 30, fold=1))
    assert schedule.next_change(wall(NEW_YORK, 2026, 11, 1, 1, 30)) is None
    closing = ExceptionalHours(date(2027, 3, 1), date(2027, 3, 2))
    assert Schedule(NEW_YORK, rows, (closing,)).next_change(
        wall(NEW_YORK, 2026, 11, 1, 1, 30)
    ) == wall(NEW_YORK, 2027, 3, 1)


def test_without_hours_nothing_ever_opens():
    assert Schedule(NEW_YORK).next_change(wall(NEW_YORK, 2026, 11, 1)) is None


def test_exception_takes_the_place_of_the_day_but_not_of_the_night_before():
    schedule = Schedule(
        NEW_YORK,
        tuple(RegularHours(day, time(20), time(2)) for day in range(1, 8)),
        (ExceptionalHours(date(2027, 1, 1), date(2027, 1, 1), "New Year's Day"),),
    )
    assert schedule.is_open(wall(NEW_YORK, 2027, 1, 1, 1, 59))
    assert not schedule.is_open(wall(NEW_YORK, 2027, 1, 1, 21, 0))
    assert not schedule.is_open(wall(NEW_YORK, 2027, 1, 2, 1, 0))
    assert schedule.next_change(wall(NEW_YORK, 2027, 1, 1, 3)) == wall(NEW_YORK, 2027, 1, 2, 20)
    (day,) = schedule.calendar(date(2027, 1, 1), 1)
    assert (day.exceptional, day.reason, day.intervals) == (True, "New Year's Day", ())


def test_two_intervals_of_an_exception_and_a_night_into_the_ordinary_morning():
    schedule = Schedule(
        NEW_YORK,
        (RegularHours(2, time(1), time(5)),),
        (
            ExceptionalHours(MONDAY, MONDAY, "Open evening", time(9), time(12)),
            ExceptionalHours(MONDAY, MONDAY, "Open evening", time(20), time(2)),
        ),
    )
    (day,) = schedule.calendar(MONDAY, 1)
    assert faces(day) == [("23 09:00", "23 12:00"), ("23 20:00", "24 02:00")]
    # The night runs into Tuesday's own hours: one stretch for whoever stands at the door.
    assert schedule.next_change(wall(NEW_YORK, 2026, 11, 23, 22)) == wall(NEW_YORK, 2026, 11, 24, 5)


def test_closed_wins_over_hours_on_the_same_date():
    schedule = Schedule(
        NEW_YORK,
        exceptions=(
            ExceptionalHours(MONDAY, MONDAY, "Stocktaking", time(9), time(12)),
            ExceptionalHours(MONDAY, MONDAY + timedelta(days=3), "Flood"),
        ),
    )
    assert not schedule.is_open(wall(NEW_YORK, 2026, 11, 23, 10))


def test_by_appointment_is_listed_but_not_open():
    schedule = Schedule(NEW_YORK, (RegularHours(1, time(18), time(20), by_appointment=True),))
    (day,) = schedule.calendar(MONDAY, 1)
    assert (len(day.intervals), len(day.by_appointment)) == (0, 1)
    assert not schedule.is_open(wall(NEW_YORK, 2026, 11, 23, 19))
    assert schedule.next_change(wall(NEW_YORK, 2026, 11, 23, 17)) is None


def test_repeated_hour_counts_from_its_first_to_its_second_coming():
    """In New York, 01:00 to 02:00 came twice on 1 November 2026."""
    sunday = date(2026, 11, 1)
    closing = Schedule(NEW_YORK, (RegularHours(6, time(22), time(1, 30)),))
    (night,) = closing.calendar(sunday - timedelta(days=1), 1)
    assert night.intervals[0].duration == timedelta(hours=4, minutes=30)
    assert closing.is_open(wall(NEW_YORK, 2026, 11, 1, 1, 29, fold=1))
    opening = Schedule(NEW_YORK, (RegularHours(7, time(1, 30), time(6)),))
    (morning,) = opening.calendar(sunday, 1)
    assert morning.intervals[0].duration == timedelta(hours=5, minutes=30)


def test_skipped_hour_stands_for_the_moment_of_the_jump():
    """In New York, 02:00 to 03:00 was skipped on 8 March 2026."""
    sunday = date(2026, 3, 8)
    (day,) = Schedule(NEW_YORK, (RegularHours(7, time(2, 30), time(6)),)).calendar(sunday, 1)
    assert faces(day) == [("08 03:00", "08 06:00")]
    (day,) = Schedule(NEW_YORK, (RegularHours(7, time(1), time(2, 30)),)).calendar(sunday, 1)
    assert day.intervals[0].duration == timedelta(hours=1)
    (day,) = Schedule(NEW_YORK, (RegularHours(7, time(2, 10), time(2, 50)),)).calendar(sunday, 1)
    assert day.intervals == ()


def test_calendar_has_every_local_date_once():
    days = Schedule(VANCOUVER).calendar(MONDAY)
    assert [day.date for day in days] == [MONDAY + timedelta(days=n) for n in range(90)]
