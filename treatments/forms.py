"""The forms of treatment editors."""

from django import forms

from delivery.choices.forms import ChoicesPageForm
from delivery.placeholders.forms import PlaceholderFormMixin


class CheckedRowsForm(PlaceholderFormMixin, ChoicesPageForm):
    """A page form that checks rows against each other (see `CheckedRowsMixin`)."""

    def clean(self):
        cleaned_data = super().clean()
        self._check_rows(self.instance.form_row_problems)
        return cleaned_data

    def refuse_choices(self):
        self._check_rows(self.problems_of_choices)
        super().refuse_choices()

    def _check_rows(self, find_problems):
        """Add an error for every RowProblem that `find_problems(relation, rows)` returns."""
        for relation, formset in self.formsets.items():
            filled = [form for form in formset.forms if self._is_filled(formset, form)]
            for problem in find_problems(relation, [form.instance for form in filled]):
                filled[problem.index].add_error(problem.field, problem.message)

    def problems_of_choices(self, relation, rows):
        """Return a RowProblem for every choice among `rows` that is not this editor's to make."""
        return []

    def _is_filled(self, formset, form):
        if not form.is_valid() or (formset.can_delete and formset._should_delete_form(form)):
            return False
        return form.has_changed() or form.instance.pk is not None


class TreatmentPageForm(CheckedRowsForm):
    """Checks rows against each other and keeps the medical review honest."""

    renew_review = forms.BooleanField(
        required=False,
        label="The text as it stands now has been reviewed",
        help_text="Tick this when the reviewer has read the present text on the day given above.",
    )

    def clean(self):
        cleaned_data = super().clean()
        self._check_review(cleaned_data)
        return cleaned_data

    def save(self, commit=True):
        page = super().save(commit=False)
        page.seal_review(renew=self.cleaned_data["renew_review"])
        if commit:
            page.save()
        return page

    def _check_review(self, cleaned_data):
        """A half-filled review may be saved in a draft, but is no review."""
        if self.is_deferred_validation:
            return
        reviewer, day = cleaned_data.get("reviewer"), cleaned_data.get("reviewed_on")
        if reviewer and "reviewed_on" not in self.errors and not day:
            self.add_error("reviewed_on", "Say on which day the text was reviewed.")
        if day and not reviewer:
            self.add_error("reviewer", "Say who reviewed the text on that day.")
