"""The schemas of each page type: what is read of it, and what is sent to create or change it."""

from typing import Any, Literal

from django.db import models
from pydantic import AliasChoices, Field, JsonValue, TypeAdapter, create_model, model_validator
from wagtail.api.rich_text import APIRichText
from wagtail.api.v3.registry import ContentTypeRegistration, registry
from wagtail.api.v3.schemas import PageSchema, read_generator
from wagtail.api.v3.schemas.pages import (
    BASE_PAGE_FIELDS,
    PageCreateMetaSchema,
    PageUpdateMetaSchema,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import get_page_models

from delivery.choices.references import outermost_model

from .blocks import shown_type
from .editors import Editor, written_field_type
from .types import plain_type, shown
from .values import Written

# Read as of every page, most of them in `meta`.
OF_EVERY_PAGE = {*BASE_PAGE_FIELDS, "id", "meta"}

# What pydantic writes as it is in Python.
PLAIN_IN_JSON = (models.DateField, models.TimeField, models.BooleanField, models.JSONField)

_row_types = {}
_row_shapes = {}
_references = {}


def register_page_types():
    """Describe every page type to the API by its editor.

    Wagtail's own descriptions, made of `api_fields`, are replaced; its endpoints must not have
    been made of them yet.
    """
    for model in get_page_models():
        known = registry.get(model._meta.label)
        if known is None or known.create_schema is None:
            continue
        editor = Editor.of(model)
        read = _read_schema(model, editor)
        read_only = frozenset(read.model_fields) - editor.fields.keys() - editor.rows.keys()
        registry.register(
            ContentTypeRegistration(
                name=known.name,
                label=known.label,
                read_schema=read,
                create_schema=_written_schema(
                    editor, "Create", PageCreateMetaSchema, read_only, is_new=True
                ),
                patch_schema=_written_schema(editor, "Patch", PageUpdateMetaSchema, read_only),
            )
        )


# What is sent


def _written_schema(editor, suffix, base_meta, read_only, is_new=False):
    name = editor.model._meta.object_name
    label = Literal[editor.model._meta.label]
    meta = create_model(
        f"{name}{suffix}MetaSchema",
        __base__=base_meta,
        type=(label, ...) if is_new else (label | None, None),
    )
    fields = {each: _field(each, found) for each, found in editor.fields.items()}
    for relation, rows in editor.rows.items():
        fields[relation] = (list[_row_type(rows)], Field([], description=_rows_help(rows)))

    class Base(Written):
        @model_validator(mode="before")
        @classmethod
        def leave_out_what_is_only_read(cls, data):
            if isinstance(data, dict):
                return {key: data[key] for key in data if key == "meta" or key not in read_only}
            return data

    return create_model(
        f"{name}{suffix}Schema",
        __base__=Base,
        meta=(meta, ...) if is_new else (meta | None, Field(default_factory=meta)),
        **fields,
    )


def _row_type(editor):
    """Return the type of one row. A row with the `id` of one that there is takes its place."""
    model = editor.model
    if model not in _row_types:
        fields = {name: _field(name, found) for name, found in editor.fields.items()}
        key = model._meta.pk
        fields[key.name] = (
            plain_type(key) | None,
            Field(None, description="That of the row which this one replaces; null for a new one."),
        )
        # Read with every row; it says nothing when it is sent back.
        fields["meta"] = (JsonValue, None)
        _row_types[model] = create_model(
            f"{model._meta.object_name}Row", __base__=Written, **fields
        )
    return _row_types[model]


def _rows_help(editor):
    return f"Every {editor.model._meta.verbose_name}, in order; what is not in the list goes."


def _field(name, found):
    help_text = str(getattr(found, "help_text", "") or "") or None
    details = {"description": help_text}
    if isinstance(found, models.ForeignKey):
        # Wagtail's own name of it.
        details["validation_alias"] = AliasChoices(name, f"{name}_id")
    return written_field_type(found), Field(_default(found), **details)


def _default(found):
    default = getattr(found, "default", None)
    return default if isinstance(default, str | int | bool) else None


# What is read


def _read_schema(model, editor):
    """Return Wagtail's schema with what may be written as it is stored, and not as it is shown."""
    base = read_generator.generate_schema(model, base_class=PageSchema)
    fields = {
        name: _shown_field(found)
        for name, found in editor.fields.items()
        if name not in OF_EVERY_PAGE and isinstance(found, models.Field)
    }
    for relation, rows in editor.rows.items():
        fields[relation] = (list[_row_shape(rows)], [], _rows_resolver(relation, rows))
    return read_generator.extend_schema(base, f"{model._meta.object_name}Schema", fields)


def _row_shape(editor):
    model = editor.model
    if model not in _row_shapes:
        key = model._meta.pk
        fields = {name: _shown_field(found)[:2] for name, found in editor.fields.items()}
        fields[key.name] = (plain_type(key) | None, None)
        _row_shapes[model] = create_model(f"Shown{model._meta.object_name}Row", **fields)
    return _row_shapes[model]


def _shown_field(found):
    """Return the type of a stored field, its default and what reads it off an object."""

    def resolve(obj: Any, context: dict) -> Any:
        return _stored_value(found, obj, context)

    return _shown_type(found) | None, None, staticmethod(resolve)


def _shown_type(found):
    if isinstance(found, StreamField):
        return shown_type(found.stream_block)
    if isinstance(found, RichTextField):
        return str
    if isinstance(found, models.ForeignKey):
        return _reference(found.related_model)
    if isinstance(found, models.ManyToManyField):
        return list[_reference(found.related_model)]
    return shown(TypeAdapter(plain_type(found) | None).json_schema())


def _reference(model):
    """Return the type of a reference, `{"id": 3, "meta": {"type": "faq.FAQTopic"}}`."""
    if model not in _references:
        meta = create_model(
            f"{model._meta.object_name}ReferenceMeta", type=(Literal[model._meta.label], ...)
        )
        _references[model] = create_model(
            f"{model._meta.object_name}Reference",
            id=(plain_type(outermost_model(model)._meta.pk), ...),
            meta=(meta, ...),
        )
    return _references[model]


def _rows_resolver(relation, editor):
    key = editor.model._meta.pk

    def resolve(obj: Any, context: dict) -> Any:
        return [
            {key.name: row.pk}
            | {name: _stored_value(found, row, context) for name, found in editor.fields.items()}
            for row in getattr(obj, relation).all()
        ]

    return staticmethod(resolve)


def _stored_value(found, obj, context):
    value = getattr(obj, found.attname if found.many_to_one or found.one_to_one else found.name)
    if isinstance(found, StreamField):
        return value.stream_block.get_api_representation(value, context)
    if isinstance(found, RichTextField):
        request = context.get("request")
        kind = APIRichText.resolve_format(request and request.GET.get("rich_text_format"))
        return APIRichText.serialize(value, format=kind, features=found.features)
    if found.many_to_one or found.one_to_one:
        return _as_reference(found.related_model, value)
    if found.many_to_many:
        return [_as_reference(found.related_model, each.pk) for each in value.all()]
    if isinstance(found, PLAIN_IN_JSON):
        return value
    value = found.get_prep_value(value)
    return value if isinstance(value, int | float | None) else str(value)


def _as_reference(model, pk):
    return None if pk is None else {"id": pk, "meta": {"type": model._meta.label}}
