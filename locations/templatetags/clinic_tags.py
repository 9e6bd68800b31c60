"""Template tags that show clinics: which there are, and when they are open."""

from datetime import date, time, timedelta

import swapper
from django import template
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django_countries import countries
from wagtail.models import Site

from delivery.documents.references import References
from locations import places, timezones
from locations.hours import ExceptionalHours, RegularHours, Schedule

COMING_DAYS = 90
TITLES = {"Dr", "Prof", "Mr", "Mrs", "Ms", "Mx"}

register = template.Library()


@register.simple_tag(takes_context=True)
def clinics(context):
    """Return the cards of all public clinics of the request's site: `{% clinics as clinics %}`."""
    request = context.get("request")
    site = request and Site.find_for_request(request)
    if not site:
        return []
    model = swapper.load_model("locations", "LocationPage")
    references = References(site_root=site.root_page.url_path)
    references.want_all_cards(model)
    references.resolve()
    return references.all_cards(model)


@register.filter
def place(code):
    """Write an ISO 3166 code in words: `CA-BC` is “British Columbia, Canada”."""
    country, _, region = (code or "").partition("-")
    name = countries.name(country) or country
    return f"{places.region_name(code)}, {name}" if region else name


@register.filter
def initials(name):
    """Return the first letters of a person's first and last name; “Dr Ana Bo” is “AB”."""
    parts = [part for part in (name or "").split() if part.rstrip(".") not in TITLES]
    return "".join(part[0] for part in dict.fromkeys((*parts[:1], *parts[-1:])))


@register.simple_tag
def opening(clinic, now=None):
    """Return when a clinic is open, from its document or card: `{% opening clinic as times %}`.

    `{"open": True, "change": datetime, "change_in_days": 0, "week": [{"name": "Monday", "today":
    False, "intervals": […]}], "coming": [exceptions of the next 90 days]}`; times and dates are
    the clinic's own. `open` is None of a clinic that does not operate at present, `change` when
    nothing changes within a year. Without hours or a time zone, it is None.
    """
    hours = clinic.get("hours")
    if not hours or not hours["timezone"] or not (hours["regular"] or hours["exceptions"]):
        return None
    now = now or timezone.now()
    try:
        schedule = _schedule(hours)
    except KeyError:  # A draft may name a zone that does not exist.
        return None
    today = now.astimezone(schedule.zone).date()
    operating = clinic.get("status") in (None, "open")
    change = schedule.next_change(now) if operating else None
    return {
        "open": schedule.is_open(now) if operating else None,
        # Without its zone, so that the template does not turn it into the server's time.
        "change": change and change.replace(tzinfo=None),
        "change_in_days": change and (change.date() - today).days,
        "week": [
            {
                "name": name,
                "today": day == today.weekday(),
                "intervals": [_interval(row) for row in hours["regular"] if row["day"] == day + 1],
            }
            for day, name in WEEKDAYS.items()
        ],
        "coming": [
            row
            for row in map(_exception, hours["exceptions"])
            if row["ends"] >= today and row["starts"] <= today + timedelta(days=COMING_DAYS)
        ],
    }


def _schedule(hours):
    return Schedule(
        zone=timezones.zone(hours["timezone"]),
        regular=tuple(
            RegularHours(
                row["day"], _time(row["opens"]), _time(row["closes"]), row["by_appointment"]
            )
            for row in hours["regular"]
        ),
        exceptions=tuple(
            ExceptionalHours(
                row["starts"],
                row["ends"],
                "",
                part["opens"],
                part["closes"],
                part["by_appointment"],
            )
            for row in map(_exception, hours["exceptions"])
            for part in row["intervals"]
            or [{"opens": None, "closes": None, "by_appointment": False}]
        ),
    )


def _exception(row):
    return {
        **row,
        "starts": date.fromisoformat(row["starts"]),
        "ends": date.fromisoformat(row["ends"]),
        "intervals": [_interval(part) for part in row["intervals"]],
    }


def _interval(part):
    return {**part, "opens": _time(part["opens"]), "closes": _time(part["closes"])}


def _time(text):
    return time.fromisoformat(text)
