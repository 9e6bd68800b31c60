"""Filter backends of the API: Wagtail's own parameters, with an answer for every wrong value."""

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from rest_framework.filters import BaseFilterBackend
from taggit.managers import TaggableManager
from wagtail.api.v2 import filters as wagtail_filters
from wagtail.api.v2.utils import BadRequestError, parse_boolean

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


class FieldsFilter(BaseFilterBackend):
    """`?title=Chemical peel`: equality with a plain field, or `?tags=face,skin`."""

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
            else:
                queryset = queryset.filter(**{name: self.to_python(field, value)})
        return queryset

    def to_python(self, field, value):
        try:
            if isinstance(field, models.BooleanField):
                return parse_boolean(value)
            return field.to_python(value)
        except (ValueError, ValidationError) as error:
            kind = field.description % {"max_length": getattr(field, "max_length", "")}
            raise BadRequestError(
                f"field filter error. '{value[:100]}' is not a valid value for {field.name} "
                f"({str(kind).lower()})"
            ) from error


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


class OrderingFilter(wagtail_filters.OrderingFilter):
    """`?order=title,-first_published_at`, or `?order=random`.

    The primary key is added as the last criterion, so that pages of a list never overlap.
    """

    def filter_queryset(self, request, queryset, view):
        queryset = super().filter_queryset(request, queryset, view)
        order = request.GET.get("order")
        if order and order != "random":
            for name in order.split(","):
                if not is_plain_column(queryset.model, name.removeprefix("-")):
                    raise BadRequestError(f"cannot order by '{name}' (not a plain field)")
            return queryset.order_by(*order.split(","), "pk")
        return queryset


class SearchFilter(wagtail_filters.SearchFilter):
    """`?search=downtime peel`, by relevance unless `order` says otherwise.

    The other filters become a condition on the primary key first, because the search backends
    can only combine a search with fields that are indexed.
    """

    def filter_queryset(self, request, queryset, view):
        if "search" not in request.GET:
            return queryset
        operator = request.GET.get("search_operator")
        if operator not in (None, "and", "or"):
            raise BadRequestError("search_operator must be 'and' or 'or'")
        if len(request.GET["search"]) > LONGEST_SEARCH:
            raise BadRequestError(f"search is too long: {LONGEST_SEARCH} characters are the most")
        manager = queryset.model._default_manager
        candidates = manager.filter(pk__in=queryset.order_by().values("pk"))
        if "order" not in request.GET:
            return super().filter_queryset(request, candidates, view)
        found = candidates.search(request.GET["search"], operator=operator or "and")
        return queryset.filter(pk__in=[instance.pk for instance in found])
