"""Which parts of a library page its clinics inherit, and what kind of thing each is."""

from functools import cache

from django.core.exceptions import FieldDoesNotExist
from wagtail.api import APIField
from wagtail.fields import StreamField

from treatments.querysets import clinic_treatment_model, treatment_model

# Beside the `api_fields` that both models have, Wagtail's own texts are inherited.
INHERITED_META = ("title", "seo_title", "search_description", "social_image")


@cache
def inherited_fields(model):
    """Return the APIFields of `model` that take part in inheritance, by name."""
    fields = [*INHERITED_META, *model.api_fields]
    named = {f.name: f for f in (f if isinstance(f, APIField) else APIField(f) for f in fields)}
    return {name: named[name] for name in inherited_names()}


@cache
def inherited_names():
    """Return the names of the parts that library and clinic have in common, in order."""

    def names(model):
        return [getattr(field, "name", field) for field in model.api_fields]

    both = set(names(treatment_model())) & set(names(clinic_treatment_model()))
    return (*INHERITED_META, *(name for name in names(treatment_model()) if name in both))


@cache
def holds_many(name):
    """Return whether a part of a library page is a list."""
    try:
        field = treatment_model()._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return field.one_to_many or isinstance(field, StreamField)


@cache
def reviewed_parts(model):
    """Return the names of the parts that a medical review of the library's page covers."""
    columns = {column: name for name, r in model.get_ranges().items() for column in r.field_names}
    return frozenset(columns.get(name, name) for name in model.reviewed_names())
