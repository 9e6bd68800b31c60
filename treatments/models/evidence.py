"""Citations: the published work that the text rests on."""

import swapper
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.api import APIField
from wagtail.models import Orderable

from treatments.validators import validate_doi


class AbstractCitation(Orderable):
    """A publication and the sentence of ours that it supports."""

    title = models.CharField(max_length=400)
    publisher = models.CharField(
        max_length=200, blank=True, help_text="The journal, or the body that published it."
    )
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1800), MaxValueValidator(2100)]
    )
    doi = models.CharField(
        "DOI",
        max_length=200,
        blank=True,
        validators=[validate_doi],
        help_text="Such as 10.1001/jamadermatol.2014.2494.",
    )
    url = models.URLField(
        "address", max_length=500, blank=True, help_text="Only where there is no DOI."
    )
    claim = models.TextField(blank=True, help_text="The sentence of ours that it supports.")

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = "citation"

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("publisher"), FieldPanel("year")]),
        FieldRowPanel([FieldPanel("doi"), FieldPanel("url")]),
        FieldPanel("claim"),
    ]

    api_fields = ["title", "publisher", "year", "doi", "url", "claim"]

    def __str__(self):
        return self.title

    @property
    def link(self):
        """The address to read it at: that of the DOI before any other; `""` without either."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    def clean(self):
        super().clean()
        if not (self.doi or self.url or self.publisher):
            raise ValidationError(
                {
                    "publisher": "Say where it was published: a DOI, an address, or at least the "
                    "journal or body."
                }
            )


class Citation(AbstractCitation):
    page = ParentalKey(
        swapper.get_model_name("treatments", "TreatmentPage"),
        on_delete=models.CASCADE,
        related_name="citations",
    )


class EvidenceMixin(models.Model):
    """The citations of a page."""

    class Meta:
        abstract = True

    evidence_panels = [
        InlinePanel(
            "citations",
            heading="Citations",
            label="citation",
            help_text="What the text rests on. A study named in the text needs a row here.",
        ),
    ]

    evidence_api_fields = [APIField("citations")]
