"""System checks: what would go wrong in silence."""

from datetime import datetime, timedelta

from django.apps import apps
from django.core.checks import Error, register

from .timezones import zone


@register()
def check_time_zones(app_configs, **kwargs):
    """The zone data must know that British Columbia stopped changing its clocks in 2026."""
    offset = zone("America/Vancouver").utcoffset(datetime(2027, 1, 1))
    if offset != timedelta(hours=-7):
        return [
            Error(
                "The time zone data is older than British Columbia's permanent UTC-7 of 2026: "
                "opening hours there would be an hour wrong in winter.",
                hint="Install current time zone data: pip install --upgrade tzdata",
                id="locations.E002",
            )
        ]
    return []


@register()
def check_delivery_installed(app_configs, **kwargs):
    if apps.is_installed("delivery"):
        return []
    return [
        Error(
            "The locations app needs the delivery app.",
            hint="Add 'delivery' to INSTALLED_APPS, after 'locations'.",
            id="locations.E003",
        )
    ]
