"""From pages to finished documents: functions of the pages and the site, never of a request."""

from contextlib import contextmanager
from datetime import UTC
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone, translation
from wagtail.api import APIField

from delivery import placeholders
from delivery.sites import group_roots
from delivery.visibility import Visibility

from .envelope import DocumentSerializer, PageSerializer
from .references import References
from .selection import check_sub_fields, select
from .serializers import composed_base

PAGE_BODY_FIELDS = ("id", "title")
PAGE_META_FIELDS = (
    "type",
    "detail_url",
    "html_url",
    "slug",
    "show_in_menus",
    "seo_title",
    "search_description",
    "first_published_at",
    "alias_of",
    "parent",
    "locale",
)


def page_document(page, fields=None, rich_text_format=None, now=None, site_root=None):
    """Return the document of one page, live or draft, as a JSON-able dictionary.

    `fields` is a selection in the syntax of the API's parameter, None for everything;
    `rich_text_format` one of Wagtail's formats; `now` the moment at which the expiry of what the
    page refers to is judged; `site_root` the URL path of the root of the site on which it is
    read, the page's nearest when left out.
    """
    visibility = Visibility(now, group=group_roots(page.url_path))
    references = References(rich_text_format, visibility, site_root)
    return page_documents([page], references, fields)[0]


def page_documents(pages, references, fields=None):
    """Return the documents of pages of one type and one site, in their order.

    `fields` is a selection in the syntax of the API's parameter, None for everything. The number
    of queries depends on the fields and not on the number of pages.
    """
    if not pages:
        return []
    model = type(pages[0])
    available = field_names(model, PAGE_BODY_FIELDS, PAGE_META_FIELDS)
    names, sub_fields = select(fields, available, available)
    serializer_class = document_serializer_class(
        model, names, PAGE_META_FIELDS, sub_fields, PageSerializer
    )
    return build_documents(pages, serializer_class, references, "pages")


def build_documents(instances, serializer_class, references, endpoint, place=None):
    """Return the documents of a list of objects of one model, in their order.

    `endpoint` is the name under which the objects' own documents are found in the API. `place` is
    the page where placeholders are filled as if the objects stood there; each stands at its own
    when it is left out. The number of queries depends on the fields and not on the number of
    objects.
    """
    if not instances:
        return []
    with as_everywhere():
        return _build(instances, serializer_class, references, endpoint, place)


@contextmanager
def as_everywhere():
    """Make what a document says the same whoever publishes: not in an editor's language or time."""
    with timezone.override(UTC), translation.override(settings.LANGUAGE_CODE):
        yield


def _build(instances, serializer_class, references, endpoint, place):
    serializer = serializer_class(
        context={
            "references": references,
            "endpoint": endpoint,
            "api_base_url": lambda instance: api_base_url(instance, references),
        }
    )
    if hasattr(instances[0], "url_path"):
        references.read_where(instances[0])
    serializer.prefetch(instances)
    notes = references.notes
    for instance in instances:
        with notes.of(("document", instance.pk)):
            serializer.collect(instance, references)
    references.resolve()
    documents = [serializer.to_representation(instance) for instance in instances]
    places = [place or instance for instance in instances]
    names = {}
    filled = placeholders.fill_documents(documents, places, references.visibility, names)
    for instance, document, where in zip(instances, documents, places, strict=True):
        notes.add_for(("document", instance.pk), placeholders.sources_of(document, where, names))
    return filled


def api_base_url(instance, references):
    """Return the scheme and host of the API for an object.

    They are the setting's, else those of the site of a page, and for anything else of the site
    that is read.
    """
    base = getattr(settings, "WAGTAILAPI_BASE_URL", None)
    if base:
        parts = urlsplit(base)
        return f"{parts.scheme}://{parts.netloc}"
    if hasattr(instance, "url_path"):
        return references.addresses.host_of(instance)
    own = getattr(settings, "WAGTAILADMIN_BASE_URL", "").rstrip("/")
    return references.addresses.host_here or own


def declared_fields(model, body_fields, meta_fields):
    """Return the APIFields of a model's document: the given names and those it declares."""
    declared = [
        *body_fields,
        *getattr(model, "api_fields", ()),
        *meta_fields,
        *getattr(model, "api_meta_fields", ()),
    ]
    return [field if isinstance(field, APIField) else APIField(field) for field in declared]


def field_names(model, body_fields, meta_fields):
    """Return the names of all fields of a model's document, each once and in order."""
    fields = declared_fields(model, body_fields, meta_fields)
    return tuple(dict.fromkeys(field.name for field in fields))


def document_serializer_class(model, names, meta_fields, sub_fields, base=DocumentSerializer):
    """Return the serializer class for a selection of a model's fields.

    Classes are kept, because making one costs more than serializing a page with it. Raises
    BadRequestError for a nested selection that a field cannot give.
    """
    return _serializer_class(
        model, tuple(names), tuple(meta_fields), tuple(sub_fields.items()), base
    )


@lru_cache(maxsize=512)
def _serializer_class(model, names, meta_fields, sub_fields, base):
    overrides = {
        field.name: field.serializer
        for field in declared_fields(model, (), ())
        if field.serializer is not None and field.name in names
    }
    base = composed_base(model, base)
    own_meta = [getattr(field, "name", field) for field in getattr(model, "api_meta_fields", ())]
    serializer_class = type(
        f"{model.__name__}Serializer",
        (base,),
        {
            **overrides,
            "Meta": type("Meta", (), {"model": model, "fields": list(names)}),
            "meta_fields": frozenset([*meta_fields, *own_meta]),
            "sub_fields": dict(sub_fields),
        },
    )
    if sub_fields:
        check_sub_fields(dict(sub_fields), serializer_class(context={}))
    return serializer_class
