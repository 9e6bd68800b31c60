"""Fills the clinics' pages."""

from datetime import time

from locations.models import (
    ClinicPhoto,
    OpeningException,
    OpeningHours,
    Practitioner,
    SocialLink,
)

TEXT_FIELDS = (
    "legal_name",
    "trading_name",
    "status",
    "locality",
    "subdivision",
    "postcode",
    "country",
    "latitude",
    "longitude",
    "phone",
    "email",
    "booking_url",
    "timezone",
    "currency",
)
RICH_TEXT_FIELDS = ("introduction", "directions", "parking", "accessibility", "providers_rule")


def fill_clinic(page, directory, entry, images):
    for name in TEXT_FIELDS:
        setattr(page, name, entry[name])
    for name in RICH_TEXT_FIELDS:
        setattr(page, name, directory.rich_text(entry[name]))
    page.address_lines = "\n".join(entry["address"])
    page.languages = ", ".join(entry["languages"])
    page.opening_hours = [OpeningHours(**times(row), day=row["day"]) for row in entry["hours"]]
    page.opening_exceptions = [
        row for exception in entry["exceptions"] for row in exception_rows(exception)
    ]
    page.practitioners = [
        practitioner(row, position, directory, images)
        for position, row in enumerate(entry["practitioners"])
    ]
    page.photos = [ClinicPhoto(image=images.of(entry["photo"]), sort_order=0)]
    page.social_links = [
        SocialLink(**row, sort_order=position) for position, row in enumerate(entry["social"])
    ]
    page.show_in_menus = True


def times(row):
    return {
        "opens": time.fromisoformat(row["opens"]),
        "closes": time.fromisoformat(row["closes"]),
        "by_appointment": row.get("by_appointment", False),
    }


def exception_rows(exception):
    """One row for a closed stretch, else one for each interval of its days."""
    common = {
        "reason": exception["title"],
        "starts": exception["starts"],
        "ends": exception["ends"],
    }
    if exception["closed"]:
        return [OpeningException(**common, closed=True)]
    return [OpeningException(**common, **times(row)) for row in exception["intervals"]]


def practitioner(row, position, directory, images):
    return Practitioner(
        name=row["name"],
        credentials=row["credentials"],
        role=row["role"],
        licence_body=row["licence_body"],
        licence_number=row["licence_number"],
        bio=directory.rich_text(row["bio"]),
        photo=images.of(row),
        languages=", ".join(row["languages"]),
        sort_order=position,
    )
