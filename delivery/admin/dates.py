"""Dates and times as people type them into the admin.

Which ways of writing are understood, in which language, is said by `delivery.admin.formats`; what
is not understood is never stored, and the error says how to write it.
"""

from datetime import datetime

from django import forms
from django.db import models
from django.utils.formats import get_format
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.timezone import get_current_timezone_name
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets import AdminDateTimeInput

# The last day of a month, so that nobody takes it for the month.
EXAMPLE = datetime(2027, 1, 31, 17, 30)
ISO_DATE = "%Y-%m-%d"


def _examples(format_type, iso):
    """Return the example as the person's language writes it first, and as every language may."""
    usual = (
        written
        for written in get_format(format_type)
        if not written.startswith(ISO_DATE) and "%S" not in written
    )
    ways = dict.fromkeys(EXAMPLE.strftime(written) for written in (next(usual, iso), iso))
    return " or ".join(ways)


def _date_error():
    return f"This is not a date. Write it as {_examples('DATE_INPUT_FORMATS', ISO_DATE)}."


def _datetime_error():
    ways = _examples("DATETIME_INPUT_FORMATS", f"{ISO_DATE} %H:%M")
    return f"This is not a date with a time. Write it as {ways}."


def _zone_note(help_text):
    zone = f"In the time zone {get_current_timezone_name()}, which you choose in your account."
    return f"{help_text} {zone}".strip()


def explain_errors():
    """Have every field for dates and times say how to write what it did not understand.

    The fields of blocks and filters are made inside Wagtail, and Django has no setting for these
    words: they are changed where all fields take them from.
    """
    for field, message in (
        (forms.DateField, lazy(_date_error, str)()),
        (forms.DateTimeField, lazy(_datetime_error, str)()),
        (forms.TimeField, "This is not a time. Write it as 09:00 or 17:30."),
    ):
        field.default_error_messages = {"invalid": message}


def name_time_zones():
    """Have every field for a moment, those of a schedule among them, name its time zone."""
    register_form_field_override(
        models.DateTimeField,
        override=lambda db_field: {
            "widget": AdminDateTimeInput,
            "help_text": lazy(_zone_note, str)(db_field.help_text),
        },
    )


def picker_script():
    """Return the script with which calendars and clocks leave alone what was typed."""
    return format_html('<script src="{}"></script>', versioned_static("delivery/date_pickers.js"))
