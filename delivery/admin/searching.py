"""Searches, in the admin's listings of pages, what editors wrote: live and in the newest draft."""

from copy import copy

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.utils.functional import cached_property
from django.utils.html import format_html
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.search import SearchView
from wagtail.permissions import policy_registry
from wagtail.search.utils import separate_filters_from_query

from delivery.documents.references import base_page_model
from delivery.endpoints.backends import words_in
from delivery.search.excerpts import excerpt
from delivery.search.fulltext import find, tokens

# A listing goes through its results page by page, and may export them.
MOST_LISTED = 5_000
# What lets somebody explore a page, as in Wagtail.
PERMISSIONS = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}
YES, NO = {"yes", "true"}, {"no", "false"}


class FoundPages:
    """Pages of a queryset in the order of `ids`, read as far as a listing shows them."""

    # For Wagtail's listing of all page types, whose view counts each type itself.
    supports_facet = True

    def __init__(self, queryset, ids):
        self.queryset, self.ids, self.model = queryset, ids, queryset.model

    @cached_property
    def pages(self):
        found = {page.pk: page for page in self.queryset.filter(pk__in=self.ids)}
        return [found[pk] for pk in self.ids if pk in found]

    def count(self):
        return len(self.ids)

    __len__ = count

    def __iter__(self):
        return iter(self.pages)

    def __getitem__(self, part):
        if isinstance(part, slice):
            return FoundPages(self.queryset, self.ids[part])
        return self.pages[part]


class ExcerptColumn(Column):
    """The sentence in which a page says what was searched for, if not its title alone does."""

    def __init__(self, excerpts):
        super().__init__("excerpt", label="Found in")
        self.excerpts = excerpts

    def get_value(self, instance):
        return self.excerpts.get(instance.pk, "")


class WrittenSearchMixin:
    """Mixed into a listing of pages: its search finds the words that editors wrote.

    Of pages that only lead to those on which a person has a permission, the title alone is
    searched. Without `delivery.search` installed, Wagtail searches titles.
    """

    @cached_property
    def search_query(self):
        # Half a pair of quotation marks is a syntax error for SQLite, and so is only space.
        return " ".join(super().search_query.replace('"', " ").split())

    def search_queryset(self, queryset):
        if not (self.is_searching and apps.is_installed("delivery.search")):
            return super().search_queryset(queryset)
        return self.found(queryset, self.search_query, is_ordered=self.is_explicitly_ordered)

    def found(self, queryset, text, is_ordered):
        """Return what a search finds of a queryset of pages, by relevance unless it is ordered."""
        ids = find_written(queryset, text, self.request.user)
        return queryset.filter(pk__in=ids) if is_ordered else FoundPages(queryset, ids)

    def get_table(self, object_list):
        table = super().get_table(object_list)
        if self.is_searching and apps.is_installed("delivery.search"):
            columns = [copy(column) for column in table.columns.values()]
            for column in columns:
                # Listings' own widths leave next to nothing for the title and the sentence.
                column.width = "25%" if column.name == "title" else None
            place = list(table.columns).index("title") + 1
            columns.insert(place, ExcerptColumn(self.excerpts(object_list)))
            table.columns = {column.name: column for column in columns}
        return table

    def excerpts(self, pages):
        """Return `{id: HTML}` of the sentences that were found."""
        words = tokens(self.search_query)
        own = own_pages(self.request.user).filter(pk__in=[page.pk for page in pages])
        texts = _texts().filter(page__in=own.order_by().values("pk"))
        return {text.pk: _excerpt(text, words) for text in texts if words}


def _excerpt(text, words):
    published = excerpt([text.published], words)
    return published or (
        (found := excerpt([text.draft], words)) and format_html("In the draft: {}", found)
    )


def find_written(queryset, text, user):
    """Return the ids of the pages of a queryset in which a text is found, best first."""
    from delivery.search.texts import refresh_texts  # noqa: PLC0415  an app that may be absent

    refresh_texts()
    words = tokens(text)
    if not words:
        return []
    pages = queryset.model._default_manager.filter(pk__in=queryset.order_by().values("pk"))
    own = own_pages(user).order_by().values("pk")
    within = pages.filter(pk__in=own).order_by().values("pk")
    ids = find(_texts().model, "page_id", text, is_prefix=True, within=within, most=MOST_LISTED)
    passed = pages.exclude(pk__in=own).filter(words_in(["title"], words, "and"))
    return [*ids, *passed.values_list("pk", flat=True)]


def own_pages(user):
    """Return the pages on which a person has a permission; others may only lead to these."""
    policy = policy_registry.get_by_type(base_page_model())
    return policy.instances_user_has_any_permission_for(user, PERMISSIONS)


def _texts():
    return apps.get_model("page_search", "PageText").objects


class WrittenSearchView(WrittenSearchMixin, SearchView):
    """The search of all pages. `live:yes` and `live:no` narrow it, as in Wagtail."""

    verbose_name = "page"
    verbose_name_plural = "pages"

    def get_queryset(self):
        if not apps.is_installed("delivery.search"):
            return super().get_queryset()
        filters, words = separate_filters_from_query(self.search_query)
        is_live = (filters.get("live") or filters.get("published") or "").lower()
        pages = base_page_model().objects.filter(
            pk__in=self.permission_policy.explorable_instances(self.request.user).values("pk")
        )
        if is_live in YES | NO:
            pages = pages.filter(live=is_live in YES)
        ids = find_written(pages, words, self.request.user) if words else None
        if ids is None:
            ids = list(pages.order_by("-pk").values_list("pk", flat=True)[:MOST_LISTED])
        self.all_pages = FoundPages(pages, ids)
        counted = pages.filter(pk__in=ids).order_by().values_list("content_type")
        self.content_types = [
            (ContentType.objects.get_for_id(pk), count)
            for pk, count in counted.annotate(count=Count("pk")).order_by("-count")
        ]
        if self.selected_content_type:
            pages = pages.filter(content_type=self.selected_content_type)
            chosen = set(pages.filter(pk__in=ids).values_list("pk", flat=True))
            ids = [pk for pk in ids if pk in chosen]
        pages = self.annotate_queryset(pages)
        if self.ordering:
            pages = pages.filter(pk__in=ids).order_by(self.ordering)
            ids = list(pages.values_list("pk", flat=True))
        return FoundPages(pages, ids)
