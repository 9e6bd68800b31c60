"""The endpoint `/sitemap/`: every public page of a site, for search engines and static builds."""

from collections import defaultdict

from django.http import Http404
from rest_framework import serializers
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Locale

from delivery.documents.expiry import next_expiry
from delivery.documents.references import base_page_model
from delivery.documents.shapes import type_name
from delivery.schema import parameters as described
from delivery.schema.operations import answer, operation, parameter
from delivery.schema.shapes import array, integer, moment, nullable, obj, text, url
from delivery.urls import PageAddresses

from . import parameters
from .single import SiteEndpoint

LARGEST_LIMIT = 1_000


class SitemapPagination(WagtailPagination):
    """Wagtail's, with a larger limit: an item is small."""

    def paginate_queryset(self, queryset, request, view=None):
        limit = self.number(request, "limit", LARGEST_LIMIT)
        offset = self.number(request, "offset", 0)
        if limit > LARGEST_LIMIT:
            raise BadRequestError(f"limit cannot be higher than {LARGEST_LIMIT}")
        parameters.check_offset(request.GET)
        self.total_count = queryset.count()
        return queryset[offset : offset + limit]

    def number(self, request, name, default):
        try:
            value = int(request.GET.get(name, default))
        except ValueError:
            value = -1
        if value < 0:
            raise BadRequestError(f"{name} must be a positive integer")
        return value


class SitemapViewSet(SiteEndpoint):
    """`/sitemap/`: the public pages of the site in the order of the tree.

    `{"meta": {"total_count"}, "items": [{"id", "path", "url", "type", "last_modified",
    "alternates": [{"locale", "url"}]}]}`
    """

    pagination_class = SitemapPagination
    query_parameters = frozenset({"site", "limit", "offset"})

    def get_view(self, request):
        self.check_parameters()
        if self.site is None:
            raise Http404("there is no such site here")
        queryset = self.pages.public_pages.order_by("path")
        items = self.items(list(self.paginate_queryset(queryset)))
        return self.cached(self.get_paginated_response(items), next_expiry(self.visibility))

    def items(self, pages):
        addresses = PageAddresses(self.site_root)
        alternates = self.alternates(pages, addresses)
        moments = serializers.DateTimeField()
        items = []
        for page in pages:
            path, address = addresses.of(page)
            modified = page.last_published_at
            items.append(
                {
                    "id": page.pk,
                    "path": path,
                    "url": address,
                    "type": type_name(page.specific_class or type(page)),
                    "last_modified": modified and moments.to_representation(modified),
                    "alternates": alternates[page.pk],
                }
            )
        return items

    def alternates(self, pages, addresses):
        """Return `{page id: [{"locale", "url"}]}` of the public translations of pages."""
        found = defaultdict(list)
        codes = dict(Locale.objects.values_list("pk", "language_code"))
        if len(codes) < 2:  # noqa: PLR2004  one language has no translations
            return found
        keys = {page.translation_key for page in pages}
        others = base_page_model().objects.filter(translation_key__in=keys)
        translations = defaultdict(list)
        for page in self.visibility.public_pages(others).order_by("locale__language_code"):
            _, address = addresses.of(page)
            if address:
                translations[page.translation_key].append((page.locale_id, address))
        for page in pages:
            found[page.pk] = [
                {"locale": codes[locale], "url": address}
                for locale, address in translations[page.translation_key]
                if locale != page.locale_id
            ]
        return found

    @classmethod
    def openapi(cls, schemas, action):
        """Return the operation of `/sitemap/`."""
        item = schemas.named("SitemapItem", lambda: _item(schemas))
        limit, offset = described.paging()
        limit = parameter(
            "limit",
            integer(minimum=0, maximum=LARGEST_LIMIT, default=LARGEST_LIMIT),
            limit["description"],
        )
        found = obj({"meta": schemas.shape("ListMeta"), "items": array(item)})
        return operation(
            schemas,
            "list_sitemap",
            "List every page of a site",
            {"200": answer("A part of the pages, in the order of the tree.", found)},
            [limit, offset, described.site()],
            tag="sitemap",
            description="The public pages of a site in the order of the tree.",
        )


def _item(schemas):
    alternate = {"locale": text(description="A language code."), "url": url()}
    return obj(
        {
            "id": integer(minimum=1),
            "path": nullable(text(description="Its path on the site that is read.")),
            "url": url(description="Its whole address, on its nearest site."),
            "type": schemas.page_type(),
            "last_modified": nullable(moment(description="When it was last published.")),
            "alternates": array(
                schemas.named("SitemapAlternate", lambda: obj(alternate)),
                description="The same page in other languages.",
            ),
        },
        description="A public page.",
    )
