"""Where a clinic is, and what time it is there."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django_countries.fields import CountryField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from delivery.documents.fields import TextField
from delivery.documents.shapes import country_shape
from locations import places
from locations.api.fields import AddressField, CoordinatesField
from locations.timezones import timezone_choices
from locations.validation import at_field, run_checks

LATITUDE_MESSAGE = (
    "Latitude runs from -90 (south) to 90 (north). Are latitude and longitude swapped?"
)
LONGITUDE_MESSAGE = "Longitude runs from -180 (west) to 180 (east)."


class PlaceMixin(models.Model):
    """Address, coordinates and time zone, checked against each other."""

    country = CountryField(
        help_text="Choose this first: region, postcode, telephone and time zone are checked "
        "against it."
    )
    address_lines = models.TextField(
        "street address",
        blank=True,
        help_text="Building, street, floor or suite: one line each, without city and postcode.",
    )
    locality = models.CharField(
        "city or town", max_length=100, blank=True, help_text="As it is written in the address."
    )
    subdivision = models.CharField(
        "region",
        max_length=50,
        blank=True,
        help_text="Province, state or county: its name or its ISO 3166-2 code, such as British "
        "Columbia or CA-BC. It decides which rules on wording hold here.",
    )
    postcode = models.CharField(max_length=20, blank=True, help_text="Or ZIP code.")
    latitude = models.DecimalField(
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[
            MinValueValidator(-90, LATITUDE_MESSAGE),
            MaxValueValidator(90, LATITUDE_MESSAGE),
        ],
        help_text="North is positive, such as 49.282700.",
    )
    longitude = models.DecimalField(
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[
            MinValueValidator(-180, LONGITUDE_MESSAGE),
            MaxValueValidator(180, LONGITUDE_MESSAGE),
        ],
        help_text="East is positive, west negative, such as -123.120700.",
    )
    map_url = models.URLField(
        "map link",
        max_length=500,
        blank=True,
        help_text="The clinic's own entry on a map service.",
    )
    timezone = models.CharField(
        "time zone",
        max_length=64,
        choices=timezone_choices,
        help_text="Whose clocks the opening hours below follow.",
    )

    class Meta:
        abstract = True

    place_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("country"), FieldPanel("subdivision")]),
                FieldPanel("address_lines"),
                FieldRowPanel([FieldPanel("locality"), FieldPanel("postcode")]),
            ],
            heading="Address",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("map_url"),
            ],
            heading="On the map",
        ),
    ]

    place_search_fields = [
        index.SearchField("locality"),
        index.AutocompleteField("locality"),
        index.FilterField("locality"),
        index.FilterField("country"),
        index.FilterField("subdivision"),
    ]

    place_api_fields = [
        APIField("address", serializer=AddressField()),
        APIField("coordinates", serializer=CoordinatesField()),
        APIField("map_url"),
        APIField("jurisdiction", serializer=TextField()),
    ]

    @property
    def address(self):
        """The address as JSON; what is missing is None.

        `{"lines": ["1180 Wrenfield Street"], "locality": "Vancouver", "region": {"code":
        "CA-BC", "name": "British Columbia"}, "postcode": "V6B 0Z9", "country": {"code": "CA",
        "name": "Canada"}}`
        """
        lines = [line.strip() for line in self.address_lines.splitlines()]
        region = self.subdivision
        return {
            "lines": [line for line in lines if line],
            "locality": self.locality or None,
            "region": {"code": region, "name": places.region_name(region)} if region else None,
            "postcode": self.postcode or None,
            "country": country_shape(self.country),
        }

    @property
    def coordinates(self):
        """`{"latitude": "49.279400", "longitude": "-123.119300"}` in degrees (WGS 84), or None.

        Decimal texts, so that no digit is lost on the way through a floating-point number.
        """
        if self.latitude is None or self.longitude is None:
            return None
        return {
            "latitude": f"{Decimal(self.latitude):.6f}",
            "longitude": f"{Decimal(self.longitude):.6f}",
        }

    @property
    def jurisdiction(self):
        """The code of the region, else of the country, whose rules hold here: `"CA-BC"`."""
        return self.subdivision or self.country.code or ""

    def clean(self):
        run_checks(super().clean, self._clean_region, self._clean_postcode, self._clean_zone)

    def _clean_region(self):
        if self.country and self.subdivision:
            self.subdivision = at_field(
                "subdivision", places.clean_region, self.country.code, self.subdivision
            )

    def _clean_postcode(self):
        if self.country and self.postcode:
            self.postcode = at_field(
                "postcode",
                places.clean_postcode,
                self.country.code,
                self.subdivision,
                self.postcode,
            )

    def _clean_zone(self):
        if self.country and self.timezone:
            at_field(
                "timezone", places.check_zone, self.country.code, self.subdivision, self.timezone
            )
