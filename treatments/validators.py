"""Checks of single values, each with a message that says how to mend it."""

import datetime
import re

import pycountry
from django.core.exceptions import ValidationError

PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
DOI = re.compile(r"10\.\d{4,9}/\S+")


def validate_partial_date(value):
    """Accept `YYYY`, `YYYY-MM` or `YYYY-MM-DD` of a date that exists."""
    match = PARTIAL_DATE.fullmatch(value)
    try:
        datetime.date(*(int(part or 1) for part in match.groups()))
    except (AttributeError, ValueError):
        raise ValidationError(
            "“%(value)s” is not a date. Write a year (2002), a year and month (2002-04) "
            "or a full date (2002-04-15).",
            code="partial_date",
            params={"value": value},
        ) from None


def validate_jurisdiction(value):
    """Accept an ISO 3166-1 country (`CA`) or an ISO 3166-2 subdivision (`CA-BC`)."""
    known = (
        pycountry.subdivisions.get(code=value)
        if "-" in value
        else pycountry.countries.get(alpha_2=value)
    )
    if known is None or value != value.upper():
        raise ValidationError(
            "“%(value)s” is not a place we know. Write the two letters of a country (CA, US) "
            "or a country and its province or state (CA-BC, US-MA), in capitals.",
            code="jurisdiction",
            params={"value": value},
        )


def validate_doi(value):
    """Accept a bare DOI such as `10.1001/jamadermatol.2014.2494`."""
    if not DOI.fullmatch(value):
        raise ValidationError(
            "“%(value)s” is not a DOI. It begins with “10.”, for example "
            "10.1001/jamadermatol.2014.2494; leave out https://doi.org/.",
            code="doi",
            params={"value": value},
        )
