"""Who the site speaks for."""

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.contrib.settings.models import register_setting
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from home.colours import validate_primary_colour

from .site_settings import SharedSiteSetting


@register_setting(icon="tag", order=100)
class BrandSettings(ClusterableModel, SharedSiteSetting):
    """The brand of one site: its names, its contact and its look."""

    name = models.CharField(
        max_length=100, help_text="As patients know it; shown in the header of every page."
    )
    tagline = models.CharField(max_length=160, blank=True)
    legal_name = models.CharField(
        max_length=160, blank=True, help_text="The company, for the footer and legal pages."
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    phone = PhoneNumberField(
        blank=True, help_text="The group's number with its country code, such as +1 604 555 0100."
    )
    email = models.EmailField("e-mail", blank=True)
    booking_url = models.URLField(
        "booking URL",
        blank=True,
        help_text="Where patients book when no clinic is chosen yet.",
    )
    city_wording = models.CharField(
        "words for the city",
        max_length=100,
        blank=True,
        default="your city",
        help_text="What {city} becomes in a text on the group’s own pages, which belong to no "
        "clinic. On a clinic’s pages it becomes the clinic’s city.",
    )
    region_wording = models.CharField(
        "words for the region",
        max_length=100,
        blank=True,
        default="your region",
        help_text="What {region} becomes in a text on the group’s own pages. On a clinic’s pages "
        "it becomes the clinic’s province, state or county.",
    )
    disclaimer = RichTextField(
        blank=True,
        features=["bold", "italic", "link"],
        help_text="At the foot of every page: results vary, not a substitute for advice.",
    )
    primary_colour = models.CharField(
        max_length=7,
        default="#1f5f6b",
        validators=[validate_primary_colour],
        help_text="Buttons and links, as # and six digits. White text must be legible on it.",
    )

    class Meta:
        verbose_name = "brand"

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("tagline"), FieldPanel("legal_name")], "Names"
        ),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("primary_colour")], "Look"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("booking_url"),
            ],
            "Contact",
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("city_wording"), FieldPanel("region_wording")])],
            "In the place of a clinic’s city and region",
        ),
        InlinePanel("social_links", heading="Social media", label="link"),
        FieldPanel("disclaimer"),
    ]

    api_fields = [
        APIField("name"),
        APIField("tagline"),
        APIField("legal_name"),
        APIField("logo"),
        APIField("phone"),
        APIField("email"),
        APIField("booking_url"),
        APIField("disclaimer"),
        APIField("primary_colour"),
        APIField("social_links"),
    ]

    select_related = ["logo", "site"]

    @property
    def display_name(self):
        """The brand's name; until it has one, what the site is called in Wagtail's settings."""
        return self.name or self.site.site_name or self.site.hostname


class BrandSocialLink(Orderable):
    """A profile of the brand on a social network."""

    brand = ParentalKey(BrandSettings, on_delete=models.CASCADE, related_name="social_links")
    label = models.CharField(max_length=60, help_text="The network, such as “Instagram”.")
    url = models.URLField("URL")

    class Meta(Orderable.Meta):
        verbose_name = "social link"
        verbose_name_plural = "social links"

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("url")])]

    api_fields = [APIField("label"), APIField("url")]

    def __str__(self):
        return self.label
