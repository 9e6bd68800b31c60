"""Cards, records and rows as JSON Schema, from the serializers that make them."""

from django.utils.text import capfirst

from delivery.documents import fields as delivery_fields
from delivery.documents import serializers as delivery_serializers
from delivery.documents.serializers import card_serializer_class, record_serializer_class

from . import fixed
from .fields import field_schema, field_schemas
from .shapes import array, described, nullable, obj, one_of_texts, without_null


def card_schema(model, schemas):
    """Return the reference of the card of a page type, or of any page where it has no card."""

    def make():
        serializer = card_serializer_class(model)(context={})
        more = field_schemas(serializer, schemas)
        title = capfirst(str(model._meta.verbose_name))
        about = fixed.page_reference(one_of_texts(schemas.types_of(model)), **more)
        return {**about, "description": f"{title}: what is shown of it where a page leads to it."}

    if not getattr(model, "api_card_fields", ()):
        return schemas.page_reference(model)
    return schemas.once(("card", model), f"{schemas.short_name(model)}Card", make)


def record_schema(model, schemas):
    """Return the reference of a plain record or row: its `api_fields`."""

    def make():
        serializer = record_serializer_class(model)(context={})
        about = (model.__doc__ or "").partition("\n")[0]
        if about.startswith(f"{model.__name__}("):
            about = capfirst(str(model._meta.verbose_name))
        return described(obj(field_schemas(serializer, schemas)), about)

    return schemas.once(("record", model), model.__name__, make)


@field_schema.register(delivery_serializers.RecordField)
def _(field, schemas):
    column = field.parent.Meta.model._meta.get_field(field.source)
    record = record_schema(field.record_model, schemas)
    return nullable(record) if column.null else record


@field_schema.register(delivery_serializers.RowsField)
def _(field, schemas):
    row = record_schema(field.row_model, schemas)
    if not field.drop_without:
        return array(row)
    # Rows without it are left out, so that those which are there have it.
    found = schemas.resolve(row)
    never_null = without_null(found["properties"][field.drop_without])
    properties = {**found["properties"], field.drop_without: never_null}
    schemas.components[schemas.name_of(row)] = {**found, "properties": properties}
    return array(row)


@field_schema.register(delivery_fields.PageCardField)
def _(field, schemas):
    return nullable(card_schema(field.target, schemas))
