"""What changed between two sets of opening hours, in words."""

from collections import defaultdict
from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format

CLOSED = "closed"


def week_changes(before, after):
    """Return a line for each day of the week whose hours differ: “Monday: closed → 09:00–17:00”.

    Both are rows as revisions hold them: days by ISO 8601, times as text.
    """
    old, new = _by_day(before), _by_day(after)
    lines = []
    for number in sorted(old.keys() | new.keys(), key=lambda day: day or 0):
        was, now = old.get(number) or CLOSED, new.get(number) or CLOSED
        if was != now:
            day = WEEKDAYS[number - 1] if number else "No day yet"
            lines.append(f"{day}: {was} → {now}")
    return lines


def exception_changes(before, after):
    """Return a line for each date or stretch of dates whose exception is new, gone or different."""
    old, new = _by_dates(before), _by_dates(after)
    lines = []
    for dates in sorted(old.keys() | new.keys()):
        was, now = old.get(dates), new.get(dates)
        if was is None:
            lines.append(f"{_dates(*dates)}: added, {now}")
        elif now is None:
            lines.append(f"{_dates(*dates)}: removed, was {was}")
        elif was != now:
            lines.append(f"{_dates(*dates)}: {was} → {now}")
    return lines


def _by_day(rows):
    found = defaultdict(list)
    for row in rows:
        found[row["day"]].append(row)
    return {day: _intervals(stretches) for day, stretches in found.items()}


def _by_dates(rows):
    found = defaultdict(list)
    for row in rows:
        starts = row["starts"] or ""
        found[starts, row["ends"] or starts].append(row)
    return {dates: _exception(stretches) for dates, stretches in found.items()}


def _exception(rows):
    reasons = sorted({row["reason"] for row in rows if row["reason"]})
    open_rows = [row for row in rows if not row["closed"]]
    return ", ".join([*reasons, _intervals(open_rows) if open_rows else CLOSED])


def _intervals(rows):
    return ", ".join(sorted(map(_interval, rows)))


def _interval(row):
    times = "–".join(value[:5] if value else "…" for value in (row["opens"], row["closes"]))
    return f"{times} by appointment" if row["by_appointment"] else times


def _dates(starts, ends):
    return " to ".join(dict.fromkeys(_day(day) for day in (starts, ends)))


def _day(day):
    return date_format(date.fromisoformat(day), "j F Y") if day else "No date yet"
