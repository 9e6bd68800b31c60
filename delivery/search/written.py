"""The words that editors wrote into a page: its texts, those of its blocks and of its rows."""

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, AbstractPage

from delivery.documents.dependencies import is_record

# What of every page is written by hand.
WRITTEN = frozenset({"seo_title", "search_description"})


def written_texts(page):
    """Return the texts of a page, live or draft, beside its title, without markup."""
    return list(filter(None, (" ".join(str(text).split()) for text in _texts(page) if text)))


def prefetched(queryset):
    """Fetch with pages what `written_texts` reads of them."""
    lookups = []
    for relation in _rows(queryset.model):
        name, model = relation.get_accessor_name(), relation.related_model
        keys = [f"{name}__{field.name}" for field in model._meta.fields if _is_named(field)]
        lookups += keys or [name]
    own = [field.name for field in queryset.model._meta.fields if _is_named(field)]
    return queryset.prefetch_related(*own, *lookups)


def _rows(model):
    """Return the relations of a model to its rows; what editors remark to each other is none."""
    return [
        relation
        for relation in get_all_child_relations(model)
        if relation.get_accessor_name() != COMMENTS_RELATION_NAME
    ]


def _texts(instance):
    for field in instance._meta.fields:
        if _is_written(field):
            value = field.value_from_object(instance)
            if hasattr(field, "get_searchable_content"):
                yield from field.get_searchable_content(value)
            else:
                yield value
        elif _is_named(field):
            yield getattr(instance, field.name)
    for relation in _rows(type(instance)):
        for row in getattr(instance, relation.get_accessor_name()).all():
            yield from _texts(row)


def _is_written(field):
    if issubclass(field.model, AbstractPage) and field.name in _names_of_every_page():
        return field.name in WRITTEN
    return not field.choices and (
        isinstance(field, models.CharField | models.TextField)
        or hasattr(field, "get_searchable_content")
    )


def _names_of_every_page():
    return {field.name for field in AbstractPage._meta.fields} | WRITTEN | {"show_in_menus"}


def _is_named(field):
    """Whether a field is the choice of something by its name, such as a category or a product."""
    return (
        isinstance(field, models.ForeignKey)
        and is_record(field.related_model)
        and hasattr(field.related_model, "api_fields")
    )
