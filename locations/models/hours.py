"""When a clinic is open: rows as they stand on the door, and the schedule they make."""

import swapper
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.api import APIField

from locations import hours_rules, timezones
from locations.api.fields import HoursField
from locations.api.shapes import exception_shapes, regular_shapes
from locations.hours import ExceptionalHours, RegularHours, Schedule

WEEKDAY_CHOICES = [(number + 1, name) for number, name in WEEKDAYS.items()]
BY_APPOINTMENT_HELP = "Seen only by those who have booked; the clinic counts as closed."


def complete(rows):
    """Return the hours of a relation's rows that are filled in; drafts may have others."""
    return tuple(hours for row in rows.all() if (hours := row.as_hours()))


class HoursMixin(models.Model):
    """Opening hours and their exceptions, of a page that has a `timezone`."""

    class Meta:
        abstract = True

    hours_panels = [
        FieldPanel("timezone"),
        InlinePanel(
            "opening_hours",
            heading="Every week",
            label="hours",
            help_text="One row for each stretch of time: a day with a lunch break has two. A row "
            "that closes before it opens runs past midnight into the next day; 00:00 to 00:00 is "
            "the whole day. A day without a row is closed.",
        ),
        InlinePanel(
            "opening_exceptions",
            heading="Holidays and other exceptions",
            label="exception",
            help_text="They take the place of the weekly hours on their dates. For a day with two "
            "stretches of time, add two rows with the same dates.",
        ),
    ]

    hours_api_fields = [APIField("hours", serializer=HoursField())]

    @property
    def schedule(self):
        """The `Schedule` of the complete rows; None while the page has no valid time zone."""
        try:
            zone = timezones.zone(self.timezone)
        except KeyError:
            return None
        return Schedule(
            zone=zone,
            regular=complete(self.opening_hours),
            exceptions=complete(self.opening_exceptions),
        )

    @property
    def hours(self):
        """The hours as JSON; local times, days by ISO 8601 (1 is Monday), dates included.

        `{"timezone": "America/Vancouver", "regular": [{"day": 1, "opens": "09:00", "closes":
        "17:00", "overnight": false, "by_appointment": false}], "exceptions": [{"reason":
        "Christmas Eve", "starts": "2026-12-24", "ends": "2026-12-24", "closed": false,
        "intervals": [{"opens": "09:00", "closes": "13:00", "overnight": false,
        "by_appointment": false}]}]}`

        `overnight` intervals close on the day after they open; equal times are a whole day.
        """
        return {
            "timezone": self.timezone or None,
            "regular": regular_shapes(complete(self.opening_hours)),
            "exceptions": exception_shapes(complete(self.opening_exceptions)),
        }

    def check_hours(self):
        """Raise `ValidationError` for what is wrong or missing in the rows.

        For pages that are saved by code; in the editor the form asks the same of its own rows.
        """
        errors = {}
        for name, find_problems in hours_rules.PROBLEM_FINDERS.items():
            rows = list(getattr(self, name).all())
            messages = [message for row in rows for message in row.messages()]
            if not messages:
                problems = find_problems([row.as_hours() for row in rows])
                messages = [problem.message for problem in problems]
            if messages:
                errors[name] = messages
        if errors:
            raise ValidationError(errors)


class HoursRow(models.Model):
    """A row of hours. What it cannot do without may still be blank in a draft, hence null."""

    by_appointment = models.BooleanField(
        "by appointment only", default=False, help_text=BY_APPOINTMENT_HELP
    )

    class Meta:
        abstract = True

    def messages(self):
        """Return what is wrong with this row by itself, for publishing."""
        try:
            self.full_clean(exclude=["page"])
        except ValidationError as error:
            return [f"{self}: {message}" for message in error.messages]
        return []


class OpeningHours(HoursRow):
    """A stretch of time of every week."""

    page = ParentalKey(
        swapper.get_model_name("locations", "LocationPage"),
        on_delete=models.CASCADE,
        related_name="opening_hours",
    )
    day = models.PositiveSmallIntegerField(
        choices=WEEKDAY_CHOICES, null=True, help_text="On which it opens."
    )
    opens = models.TimeField(null=True, help_text="Such as 09:00.")
    closes = models.TimeField(null=True, help_text="Such as 17:30.")

    class Meta:
        verbose_name = "opening hours"
        verbose_name_plural = "opening hours"
        ordering = ["day", "opens", "pk"]

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("opens"), FieldPanel("closes")]),
        FieldPanel("by_appointment"),
    ]

    def __str__(self):
        return f"{self.get_day_display() or 'No day'} {_times_text(self.opens, self.closes)}"

    def clean(self):
        super().clean()
        if message := hours_rules.equal_times_message(self.opens, self.closes):
            raise ValidationError({"closes": message})

    def as_hours(self):
        """Return the row as `RegularHours`, or None while it is incomplete."""
        if self.day is None or self.opens is None or self.closes is None:
            return None
        return RegularHours(self.day, self.opens, self.closes, self.by_appointment)


class OpeningException(HoursRow):
    """What holds instead of the weekly hours on some dates."""

    page = ParentalKey(
        swapper.get_model_name("locations", "LocationPage"),
        on_delete=models.CASCADE,
        related_name="opening_exceptions",
    )
    reason = models.CharField(
        max_length=100, blank=True, help_text="Shown to patients, such as Boxing Day."
    )
    starts = models.DateField("first day", null=True, help_text="From its first minute.")
    ends = models.DateField(
        "last day", null=True, blank=True, help_text="Left blank, it is a single day."
    )
    closed = models.BooleanField(
        "closed all day", default=False, help_text="Otherwise, give the hours of these days."
    )
    opens = models.TimeField(null=True, blank=True, help_text="Blank when closed all day.")
    closes = models.TimeField(null=True, blank=True, help_text="Blank when closed all day.")

    class Meta:
        verbose_name = "exception to the opening hours"
        verbose_name_plural = "exceptions to the opening hours"
        ordering = ["starts", "opens", "pk"]

    panels = [
        FieldPanel("reason"),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends"), FieldPanel("closed")]),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes"), FieldPanel("by_appointment")]),
    ]

    def __str__(self):
        return self.reason or (date_format(self.starts, "j F Y") if self.starts else "No date")

    def clean(self):
        super().clean()
        if self.ends is None:
            self.ends = self.starts
        if self.starts and self.ends < self.starts:
            raise ValidationError(
                {
                    "ends": f"The last day, {date_format(self.ends, 'j F Y')}, is before the "
                    f"first, {date_format(self.starts, 'j F Y')}. Change one of them."
                }
            )
        message = hours_rules.exception_message(
            self.closed, self.opens, self.closes, complete=False
        )
        if message:
            raise ValidationError({"closed" if self.closed else "closes": message})

    def messages(self):
        missing = hours_rules.exception_message(self.closed, self.opens, self.closes)
        return super().messages() or ([f"{self}: {missing}"] if missing else [])

    def as_hours(self):
        """Return the row as `ExceptionalHours`, or None while it is incomplete."""
        if self.starts is None or (not self.closed and None in (self.opens, self.closes)):
            return None
        times = (None, None) if self.closed else (self.opens, self.closes)
        ends = self.ends or self.starts
        return ExceptionalHours(self.starts, ends, self.reason, *times, self.by_appointment)


def _times_text(opens, closes):
    return " to ".join(hours_rules.clock(value) if value else "…" for value in (opens, closes))
