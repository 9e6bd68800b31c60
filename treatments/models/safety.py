"""Safety: what the treatment is approved for, who should not have it, and what can go wrong."""

import swapper
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.api import APIField
from wagtail.models import Orderable

from treatments.validators import validate_jurisdiction, validate_partial_date

TREATMENT_PAGE = swapper.get_model_name("treatments", "TreatmentPage")


class AbstractIndication(Orderable):
    """A use in one jurisdiction, and how its regulator regards it."""

    class Status(models.TextChoices):
        APPROVED = "approved", "Approved"
        CLEARED = "cleared", "Cleared"
        OFF_LABEL = "off_label", "Off label"
        INVESTIGATIONAL = "investigational", "Investigational"

    product = models.ForeignKey(
        "treatments.Product",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Leave blank when the treatment needs no product.",
    )
    use = models.CharField(
        max_length=300,
        help_text="As the regulator words it, such as “Moderate to severe glabellar lines in "
        "adults”.",
    )
    jurisdiction = models.CharField(
        max_length=6,
        validators=[validate_jurisdiction],
        help_text="A country (CA, US) or a country and its province or state (CA-BC).",
    )
    status = models.CharField(max_length=15, choices=Status, default=Status.APPROVED)
    since = models.CharField(
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text="Since when, as far as it is known: 2002, 2002-04 or 2002-04-15.",
    )
    source_title = models.CharField(
        max_length=300, blank=True, help_text="The document that says so."
    )
    source_url = models.URLField("source address", max_length=500, blank=True)

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = "indication"

    panels = [
        FieldPanel("use"),
        FieldPanel("product"),
        FieldRowPanel([FieldPanel("jurisdiction"), FieldPanel("status"), FieldPanel("since")]),
        FieldRowPanel([FieldPanel("source_title"), FieldPanel("source_url")]),
    ]

    api_fields = [
        "product",
        "use",
        "jurisdiction",
        "status",
        "since",
        "source_title",
        "source_url",
    ]

    def __str__(self):
        return f"{self.use} ({self.jurisdiction})"


class Indication(AbstractIndication):
    page = ParentalKey(TREATMENT_PAGE, on_delete=models.CASCADE, related_name="indications")


class AbstractContraindication(Orderable):
    """Who must not, or should perhaps not, have the treatment."""

    class Kind(models.TextChoices):
        ABSOLUTE = "absolute", "Not suitable"
        RELATIVE = "relative", "To be weighed with the practitioner"

    kind = models.CharField(max_length=8, choices=Kind, default=Kind.ABSOLUTE)
    text = models.CharField(max_length=300)

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = "contraindication"

    panels = [FieldPanel("text"), FieldPanel("kind")]

    api_fields = ["kind", "text"]

    def __str__(self):
        return self.text


class Contraindication(AbstractContraindication):
    page = ParentalKey(TREATMENT_PAGE, on_delete=models.CASCADE, related_name="contraindications")


class AbstractRisk(Orderable):
    """An effect that is not wanted, how often it comes and how serious it is."""

    class Kind(models.TextChoices):
        EXPECTED = "expected", "Expected"
        UNCOMMON = "uncommon", "Uncommon"
        RARE = "rare", "Rare"

    class Severity(models.TextChoices):
        MILD = "mild", "Mild"
        MODERATE = "moderate", "Moderate"
        SERIOUS = "serious", "Serious"

    kind = models.CharField("how often", max_length=8, choices=Kind, default=Kind.EXPECTED)
    text = models.CharField(
        max_length=300, help_text="What a patient would notice, and for how long."
    )
    severity = models.CharField(max_length=8, choices=Severity, default=Severity.MILD)
    seek_care = models.BooleanField(
        "call the clinic or a doctor",
        default=False,
        help_text="Tick when a patient who notices this should seek care at once.",
    )

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = "risk"

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("severity"), FieldPanel("seek_care")]),
    ]

    api_fields = ["kind", "text", "severity", "seek_care"]

    def __str__(self):
        return self.text


class Risk(AbstractRisk):
    page = ParentalKey(TREATMENT_PAGE, on_delete=models.CASCADE, related_name="risks")


class SafetyMixin(models.Model):
    """Indications, contraindications and risks."""

    class Meta:
        abstract = True

    safety_panels = [
        InlinePanel(
            "indications",
            heading="Indications",
            label="indication",
            help_text="What a regulator says the treatment may be used for, one row for each "
            "use and place. Only what a source confirms.",
        ),
        InlinePanel(
            "contraindications",
            heading="Who should not have it",
            label="contraindication",
        ),
        InlinePanel("risks", heading="Risks and side effects", label="risk"),
    ]

    safety_api_fields = [
        APIField("indications"),
        APIField("contraindications"),
        APIField("risks"),
    ]
