"""What pages make known to the documents of others, worked out in batches."""

import logging
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b

import orjson
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from delivery.documents.dependencies import tag, type_tag
from delivery.documents.pages import as_everywhere
from delivery.documents.references import References, base_page_model
from delivery.documents.renditions import AFTER_FAILED_PICTURE
from delivery.sites import group_roots
from delivery.urls import PageAddresses, site_paths
from delivery.visibility import Visibility

logger = logging.getLogger(__name__)


@dataclass
class Known:
    """What a live page makes known: `facts` by tag, and `sources`, the tags they depend on."""

    page: object
    is_public: bool
    facts: dict = field(default_factory=dict)
    sources: set = field(default_factory=set)
    renew_at: object = None


def facts_of(pks, now=None):
    """Return `{page id: Known}` of the live pages of some site among `pks`.

    The number of queries depends on how many page types and groups of sites there are.
    """
    now = now or timezone.now()
    addresses = PageAddresses()
    groups = defaultdict(list)
    pages = base_page_model().objects.filter(pk__in=pks, live=True, depth__gt=1)
    for page in pages.defer_streamfields():
        if page.specific_class and addresses.site_root_of(page):
            groups[page.specific_class, group_roots(page.url_path)].append(page)
    found = {}
    for (model, group), batch in groups.items():
        found.update(_facts_of_batch(model, group, [page.pk for page in batch], now))
    return found


def _facts_of_batch(model, group, pks, now):
    """As `_facts_of_type`; a page whose card cannot be made does not hold up the others."""
    found = model.objects.filter(pk__in=pks).order_by("path")
    pages = list(found.defer_streamfields())
    try:
        with transaction.atomic():
            return _facts_of_type(model, group, pages, now)
    except (InterfaceError, OperationalError):
        # Not the page's fault: the database is gone or busy.
        raise
    except Exception:
        if len(pages) > 1:
            return {
                pk: known
                for page in pages
                for pk, known in _facts_of_batch(model, group, [page.pk], now).items()
            }
        logger.exception("What page %s makes known could not be found out", pks[0])
        return {page.pk: _unknown(page, group, now) for page in pages}


def _unknown(page, group, now):
    """What is said of a page whose card fails: nothing that was said before, and where it is."""
    is_public = Visibility(now, group=group).page_is_public(page)
    names = (tag("ref", page.pk), tag("card", page.pk), type_tag(type(page)))
    sources = set(page.visibility_sources()) if hasattr(page, "visibility_sources") else set()
    return Known(page, is_public, dict.fromkeys(names, "") if is_public else {}, sources)


def _facts_of_type(model, group, pages, now):
    with as_everywhere():
        return _facts_said(model, group, pages, now)


def _facts_said(model, group, pages, now):
    visibility = Visibility(now, group=group)
    references = References(visibility=visibility, site_root=_widest_root(pages[0]))
    for page in pages:
        references.want_card(page.pk, model)
    references.resolve()
    prefetch_related_objects(pages, *getattr(model, "facts_lookups", ()))
    paths = defaultdict(list)
    for page, site_id, path in site_paths(pages):
        paths[page.pk].append([site_id, path])
    found = {}
    for page in pages:
        card = references.card(page.pk)
        reference = card and {**references.page(page.pk), "paths": paths[page.pk]}
        said = {}
        if card:
            said[tag("ref", page.pk)] = reference
            said[tag("card", page.pk)] = card
            said[type_tag(model)] = [page.pk, page.path]
        if hasattr(page, "published_facts"):
            said.update(page.published_facts(reference))
        sources = references.sources_of(("card", page.pk)) - {tag("card", page.pk)}
        if hasattr(page, "visibility_sources"):
            sources |= set(page.visibility_sources())
        found[page.pk] = Known(
            page,
            is_public=card is not None,
            facts={name: fingerprint(value) for name, value in said.items()},
            sources=sources - {tag("ref", page.pk)},
            renew_at=renewed(sources, references, now, _expiry(page, now)),
        )
    return found


def _expiry(page, now):
    return page.expire_at if page.expire_at and page.expire_at > now else None


def renewed(sources, references, now, otherwise):
    """Return when to make again what is made from `sources`, `otherwise` if all went well.

    A picture that could not be made may be there in a while.
    """
    if references.unrendered.isdisjoint(sources):
        return otherwise
    again = now + AFTER_FAILED_PICTURE
    return min(again, otherwise) if otherwise else again


def _widest_root(page):
    """The root of the outermost site around a page: there every page of the group has a path."""
    return PageAddresses()._roots_of(page)[-1].root_path


def fingerprint(value):
    """Return 32 letters that tell one JSON-able value from another."""
    text = value if isinstance(value, bytes) else dump(value, orjson.OPT_SORT_KEYS)
    return blake2b(text, digest_size=16).hexdigest()


def dump(value, options=0):
    """Return the JSON of a document as bytes; what JSON does not know is written as a text."""
    return orjson.dumps(value, default=str, option=options | orjson.OPT_NON_STR_KEYS)
