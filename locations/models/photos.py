"""Pictures of a clinic."""

import swapper
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable


class ClinicPhoto(Orderable):
    """A picture of the clinic; the row goes with the image. It is blank only in drafts."""

    page = ParentalKey(
        swapper.get_model_name("locations", "LocationPage"),
        on_delete=models.CASCADE,
        related_name="photos",
    )
    image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        help_text="The house, the reception, a treatment room: what patients will find.",
    )
    caption = models.CharField(
        max_length=200, blank=True, help_text="Shown under the picture; not its alternative text."
    )

    class Meta(Orderable.Meta):
        verbose_name = "photo"
        verbose_name_plural = "photos"

    panels = [FieldPanel("image"), FieldPanel("caption")]

    api_fields = [APIField("image"), APIField("caption")]

    def __str__(self):
        return self.caption or str(self.image or "")
