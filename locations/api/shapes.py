"""The JSON of opening hours, as pure functions of complete rows.

Times are local and read `"09:00"`, dates `"2026-12-24"`, days are ISO 8601's: 1 is Monday.
"""

from locations.hours import runs_past_midnight
from locations.hours_rules import clock


def regular_shapes(rows):
    """Return `[{"day", "opens", "closes", "overnight", "by_appointment"}]`, in weekly order."""
    ordered = sorted(rows, key=lambda row: (row.day, row.opens))
    return [{"day": row.day, **_interval_shape(row)} for row in ordered]


def exception_shapes(rows):
    """Return `[{"reason", "starts", "ends", "closed", "intervals"}]`, in the order of the dates.

    Rows of the same dates make one exception with several intervals.
    """
    by_dates = {}
    for row in rows:
        by_dates.setdefault((row.starts, row.ends), []).append(row)
    return [
        _exception_shape(starts, ends, same) for (starts, ends), same in sorted(by_dates.items())
    ]


def _exception_shape(starts, ends, rows):
    closed = any(row.closed for row in rows)
    open_rows = [] if closed else sorted(rows, key=lambda row: row.opens)
    return {
        "reason": next((row.reason for row in rows if row.reason), None),
        "starts": starts.isoformat(),
        "ends": ends.isoformat(),
        "closed": closed,
        "intervals": [_interval_shape(row) for row in open_rows],
    }


def _interval_shape(row):
    return {
        "opens": clock(row.opens),
        "closes": clock(row.closes),
        "overnight": runs_past_midnight(row.opens, row.closes),
        "by_appointment": row.by_appointment,
    }
