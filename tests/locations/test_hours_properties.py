"""Opening hours against brute force: random weeks, zones and exceptions, minute by minute."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from locations import timezones
from locations.hours import ExceptionalHours, RegularHours, Schedule

MINUTE = timedelta(minutes=1)

# A date near a change of clocks in each zone, and what is odd about it.
TURNS = [
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("America/Vancouver", date(2026, 11, 1)),  # the last change there that never came
    ("America/St_Johns", date(2010, 11, 7)),  # back at 00:01, into the evening before
    ("America/Havana", date(2026, 3, 8)),  # no midnight that day
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # half an hour
    ("Pacific/Apia", date(2011, 12, 30)),  # a date that never was
    ("Asia/Kathmandu", date(2026, 6, 1)),  # no change at all
]

times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
regular_rows = st.builds(RegularHours, st.integers(1, 7), times, times, st.booleans())


@st.composite
def exceptional_rows(draw, around):
    starts = around + timedelta(days=draw(st.integers(-3, 3)))
    ends = starts + timedelta(days=draw(st.integers(0, 2)))
    closed = draw(st.booleans())
    opens, closes = (None, None) if closed else (draw(times), draw(times))
    return ExceptionalHours(starts, ends, "Reason", opens, closes, draw(st.booleans()))


@st.composite
def schedules(draw):
    name, around = draw(st.sampled_from(TURNS))
    schedule = Schedule(
        timezones.zone(name),
        tuple(draw(st.lists(regular_rows, max_size=8))),
        tuple(draw(st.lists(exceptional_rows(around), max_size=3))),
    )
    start = datetime(around.year, around.month, around.day, tzinfo=UTC)
    now = start + draw(st.integers(-36 * 60, 36 * 60)) * MINUTE
    return schedule, around, now


def by_clock_face(schedule, moment):
    """Say whether the door is open by reading the clock face alone, rule by rule.

    True or False, or None in an hour that comes twice or just follows a skipped one, where the
    face alone does not decide.
    """
    local = moment.astimezone(schedule.zone)
    offsets = {
        (moment + timedelta(hours=hours)).astimezone(schedule.zone).utcoffset()
        for hours in range(-30, 31, 1)
    }
    if len(offsets) > 1:
        return None
    face = local.replace(tzinfo=None)
    for day in (face.date() - timedelta(days=1), face.date()):
        rows = [row for row in schedule.exceptions if row.starts <= day <= row.ends]
        if any(row.closed for row in rows):
            continue
        rows = rows or [row for row in schedule.regular if row.day == day.isoweekday()]
        for row in rows:
            opens = datetime.combine(day, row.opens)
            closes = datetime.combine(day, row.closes)
            closes += timedelta(days=1) if row.closes <= row.opens else timedelta()
            if opens <= face < closes and not row.by_appointment:
                return True
    return False


def in_calendar(schedule, around, moment):
    days = schedule.calendar(around - timedelta(days=5), 11)
    return any(interval.contains(moment) for day in days for interval in day.intervals)


@given(schedules())
def test_is_open_agrees_with_the_calendar(case):
    schedule, around, now = case
    for step in range(0, 26 * 60, 13):
        moment = now + step * MINUTE
        assert schedule.is_open(moment) == in_calendar(schedule, around, moment)


@given(schedules())
def test_is_open_agrees_with_the_clock_face(case):
    schedule, _, now = case
    for days in (-4, 0, 4):
        moment = now + timedelta(days=days)
        expected = by_clock_face(schedule, moment)
        assert expected is None or schedule.is_open(moment) == expected


@given(schedules())
def test_next_change_is_the_first_minute_that_differs(case):
    schedule, _, now = case
    state, change = schedule.is_open(now), schedule.next_change(now)
    until = now + timedelta(hours=30)
    moment = now
    while moment < until and schedule.is_open(moment) == state:
        moment += MINUTE
    if moment < until:
        assert change == moment
    else:
        assert change is None or change >= until
    if change is not None:
        assert schedule.is_open(change) != state
        assert schedule.is_open(change - MINUTE) == state


@given(schedules())
def test_intervals_are_never_empty_and_start_in_order(case):
    schedule, around, _ = case
    for day in schedule.calendar(around - timedelta(days=5), 11):
        for intervals in (day.intervals, day.by_appointment):
            assert all(interval.duration > timedelta() for interval in intervals)
            starts = [interval.opens.astimezone(UTC) for interval in intervals]
            assert starts == sorted(starts)
