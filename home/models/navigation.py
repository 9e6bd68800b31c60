"""The menus of a site."""

import swapper
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.api import APIField
from wagtail.contrib.settings.models import register_setting
from wagtail.models import Orderable

from delivery.sites import group_roots
from delivery.urls import PageAddresses, link_to
from delivery.visibility import Visibility
from home.links import validate_link

from .site_settings import SharedSiteSetting


@register_setting(icon="list-ul", order=110)
class NavigationSettings(ClusterableModel, SharedSiteSetting):
    """The main menu and the footer menu of one site."""

    class Meta:
        verbose_name = "navigation"

    panels = [
        InlinePanel("main_items", heading="Main menu", label="item"),
        InlinePanel("footer_items", heading="Footer menu", label="item"),
    ]

    api_fields = [APIField("main_items"), APIField("footer_items")]

    select_related = ["site__root_page"]

    def links(self, site=None):
        """Return `{"main": [{"label": "FAQ", "url": "/faq/"}], "footer": […]}`.

        `site` is the one that is read, the settings' own when left out: what has its home on
        another has a whole address. Items whose page is not live and public are left out. The
        number of queries does not depend on the number of items.
        """
        root = (site or self.site).root_page.url_path
        menus = {"main": list(self.main_items.all()), "footer": list(self.footer_items.all())}
        chosen = {item.page_id for items in menus.values() for item in items if item.page_id}
        pages = swapper.load_model("wagtailcore", "Page").objects.filter(pk__in=chosen)
        pages = Visibility(group=group_roots(root)).public_pages(pages).in_bulk()
        addresses = PageAddresses(root)
        return {
            name: [link for item in items if (link := self._link(item, pages, addresses))]
            for name, items in menus.items()
        }

    def _link(self, item, pages, addresses):
        if item.url:
            return {"label": item.label, "url": item.url}
        page = pages.get(item.page_id)
        url = page and link_to(*addresses.of(page))
        return url and {"label": item.label or page.title, "url": url}


class NavigationItem(Orderable):
    """A link to a page of the site or to any other address; exactly one of the two."""

    label = models.CharField(
        max_length=60, blank=True, help_text="Left blank, the title of the page is shown."
    )
    page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    url = models.CharField(
        "other address",
        max_length=500,
        blank=True,
        validators=[validate_link],
        help_text="In the place of a page: https://example.com, /offers/, mailto: or tel:.",
    )

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = "menu item"
        verbose_name_plural = "menu items"

    panels = [FieldRowPanel([FieldPanel("page"), FieldPanel("url")]), FieldPanel("label")]

    api_fields = [APIField("label"), APIField("page"), APIField("url")]

    def __str__(self):
        return self.label or self.url or str(self.page)

    def clean(self):
        super().clean()
        if self.page_id and self.url:
            raise ValidationError(
                {"url": "Choose a page or write another address, not both. Clear one of them."}
            )
        if not self.page_id and not self.url:
            raise ValidationError({"page": "Choose a page, or write another address below."})
        if self.url and not self.label:
            raise ValidationError({"label": "Say what the link is called."})


class MainNavigationItem(NavigationItem):
    navigation = ParentalKey(
        NavigationSettings, on_delete=models.CASCADE, related_name="main_items"
    )


class FooterNavigationItem(NavigationItem):
    navigation = ParentalKey(
        NavigationSettings, on_delete=models.CASCADE, related_name="footer_items"
    )
