"""What a treatment is called, where it stands in the library and how a card shows it."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.images import get_image_model_string


class NamingMixin(models.Model):
    """The class label, category, summary and picture of a treatment."""

    class_label = models.CharField(
        max_length=120,
        blank=True,
        help_text="A name without a brand, such as “Neuromodulators”, for places where rules "
        "restrict brand names.",
    )
    category = models.ForeignKey(
        "treatments.TreatmentCategory",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="The shelf of the library on which it stands.",
    )
    summary = models.TextField(
        max_length=280,
        help_text="One or two sentences in plain text, shown in lists and on cards.",
    )
    hero_image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="main picture",
        help_text="Shown at the head of the page and on cards; at least 1,600 pixels wide.",
    )

    class Meta:
        abstract = True

    naming_panels = [
        FieldRowPanel(
            [
                FieldPanel("category"),
                FieldPanel("class_label", heading="Name without a brand"),
            ]
        ),
        MultiFieldPanel([FieldPanel("summary"), FieldPanel("hero_image")], "In lists and on cards"),
    ]

    naming_api_fields = [
        APIField("class_label", writable=True),
        APIField("category"),
        APIField("summary", writable=True),
        APIField("hero_image", writable=True),
    ]
