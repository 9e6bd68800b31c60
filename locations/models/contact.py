"""How to reach a clinic."""

import swapper
from django.db import models
from modelcluster.fields import ParentalKey
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Orderable

from delivery.documents.fields import PhoneField
from locations.phones import parse_phone


class ContactMixin(models.Model):
    """Telephone, email, booking and social media of a page that has a `country`."""

    phone = PhoneNumberField(
        "telephone",
        blank=True,
        help_text="As it is dialled in the clinic's own country, or with + and a country code. "
        "Every page shows the number from here.",
        error_messages={
            "invalid": "This is not a telephone number that can be dialled. Write it with + and "
            "the country's code, such as +44 20 7946 0958."
        },
    )
    email = models.EmailField(blank=True, help_text="Where patients write to.")
    booking_url = models.URLField(
        "booking link",
        max_length=500,
        blank=True,
        help_text="Where patients book; left blank, they are asked to ring.",
    )

    class Meta:
        abstract = True

    contact_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("booking_url"),
            ],
            heading="Contact",
        ),
        InlinePanel(
            "social_links",
            heading="Social media",
            label="link",
            help_text="The clinic's own accounts, in the order they are shown.",
        ),
    ]

    contact_api_fields = [
        APIField("phone", serializer=PhoneField()),
        APIField("email"),
        APIField("booking_url"),
        APIField("social_links"),
    ]

    def clean_fields(self, exclude=None):
        # Now that the country is known, a number without + can be read.
        if not exclude or "phone" not in exclude:
            self.phone = parse_phone(self.phone, self.country.code)
        super().clean_fields(exclude=exclude)


class SocialLink(Orderable):
    """An account of the clinic on a social medium."""

    page = ParentalKey(
        swapper.get_model_name("locations", "LocationPage"),
        on_delete=models.CASCADE,
        related_name="social_links",
    )
    label = models.CharField(max_length=50, help_text="The name of the service, such as Instagram.")
    url = models.URLField("link", max_length=500, help_text="The clinic's page there.")

    class Meta(Orderable.Meta):
        verbose_name = "social media link"
        verbose_name_plural = "social media links"

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("url")])]

    api_fields = [APIField("label"), APIField("url")]

    def __str__(self):
        return self.label
