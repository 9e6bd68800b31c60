"""The editor's form, filled with what was sent, for Wagtail's create and edit actions."""

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.datastructures import MultiValueDict
from django.utils.text import slugify
from taggit.forms import TagField
from wagtail.actions.create import CreatePermissionError
from wagtail.blocks.base import BlockField
from wagtail.coreutils import find_available_slug
from wagtail.fields import RichTextField, StreamField
from wagtail.utils.forms import FormValidationError

from .aliases import refuse_alias
from .blocks import stored
from .editors import editor_of
from .errors import located_errors
from .lookups import look_up
from .values import Choice, Html

# Room for the number that tells it from another.
MAX_SLUG = 240
NOT_YOURS = "You may not change this. Leave it out, or ask somebody who may."


class ReadyWidget(forms.Widget):
    """Takes a value that is in the field's own form already, not in that of a browser."""

    def value_from_datadict(self, data, files, name):
        return data.get(name)

    def value_omitted_from_data(self, data, files, name):
        return name not in data


class WritingMixin:
    """A form that says of every error where in the request the mistake stands."""

    # By relation: for the form of each row its place in the request, None for one that goes.
    row_places: dict = {}

    def is_valid(self):
        if super().is_valid():
            return True
        raise FormValidationError(located_errors(self))


def build_page_form(model, parent, data, user):
    """Return the form of a new page below `parent`, filled with a validated request.

    Raises FormValidationError for what cannot be chosen, PermissionDenied for who may not add.
    """
    if not parent.permissions_for_user(user).can_add_subpage():
        raise CreatePermissionError("You do not have permission to add a page here.")
    page = model(owner=user, locale=parent.locale)
    editor = editor_of(model)
    warnings = look_up(user, data)
    names = [*editor.fields, *editor.rows]
    values = {name: _default(found) for name, found in editor.fields.items()}
    values |= {name: [] for name in editor.rows}
    values |= {name: getattr(data, name) for name in data.model_fields_set if name != "meta"}
    if values.get("title") and not values.get("slug") and "slug" in values:
        values["slug"] = _free_slug(parent, values["title"])
    return _form(editor, names, values, page, parent, user, warnings)


def build_page_update_form(page, data, user):
    """Return the form of a stored page with the fields and rows of the request, and no others.

    Raises FormValidationError for an alias and for what cannot be chosen, PermissionDenied for who
    may not edit.
    """
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied("You do not have permission to edit this page.")
    refuse_alias(page)
    warnings = look_up(user, data)
    names = data.model_fields_set - {"meta"}
    values = {name: getattr(data, name) for name in names}
    editor = editor_of(type(page))
    return _form(editor, names, values, page, page.get_parent(), user, warnings)


def _form(editor, names, values, page, parent, user, warnings):
    base = editor.form_class(names)
    form_class = type(base)(f"Writing{base.__name__}", (WritingMixin, base), {})
    _take_ready(form_class)
    data, places = MultiValueDict(), {}
    for name, found in editor.fields.items():
        if name in names:
            _put(data, name, found, form_class.base_fields[name], values[name])
    for relation, rows in editor.rows.items():
        if relation in names:
            existing = list(getattr(page, relation).all())
            formset = form_class.formsets[relation]
            places[relation] = _put_rows(
                data, relation, rows, formset, values[relation] or [], existing
            )
    page._meta_warnings = warnings
    form = form_class(data=data, instance=page, parent_page=parent, for_user=user)
    form.row_places = places
    said = [name for name in names if name in editor.fields]
    refused = {name for name in said if name not in form.fields and values[name] is not None}
    if refused:
        raise FormValidationError({(name,): [(NOT_YOURS, "permission")] for name in refused})
    return form


def _take_ready(form_class):
    """Let the fields of blocks and rich text, in rows too, take values as they are stored."""
    row_forms = [formset.form for formset in form_class.formsets.values()]
    for each in (form_class, *row_forms):
        for field in each.base_fields.values():
            if isinstance(field, BlockField) or hasattr(field.widget, "converter"):
                field.widget = ReadyWidget()


def _put(data, name, found, field, value):
    """Put a value of a request into the data of a form, as the field's widget looks for it."""
    if isinstance(found, StreamField):
        block = found.stream_block
        data[name] = block.to_python(stored(block, value))
    elif isinstance(value, Html):
        data[name] = value.html
    elif isinstance(value, Choice):
        data[name] = str(value.pk)
    elif getattr(field.widget, "allow_multiple_selected", False):
        data.setlist(name, [_key(each) for each in value or []])
    elif isinstance(field, TagField):
        data[name] = field.widget.format_value([field.tag_model(name=each) for each in value or []])
    elif value is None and isinstance(found, RichTextField):
        data[name] = ""
    else:
        data[name] = value


def _key(value):
    return str(value.pk) if isinstance(value, Choice) else value


def _put_rows(data, relation, editor, formset, items, existing):
    """Put the rows of a relation into the data of its formset; return their places by form.

    A row that names one of `existing` takes its place; those that none names go.
    """
    key = editor.model._meta.pk.name
    indices = {row.pk: index for index, row in enumerate(existing) if row.pk is not None}
    data[f"{relation}-INITIAL_FORMS"] = str(len(existing))
    places = dict.fromkeys(range(len(existing)))
    for index, row in enumerate(existing):
        data[f"{relation}-{index}-{key}"] = row.pk if row.pk is not None else ""
        data[f"{relation}-{index}-{DELETION_FIELD_NAME}"] = "on"
    total = len(existing)
    for position, item in enumerate(items):
        index = indices.pop(getattr(item, key), None)
        if index is None:
            index, total = total, total + 1
        places[index] = position
        prefix = f"{relation}-{index}"
        data.pop(f"{prefix}-{DELETION_FIELD_NAME}", None)
        if formset.can_order:
            data[f"{prefix}-{ORDERING_FIELD_NAME}"] = str(position + 1)
        for name, found in editor.fields.items():
            value = getattr(item, name) if name in item.model_fields_set else _default(found)
            _put(data, f"{prefix}-{name}", found, formset.form.base_fields[name], value)
    data[f"{relation}-TOTAL_FORMS"] = str(total)
    return places


def _default(found):
    """Return the value of what was not said: what the model has for it."""
    if isinstance(found, StreamField) or not getattr(found, "has_default", lambda: False)():
        return None
    return found.get_default()


def _free_slug(parent, title):
    """Return a slug for a title, as the editor makes it by script."""
    allow_unicode = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
    slug = slugify(title, allow_unicode=allow_unicode)[:MAX_SLUG]
    return find_available_slug(parent, slug) if slug else ""
