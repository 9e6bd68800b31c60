"""The plain lists that treatments choose from, kept by the central team.

An entry that a page uses cannot be deleted (see `treatments.signals`). Foreign keys to entries say
CASCADE or SET_NULL all the same: a draft may name an entry that was deleted since, and only with
these two can Wagtail still open such a draft.
"""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index


class Register(models.Model):
    """An entry of a register: found by its slug, shown by its title."""

    title = models.CharField(max_length=120)
    slug = models.SlugField(
        max_length=120,
        unique=True,
        help_text="The name in web addresses and in the API. Front ends rely on it: "
        "change it only with them.",
    )
    description = models.TextField(
        blank=True, help_text="One or two sentences for visitors, in plain text."
    )
    sort_order = models.PositiveSmallIntegerField(
        "position", default=0, help_text="Lower numbers come first; equal ones go by title."
    )

    class Meta:
        abstract = True
        ordering = ["sort_order", "title"]

    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("sort_order"),
    ]

    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    api_fields = ["slug", "title", "description"]

    def __str__(self):
        return self.title


class TreatmentCategory(Register):
    """A shelf of the library, such as “Injectables”; a treatment stands on one."""

    class Meta(Register.Meta):
        verbose_name = "treatment category"
        verbose_name_plural = "treatment categories"


class Concern(Register):
    """What brings a patient, such as “Frown lines”."""

    class Meta(Register.Meta):
        verbose_name = "concern"
        verbose_name_plural = "concerns"


class Area(Register):
    """A part of the body, such as “Forehead”."""

    class Meta(Register.Meta):
        verbose_name = "area of the body"
        verbose_name_plural = "areas of the body"


class Product(models.Model):
    """A product by its brand, with the ingredient that stands for it where brands may not."""

    class Mark(models.TextChoices):
        NONE = "", "no mark"
        REGISTERED = "®", "® registered"
        TRADE = "™", "™ trade mark"

    brand = models.CharField(max_length=120, help_text="The brand name, without its mark.")
    slug = models.SlugField(
        max_length=120, unique=True, help_text="The name of the product in the API."
    )
    mark = models.CharField(max_length=1, choices=Mark, blank=True, default=Mark.NONE)
    active_ingredient = models.CharField(
        max_length=200,
        blank=True,
        help_text="The non-proprietary name, such as “onabotulinumtoxinA”.",
    )
    owner = models.CharField(
        max_length=200, blank=True, help_text="The company that owns the trade mark."
    )

    class Meta:
        ordering = ["brand"]
        verbose_name = "product"
        verbose_name_plural = "products"

    panels = [
        FieldRowPanel([FieldPanel("brand"), FieldPanel("mark")]),
        FieldPanel("slug"),
        FieldPanel("active_ingredient"),
        FieldPanel("owner"),
    ]

    search_fields = [index.SearchField("brand"), index.AutocompleteField("brand")]

    api_fields = ["slug", "brand", "mark", "active_ingredient", "owner"]

    def __str__(self):
        return f"{self.brand}{self.mark}"
