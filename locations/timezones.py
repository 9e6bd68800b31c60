"""Time zones from PyPI's `tzdata`, and not from the files of the machine.

A machine's zone files can be years old, and the law changes faster: British Columbia stopped
changing its clocks in 2026. Opening hours, prices and the admin all read the same ones.
"""

import zoneinfo
from collections import defaultdict
from datetime import UTC
from functools import cache
from importlib import resources

from django.utils import timezone


def use_package():
    """Have the whole process read the package; `zoneinfo` would ask the machine first."""
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()


@cache
def zone(name):
    """Return the `ZoneInfo` called `name`, such as `"America/Vancouver"`.

    Raises `zoneinfo.ZoneInfoNotFoundError` (a `KeyError`) for a name that is not a zone.
    """
    try:
        return zoneinfo.ZoneInfo(name)
    except (ValueError, OSError) as error:
        # A folder, a table or a licence beside the zones.
        raise zoneinfo.ZoneInfoNotFoundError(f"No time zone found with key {name}") from error


def local_date(name, moment=None):
    """Return the day that it is in the zone called `name`, or was at a moment; UTC's for `""`."""
    return timezone.localdate(moment, zone(name) if name else UTC)


def zones_by_date(names):
    """Return `{date: [name, …]}`: which day it is in zones; there are never more than three."""
    days = defaultdict(list)
    for name in names:
        days[local_date(name)].append(name)
    return dict(days)


@cache
def countries_of_zones():
    """Return `{"America/Vancouver": "CA", ...}`: every zone people live by, with its country.

    Source: tz database, `zone.tab`, which has a zone of its own for each country.
    """
    table = resources.files("tzdata") / "zoneinfo" / "zone.tab"
    rows = (
        line.split("\t")
        for line in table.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
    return {row[2]: row[0] for row in rows}


@cache
def zones_of_country(country):
    """Return the names of the zones of an ISO 3166-1 country, in the table's order."""
    return [name for name, code in countries_of_zones().items() if code == country]


def timezone_choices():
    """Return `[("America/Vancouver", "America/Vancouver"), ...]` for a form, sorted."""
    return [(name, name.replace("_", " ")) for name in sorted(countries_of_zones())]
