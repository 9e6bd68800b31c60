"""What each serializer field gives, as JSON Schema.

`field_schema` dispatches on the class of a bound field. The schema says whether the value may be
null: a serializer gives null for a missing value and for an empty text.
"""

import typing
from functools import singledispatch

from django.utils.text import capfirst
from pydantic import TypeAdapter
from pydantic.errors import PydanticSchemaGenerationError, PydanticUserError
from rest_framework import serializers

from delivery.documents import fields as delivery_fields

from .shapes import array, boolean, integer, nullable, number, one_of_texts, text, url

# A text that is one of more than so many is described by its form and not by a list.
MOST_CHOICES = 60


def field_schemas(serializer, schemas):
    """Return the schemas of a serializer's values, by the names of its fields."""
    describe = getattr(serializer, "value_schemas", None)
    return describe(schemas) if describe else own_field_schemas(serializer, schemas)


def own_field_schemas(serializer, schemas, leave_out=()):
    """Return what `field_schemas` does, as the fields alone decide it."""
    return {
        name: _titled(value_schema(field, serializer, schemas), field)
        for name, field in serializer.fields.items()
        if name not in leave_out
    }


def value_schema(field, serializer, schemas):
    schema = field_schema(field, schemas)
    keeps_empty = getattr(serializer, "keeps_empty", ())
    if isinstance(field, delivery_fields.DeliveryField) or field.field_name in keeps_empty:
        return schema
    may_be_missing = getattr(field, "allow_null", False) or getattr(field, "allow_blank", False)
    return nullable(schema) if may_be_missing else schema


def _titled(schema, field):
    """Return the schema with the field's name for people, where the editor has one."""
    label = capfirst(str(field.label or ""))
    is_plain = label.lower() == field.field_name.replace("_", " ")
    if not label or is_plain or "$ref" in schema or "title" in schema:
        return schema
    return {"title": label, **schema}


def choice_values(choices):
    """Return the values of Django's choices that are not blank, without their groups."""
    values = []
    for value, label in choices:
        if isinstance(label, list | tuple):
            values.extend(choice_values(label))
        elif value not in (None, ""):
            values.append(str(value))
    return values


def choice_schema(values):
    return one_of_texts(values) if 0 < len(values) <= MOST_CHOICES else text()


@singledispatch
def field_schema(field, schemas):
    """Return the schema of a field that nothing is known of: by its annotation, if it has one."""
    declared = getattr(field, "schema", None)
    if callable(declared):
        return declared(schemas)
    return annotated(type(field).to_representation, field, schemas)


def annotated(function, field, schemas):
    """Return the schema of what a function is annotated to return."""
    owner = f"{type(field.parent).__name__}.{field.field_name}"
    try:
        returned = typing.get_type_hints(function).get("return", typing.Any)
        return type_schema(returned, schemas) or schemas.anything(owner)
    except (NameError, TypeError):
        return schemas.anything(owner)


def type_schema(kind, schemas):
    """Return the schema of a Python type, or None where it does not say what is inside."""
    try:
        made = TypeAdapter(kind).json_schema(
            mode="serialization", ref_template="#/components/schemas/{model}"
        )
    except (PydanticSchemaGenerationError, PydanticUserError):
        return None
    if _is_vague(made):
        return None
    for name, schema in made.pop("$defs", {}).items():
        schemas.add(name, {**schema, "additionalProperties": False})
    return made


def _is_vague(schema):
    if isinstance(schema, list):
        return any(map(_is_vague, schema))
    if not isinstance(schema, dict):
        return False
    if not schema or schema.get("additionalProperties") is True:
        return True
    kinds = [*schema.get("$defs", {}).values(), *schema.get("properties", {}).values()]
    kinds += [schema[key] for key in ("items", "anyOf", "oneOf", "allOf") if key in schema]
    is_list = schema.get("type") == "array"
    return (is_list and "items" not in schema) or any(map(_is_vague, kinds))


# Django REST framework's own


@field_schema.register(serializers.CharField)
def _(field, schemas):
    return text()


@field_schema.register(serializers.URLField)
def _(field, schemas):
    return url()


@field_schema.register(serializers.EmailField)
def _(field, schemas):
    return text(format="email")


@field_schema.register(serializers.UUIDField)
def _(field, schemas):
    return text(format="uuid")


@field_schema.register(serializers.IntegerField)
def _(field, schemas):
    return integer()


@field_schema.register(serializers.FloatField)
def _(field, schemas):
    return number()


@field_schema.register(serializers.DecimalField)
def _(field, schemas):
    return text(pattern=r"^-?[0-9]+(\.[0-9]+)?$") if field.coerce_to_string else number()


@field_schema.register(serializers.BooleanField)
def _(field, schemas):
    return boolean()


@field_schema.register(serializers.DateTimeField)
def _(field, schemas):
    return text(format="date-time")


@field_schema.register(serializers.DateField)
def _(field, schemas):
    return text(format="date")


@field_schema.register(serializers.TimeField)
def _(field, schemas):
    return text(format="time")


@field_schema.register(serializers.ChoiceField)
def _(field, schemas):
    return choice_schema(choice_values(field.choices.items()))


@field_schema.register(serializers.ListField)
def _(field, schemas):
    return array(field_schema(field.child, schemas))


@field_schema.register(serializers.ReadOnlyField)
def _(field, schemas):
    """A column or a property of the model; of a property, its annotation says what it gives."""
    model = field.parent.Meta.model
    attribute = getattr(model, field.source, None)
    getter = getattr(attribute, "fget", None) or getattr(attribute, "func", None) or attribute
    column = next((each for each in model._meta.fields if each.name == field.source), None)
    if column is not None:
        made, keywords = type(field.parent)().build_standard_field(column.name, column)
        schema = field_schema(made(**keywords), schemas)
        return nullable(schema) if column.null else schema
    schema = annotated(getter, field, schemas)
    # An empty text is served as null.
    is_text = schema.get("type") == "string" and not {"minLength", "const", "enum"} & schema.keys()
    return nullable(schema) if is_text else schema


# The fields of `delivery`


@field_schema.register(delivery_fields.PageReferenceField)
def _(field, schemas):
    return nullable(schemas.page_reference(field.target))


@field_schema.register(delivery_fields.ImageField)
def _(field, schemas):
    return nullable(schemas.image())


@field_schema.register(delivery_fields.DocumentField)
def _(field, schemas):
    return nullable(schemas.shape("Document"))


@field_schema.register(delivery_fields.RichTextField)
def _(field, schemas):
    column = field.parent.Meta.model._meta.get_field(field.source)
    schema = text(description="Rich text, as `rich_text_format` asks for it.")
    return nullable(schema) if column.blank or column.null else schema


@field_schema.register(delivery_fields.RangeField)
def _(field, schemas):
    attribute = getattr(field.parent.Meta.model, field.source, None)
    declared = getattr(attribute, "schema", None)
    return nullable(declared(schemas) if declared else schemas.shape("Range"))


@field_schema.register(delivery_fields.PhoneField)
def _(field, schemas):
    return nullable(schemas.shape("Phone"))


@field_schema.register(delivery_fields.CountryField)
def _(field, schemas):
    return nullable(schemas.shape("Country"))


@field_schema.register(delivery_fields.TagsField)
def _(field, schemas):
    return array(text(), description="The names of the tags, in alphabetical order.")
