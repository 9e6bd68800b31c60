"""The menus of a site."""

import swapper
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.api import APIField
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from delivery.visibility import Visibility
from home.links import validate_link


@register_setting(icon="list-ul", order=110)
class NavigationSettings(ClusterableModel, BaseSiteSetting):
    """The main menu and the footer menu of one site."""

    class Meta:
        verbose_name = "navigation"

    panels = [
        InlinePanel("main_items", heading="Main menu", label="item"),
        InlinePanel("footer_items", heading="Footer menu", label="item"),
    ]

    api_fields = [APIField("main_items"), APIField("footer_items")]

    select_related = ["site"]

    def links(self, request=None):
        """Return `{"main": [{"label": "FAQ", "url": "/faq/"}], "footer": […]}`.

        Items whose page is not live and public are left out. The number of queries does not
        depend on the number of items.
        """
        menus = {"main": list(self.main_items.all()), "footer": list(self.footer_items.all())}
        chosen = {item.page_id for items in menus.values() for item in items if item.page_id}
        page_model = swapper.load_model("wagtailcore", "Page")
        pages = Visibility().public_pages(page_model.objects.filter(pk__in=chosen)).in_bulk()
        return {
            name: [link for item in items if (link := self._link(item, pages, request))]
            for name, items in menus.items()
        }

    def _link(self, item, pages, request):
        if item.url:
            return {"label": item.label, "url": item.url}
        page = pages.get(item.page_id)
        url = page and page.get_url(request, self.site)
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
