"""Rows of hours that contradict each other."""

from datetime import date, time

import pytest

from locations.hours import ExceptionalHours, RegularHours
from locations.hours_rules import exception_message, exception_problems, regular_problems

EVE, DAY = date(2026, 12, 24), date(2026, 12, 25)


def regular(day, opens, closes):
    return RegularHours(day, time.fromisoformat(opens), time.fromisoformat(closes))


def special(starts, ends, opens=None, closes=None, reason=""):
    times = [value and time.fromisoformat(value) for value in (opens, closes)]
    return ExceptionalHours(starts, ends, reason, *times)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (regular(1, "09:00", "12:00"), regular(1, "11:59", "14:00")),
        (regular(1, "09:00", "12:00"), regular(1, "09:00", "12:00")),
        (regular(1, "20:00", "02:00"), regular(2, "01:00", "05:00")),
        (regular(7, "20:00", "02:00"), regular(1, "01:00", "05:00")),
        (regular(1, "01:00", "05:00"), regular(7, "20:00", "02:00")),
        (regular(3, "00:00", "00:00"), regular(3, "12:00", "13:00")),
    ],
)
def test_overlaps_are_found_also_across_midnight_and_the_end_of_the_week(one, other):
    (problem,) = regular_problems([one, None, other])
    assert (problem.row, problem.field) == (2, "opens")
    assert "overlaps" in problem.message
    assert "Change a time" in problem.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (regular(1, "09:00", "12:00"), regular(1, "12:00", "14:00")),
        (regular(1, "20:00", "02:00"), regular(2, "02:00", "05:00")),
        (regular(7, "20:00", "00:00"), regular(1, "00:00", "05:00")),
        (regular(1, "09:00", "12:00"), regular(2, "09:00", "12:00")),
    ],
)
def test_intervals_that_only_touch_are_no_overlap(one, other):
    assert regular_problems([one, other]) == []


@pytest.mark.parametrize(
    ("one", "other", "field", "expected"),
    [
        (special(EVE, DAY), special(DAY, DAY, "09:00", "12:00"), "closed", "on 25 December 2026"),
        (
            special(EVE, DAY, "09:00", "12:00", "Holidays"),
            special(DAY, DAY, "13:00", "15:00"),
            "starts",
            "“Holidays” and The row of 25 December 2026 both give hours",
        ),
        (
            special(EVE, EVE, "09:00", "12:00"),
            special(EVE, EVE, "11:00", "13:00"),
            "opens",
            "11:00 to 13:00 overlaps 09:00 to 12:00",
        ),
        (
            special(EVE, DAY, "20:00", "02:00"),
            special(EVE, DAY, "01:00", "05:00"),
            "opens",
            "overlaps 20:00 to 02:00 the next day",
        ),
    ],
)
def test_exceptions_that_contradict_each_other_are_found(one, other, field, expected):
    (problem,) = exception_problems([one, other])
    assert (problem.row, problem.field) == (1, field)
    assert expected in problem.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (special(EVE, EVE), special(DAY, DAY, "09:00", "12:00")),
        (special(EVE, DAY), special(DAY, DAY)),
        (special(EVE, EVE, "09:00", "12:00"), special(EVE, EVE, "13:00", "15:00")),
        (special(EVE, EVE, "20:00", "02:00"), special(EVE, EVE, "01:00", "05:00")),
    ],
)
def test_exceptions_that_agree_are_left_alone(one, other):
    assert exception_problems([one, other]) == []


def test_times_of_one_exception():
    nine, ten = time(9), time(10)
    assert exception_message(False, nine, ten) is None
    assert exception_message(True, None, None) is None
    assert "untick" in exception_message(True, nine, None)
    assert "tick" in exception_message(False, nine, None)
    assert exception_message(False, nine, None, complete=False) is None
    assert "00:00 and 00:00" in exception_message(False, nine, nine)
