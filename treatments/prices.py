"""What a treatment costs at a clinic, on a day: pure functions of rows.

A row has `label`, `unit`, `amount` (Decimal), `valid_from`, `valid_to` (dates, both included, None
for open) and `note`.
"""

from datetime import timedelta
from itertools import combinations


def is_valid(row, day):
    """Return whether a price holds on a day."""
    return (row.valid_from is None or row.valid_from <= day) and (
        row.valid_to is None or day <= row.valid_to
    )


def current(rows, day):
    """Return the prices that hold on a day, in their order."""
    return [row for row in rows if is_valid(row, day)]


def upcoming(rows, day):
    """Return the prices that hold from a later day on, the soonest first."""
    later = [row for row in rows if row.valid_from and row.valid_from > day]
    return sorted(later, key=lambda row: row.valid_from)


def next_change(rows, day):
    """Return the next day on which other prices hold or come than on `day`, or None."""
    days = [row.valid_from for row in rows if row.valid_from]
    days += [row.valid_to + timedelta(days=1) for row in rows if row.valid_to]
    return min((other for other in days if other > day), default=None)


def overlaps(rows):
    """Return index pairs of rows that give two prices for one thing on one day."""
    return [
        (one, other)
        for (one, a), (other, b) in combinations(enumerate(rows), 2)
        if _same_thing(a, b) and _starts_before_end(a, b) and _starts_before_end(b, a)
    ]


def _same_thing(a, b):
    return a.label.strip().casefold() == b.label.strip().casefold() and a.unit == b.unit


def _starts_before_end(a, b):
    return a.valid_from is None or b.valid_to is None or a.valid_from <= b.valid_to
