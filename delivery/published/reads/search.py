"""Searches the words of finished documents, and nothing else."""

from functools import cached_property, partial

from wagtail.models import get_page_models

from delivery.published.models import DocumentText
from delivery.published.upkeep.building import outdated_documents
from delivery.published.upkeep.keeping import keep_for_reader
from delivery.search.fulltext import find

from .reading import settled_revision

# What chooses neither pages nor their order; the index itself knows sites and types.
CHOOSING_NOTHING = frozenset(
    {
        "_",
        "fields",
        "format",
        "limit",
        "offset",
        "rich_text_format",
        "search",
        "search_operator",
        "site",
        "type",
    }
)


class FoundIds(list):
    """The ids of the pages of a search, best first; pagination counts it like a queryset."""

    def count(self):
        return len(self)


class FoundPages:
    """The pages of a queryset that a search finds, best first, as far as pagination asks.

    `ids` are theirs, for who reads them in a revision that is settled; the pages themselves are
    held against the queryset once more.
    """

    def __init__(self, queryset, search, is_narrowed):
        self.queryset, self.search, self.is_narrowed = queryset, search, is_narrowed

    @cached_property
    def ids(self):
        return FoundIds(self._narrowed_ids if self.is_narrowed else self.search())

    @cached_property
    def _narrowed_ids(self):
        return self.search(within=self.queryset.order_by().values("pk"))

    def count(self):
        return len(self._narrowed_ids)

    def __getitem__(self, part):
        ids = self._narrowed_ids[part]
        pages = self.queryset.in_bulk(ids)
        return [pages[pk] for pk in ids if pk in pages]


def find_pages(view, queryset, text, operator):
    """Return the pages of a queryset that a search finds on the site of a `PagesViewSet`.

    Their order is that of relevance, or with `?order=` that of the queryset. However many match,
    no more than `MOST_FOUND` are given.
    """
    chosen = set(view.request.GET) - CHOOSING_NOTHING
    scope = {"site_id": [view.site.pk]}
    if view.requested_types:
        types = [model for model in get_page_models() if issubclass(model, view.requested_types)]
        scope["type"] = [model._meta.label for model in types]
    search = partial(_page_ids, text=text, operator=operator, **scope)
    found = FoundPages(queryset, search, is_narrowed=bool(chosen - {"order"}))
    return queryset.filter(pk__in=found.ids) if "order" in chosen else found


def _page_ids(within=None, **asked):
    ids = find(DocumentText, "page_id", within=within, **asked)
    outdated = outdated_documents().filter(site__in=asked["site_id"])
    if ids and outdated.exists():
        # What they say by now is not known yet.
        gone = set(outdated.filter(page_id__in=ids).values_list("page_id", flat=True))
        ids = [pk for pk in ids if pk not in gone]
    return ids


def complete_texts(seconds):
    """Make documents that are missing or outdated before their words are searched.

    One step, of so many seconds at most: what is left is made by the next search, or by who keeps
    the documents.
    """
    settled_revision()
    if outdated_documents().exists():
        keep_for_reader(seconds)
