"""The pages endpoint, answered from finished documents wherever they hold the answer."""

import orjson
from django.apps import apps
from django.conf import settings
from rest_framework.response import Response
from wagtail.models import get_page_models

from delivery.conf import setting
from delivery.endpoints import parameters
from delivery.endpoints.pages import PagesViewSet
from delivery.http import cache_control, set_tags
from delivery.published.upkeep.recording import page_tag
from delivery.resolve.viewsets import ResolveViewSet

from .hosts import forget_site
from .lists import list_answer
from .memory import Listing, host_of, memory
from .projection import card_names, item_names, list_names, project
from .reading import WAIT, of_page, read_true, settled_revision, until
from .search import FoundPages, complete_texts, find_pages

# A document of the list that has to be made first is a change of its own.
TRIES = 2
# The parameters of a detail that finished documents can answer.
KEPT = frozenset({"fields", "site", "type", "rich_text_format"})
# What a column for ids holds.
LARGEST_ID = 2**63 - 1


class PublishedPagesViewSet(PagesViewSet):
    """`/pages/` and `/pages/<id>/` without serializing anything.

    What documents do not hold is made for the request: rich text in another format, say, or a list
    in random order, which is never the same.
    """

    def listing_view(self, request):
        kept = self.has_kept_texts() and request.GET.get("order") != "random"
        if "search" in request.GET and setting("PUBLISHED_DOCUMENTS"):
            complete_texts(WAIT)
        for _ in range(TRIES) if kept and setting("PUBLISHED_DOCUMENTS") else ():
            # Asked before the site is found and the list is made: a change in between is seen.
            revision = settled_revision()
            if self.site is None:
                break
            listing = self.listing(request, revision)
            made = list_answer(request, listing)
            if not made:
                forget_site(request)
                for name in ("site", "site_root", "visibility", "public_pages"):
                    self.__dict__.pop(name, None)
                continue
            if not isinstance(made, tuple):
                return made
            # What strangers search for must not push out what front ends ask for.
            if "search" not in request.GET:
                memory.keep_listing((host_of(request), request.META["QUERY_STRING"]), listing)
            return made[0].response(request)
        return super().listing_view(request)

    def found(self, queryset, text, operator):
        if not self.is_kept():
            return super().found(queryset, text, operator)
        return find_pages(self, queryset, text, operator)

    def has_kept_texts(self):
        """Whether rich text is asked for as the documents have it."""
        usual = getattr(settings, "WAGTAILAPI_RICH_TEXT_FORMAT", "db_html")
        return self.request.GET.get("rich_text_format", usual) == usual

    def is_kept(self):
        """Whether there are finished documents of the site."""
        return self.site is not None and setting("PUBLISHED_DOCUMENTS")

    def listing(self, request, revision):
        """Return the `Listing` of a request: which pages it shows, and what of them."""
        queryset = self.get_queryset()
        model = queryset.model
        self.check_query_parameters(queryset)
        serializer_class = self.selected_serializer_class(model, detail=False)
        queryset = self.filter_queryset(queryset)
        parameters.check_offset(request.GET)
        if isinstance(queryset, FoundPages):
            queryset = queryset.ids
        else:
            queryset = queryset.values_list("pk", flat=True)
        page_ids = list(self.paginate_queryset(queryset))
        names = tuple(serializer_class.Meta.fields)
        form, cut = _form(model, names, serializer_class.sub_fields)
        total = self.paginator.total_count
        return Listing(self.site.pk, page_ids, total, form, cut, revision)

    def detail_view(self, request, pk):
        kept = set(request.GET) <= KEPT and self.has_kept_texts() and pk <= LARGEST_ID
        if not kept or not self.is_kept():
            return super().detail_view(request, pk)
        found = read_true(*of_page(self.site.pk, pk), "whole")
        if not found or not found[1]:
            return super().detail_view(request, pk)
        row = found[1][0]
        model = apps.get_model(row.type)
        if "type" in request.GET and not issubclass(model, tuple(self.requested_types or ())):
            return super().detail_view(request, pk)
        serializer_class = self.selected_serializer_class(model, detail=True)
        names = serializer_class.Meta.fields
        answer = Response(project(orjson.loads(row.text), names, serializer_class.sub_fields))
        answer.true_until = until(*found)
        answer.headers["Cache-Control"] = cache_control(answer.true_until)
        set_tags(answer, [page_tag(row.page_id)])
        return answer


class PublishedResolveViewSet(ResolveViewSet):
    """`/resolve/`, with the finished document of the page."""

    def page_document(self, page):
        kept = setting("PUBLISHED_DOCUMENTS")
        found = kept and read_true(*of_page(self.site.pk, page.pk), "body")
        if not found or not found[1]:
            return super().page_document(page)
        row = found[1][0]
        return orjson.loads(row.text), row.renew_at


def _form(model, names, sub_fields):
    """Return the form of documents that holds the fields of a list, and what is cut out of it."""
    types = [other for other in get_page_models() if issubclass(other, model)]
    cut = (names, sub_fields)
    if not sub_fields:
        if names == list_names(model):
            return "summary", None
        if types == [model]:
            for form, held in (("card", card_names(model)), ("item", item_names(model))):
                if names == held:
                    return form, None
    is_on_cards = all(set(names) <= set(card_names(other)) for other in types)
    return ("card" if is_on_cards else "whole"), cut
