"""Time zones from PyPI's `tzdata`, before the files of the machine.

A machine's zone files can be years old, and the law changes faster: British Columbia stopped
changing its clocks in 2026. Python's `zoneinfo` looks at the machine first; this module looks at
the package first and changes nothing for the rest of the process.
"""

import re
import zoneinfo
from functools import cache
from importlib import resources
from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")


def _find(name):
    """Return the readable file `name` of the zone data: the package's, else the machine's."""
    parts = name.split("/")
    try:
        roots = [resources.files("tzdata") / "zoneinfo"]
    except ModuleNotFoundError:
        roots = []
    roots += [Path(path) for path in zoneinfo.TZPATH]
    for root in roots:
        candidate = root.joinpath(*parts)
        if candidate.is_file():
            return candidate
    return None


@cache
def zone(name):
    """Return the `ZoneInfo` called `name`, such as `"America/Vancouver"`.

    Raises `zoneinfo.ZoneInfoNotFoundError` (a `KeyError`) for a name that is not a zone. The
    zones are not picklable: store names, never datetimes that carry one.
    """
    found = _find(name) if _NAME.fullmatch(name) else None
    if found is None:
        raise zoneinfo.ZoneInfoNotFoundError(f"No time zone found with key {name}")
    with found.open("rb") as file:
        try:
            return zoneinfo.ZoneInfo.from_file(file, key=name)
        except ValueError as error:
            # A table or a licence beside the zones.
            raise zoneinfo.ZoneInfoNotFoundError(f"No time zone found with key {name}") from error


@cache
def countries_of_zones():
    """Return `{"America/Vancouver": "CA", ...}`: every zone people live by, with its country.

    Source: tz database, `zone.tab`, which has a zone of its own for each country.
    """
    table = _find("zone.tab")
    if table is None:
        return {}
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
