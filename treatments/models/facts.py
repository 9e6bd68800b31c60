"""Quick facts: what a patient asks first, as typed values and never as prose."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField

from delivery.documents.fields import RangeField
from treatments.panels import RangePanel

from .ranges import CountRange, DurationRange, RangesMixin


class Comfort(models.TextChoices):
    NONE = "none", "Nothing is felt"
    MINIMAL = "minimal", "Hardly felt"
    MILD = "mild", "Mild discomfort"
    MODERATE = "moderate", "Moderate discomfort"
    STRONG = "strong", "Strong discomfort"


class Anaesthesia(models.TextChoices):
    NONE = "none", "None needed"
    TOPICAL = "topical", "Numbing cream"
    LOCAL = "local", "Local injection"
    BLOCK = "block", "Nerve block"
    SEDATION = "sedation", "Sedation"


class QuickFactsMixin(RangesMixin):
    """Durations, numbers of sessions, ages, and what is felt."""

    session = DurationRange(
        "Length of a session",
        default_unit="minute",
        help_text="From sitting down to getting up, without the consultation.",
    )
    downtime = DurationRange(
        "Downtime",
        default_unit="day",
        zero_text="no downtime",
        help_text="How long a patient may not look or feel ready for daily life. "
        "0 to 0 reads as “no downtime”.",
    )
    onset = DurationRange(
        "First results",
        default_unit="day",
        zero_text="at once",
        help_text="How long it takes until a change shows. 0 to 0 reads as “at once”.",
    )
    longevity = DurationRange(
        "How long results last", default_unit="month", help_text="Until the effect has faded."
    )
    interval = DurationRange(
        "Time between sessions", default_unit="week", help_text="The wait before the next session."
    )
    sessions = CountRange(
        "Number of sessions",
        unit="session",
        help_text="How many sessions a course usually has.",
    )
    age = CountRange(
        "Age of patients",
        unit="year",
        open_text="{} and over",
        help_text="In years. Leave “to” blank for “and over”.",
    )
    comfort = models.CharField(
        max_length=8, choices=Comfort, blank=True, help_text="What is felt during the treatment."
    )
    anaesthesia = models.CharField(
        max_length=8,
        choices=Anaesthesia,
        blank=True,
        help_text="What is usually given against discomfort.",
    )

    class Meta:
        abstract = True

    facts_panels = [
        RangePanel("session"),
        RangePanel("downtime"),
        RangePanel("onset"),
        RangePanel("longevity"),
        RangePanel("sessions"),
        RangePanel("interval"),
        RangePanel("age"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("comfort"), FieldPanel("anaesthesia")])], "What is felt"
        ),
    ]

    facts_api_fields = [
        *(
            APIField(name, serializer=RangeField())
            for name in (
                "session",
                "downtime",
                "onset",
                "longevity",
                "interval",
                "sessions",
                "age",
            )
        ),
        APIField("comfort"),
        APIField("anaesthesia"),
    ]

    def field_errors(self):
        errors = super().field_errors()
        for name in ("sessions_min", "sessions_max"):
            if getattr(self, name) == 0:
                errors[name] = (
                    "A course has at least one session. Leave the field blank if the number "
                    "is not known."
                )
        return errors
