"""Searches the words of finished documents, and nothing else."""

from wagtail.models import get_page_models

from delivery.published.models import DocumentText
from delivery.published.upkeep.building import outdated_documents
from delivery.published.upkeep.keeping import keep_for_reader
from delivery.search.fulltext import find

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
    """The pages of a search, best first, as far as pagination asks; `ids` are theirs."""

    def __init__(self, model, ids):
        self.model, self.ids = model, FoundIds(ids)

    def count(self):
        return len(self.ids)

    def __getitem__(self, part):
        ids = self.ids[part]
        pages = self.model._default_manager.in_bulk(ids)
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
    within = queryset.order_by().values("pk") if chosen - {"order"} else None
    page_ids = find(DocumentText, "page_id", text, operator, within=within, **scope)
    if "order" in chosen:
        return queryset.filter(pk__in=page_ids)
    return FoundPages(queryset.model, page_ids)


def complete_texts(seconds):
    """Make documents that are missing or outdated before their words are searched.

    One step, of so many seconds at most: what is left is made by the next search, or by who keeps
    the documents. Returns whether there was anything to make.
    """
    has_outdated = outdated_documents().exists()
    if has_outdated:
        keep_for_reader(seconds)
    return has_outdated
