"""The page above the treatments of the library."""

import swapper
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from delivery.models import BasePage, ContentPageMixin


class TreatmentIndexPageMixin(ContentPageMixin):
    """The list of all treatments."""

    introduction = RichTextField(
        features=["bold", "italic", "link"],
        blank=True,
        help_text="A few words above the list.",
    )

    class Meta:
        abstract = True

    content_panels = [TitleFieldPanel("title"), FieldPanel("introduction")]

    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]

    api_fields = [APIField("introduction")]
    api_card_fields = [APIField("introduction")]


class TreatmentIndexPage(TreatmentIndexPageMixin, Page):
    class Meta:
        verbose_name = "list of treatments"
        verbose_name_plural = "lists of treatments"
        swappable = swapper.swappable_setting("treatments", "TreatmentIndexPage")

    page_description = "The treatment library, with one page for each treatment."
    max_count_per_parent = 1
    parent_page_types = [swapper.get_model_name("home", "HomePage")]
    subpage_types = [swapper.get_model_name("treatments", "TreatmentPage")]
