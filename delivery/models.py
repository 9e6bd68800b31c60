"""What every page type of Clinicsite shares."""

import swapper
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.images import get_image_model_string

from .choices.forms import ChoicesPageForm
from .placeholders.validation import field_errors
from .preview.pages import FrontEndPreviewMixin
from .sites import group_roots
from .visibility import Visibility

# Wagtail's base page, or the project's own (`WAGTAIL_PAGE_MODEL`): what our pages add to.
BasePage = swapper.load_model("wagtailcore", "Page", require_ready=False)


def of_installed_apps(page_types):
    """Return `page_types` without the names that belong to an app that is not installed."""
    labels = {config.label for config in apps.get_app_configs()}
    return [
        page_type
        for page_type in page_types
        if not isinstance(page_type, str)
        or "." not in page_type
        or page_type.split(".")[0] in labels
    ]


class ContentPageMixin(FrontEndPreviewMixin, models.Model):
    """A page that is delivered: it has a social image, a card and filters of its own.

    It is previewed on the front end of its site, where there is one.

    `api_card_fields` are what a card adds to a page reference, where another page or a block
    shows this one. `api_filters` are the query parameters of the pages API that narrow a list
    of this type (see `delivery.endpoints.filters`), `api_orderings` what it can be ordered by
    beside its plain fields: names and database expressions.

    Tree rules may name page types of apps that are not installed; such names are ignored. So a
    leaf app can say which pages of its neighbours it welcomes and still be installed alone. A
    page all of whose parents are ignored may stand below any page.
    """

    social_image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="social image",
        help_text="Shown when the page is shared; at least 1,200 by 630 pixels. "
        "Left blank, the main picture of the page is used.",
    )

    class Meta:
        abstract = True

    base_form_class = ChoicesPageForm

    promote_panels = [
        *BasePage.promote_panels,
        MultiFieldPanel([FieldPanel("social_image")], "For social media"),
    ]

    api_meta_fields = [APIField("social_image")]
    api_card_fields: list = []
    api_filters: list = []
    api_orderings: dict = {}
    # Fields whose value in a document is not that of the column: they neither filter nor order.
    api_composed_fields: frozenset = frozenset()
    # Put in front of the serializer classes of a type whose documents are made of several pages.
    api_serializer_mixin: type | None = None

    # Whether it may stand directly below the root of the tree; a site may begin anywhere.
    can_be_topmost = False

    # The fields in which no placeholder may stand: what other placeholders are filled with.
    placeholder_free: tuple = ("title",)

    # Relations that `published_facts` reads.
    facts_lookups: tuple = ()

    def published_facts(self, reference):
        """Return `{tag: JSON-able value}`: what this live page makes known to documents of others.

        `reference` is its page reference, None while it is not public. A document that shows one of
        the tags (`delivery.documents.dependencies`) is made again when its value changes.
        """
        return {}

    def visibility_sources(self):
        """Return the tags of what decides, beside the page itself, whether it is public."""
        return ()

    @cached_property
    def api_document(self):
        """The document of this page as it is in hand, live or draft (`delivery.documents`)."""
        from .documents.pages import page_document  # noqa: PLC0415  it needs the models

        return page_document(self)

    def own_placeholders(self):
        """Return `{name: plain text}` for the placeholders that the page fills itself."""
        return {}

    def clean_fields(self, exclude=None):
        errors = {}
        try:
            super().clean_fields(exclude)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        wrong = field_errors(self, {*(exclude or ()), *errors})
        if errors or wrong:
            raise ValidationError({**errors, **wrong})

    @classmethod
    def clean_subpage_models(cls):
        if cls._clean_subpage_models is None and getattr(cls, "subpage_types", None) is not None:
            cls.subpage_types = of_installed_apps(cls.subpage_types)
        return super().clean_subpage_models()

    @classmethod
    def clean_parent_page_models(cls):
        if (
            cls._clean_parent_page_models is None
            and getattr(cls, "parent_page_types", None) is not None
        ):
            installed = of_installed_apps(cls.parent_page_types)
            # A rule of which nothing is left must not forbid the page everywhere.
            cls.parent_page_types = installed if installed or not cls.parent_page_types else None
        return super().clean_parent_page_models()

    def serve(self, request, *args, **kwargs):
        # Its time has come, even if the task that unpublishes expired pages has not run yet.
        if self.expire_at and self.expire_at <= timezone.now():
            raise Http404
        if Visibility(group=group_roots(self.url_path)).withholds(self):
            raise Http404
        return super().serve(request, *args, **kwargs)

    @classmethod
    def can_exist_under(cls, parent):
        return super().can_exist_under(parent) and (cls.can_be_topmost or not parent.is_root())
