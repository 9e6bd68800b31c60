"""The endpoint of pages: Wagtail's own, serving `delivery.documents`."""

from collections import defaultdict
from functools import cached_property

import swapper
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404
from wagtail.api.v2.filters import (
    AncestorOfFilter,
    ChildOfFilter,
    DescendantOfFilter,
    LocaleFilter,
    TranslationOfFilter,
)
from wagtail.api.v2.utils import BadRequestError, page_models_from_string
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import get_page_models

from delivery.documents.envelope import PageSerializer
from delivery.documents.pages import (
    PAGE_BODY_FIELDS,
    PAGE_META_FIELDS,
    document_serializer_class,
)
from delivery.search.fulltext import tokens

from .backends import (
    FieldsFilter,
    ModelFilters,
    OrderingFilter,
    SearchFilter,
    found_in_index,
    titles_first,
    words_in,
)
from .base import SiteViewSetMixin


class PagesViewSet(SiteViewSetMixin, PagesAPIViewSet):
    """`/pages/`, `/pages/<id>/` and `/pages/find/?html_path=…`."""

    endpoint = "pages"
    base_serializer_class = PageSerializer
    body_fields = list(PAGE_BODY_FIELDS)
    meta_fields = list(PAGE_META_FIELDS)
    filter_backends = [
        FieldsFilter,
        ModelFilters,
        ChildOfFilter,
        AncestorOfFilter,
        DescendantOfFilter,
        OrderingFilter,
        TranslationOfFilter,
        LocaleFilter,
        SearchFilter,
    ]

    @cached_property
    def public_pages(self):
        pages = swapper.load_model("wagtailcore", "Page").objects.all()
        if self.site is None:
            return pages.none()
        roots = [self.site.root_page]
        if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
            roots.extend(self.site.root_page.get_translations())
        scoped = pages.none()
        for root in roots:
            scoped |= pages.descendant_of(root, inclusive=True)
        return self.visibility.public_pages(scoped, page_types=self.requested_types)

    @cached_property
    def requested_types(self):
        try:
            return page_models_from_string(self.request.GET.get("type", ""))
        except (LookupError, ValueError):
            return ()  # Wagtail says what is wrong with them.

    def get_queryset(self):
        if any(model._meta.swapped for model in self.requested_types):
            raise BadRequestError("type doesn't exist")
        return super().get_queryset()

    def get_base_queryset(self):
        return self.public_pages

    def get_root_page(self):
        if self.site is None:
            raise BadRequestError("there is no site here, so it has no root page")
        return self.site.root_page

    def find_object(self, queryset, request):
        if self.site is None:
            return None
        if "html_path" not in request.GET:
            return super().find_object(queryset, request)
        components = [part for part in request.GET["html_path"].split("/") if part]
        try:
            page, _, _ = self.site.root_page.specific.route(request, components)
        except Http404:
            return None
        return queryset.filter(pk=page.pk).first()

    def found(self, queryset, text, operator):
        """By the texts that Wagtail indexes, those of live pages; their titles come first.

        Of a type whose documents are made of several pages, and may hide what these say, by title:
        what such a page shows is known where finished documents are kept.
        """
        words = tokens(text)
        if not words:
            return queryset.none()
        composed = ContentType.objects.get_for_models(*_composed_types()).values()
        pages = queryset.exclude(content_type__in=composed)
        titled = queryset.filter(words_in(["title"], words, operator))
        matching = Q(pk__in=found_in_index(pages, words, operator))
        matching |= Q(pk__in=titled.order_by().values("pk"))
        found = queryset.filter(matching)
        return found if "order" in self.request.GET else titles_first(found, words, operator)

    def lean(self, queryset, serializer_class):
        queryset = super().lean(queryset, serializer_class)
        return queryset if serializer_class.shows_streams() else queryset.defer_streamfields()

    def documents(self, instances, serializer_class):
        """Return the documents of pages, of several types perhaps, in their order.

        What a type composes of several pages is composed in a list of many types too. The number
        of queries depends on the types and not on the number of pages.
        """
        composing = _composing(serializer_class)
        by_type = defaultdict(list)
        for page in instances:
            model = composing and page.specific_class
            by_type[model if model in composing else None].append(page)
        documents = {}
        for model, pages in by_type.items():
            chosen, found = serializer_class, pages
            if model is not None:
                chosen, found = self._composed(serializer_class, model, pages)
            made = super().documents(found, chosen)
            documents.update(zip((page.pk for page in found), made, strict=True))
        return [documents[page.pk] for page in instances if page.pk in documents]

    def _composed(self, serializer_class, model, pages):
        """Return what serializes pages of a narrower type to the same fields, and those pages."""
        names, sub_fields = serializer_class.Meta.fields, serializer_class.sub_fields
        chosen = document_serializer_class(
            model, names, self.meta_fields, sub_fields, self.base_serializer_class
        )
        found = model._default_manager.filter(pk__in=[page.pk for page in pages])
        return chosen, list(self.lean(found, chosen))

    def hint(self, name, allowed):
        """Say of a filter that belongs to one page type which type it needs."""
        types = [
            f"type={model._meta.app_label}.{model.__name__}"
            for model in get_page_models()
            for list_filter in getattr(model, "api_filters", ())
            if list_filter.name == name
        ]
        if types:
            return f" (add {' or '.join(types)})"
        return super().hint(name, allowed)


def _composing(serializer_class):
    """Return the narrower page types that compose one of the fields of a serializer class."""
    model, names = serializer_class.Meta.model, set(serializer_class.Meta.fields)
    return [
        other
        for other in get_page_models()
        if other is not model
        and issubclass(other, model)
        and not names.isdisjoint(getattr(other, "api_composed_fields", ()))
    ]


def _composed_types():
    """Return the page types whose documents are made of several pages."""
    return [model for model in get_page_models() if getattr(model, "api_serializer_mixin", None)]
