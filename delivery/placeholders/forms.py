"""Placeholders in the forms of editors."""

from wagtail.models import COMMENTS_RELATION_NAME

from .validation import field_errors


class PlaceholderFormMixin:
    """A page form that refuses wrong placeholders in rows, at the row's own field.

    The page's own fields are checked by the page (`ContentPageMixin`).
    """

    def clean(self):
        cleaned_data = super().clean()
        for relation, formset in self.formsets.items():
            if relation != COMMENTS_RELATION_NAME:
                for form in formset.forms:
                    self._check_row(formset, form)
        return cleaned_data

    def _check_row(self, formset, form):
        refused = set(form.errors)
        if formset.can_delete and formset._should_delete_form(form):
            return
        for name, messages in field_errors(form.instance, exclude=refused).items():
            if name in form.fields:
                form.add_error(name, messages)
