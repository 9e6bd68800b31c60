"""The root of a site."""

import swapper
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from delivery.models import BasePage, ContentPageMixin
from treatments.blocks import HomeStreamBlock


class HomePageMixin(ContentPageMixin):
    """The front page of a site; it stands at the top of the tree and nowhere else."""

    headline = models.CharField(
        max_length=120, blank=True, help_text="Left blank, the title is shown."
    )
    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])
    hero_image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The large picture at the top; at least 1,600 pixels wide.",
    )
    body = StreamField(HomeStreamBlock(), blank=True)

    class Meta:
        abstract = True

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("headline"),
        FieldPanel("introduction"),
        FieldPanel("hero_image"),
        FieldPanel("body"),
    ]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("headline"),
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    api_fields = [
        APIField("headline"),
        APIField("introduction"),
        APIField("hero_image"),
        APIField("body"),
    ]
    api_card_fields = [APIField("headline"), APIField("hero_image")]

    can_be_topmost = True

    @classmethod
    def can_exist_under(cls, parent):
        return super().can_exist_under(parent) and parent.is_root()


class HomePage(HomePageMixin, Page):
    class Meta:
        verbose_name = "home page"
        verbose_name_plural = "home pages"
        swappable = swapper.swappable_setting("home", "HomePage")

    page_description = "The front page of a site; its other pages stand below it."
    parent_page_types = [swapper.get_model_name("wagtailcore", "Page")]
    subpage_types = [
        swapper.get_model_name("treatments", "TreatmentIndexPage"),
        swapper.get_model_name("faq", "FAQIndexPage"),
        swapper.get_model_name("locations", "LocationIndexPage"),
    ]
