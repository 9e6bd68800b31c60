"""What a treatment is found by: products, areas of the body and concerns."""

import swapper
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.models import Orderable

from treatments.api.fields import EntriesField

from .base import CheckedRowsMixin

TREATMENT_PAGE = swapper.get_model_name("treatments", "TreatmentPage")


class TreatmentProduct(Orderable):
    """A product that the treatment is done with."""

    page = ParentalKey(TREATMENT_PAGE, on_delete=models.CASCADE, related_name="products")
    product = models.ForeignKey("treatments.Product", on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = "product"

    panels = [FieldPanel("product")]


class TreatmentArea(Orderable):
    """A part of the body that is treated."""

    page = ParentalKey(TREATMENT_PAGE, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey("treatments.Area", on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = "area"

    panels = [FieldPanel("area")]


class TreatmentConcern(Orderable):
    """A concern that the treatment is for."""

    page = ParentalKey(TREATMENT_PAGE, on_delete=models.CASCADE, related_name="concerns")
    concern = models.ForeignKey("treatments.Concern", on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = "concern"

    panels = [FieldPanel("concern")]


class TaxonomyMixin(CheckedRowsMixin):
    """Products, areas and concerns, in the order in which they are shown."""

    class Meta:
        abstract = True

    unique_rows = {"products": "product", "areas": "area", "concerns": "concern"}

    taxonomy_panels = [
        InlinePanel(
            "concerns",
            heading="Concerns",
            label="concern",
            help_text="What the treatment is for. The most important comes first.",
        ),
        InlinePanel(
            "areas", heading="Areas", label="area", help_text="Where on the body it is done."
        ),
        InlinePanel(
            "products",
            heading="Products",
            label="product",
            help_text="Brands belong here and not in the text, where rules may forbid them.",
        ),
    ]

    taxonomy_api_fields = [
        APIField("products", serializer=EntriesField("product")),
        APIField("areas", serializer=EntriesField("area")),
        APIField("concerns", serializer=EntriesField("concern")),
    ]
