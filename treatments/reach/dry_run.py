"""Documents as they are, and as they would be once a page of the library is published.

Nothing is saved: the pages that would change are put in the place of the stored ones
(`Visibility.drafts`), and the documents are made of them as ever.
"""

from collections import defaultdict

from modelcluster.models import get_all_child_relations

from delivery.documents import page_documents
from delivery.references import References
from delivery.urls import PageAddresses
from delivery.visibility import Visibility
from treatments.querysets import clinic_treatment_model, treatment_model


class UnrenderedReferences(References):
    """References without the sizes of images, which would else be made and kept."""

    def renditions(self, image):
        return {}


class Documents:
    """Makes the documents of pages as of one moment, with `drafts` in the place of stored pages."""

    def __init__(self, now, drafts=None):
        self.visibility = Visibility(now, drafts)
        self._addresses = PageAddresses()
        self._by_site = {}

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
        for site in self._by_site.values():
            site.resolve()
        return {pk: site and site.card(pk) for pk, site in references.items()}

    def _references(self, page):
        """What the documents of the page's site refer to; None for a page of no site."""
        root = self._addresses.site_root_of(page)
        if root is not None and root not in self._by_site:
            self._by_site[root] = UnrenderedReferences(visibility=self.visibility, site_root=root)
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


def following(library):
    """Return `{page id: page}`: the clinics' pages of library pages in hand, with their titles.

    `library` maps ids to pages. It is what `treatments.library_sync` does to stored pages.
    """
    found = {}
    for page in clinic_treatment_model().objects.filter(treatment__in=library).order_by("path"):
        if not page.local_title:
            page.title = library[page.treatment_id].title
        found[page.pk] = page
    return found
