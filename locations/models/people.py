"""Who works in a clinic."""

from uuid import uuid4

import swapper
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from locations.api.fields import LanguagesField
from locations.languages import LanguagesField as LanguagesModelField

BIO_FEATURES = ["bold", "italic", "link", "ul"]


class Practitioner(Orderable):
    """Somebody who sees patients, with the licence that lets them."""

    page = ParentalKey(
        swapper.get_model_name("locations", "LocationPage"),
        on_delete=models.CASCADE,
        related_name="practitioners",
    )
    # Stays the same when the clinic's page is copied, while the row gets another primary key.
    key = models.UUIDField(default=uuid4, editable=False)
    name = models.CharField(max_length=100, help_text="As patients should read it.")
    credentials = models.CharField(
        max_length=100, blank=True, help_text="Letters after the name, such as MD, FRCPC or RN."
    )
    role = models.CharField(
        max_length=100, blank=True, help_text="What they do here, such as nurse injector."
    )
    licence_body = models.CharField(
        "licensing body",
        max_length=200,
        blank=True,
        help_text="In full, such as British Columbia College of Nurses and Midwives.",
    )
    licence_number = models.CharField(
        "licence number", max_length=50, blank=True, help_text="As the body's register has it."
    )
    bio = RichTextField(
        "biography",
        blank=True,
        features=BIO_FEATURES,
        help_text="Training and experience, in two or three sentences.",
    )
    photo = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="A portrait; the face is kept in view if the picture has a focal point.",
    )
    languages = LanguagesModelField(
        blank=True,
        help_text="Names or codes with commas between them, such as English, Punjabi, zh-Hant.",
    )

    class Meta(Orderable.Meta):
        verbose_name = "practitioner"
        verbose_name_plural = "practitioners"

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("credentials")]),
        FieldRowPanel([FieldPanel("role"), FieldPanel("languages")]),
        FieldRowPanel([FieldPanel("licence_body"), FieldPanel("licence_number")]),
        FieldPanel("bio"),
        FieldPanel("photo"),
    ]

    api_fields = [
        APIField("name"),
        APIField("credentials"),
        APIField("role"),
        APIField("licence_body"),
        APIField("licence_number"),
        APIField("bio"),
        APIField("photo"),
        APIField("languages", serializer=LanguagesField()),
    ]

    def __str__(self):
        return ", ".join(filter(None, [self.name, self.credentials]))
