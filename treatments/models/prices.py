"""What a clinic asks for a treatment, and from when to when."""

from decimal import Decimal

import swapper
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.api import APIField
from wagtail.models import Orderable

from treatments.api.clinics import PricesField
from treatments.prices import overlaps

from .base import CheckedRowsMixin, RowProblem


class PriceUnit(models.TextChoices):
    UNIT = "unit", "per unit"
    SYRINGE = "syringe", "per syringe"
    SESSION = "session", "per session"
    AREA = "area", "per area"
    VIAL = "vial", "per vial"


class ClinicPrice(Orderable):
    """A price at a clinic, in the clinic's currency."""

    page = ParentalKey(
        swapper.get_model_name("treatments", "ClinicTreatmentPage"),
        on_delete=models.CASCADE,
        related_name="prices",
    )
    label = models.CharField(
        max_length=120, help_text="What is paid for, such as “Forehead” or “One session”."
    )
    amount = models.DecimalField(
        max_digits=9,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.00"), "A price cannot be less than nothing.")],
        help_text="In the clinic’s currency, without its sign, such as 13.00.",
    )
    unit = models.CharField(max_length=7, choices=PriceUnit, default=PriceUnit.SESSION)
    valid_from = models.DateField(
        null=True, blank=True, help_text="The first day; blank for “has been so all along”."
    )
    valid_to = models.DateField(
        null=True, blank=True, help_text="The last day; blank for “until further notice”."
    )
    note = models.CharField(
        max_length=200, blank=True, help_text="Shown with the price, such as what it includes."
    )

    class Meta(Orderable.Meta):
        verbose_name = "price"

    panels = [
        FieldRowPanel([FieldPanel("label"), FieldPanel("amount"), FieldPanel("unit")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("note"),
    ]

    def __str__(self):
        return f"{self.label}: {self.amount} {self.get_unit_display()}"

    def clean(self):
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError(
                {"valid_to": "The last day is before the first. Put the earlier day first."}
            )


class PricesMixin(CheckedRowsMixin):
    """The prices of a treatment at a clinic."""

    class Meta:
        abstract = True

    prices_panels = [
        InlinePanel(
            "prices",
            heading="Prices",
            label="price",
            help_text="In the clinic’s currency. To change a price on a day, give the present one "
            "a last day and add a row that begins the day after.",
        ),
    ]

    prices_api_fields = [APIField("prices", serializer=PricesField())]

    def row_problems(self, relation, rows):
        found = super().row_problems(relation, rows)
        if relation == "prices":
            found.extend(
                RowProblem(
                    later,
                    "valid_from",
                    f"“{rows[later].label}” has another price on some of these days (row "
                    f"{earlier + 1}). Give that row a last day before this one begins.",
                )
                for earlier, later in overlaps(rows)
            )
        return found
