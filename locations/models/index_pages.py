"""The page above the clinics, an abstract mixin with a thin page as that of a clinic is."""

import swapper
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from delivery.models import BasePage, ContentPageMixin

from .pages import TEXT_FEATURES


class LocationIndexPageMixin(ContentPageMixin):
    """The page above the clinics."""

    introduction = RichTextField(
        blank=True, features=TEXT_FEATURES, help_text="Shown above the clinics."
    )

    class Meta:
        abstract = True

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    api_fields = [APIField("introduction")]


class LocationIndexPage(LocationIndexPageMixin, Page):
    """The clinics of a site."""

    class Meta:
        verbose_name = "clinic index"
        verbose_name_plural = "clinic indexes"
        swappable = swapper.swappable_setting("locations", "LocationIndexPage")

    subpage_types = [swapper.get_model_name("locations", "LocationPage")]
    max_count_per_parent = 1
