"""Opening hours: pure functions of rows and a time zone. No database and no clock in here.

Rows hold local times, as on the door. `Schedule` turns them into moments:

- An interval that closes at or before the time it opens runs past midnight, and belongs to the
  day it starts on. Equal times are a whole day: 00:00 to 00:00 is open round the clock.
- Exceptions replace the intervals that *start* on their dates. So the night of 31 December
  20:00-02:00 still ends at 02:00 when 1 January is an exception, and an exception's own night
  runs into the ordinary morning after it. Several exceptions of one date add up, except that a
  closed one wins.
- By-appointment intervals are kept apart: the door is not open to whoever walks by.
- Where the clocks go back and a local time comes twice, an interval opens at its first and
  closes at its second coming. Where they go forward and a local time is skipped, it stands for
  the moment of the jump; an interval that lies wholly in the skipped time does not take place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

# `next_change` looks no further ahead than this.
SEARCH_DAYS = 366
_SOON_DAYS = 8
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class RegularHours:
    """An interval of every week. `day` is ISO 8601's: 1 is Monday, 7 is Sunday."""

    day: int
    opens: time
    closes: time
    by_appointment: bool = False


@dataclass(frozen=True)
class ExceptionalHours:
    """What replaces the regular hours from `starts` to `ends`, both included.

    Without times the clinic is closed on these dates; with times they hold for each of them.
    """

    starts: date
    ends: date
    reason: str = ""
    opens: time | None = None
    closes: time | None = None
    by_appointment: bool = False

    @property
    def closed(self):
        return self.opens is None or self.closes is None


@dataclass(frozen=True)
class Interval:
    """From `opens` up to, not including, `closes`: datetimes in the clinic's zone.

    Python compares two datetimes of the same zone by their clock faces; `contains` and
    `duration` compare the moments, which differ when clocks change.
    """

    opens: datetime
    closes: datetime

    @property
    def duration(self):
        return self.closes.astimezone(UTC) - self.opens.astimezone(UTC)

    def contains(self, moment):
        moment = moment.astimezone(UTC)
        return self.opens.astimezone(UTC) <= moment < self.closes.astimezone(UTC)


@dataclass(frozen=True)
class Day:
    """A local date with the intervals that start on it, each list sorted.

    `reason` and `exceptional` tell of an exception; `reason` may be "" even then.
    """

    date: date
    intervals: tuple[Interval, ...]
    by_appointment: tuple[Interval, ...]
    exceptional: bool
    reason: str


def runs_past_midnight(opens, closes):
    """Return whether an interval of these local times ends on the day after it starts."""
    return closes <= opens


@dataclass(frozen=True)
class Schedule:
    """The opening hours of a clinic whose clocks show the time of `zone`."""

    zone: tzinfo
    regular: tuple[RegularHours, ...] = ()
    exceptions: tuple[ExceptionalHours, ...] = ()

    def is_open(self, now):
        """Return whether the door is open at `now`, an aware datetime of any zone."""
        today = self._local_date(now)
        return any(
            opens <= now.astimezone(UTC) < closes
            # A change of clocks just after midnight can bring yesterday's evening back.
            for opens, closes in self._open_spans(today - _DAY, 3)
        )

    def next_change(self, now):
        """Return the first moment after `now` when `is_open` turns, in the clinic's zone.

        None when it stays as it is for the next 366 days.
        """
        today = self._local_date(now)
        now = now.astimezone(UTC)
        for days in (_SOON_DAYS, SEARCH_DAYS):
            # Two days more at the end, so that a span that goes on there is seen to go on.
            change = _first_edge(self._open_spans(today - _DAY, days + 4), now)
            if change is not None and change <= now + days * _DAY:
                return change.astimezone(self.zone)
        return None

    def calendar(self, from_date, days=90):
        """Return a list of `Day`, one for each local date from `from_date` on."""
        return [self._day(from_date + offset * _DAY) for offset in range(days)]

    def _local_date(self, now):
        if now.utcoffset() is None:
            raise ValueError("Opening hours need a `now` with a time zone.")
        return now.astimezone(self.zone).date()

    def _rows(self, on):
        """Return the rows that hold on the date `on`, and the exceptions among them."""
        exceptions = [row for row in self.exceptions if row.starts <= on <= row.ends]
        if not exceptions:
            return [row for row in self.regular if row.day == on.isoweekday()], []
        if any(row.closed for row in exceptions):
            return [], exceptions
        return exceptions, exceptions

    def _span(self, row, on):
        """Return the moments (UTC) when the interval of `row` on a date opens and closes."""
        last = on + _DAY if runs_past_midnight(row.opens, row.closes) else on
        return (
            _moment(datetime.combine(on, row.opens), self.zone, closing=False),
            _moment(datetime.combine(last, row.closes), self.zone, closing=True),
        )

    def _spans(self, rows, on):
        spans = sorted(self._span(row, on) for row in rows)
        return [(opens, closes) for opens, closes in spans if opens < closes]

    def _open_spans(self, from_date, days):
        """Return the spans (UTC) of these dates when the door is open, joined where they touch."""
        spans = []
        for offset in range(days):
            on = from_date + offset * _DAY
            rows, _ = self._rows(on)
            spans += self._spans((row for row in rows if not row.by_appointment), on)
        return _joined(spans)

    def _day(self, on):
        rows, exceptions = self._rows(on)

        def intervals(by_appointment):
            chosen = [row for row in rows if row.by_appointment == by_appointment]
            return tuple(
                Interval(opens.astimezone(self.zone), closes.astimezone(self.zone))
                for opens, closes in self._spans(chosen, on)
            )

        return Day(
            date=on,
            intervals=intervals(False),
            by_appointment=intervals(True),
            exceptional=bool(exceptions),
            reason=next((row.reason for row in exceptions if row.reason), ""),
        )


def _joined(spans: Iterable[tuple[datetime, datetime]]):
    joined: list[tuple[datetime, datetime]] = []
    for opens, closes in sorted(spans):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
        else:
            joined.append((opens, closes))
    return joined


def _first_edge(spans, now):
    for opens, closes in spans:
        if opens > now:
            return opens
        if closes > now:
            return closes
    return None


def _moment(wall, zone, *, closing):
    """Return the moment (UTC) when the clocks of `zone` show `wall`, a naive datetime."""
    first = wall.replace(tzinfo=zone, fold=0)
    second = wall.replace(tzinfo=zone, fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before < after:
        return _jump(second.astimezone(UTC), first.astimezone(UTC), zone)
    return (second if closing else first).astimezone(UTC)


def _jump(low, high, zone):
    """Return the moment between `low` and `high` (UTC) when the clocks of `zone` go forward."""
    before = low.astimezone(zone).utcoffset()
    while high - low > _SECOND:
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high
