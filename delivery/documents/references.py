"""Everything a batch of documents points at: noted first, fetched together, then looked up.

Serializers note what they will need (`want_…`), `resolve()` fetches it in a number of queries
that depends on the kinds of things and not on how many there are, and the look-ups give the
fixed shapes of `shapes`. What is not live and public is not there: its look-up is None.
"""

from collections import defaultdict
from functools import cached_property

import swapper
from django.db.models import Q
from wagtail.api.rich_text import APIRichText

from delivery import placeholders
from delivery.sites import group_roots
from delivery.urls import PageAddresses
from delivery.visibility import Visibility

from . import richtext
from .dependencies import tag
from .file_references import FileReferences
from .serializers import card_serializer
from .shapes import page_reference


def base_page_model():
    """Return Wagtail's base page model, or the project's own where it is swapped."""
    return swapper.load_model("wagtailcore", "Page")


class References(FileReferences):
    """What one batch of documents refers to.

    `rich_text_format` is one of Wagtail's formats; None is the project's default. `visibility`
    judges what is public; its `drafts` are shown as they are in hand, so that documents can be
    made as they would be. `site_root` is the URL path of the root page of the site that is read:
    paths are paths on it, and what belongs to another group of sites is not there.
    """

    def __init__(self, rich_text_format=None, visibility=None, site_root=None):
        super().__init__(visibility or Visibility(group=site_root and group_roots(site_root)))
        self.drafts = self.visibility.drafts
        self.addresses = PageAddresses(site_root)
        self.rich_text_format = rich_text_format or APIRichText.get_default_format()
        self._wanted_pages = set()
        self._wanted_paths = set()
        self._wanted_cards = defaultdict(set)
        self._wanted_types = set()
        self._pages = {}
        self._pages_by_path = {}
        self._pks_by_path = {}
        self._cards = {}
        self._all_cards = {}
        self._card_shapes = {}

    @property
    def site_root(self):
        return self.addresses.site_root

    def read_where(self, page):
        """Settle where a batch that begins with `page` is read: on its nearest site if unsaid."""
        root = self.addresses.root_here(page) or self.addresses.site_root_of(page)
        if root != self.site_root:
            self.addresses = PageAddresses(root)

    @cached_property
    def _group(self):
        return self.visibility.group or (self.site_root and group_roots(self.site_root))

    # Noting

    def want_page(self, pk):
        if pk is not None:
            self._wanted_pages.add(pk)
            self.notes.add(tag("ref", pk))

    def want_parent(self, page):
        if page.depth and page.depth > 1:
            path = page._get_basepath(page.path, page.depth - 1)
            self._wanted_paths.add(path)
            self.notes.add_path(path)

    def want_card(self, pk, model=None):
        """Note a page that will be shown as a card; `model` is its specific type, where known."""
        if pk is not None:
            self._wanted_cards[model or base_page_model()].add(pk)
            self.notes.add(tag("ref", pk), tag("card", pk))

    def want_all_cards(self, model):
        """Note that all public pages of a type on this batch's site will be shown as cards."""
        self._wanted_types.add(model)
        self.notes.add_type(model)

    def want_rich_text(self, db_html):
        if db_html:
            richtext.collect(db_html, self)

    # Fetching

    def resolve(self):
        """Fetch all that is noted, and what the cards among it note in their turn."""
        while self._wanted_cards or self._wanted_types:
            self._resolve_types()
            self._resolve_cards()
        self._resolve_pages()
        self._resolve_files()

    def _resolve_types(self):
        for model in self._wanted_types - self._all_cards.keys():
            self._all_cards[model] = []
            if self.site_root:
                on_site = model.objects.filter(url_path__startswith=self.site_root)
                pages = self._add_cards(model, self.visibility.public_pages(on_site))
                self._all_cards[model] = [page.pk for page in pages]
        self._wanted_types.clear()

    def _resolve_cards(self):
        wanted, self._wanted_cards = self._wanted_cards, defaultdict(set)
        base = base_page_model()
        untyped = wanted.pop(base, set()) - self._cards.keys()
        for page in base.objects.filter(pk__in=untyped) if untyped else ():
            wanted[page.specific_class or base].add(page.pk)
        for model, pks in wanted.items():
            missing = pks - self._cards.keys()
            self._cards.update(dict.fromkeys(missing))
            missing -= self.take_cards(missing)
            if missing:
                self._add_cards(model, model.objects.filter(pk__in=missing))

    def take_cards(self, pks):
        """Take what cards need not be made anew, where a subclass knows any; return their ids."""
        return set()

    def _take_card(self, pk, other):
        """Take over the card that another batch has made; it is for reading there and here."""
        self._cards[pk], self._pages[pk] = other._cards[pk], other._pages[pk]
        self._card_shapes[pk] = other.card(pk)

    def _add_cards(self, model, queryset):
        """Fetch the pages of a queryset as cards; return the public ones in tree order."""
        serializer = card_serializer(model, self)
        queryset = serializer.with_related(queryset).order_by("path")
        if hasattr(queryset, "defer_streamfields"):
            queryset = queryset.defer_streamfields()
        pages = [self.drafts.get(page.pk, page) for page in queryset if self._is_served(page)]
        if pages:
            serializer.prefetch(pages)
        for page in pages:
            with self.notes.of(("card", page.pk)):
                serializer.collect(page, self)
            self._pages[page.pk] = page
            self._cards[page.pk] = (page, serializer)
        return pages

    def _resolve_pages(self):
        pks = self._wanted_pages - self._pages.keys()
        paths = self._wanted_paths - self._pages_by_path.keys()
        if pks or paths:
            candidates = base_page_model().objects.filter(Q(pk__in=pks) | Q(path__in=paths))
            for page in candidates:
                self._pks_by_path[page.path] = page.pk
                if self._is_served(page):
                    shown = self.drafts.get(page.pk, page)
                    self._pages[page.pk] = shown
                    self._pages_by_path[page.path] = shown
        self._wanted_pages.clear()
        self._wanted_paths.clear()

    def _is_served(self, page):
        """Whether anyone can read the page: it is public and below a site's root of this group."""
        return (
            self.visibility.page_is_public(page)
            and self.addresses.site_root_of(page)
            and (not self._group or page.url_path.startswith(self._group))
        )

    # What it was made from

    def sources_of(self, owner):
        """Return the tags that a document or card of the batch depends on (see `Notes`)."""
        return self.notes.tags(owner, self._pks_by_path, self._all_cards)

    # Looking up

    def page_instance(self, pk):
        """Return the public page (not necessarily its specific type), or None."""
        return self._pages.get(pk)

    def parent_instance(self, page):
        """Return the public parent of a page, or None; the root page of the site has none."""
        if not page.depth or page.depth == 1:
            return None
        parent = self._pages_by_path.get(page._get_basepath(page.path, page.depth - 1))
        root = self.addresses.root_here(page)
        return parent if root and parent and self.addresses.root_here(parent) == root else None

    def page(self, pk):
        """Return the page reference of a public page, or None."""
        page = self._pages.get(pk)
        return page and page_reference(page, *self.addresses.of(page))

    def card(self, pk):
        """Return the page reference and the `api_card_fields` of a public page, or None.

        A card that stands in several places is made once; it is for reading only. The placeholders
        that its page fills itself are filled, the others are left to where it stands.
        """
        found = self._cards.get(pk)
        if found is None:
            return None
        if pk not in self._card_shapes:
            page, serializer = found
            card = {**self.page(pk), **serializer.to_representation(page)}
            self._card_shapes[pk] = placeholders.fill(card, placeholders.own_values(page))
        return self._card_shapes[pk]

    def all_cards(self, model):
        """Return the cards of all public pages of a type on this batch's site, in tree order."""
        return [self.card(pk) for pk in self._all_cards.get(model, ())]

    def rich_text(self, db_html):
        """Return rich text in this batch's format; an empty text is `""`."""
        return self._write_rich_text(db_html) if db_html else ""

    @cached_property
    def _write_rich_text(self):
        return richtext.RichTextWriter(self, self.rich_text_format)
