"""What a field, a row or a page refers to: foreign keys, blocks, links and pictures in text."""

from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations


@dataclass(frozen=True)
class Reference:
    """An object that is referred to; `path` leads to the block within a field that refers to it."""

    model: type[models.Model]
    pk: object
    path: tuple[str, ...] = ()

    @property
    def target(self):
        return self.model, self.pk


def field_references(field, value):
    """Return the references in a value of a model field: as cleaned, stored or typed in a form."""
    if value is None or isinstance(field, ParentalKey):
        return []
    if hasattr(field, "extract_references"):
        found = field.extract_references(value)
        references = [(model, pk, tuple(path.split("."))) for model, pk, _, path in found]
    elif field.many_to_many:
        references = [(field.related_model, each, ()) for each in value]
    elif field.many_to_one or field.one_to_one:
        references = [(field.related_model, value, ())]
    else:
        return []
    return [found for each in references if (found := _reference(*each))]


def object_references(instance):
    """Return the references of a page or record, with those of its rows, saved or not."""
    found = []
    for field in (*instance._meta.concrete_fields, *instance._meta.many_to_many):
        found += field_references(field, field.value_from_object(instance))
    if isinstance(instance, ClusterableModel):
        for relation in get_all_child_relations(instance):
            for row in getattr(instance, relation.get_accessor_name()).all():
                found += object_references(row)
    return found


def outermost_model(model):
    """Return the model that holds the primary key: `Page` for every page type."""
    parents = model._meta.get_parent_list()
    return parents[-1] if parents else model


def _reference(model, pk, path):
    """Return a Reference; None for what cannot be the key of such an object."""
    model = outermost_model(model)
    if isinstance(pk, models.Model):
        pk = pk.pk
    with suppress(ValidationError):
        pk = model._meta.pk.to_python(pk)
        return None if pk is None else Reference(model, pk, path)
    return None
