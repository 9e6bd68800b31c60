"""What the editor of a page type has: the fields and rows that may be written."""

from dataclasses import dataclass, field
from functools import cache

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList, TabbedInterface, get_form_for_model
from wagtail.api.conf import get_model_field
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME

from .blocks import written_type
from .types import AnyChoices, field_type


@dataclass
class Editor:
    """The form of a model's editor, as options: `fields` by name, and `rows` with their own.

    A field is that of the model, or the form's own where the model has none.
    """

    model: type[models.Model]
    fields: dict[str, models.Field | forms.Field] = field(default_factory=dict)
    rows: dict[str, "Editor"] = field(default_factory=dict)
    base_form: type[forms.BaseForm] = WagtailAdminModelForm
    options: dict = field(default_factory=dict)

    @classmethod
    def of(cls, model, handler=None):
        """Return the editor of a page type, from its panels unless they are bound already."""
        handler = handler or page_panels(model).bind_to_model(model)
        base_form = (
            getattr(model, "api_base_form_class", None)
            or handler.base_form_class
            or getattr(model, "base_form_class", None)
            or WagtailAdminModelForm
        )
        return cls._made(model, handler.get_form_options(), base_form)

    @classmethod
    def _made(cls, model, options, base_form):
        editor = cls(model, base_form=base_form, options=options)
        for name in options.get("fields") or ():
            found = _field(model, name) or base_form.declared_fields.get(name)
            if found is not None:
                editor.fields[name] = found
        for relation, row_options in (options.get("formsets") or {}).items():
            # What editors remark to each other is no content.
            if relation != COMMENTS_RELATION_NAME:
                row_model = get_model_field(model, relation).related_model
                row_form = row_options.get("form") or WagtailAdminModelForm
                # Rows of rows have no place in the form's data.
                editor.rows[relation] = cls._made(
                    row_model, {**row_options, "formsets": {}}, row_form
                )
        return editor

    def form_class(self, names):
        """Return the editor's form with the fields and rows of these names alone."""
        formsets = self.options.get("formsets") or {}
        options = {
            **self.options,
            "fields": [name for name in self.fields if name in names],
            "formsets": {name: formsets[name] for name in self.rows if name in names},
        }
        return get_form_for_model(self.model, form_class=self.base_form, **options)


def page_panels(model):
    """Return the panels of a page type, as Wagtail's admin finds them once it is ready."""
    if hasattr(model, "edit_handler"):
        return model.edit_handler
    tabs = [model.content_panels, model.promote_panels, model.settings_panels]
    return TabbedInterface(
        [ObjectList(panels) for panels in tabs if panels],
        base_form_class=getattr(model, "base_form_class", None),
    )


@cache
def editor_of(model):
    """Return the Editor of a page type, as its form is made by the admin."""
    return Editor.of(model, model.get_edit_handler())


def _field(model, name):
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def written_field_type(found):
    """Return the type of what is sent for a field of an Editor."""
    if isinstance(found, StreamField):
        return written_type(found.stream_block) | None
    if isinstance(found, models.Field):
        return field_type(found)
    if isinstance(found, forms.BooleanField):
        return bool | None
    if isinstance(found, forms.MultipleChoiceField):
        return AnyChoices | None
    return str | None
