"""Documents as they are, and as they would be once a page of the library is published.

Nothing is saved: the pages that would change are put in the place of the stored ones
(`Visibility.drafts`), and the documents are made of them as ever.
"""

from collections import defaultdict

from django.db.models import prefetch_related_objects
from modelcluster.models import get_all_child_relations

from delivery.documents.dependencies import tag, type_tag
from delivery.documents.pages import as_everywhere, page_documents
from delivery.documents.references import References
from delivery.urls import PageAddresses
from delivery.visibility import Visibility
from treatments.querysets import clinic_treatment_model, treatment_model


class DryRunReferences(References):
    """References without the sizes of images, which would else be made and kept.

    `before` are those of the same site as it is, and `touched` the tags of what is otherwise now:
    a card that was made from nothing touched is taken over.
    """

    def __init__(self, visibility, site_root, before=None, touched=None):
        super().__init__(visibility=visibility, site_root=site_root)
        self._before, self._touched = before, touched
        self._card_tags = {}
        if before is not None:
            # No draft changes a picture.
            self._images = before._images

    def renditions(self, image):
        return {}

    def take_cards(self, pks):
        if self._before is None:
            return set()
        untouched = self._before.untouched_cards(pks, self._touched)
        taken = {pk for pk in untouched if self._is_served(self._before.page_instance(pk))}
        for pk in taken:
            self._take_card(pk, self._before)
        return taken

    def untouched_cards(self, pks, touched):
        """Return those of some pages whose cards here were made from none of the `touched` tags.

        A card that depends on a touched one is touched itself: its tags are added to `touched`.
        """
        for pk in self._cards.keys() - self._card_tags.keys():
            if self._cards[pk]:
                self._card_tags[pk] = self._tags_of_card(pk)
        untouched = dict(self._card_tags)
        while found := [pk for pk, tags in untouched.items() if not touched.isdisjoint(tags)]:
            touched |= fact_tags([self.page_instance(pk) for pk in found])
            for pk in found:
                del untouched[pk]
        return pks & untouched.keys()

    def _tags_of_card(self, pk):
        page = self.page_instance(pk)
        tags = self.sources_of(("card", pk)) | {tag("page", pk)}
        if hasattr(page, "visibility_sources"):
            tags.update(page.visibility_sources())
        return tags


def fact_tags(pages):
    """Return the tags of all that pages in their own types make known while they are public."""
    by_type = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
    found = set()
    for model, alike in by_type.items():
        prefetch_related_objects(alike, *getattr(model, "facts_lookups", ()))
        found.add(type_tag(model))
        for page in alike:
            found |= {tag("ref", page.pk), tag("card", page.pk)}
            if hasattr(page, "published_facts"):
                found |= page.published_facts({"id": page.pk}).keys()
    return found


class Documents:
    """Makes the documents of pages as of one moment, with `drafts` in the place of stored pages.

    `before` are the `Documents` of the same moment without any: what the drafts do not touch is
    taken from there.
    """

    def __init__(self, now, drafts=None, before=None):
        self.visibility = Visibility(now, drafts)
        self._addresses = PageAddresses()
        self._before, self._touched = before, set()
        self._by_site = {}

    def touch(self, pages):
        """Note pages whose facts may be otherwise than in `before`."""
        self._touched |= fact_tags(pages) | {tag("page", page.pk) for page in pages}

    def of(self, pages):
        """Return `{page id: document}` of pages in their own types; None where one is not public.

        The number of queries depends on how many types and sites they are of.
        """
        found = {page.pk: None for page in pages}
        groups = defaultdict(list)
        for page in pages:
            references = self._references(page)
            if references is not None and self.visibility.page_is_public(page):
                shown = self.visibility.drafts.get(page.pk, page)
                groups[type(page), references].append(shown)
        for (_, references), group in groups.items():
            documents = page_documents(group, references)
            found.update({page.pk: made for page, made in zip(group, documents, strict=True)})
        return found

    def cards(self, pages):
        """Return `{page id: card}` of pages in their own types; None where one is not public."""
        references = {page.pk: self._references(page) for page in pages}
        for page in pages:
            if references[page.pk] is not None:
                references[page.pk].want_card(page.pk, type(page))
        with as_everywhere():
            for site in self._by_site.values():
                site.resolve()
            return {pk: site and site.card(pk) for pk, site in references.items()}

    def _references(self, page):
        """What the documents of the page's site refer to; None for a page of no site."""
        root = self._addresses.site_root_of(page)
        if root is not None and root not in self._by_site:
            before = self._before and self._before._references(page)
            self._by_site[root] = DryRunReferences(self.visibility, root, before, self._touched)
        return self._by_site.get(root)


def published(page, now):
    """Return `{page id: page}`: a page of the library and its aliases as publishing leaves them.

    `page` is in hand, as its latest revision or a form has it, and is left as it is; `now` is an
    aware datetime.
    """
    content = page.serializable_data()
    draft = page.with_content_json(content)
    found = {draft.pk: _live(draft, now)}
    for alias in _aliases(draft):
        copy = alias.with_content_json(content)
        for relation in get_all_child_relations(copy):
            # An alias has rows of its own, made anew.
            for row in getattr(copy, relation.get_accessor_name()).get_object_list():
                row.pk = None
        copy.slug = alias.slug
        copy.set_url_path(copy.get_parent())
        found[copy.pk] = _live(copy, now)
    return found


def _live(page, now):
    page.live = True
    page.first_published_at = page.first_published_at or now
    page.seal_parts()
    return page


def _aliases(page):
    """The aliases of a page, and theirs."""
    found, sources = {}, [page.pk]
    while sources:
        aliases = treatment_model().objects.filter(alias_of__in=sources).exclude(pk__in=found)
        sources = [alias.pk for alias in aliases]
        found.update({alias.pk: alias for alias in aliases})
    return found.values()


def unpublished(page):
    """Return `{page id: page}`: a page of the library and its aliases, off the site."""
    stored = treatment_model().objects.get(pk=page.pk)
    found = {hidden.pk: hidden for hidden in [stored, *_aliases(stored)]}
    for hidden in found.values():
        hidden.live = False
    return found


def following(library, pages):
    """Return `{page id: page}`: the clinics' pages of library pages in hand, with their titles.

    `library` maps ids to pages; `pages` are the clinics' pages as they are stored, which are left
    as they are. It is what `treatments.library_sync` does to stored pages.
    """
    found = {page.pk: page for page in pages}
    titles = {
        page.pk: library[page.treatment_id].title
        for page in pages
        if not page.local_title and page.title != library[page.treatment_id].title
    }
    for page in clinic_treatment_model().objects.filter(pk__in=titles) if titles else ():
        page.title = titles[page.pk]
        found[page.pk] = page
    return found
