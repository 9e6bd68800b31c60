"""From what was touched to the pages and files that it concerns: those below what moved, say."""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from delivery.documents.dependencies import record_tag_of, tag
from delivery.documents.references import base_page_model
from delivery.published.models import PageFacts, Touch
from delivery.sites import outermost


def touch_every_page():
    """Everything has changed: each page by itself, so that it can be looked into bit by bit."""
    live = base_page_model().objects.filter(live=True, depth__gt=1).values_list("pk", flat=True)
    known = PageFacts.objects.values_list("pk", flat=True)
    Touch.objects.bulk_create(
        [Touch(tag=tag("page", pk)) for pk in sorted({*live, *known})], batch_size=2000
    )


def spread(tags):
    """Return tags with those of the pages below the ones that moved, or whose privacy changed."""
    pks = {kind: ids(tags, kind) for kind in ("page", "moved", "below", "files")}
    found = {name for name in tags if name.split(":")[0] not in {"moved", "below", "files"}}
    found |= _files_of(pks["files"])
    found |= {tag("page", pk) for pk in pks["moved"]}
    pages = base_page_model().objects
    changed = pks["page"] | pks["moved"]
    stands = pages.only("path", "url_path", "numchild").in_bulk(changed | pks["below"])
    stood = {row.pk: (row.path, row.url_path) for row in PageFacts.objects.filter(pk__in=changed)}
    elsewhere = {
        pk
        for pk in stood.keys() & stands.keys()
        if stood[pk] != (stands[pk].path, stands[pk].url_path)
    }
    # Of what stood on no site, or was not live, nobody knows what stands below it.
    unknown = changed - stood.keys()
    found |= {
        tag("page", pk) for pk in _renamed_below(stands[pk] for pk in unknown if pk in stands)
    }
    elsewhere |= unknown & pks["moved"]
    above = outermost(stands[pk].path for pk in elsewhere | pks["below"] if pk in stands)
    if above:
        below = pages.filter(reduce(or_, (Q(path__startswith=path) for path in above)), live=True)
        found |= {tag("page", pk) for pk in below.values_list("pk", flat=True)}
    if pks["moved"]:
        # The neighbours of a page that moves may move in the tree as well.
        found |= {tag("page", pk) for pk in _misplaced()}
    return found


def _files_of(collections):
    """Return the tags of the images and documents in collections and in those below them."""
    paths = outermost(Collection.objects.filter(pk__in=collections).values_list("path", flat=True))
    if not paths:
        return set()
    inside = reduce(or_, (Q(collection__path__startswith=path) for path in paths))
    return {
        record_tag_of(model, pk)
        for model in (get_image_model(), get_document_model())
        for pk in model.objects.filter(inside).values_list("pk", flat=True)
    }


def ids(tags, kind):
    """Return the ids in those of some tags that are of a kind."""
    prefix = tag(kind, "")
    return {int(name.removeprefix(prefix)) for name in tags if name.startswith(prefix)}


def _renamed_below(pages):
    """Return the live pages below some that nobody knew, and that have other addresses by now.

    A page that is not live makes nothing known, but its slug is in the addresses below it.
    """
    above = outermost(page.path for page in pages if page.numchild)
    if not above:
        return []
    known = PageFacts.objects.filter(
        pk=OuterRef("pk"), path=OuterRef("path"), url_path=OuterRef("url_path")
    )
    below = reduce(or_, (Q(path__startswith=path) for path in above))
    found = base_page_model().objects.filter(below, ~Exists(known), live=True)
    return found.values_list("pk", flat=True)


def _misplaced():
    """The pages that no longer stand where they stood in the tree."""
    stood = dict(PageFacts.objects.values_list("pk", "path"))
    stands = base_page_model().objects.filter(live=True).values_list("pk", "path")
    return [pk for pk, path in stands if stood.get(pk, path) != path]
