"""The clinic's edit form: what can only be judged with the whole page before one's eyes."""

from django.forms.formsets import DELETION_FIELD_NAME

from delivery.choices.forms import ChoicesPageForm

from . import places
from .hours_rules import PROBLEM_FINDERS, exception_message
from .phones import invalid_phone_message


class LocationPageForm(ChoicesPageForm):
    """Checks telephone and address against the country, and rows of hours against each other.

    A draft may be incomplete, but what is in it must be right.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        country = self.data.get(self.add_prefix("country")) if self.is_bound else None
        country = country or self.instance.country.code
        if "phone" in self.fields and country in places.country_codes():
            phone = self.fields["phone"]
            # Both read what is typed as a number of this country, and show it as one.
            phone.region = phone.widget.region = country
            phone.error_messages["invalid"] = invalid_phone_message(
                country, places.country_name(country)
            )

    def clean(self):
        cleaned_data = super().clean()
        if not self.is_deferred_validation:
            self._check_completeness(cleaned_data)
        for name, find_problems in PROBLEM_FINDERS.items():
            if name in self.formsets:
                self._check_rows(self._kept_forms(name), find_problems)
        return cleaned_data

    def _check_completeness(self, cleaned_data):
        country = cleaned_data.get("country")
        if country:
            for name, message in places.missing_parts(country, cleaned_data).items():
                # A field that was refused is not missing.
                if name in cleaned_data:
                    self.add_error(name, message)
        for form in self._kept_forms("opening_exceptions"):
            self._check_times(form)

    def _check_times(self, form):
        if form.errors:
            return
        values = (form.cleaned_data[name] for name in ("closed", "opens", "closes"))
        if message := exception_message(*values):
            form.add_error("opens", message)

    def _check_rows(self, forms, find_problems):
        rows = [None if form.errors else form.instance.as_hours() for form in forms]
        for problem in find_problems(rows):
            forms[problem.row].add_error(problem.field, problem.message)

    def _kept_forms(self, name):
        """Return the forms of the rows that will stay, each already checked by itself."""
        formset = self.formsets.get(name)
        if formset is None or not formset.management_form.is_valid():
            return []
        formset.is_valid()
        return [form for form in formset.forms if form.cleaned_data and not _is_deleted(form)]


def _is_deleted(form):
    return form.cleaned_data.get(DELETION_FIELD_NAME, False)
