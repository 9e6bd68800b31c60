"""Serializers that turn a batch of objects into finished documents.

Every field of a model gets its fixed shape from its type, so that `api_fields` need only name it:
a foreign key to a page, image or document becomes a reference, any other record is made of that
record's own `api_fields`, and rows (ParentalKey) are made of the row's `api_fields`. So nothing
is ever a bare id, and no depth of nesting can reach what is not public.
"""

from functools import cache, cached_property

from django.db.models import Prefetch, prefetch_related_objects
from django_countries.fields import CountryField as CountryModelField
from modelcluster.models import get_all_child_relations
from phonenumber_field.modelfields import PhoneNumberField
from rest_framework import serializers
from rest_framework.fields import SkipField
from taggit.managers import _TaggableManager
from wagtail import fields as wagtail_fields
from wagtail.api import APIField
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import AbstractPage

from . import fields as delivery_fields
from .dependencies import is_record, record_tag


class BatchSerializer(serializers.ModelSerializer):
    """Serializes objects whose references are looked up in `context["references"]`.

    `prefetch` and `collect` come before `to_representation`, for the whole batch. `keeps_empty`
    names the fields in which an empty text is a value of its own.
    """

    keeps_empty: frozenset = frozenset()

    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        wagtail_fields.RichTextField: delivery_fields.RichTextField,
        wagtail_fields.StreamField: delivery_fields.StreamField,
        PhoneNumberField: delivery_fields.PhoneField,
        CountryModelField: delivery_fields.CountryField,
    }

    def build_standard_field(self, field_name, model_field):
        # django-countries and Wagtail's choices would turn typed fields into choice fields.
        for model_class, field_class in (
            (PhoneNumberField, delivery_fields.PhoneField),
            (CountryModelField, delivery_fields.CountryField),
        ):
            if isinstance(model_field, model_class):
                return field_class, {}
        field_class, kwargs = super().build_standard_field(field_name, model_field)
        if issubclass(field_class, delivery_fields.DeliveryField):
            kwargs = {}
        return field_class, kwargs

    def build_relational_field(self, field_name, relation_info):
        model = relation_info.related_model
        if relation_info.to_many:
            return RowsField, {}
        if issubclass(model, AbstractPage):
            return delivery_fields.PageReferenceField, {}
        if issubclass(model, AbstractImage):
            return delivery_fields.ImageField, {}
        if issubclass(model, AbstractDocument):
            return delivery_fields.DocumentField, {}
        return RecordField, {}

    def build_property_field(self, field_name, model_class):
        if isinstance(getattr(model_class, field_name), _TaggableManager):
            return delivery_fields.TagsField, {}
        return super().build_property_field(field_name, model_class)

    @cached_property
    def batch_fields(self):
        return [
            field
            for field in self.fields.values()
            if isinstance(field, delivery_fields.DeliveryField)
        ]

    def with_related(self, queryset):
        """Let a queryset bring along the records that the fields show, without further queries."""
        sources = [field.source for field in self.batch_fields if field.is_related_object]
        return queryset.select_related(*sources) if sources else queryset

    def prefetch(self, instances):
        """Load what the fields need for all instances, in as many queries as there are kinds."""
        lookups = [lookup for field in self.batch_fields for lookup in field.lookups()]
        # What has never been saved, as in the preview of a new page, holds its rows itself.
        saved = [instance for instance in instances if instance.pk is not None]
        if lookups and saved:
            prefetch_related_objects(saved, *lookups)
        for field in self.batch_fields:
            field.prefetch(instances)

    def collect(self, instance, references):
        if is_record(type(instance)):
            references.notes.add(record_tag(instance))
        for field in self.batch_fields:
            value = self.attribute(field, instance)
            if value is not None:
                field.collect(value, references)

    def attribute(self, field, instance):
        try:
            return field.get_attribute(instance)
        except SkipField:
            return None

    def represent(self, field, instance):
        """Return a field's JSON value; an empty text is None, as any missing value."""
        value = field.get_attribute(instance)
        if value is not None:
            value = field.to_representation(value)
        return None if value == "" and field.field_name not in self.keeps_empty else value

    def values(self, instance):
        """Return the JSON values by field name, without the fields that do not apply."""
        values = {}
        for name, field in self.fields.items():
            try:
                values[name] = self.represent(field, instance)
            except SkipField:
                continue
        return values

    def to_representation(self, instance):
        return self.values(instance)

    @classmethod
    def shows_streams(cls):
        """Whether a field reads a StreamField of the model, which a queryset may else defer."""
        return not set(cls.Meta.fields).isdisjoint(cls.Meta.model.get_streamfield_names())


class RecordField(delivery_fields.DeliveryField):
    """A record chosen by foreign key: an object of the record's own `api_fields`.

    A category is `{"slug": "skin", "title": "Skin"}`.
    """

    is_related_object = True

    def bind(self, field_name, parent):
        super().bind(field_name, parent)
        self.record_model = parent.Meta.model._meta.get_field(self.source).related_model
        self.serializer = record_serializer_class(self.record_model)(context=parent.context)

    @property
    def keys(self):
        return tuple(self.serializer.fields)

    def prefetch(self, instances):
        records = [getattr(instance, self.source) for instance in instances]
        self.serializer.prefetch([record for record in records if record is not None])

    def collect(self, value, references):
        self.serializer.collect(value, references)

    def to_representation(self, value):
        return self.serializer.to_representation(value)


class RowsField(delivery_fields.DeliveryField):
    """The rows of a page in their order: `[{…}]`, each made of the row model's `api_fields`.

    `drop_without` names a key without which a row is left out, such as the page it is about when
    that page is not public. `queryset` replaces the queryset that loads the rows.
    """

    def __init__(self, drop_without=None, queryset=None, **kwargs):
        self.drop_without = drop_without
        self.queryset = queryset
        super().__init__(**kwargs)

    def bind(self, field_name, parent):
        super().bind(field_name, parent)
        if parent is None:
            # Wagtail's API v3 binds a field by itself, to ask for its type.
            return
        self.row_model = child_relation_models(parent.Meta.model).get(self.source)
        if self.row_model is None:
            raise TypeError(
                f"{parent.Meta.model.__name__}.{self.source} holds no rows (ParentalKey): "
                "give its APIField a serializer of its own."
            )
        self.serializer = record_serializer_class(self.row_model)(context=parent.context)

    @property
    def keys(self):
        return tuple(self.serializer.fields)

    def lookups(self):
        queryset = self.queryset
        if queryset is None:
            queryset = self.serializer.with_related(self.row_model._default_manager.all())
        return [Prefetch(self.source, queryset=queryset)]

    def prefetch(self, instances):
        rows = [row for instance in instances for row in getattr(instance, self.source).all()]
        if rows:
            self.serializer.prefetch(rows)

    def collect(self, value, references):
        for row in value.all():
            self.serializer.collect(row, references)

    def to_representation(self, value):
        rows = [self.serializer.to_representation(row) for row in value.all()]
        if self.drop_without:
            return [row for row in rows if row[self.drop_without] is not None]
        return rows


@cache
def child_relation_models(model):
    """Return the row models of a page or cluster by relation name."""
    return {
        relation.get_accessor_name(): relation.related_model
        for relation in get_all_child_relations(model)
    }


@cache
def record_serializer_class(model):
    """Return the serializer class of a plain record or row: its `api_fields` and nothing else."""
    return values_serializer_class(model, tuple(getattr(model, "api_fields", ())))


@cache
def card_serializer_class(model):
    """Return the serializer class of what a card adds to a page reference."""
    api_fields = tuple(getattr(model, "api_card_fields", ()))
    return values_serializer_class(model, api_fields, composed_base(model, BatchSerializer))


def composed_base(model, base):
    """Return `base`, behind the `api_serializer_mixin` of a page type that has one."""
    mixin = getattr(model, "api_serializer_mixin", None)
    return type(f"{mixin.__name__}{base.__name__}", (mixin, base), {}) if mixin else base


def card_serializer(model, references):
    return card_serializer_class(model)(context={"references": references})


@cache
def values_serializer_class(model, api_fields, base=BatchSerializer):
    """Return the serializer class of a tuple of APIFields, or names of fields, of a model."""
    api_fields = [field if isinstance(field, APIField) else APIField(field) for field in api_fields]
    meta = type("Meta", (), {"model": model, "fields": [field.name for field in api_fields]})
    overrides = {field.name: field.serializer for field in api_fields if field.serializer}
    return type(f"{model.__name__}{base.__name__}", (base,), {**overrides, "Meta": meta})
