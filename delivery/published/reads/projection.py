"""Parts of finished documents: what `fields` selects is cut out of the whole."""

from functools import cache

from delivery.documents.selection import prune
from delivery.endpoints.pages import PagesViewSet


@cache
def all_names(model):
    """Return the names of all fields of a page type's documents, in their order."""
    return tuple(PagesViewSet.get_available_fields(model))


def list_names(model):
    """Return the names of the fields that an item of a list shows without being asked."""
    shown = set(PagesViewSet.get_listing_default_fields(model))
    return tuple(name for name in all_names(model) if name in shown)


@cache
def card_names(model):
    """Return the names of the fields of an item of a list that shows the page's card."""
    shown = {getattr(field, "name", field) for field in getattr(model, "api_card_fields", ())}
    shown.update(list_names(model))
    return tuple(name for name in all_names(model) if name in shown)


def item_names(model):
    """Return the names of the fields that an item of a list may show."""
    hidden = PagesViewSet.detail_only_fields
    return tuple(name for name in all_names(model) if name not in hidden)


def detail_names(model):
    """Return the names of the fields that a document shows without being asked."""
    shown = set(PagesViewSet.get_detail_default_fields(model))
    return tuple(name for name in all_names(model) if name in shown)


def project(document, names, sub_fields=None):
    """Return a finished document with some of its fields, in their order.

    `names` and `sub_fields` are those of `delivery.documents.selection.select`.
    """
    names, sub_fields = set(names), sub_fields or {}
    found = {}
    for name, value in document.items():
        if name == "meta":
            meta = {key: item for key, item in value.items() if key in names}
            if meta:
                found["meta"] = meta
        elif name in sub_fields:
            found[name] = prune(value, sub_fields[name])
        elif name in names:
            found[name] = value
    return found
