"""Documents with Wagtail's envelope as JSON Schema, as wholes and as parts."""

from django.utils.text import capfirst
from wagtail.models import AbstractPage

from delivery.documents import envelope
from delivery.documents.shapes import type_name

from .fields import field_schema, field_schemas
from .shapes import nullable, obj, text, url


def document_schema(serializer, schemas, optional=(), page_type=None, **keywords):
    """Return the schema of a document with its envelope: `{"id", "meta", …}`.

    `optional` names fields that may be missing, `page_type` is the schema of `meta.type`.
    """
    values = field_schemas(serializer, schemas)
    meta = {name: values.pop(name) for name in list(values) if name in serializer.meta_fields}
    if page_type and "type" in meta:
        meta["type"] = page_type
    head = {"id": values.pop("id")} if "id" in values else {}
    if meta:
        head["meta"] = obj(meta, optional)
    return obj({**head, **values}, optional, **keywords)


def part_schema(serializer, document, schemas, **keywords):
    """Return the schema of any selection of a document's fields, as `fields` may ask for it."""
    properties = {}
    for name, schema in document["properties"].items():
        field = serializer.fields.get(name)
        has_parts = name == "meta" or getattr(field, "keys", None) is not None
        properties[name] = schemas.part(schema) if has_parts else schema
    return obj(properties, properties, **keywords)


def page_words(model):
    """Return the title and the description of a page type, for people."""
    about = getattr(model, "page_description", "") or (model.__doc__ or "").partition("\n")[0]
    if about.startswith(f"{model.__name__}("):
        about = ""
    return {
        "title": capfirst(str(model._meta.verbose_name)),
        "description": about or type_name(model),
    }


# The envelope


@field_schema.register(envelope.TypeField)
def _(field, schemas):
    model = field.parent.Meta.model
    if issubclass(model, AbstractPage):
        return schemas.page_type()
    return text(const=type_name(model))


@field_schema.register(envelope.DetailUrlField)
def _(field, schemas):
    return url(description="The address of this document.")


@field_schema.register(envelope.PageUrlField)
def _(field, schemas):
    return url(description="The address of the page, on its nearest site.")


@field_schema.register(envelope.ParentField)
@field_schema.register(envelope.AliasOfField)
def _(field, schemas):
    return nullable(schemas.shape("LinkedPage"))


@field_schema.register(envelope.LocaleField)
def _(field, schemas):
    return text(description="A language code.")
