"""Filter backends of the API: Wagtail's own parameters, with an answer for every wrong value."""

from datetime import UTC, datetime
from functools import reduce
from operator import and_, or_

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import Case, Q, When
from django.db.models.expressions import OrderBy
from django.utils.timezone import is_aware, make_aware
from rest_framework.filters import BaseFilterBackend
from taggit.managers import TaggableManager
from wagtail.api.v2.utils import BadRequestError, parse_boolean
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import AbstractPage
from wagtail.search.backends import get_search_backend

from delivery.search.fulltext import MOST_FOUND

from .parameters import LONGEST_ID

# A database gives up on a condition that is made of too many parts.
LONGEST_SEARCH = 200
MOST_TAGS = 10


def is_plain_column(model, name):
    """Whether a field is a column with a value of its own, and so can be compared and ordered."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return (
        field.concrete
        and not field.is_relation
        and not isinstance(field, models.JSONField)
        and not hasattr(field, "stream_block")
    )


def leads_to_shown(model, name):
    """Whether a field is a foreign key to what documents show with its id."""
    if getattr(model, "api_serializer_mixin", None):
        # Its document is made of several pages, and may show what another of them refers to.
        return False
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    kinds = (AbstractPage, AbstractImage, AbstractDocument)
    # The language of a page has a filter of its own.
    return isinstance(field, models.ForeignKey) and issubclass(field.related_model, kinds)


def is_shown(model, pk, references):
    """Whether a document of the batch may show the page, image or document with an id."""
    if issubclass(model, AbstractImage):
        want, find = references.want_image, references.image_instance
    elif issubclass(model, AbstractDocument):
        want, find = references.want_document, references.document
    else:
        want, find = references.want_page, references.page_instance
    want(pk)
    references.resolve()
    return find(pk) is not None


class FieldsFilter(BaseFilterBackend):
    """`?title=Chemical peel`: equality with a plain field; `?hero_image=7`; or `?tags=face,skin`.

    What a page refers to is found by its id as long as documents show it, so that nobody learns
    of a relation to what is not public.
    """

    def filter_queryset(self, request, queryset, view):
        for name, value in request.GET.items():
            if name not in view.filterable_fields(queryset.model):
                continue
            field = queryset.model._meta.get_field(name)
            if isinstance(field, TaggableManager):
                tags = value.split(",")
                if len(tags) > MOST_TAGS:
                    raise BadRequestError(f"{name}: {MOST_TAGS} tags at once are the most")
                for tag in tags:
                    queryset = queryset.filter(**{f"{name}__name": tag})
                queryset = queryset.distinct()
            elif isinstance(field, models.ForeignKey):
                key = self.to_key(field, value)
                shown = is_shown(field.related_model, key, view.references())
                queryset = queryset.filter(**{name: key}) if shown else queryset.none()
            else:
                queryset = queryset.filter(**{name: self.to_python(field, value)})
        return queryset

    def to_python(self, field, value):
        try:
            if isinstance(field, models.BooleanField):
                return parse_boolean(value)
            converted = field.to_python(value)
            if isinstance(converted, datetime):
                aware = converted if is_aware(converted) else make_aware(converted)
                return aware.astimezone(UTC)
            return converted
        except (ValueError, OverflowError, ValidationError) as error:
            if isinstance(field, models.BooleanField):
                raise self.refusal(field, value, str(error)[:200]) from error
            kind = field.description % {"max_length": getattr(field, "max_length", "")}
            raise self.refusal(field, value, str(kind).lower()) from error

    def to_key(self, field, value):
        if not value.isdecimal() or len(value) > LONGEST_ID:
            raise self.refusal(field, value, "expected an id, a positive integer")
        return int(value)

    def refusal(self, field, value, expected):
        return BadRequestError(
            f"field filter error. '{value[:100]}' is not a valid value for {field.name} "
            f"({expected})"
        )


class ModelFilters(BaseFilterBackend):
    """The `api_filters` of the page type."""

    def filter_queryset(self, request, queryset, view):
        for list_filter in getattr(queryset.model, "api_filters", ()):
            if list_filter.name in request.GET:
                value = request.GET[list_filter.name]
                try:
                    queryset = list_filter.apply(queryset, value, view.visibility)
                except ValueError as error:
                    raise BadRequestError(str(error)) from error
        return queryset


class OrderingFilter(BaseFilterBackend):
    """`?order=title,-first_published_at`, `?order=downtime`, or `?order=random`.

    Ordered by are plain fields and what the page type gives in `api_orderings`; pages that do not
    state the fact come last either way. The primary key is added as the last criterion, so that
    parts of a list never overlap.
    """

    def filter_queryset(self, request, queryset, view):
        order = request.GET.get("order")
        if not order:
            return queryset
        names = order.split(",")
        if "random" in names:
            if len(names) > 1:
                raise BadRequestError("random ordering cannot be combined with other fields")
            if "offset" in request.GET:
                raise BadRequestError("random ordering with offset is not supported")
            return queryset.order_by("?")
        available = view.get_available_fields(queryset.model, db_fields_only=True)
        return queryset.order_by(
            *(self.criterion(name, queryset.model, available) for name in names), "pk"
        )

    def criterion(self, name, model, available):
        field, descending = name.removeprefix("-"), name.startswith("-")
        orderings = getattr(model, "api_orderings", {})
        if field in orderings:
            return OrderBy(orderings[field], descending=descending, nulls_last=True)
        if field not in available:
            raise BadRequestError(f"cannot order by '{name}' (unknown field)")
        composed = getattr(model, "api_composed_fields", ())
        if field in composed or not is_plain_column(model, field):
            raise BadRequestError(f"cannot order by '{name}' (not a plain field)")
        return name


class SearchFilter(BaseFilterBackend):
    """`?search=downtime peel`, by relevance unless `order` says otherwise.

    It comes last: what the endpoint finds (`found`) is narrowed and ordered already.
    """

    def filter_queryset(self, request, queryset, view):
        operator = request.GET.get("search_operator")
        if operator not in (None, "and", "or"):
            raise BadRequestError("search_operator must be 'and' or 'or'")
        if "search" not in request.GET:
            return queryset
        if view.action != "listing_view":
            raise BadRequestError("search is for lists: leave it out here")
        if not getattr(settings, "WAGTAILAPI_SEARCH_ENABLED", True):
            raise BadRequestError("search is disabled")
        if len(request.GET["search"]) > LONGEST_SEARCH:
            raise BadRequestError(f"search is too long: {LONGEST_SEARCH} characters are the most")
        return view.found(queryset, request.GET["search"], operator or "and")


def words_in(names, words, operator):
    """Return the condition that texts in some fields hold all words, or with `or` any of them."""
    conditions = (
        reduce(or_, (Q(**{f"{name}__icontains": word}) for name in names)) for word in words
    )
    return reduce(and_ if operator == "and" else or_, conditions)


def found_in_index(queryset, words, operator):
    """Return the ids of those of a queryset that Wagtail's index finds, `MOST_FOUND` at most."""
    manager = queryset.model._default_manager
    # The search backends combine a search only with fields that are indexed.
    candidates = manager.filter(pk__in=queryset.order_by().values("pk"))
    if hasattr(candidates, "defer_streamfields"):
        candidates = candidates.defer_streamfields()
    results = get_search_backend().search(
        " ".join(words), candidates, operator=operator, order_by_relevance=False
    )
    return [instance.pk for instance in results[:MOST_FOUND]]


def titles_first(queryset, words, operator):
    """Order a queryset so that what has the words in its title comes first."""
    in_title = words_in(["title"], words, operator)
    return queryset.order_by(Case(When(in_title, then=0), default=1), "pk")
