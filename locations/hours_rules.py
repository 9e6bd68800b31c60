"""What is wrong with rows of opening hours, in words that say how to mend it.

Pure functions: the page's form and a programmatic save ask the same questions. Rows that are not
filled in yet are passed as None, so that the numbers of the others stay right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import combinations

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format

from .hours import ExceptionalHours, RegularHours, runs_past_midnight

MIDNIGHT = time(0, 0)
MINUTES_A_DAY = 24 * 60
MINUTES_A_WEEK = 7 * MINUTES_A_DAY


@dataclass(frozen=True)
class Problem:
    """A message about the field of one row; `row` is its place in the sequence."""

    row: int
    field: str
    message: str


def equal_times_message(opens, closes):
    """Return what is wrong with an interval as long as nothing, or None.

    A whole day is written 00:00 to 00:00; any other pair of equal times is a slip.
    """
    if opens is not None and opens == closes and opens != MIDNIGHT:
        return (
            f"Opening and closing time are both {clock(opens)}. Change one of them; "
            "for a clinic open round the clock, write 00:00 and 00:00."
        )
    return None


def exception_message(closed, opens, closes, complete=True):
    """Return what is wrong with the times of one exception, or None.

    `complete` is False for a draft, where times may still be missing.
    """
    if closed and (opens is not None or closes is not None):
        return "A closed day has no times. Clear the times, or untick “closed all day”."
    if complete and not closed and (opens is None or closes is None):
        return "Fill in both times, or tick “closed all day”."
    return equal_times_message(opens, closes)


def regular_problems(rows: Sequence[RegularHours | None]) -> list[Problem]:
    """Return a problem for each pair of weekly intervals that overlap, Sunday night included."""
    return [
        Problem(
            row=second,
            field="opens",
            message=f"{_weekly_text(rows[second])} overlaps {_weekly_text(rows[first])}. "
            "Change a time in one of the two, or delete one.",
        )
        for first, second in _pairs(rows)
        if _overlap_in_week(rows[first], rows[second])
    ]


def exception_problems(rows: Sequence[ExceptionalHours | None]) -> list[Problem]:
    """Return a problem for each pair of exceptions that contradict each other."""
    return [
        Problem(second, *found)
        for first, second in _pairs(rows)
        if (found := _contradiction(rows[first], rows[second]))
    ]


def _contradiction(one, other):
    """Return `(field, message)` for two exceptions that cannot both hold, or None."""
    common = _common_date(one, other)
    if common is None or (one.closed and other.closed):
        return None
    both, day = f"{_name(one)} and {_name(other)}", date_format(common, "j F Y")
    if one.closed or other.closed:
        return "closed", (
            f"{both} contradict each other on {day}: one says closed, the other gives hours. "
            "Keep one of the two, or change the dates."
        )
    if (one.starts, one.ends) != (other.starts, other.ends):
        return "starts", (
            f"{both} both give hours for {day}, but not for the same days. Give both the same "
            "first and last day, or dates that do not meet."
        )
    if _overlap_on_dates(one, other):
        return "opens", (
            f"{_times_text(other)} overlaps {_times_text(one)} on the same days. "
            "Change a time in one of the two, or delete one."
        )
    return None


def clock(value):
    """Return a time as on a door: `"09:00"`."""
    return value.strftime("%H:%M")


def _pairs(rows) -> Iterator[tuple[int, int]]:
    filled = [index for index, row in enumerate(rows) if row is not None]
    return combinations(filled, 2)


def _minutes(row):
    """Return the minutes after midnight when an interval opens and closes."""
    opens = row.opens.hour * 60 + row.opens.minute
    closes = row.closes.hour * 60 + row.closes.minute
    return opens, closes + MINUTES_A_DAY * runs_past_midnight(row.opens, row.closes)


def _meet(one, other, shift):
    return one[0] < other[1] + shift and other[0] + shift < one[1]


def _overlap_in_week(one, other):
    spans = []
    for row in (one, other):
        start = (row.day - 1) * MINUTES_A_DAY
        spans.append(tuple(start + minutes for minutes in _minutes(row)))
    return any(_meet(*spans, shift) for shift in (-MINUTES_A_WEEK, 0, MINUTES_A_WEEK))


def _overlap_on_dates(one, other):
    several_days = one.ends > one.starts
    shifts = (-MINUTES_A_DAY, 0, MINUTES_A_DAY) if several_days else (0,)
    return any(_meet(_minutes(one), _minutes(other), shift) for shift in shifts)


def _common_date(one, other) -> date | None:
    first = max(one.starts, other.starts)
    return first if first <= min(one.ends, other.ends) else None


def _times_text(row):
    text = f"{clock(row.opens)} to {clock(row.closes)}"
    if runs_past_midnight(row.opens, row.closes) and row.closes != MIDNIGHT:
        text += " the next day"
    return text


def _weekly_text(row):
    return f"{WEEKDAYS[row.day - 1]} {_times_text(row)}"


def _name(row):
    return f"“{row.reason}”" if row.reason else f"The row of {date_format(row.starts, 'j F Y')}"


# What each relation of rows is asked.
PROBLEM_FINDERS = {
    "opening_hours": regular_problems,
    "opening_exceptions": exception_problems,
}
