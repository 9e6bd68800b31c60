"""Forms that refuse what the person who saves them may not choose."""

from functools import partial

from django.core.exceptions import FieldDoesNotExist, ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents.models import AbstractDocument
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import AbstractPage, RevisionMixin

from .blocks import block_without, text_without
from .references import field_references, object_references
from .rules import refused_choices

MESSAGES = {
    AbstractPage: "The page chosen here (number {pk}) is neither your own nor a published one that "
    "is shared with you. Choose another.",
    AbstractImage: "The image chosen here (number {pk}) is neither your own nor shared with you. "
    "Choose another.",
    AbstractDocument: "The document chosen here (number {pk}) is neither your own nor shared with "
    "you. Choose another.",
}
OTHER = "What is chosen here (number {pk}) is not yours to choose. Choose something else."


class ChoicesFormMixin:
    """A form of a page or record that refuses what its `for_user` may not choose, draft or not.

    The error stands at the field, in its row or block, and what was refused is taken out of the
    form that is shown again, so that not even its name is seen; all else stays as it was typed.
    What the stored page or its latest draft refers to already may stay, whoever chose it. Without
    a user, as when code fills the form, nothing is checked.
    """

    def clean(self):
        cleaned_data = super().clean()
        if self.for_user is not None:
            self.refuse_choices()
        return cleaned_data

    def refuse_choices(self):
        """Add the errors; a form with more to say of its choices says it before, by `add_error`."""
        chosen = [
            (form, name, reference)
            for form in _with_rows(self)
            for name, field in _model_fields(form)
            for reference in field_references(field, _value(form, name))
        ]
        refused = {
            reference.target
            for reference in refused_choices(self.for_user, [reference for *_, reference in chosen])
        }
        if refused:
            refused -= _stored_targets(self.instance)
        by_field = {}
        for form, name, reference in chosen:
            if reference.target in refused:
                by_field.setdefault((form, name), []).append(reference)
        for (form, name), references in by_field.items():
            _refuse(form, name, references)


class ChoicesPageForm(ChoicesFormMixin, WagtailAdminPageForm):
    """The form of a page that needs no other."""


def _with_rows(form):
    """Give a form and those of all its rows, to any depth."""
    yield form
    for formset in getattr(form, "formsets", {}).values():
        for row in formset.forms:
            row.is_valid()  # so that it has been cleaned
            yield from _with_rows(row)


def _model_fields(form):
    """Give the fields of a form that somebody may fill and that are its model's, by name."""
    for name, form_field in form.fields.items():
        if not form_field.disabled:
            try:
                yield name, form._meta.model._meta.get_field(name)
            except FieldDoesNotExist:
                continue


def _value(form, name):
    """Return the value of a field as it was cleaned, or as it was typed if it is wrong."""
    if name in form.cleaned_data:
        return form.cleaned_data[name]
    return form[name].data or None


def _stored_targets(instance):
    """Return what the stored object and its latest draft refer to."""
    if instance.pk is None:
        return set()
    stored = type(instance)._default_manager.filter(pk=instance.pk).first()
    versions = [stored] if stored else []
    if isinstance(stored, RevisionMixin) and stored.latest_revision:
        versions.append(stored.latest_revision.as_object())
    return {reference.target for each in versions for reference in object_references(each)}


def _refuse(form, name, references):
    """Add the error of what is refused in a field, and take that out of what is shown again."""
    field = form._meta.model._meta.get_field(name)
    value = _value(form, name)
    refused = [(reference, choice_message(reference)) for reference in references]
    messages = list(dict.fromkeys(message for _, message in refused))
    error = ValidationError(messages)
    if isinstance(field, StreamField):
        block = field.stream_block
        raw, located = block_without(block, block.get_prep_value(value), refused)
        shown = block.to_python(raw)
        if _still_refers(field, shown, references):
            shown = block.to_python([])
        elif located:
            # The editor shows the messages in the blocks; an API has only that of the whole.
            located.message = " ".join(messages)
            error = located
    elif hasattr(field, "extract_references"):
        shown = text_without(value, {reference.target for reference in references})
        if _still_refers(field, shown, references):
            shown = ""
    else:
        shown = None
    # What a bound form shows is what its field makes of the data that was sent.
    form.fields[name].bound_data = partial(_instead, shown)
    if name not in form.errors:
        form.add_error(name, error)


def _instead(shown, data, initial):
    return shown


def _still_refers(field, value, references):
    left = {reference.target for reference in field_references(field, value)}
    return not left.isdisjoint(reference.target for reference in references)


def choice_message(reference):
    """Return why what a Reference refers to may not be chosen, in words for an editor."""
    words = next((text for base, text in MESSAGES.items() if issubclass(reference.model, base)), "")
    return (words or OTHER).format(pk=reference.pk)
