"""The forms of treatment editors."""

from dataclasses import replace

from django import forms

from delivery.choices.forms import ChoicesPageForm
from delivery.placeholders.forms import PlaceholderFormMixin

MEANWHILE = (
    "Somebody else has added the other one in the meantime: keep what you have typed elsewhere and "
    "open the page again to see it."
)


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
            rows = [form.instance for form in filled]
            problems = list(find_problems(relation, rows))
            if unseen := self._rows_unseen(relation, formset):
                problems += _new_problems(
                    problems, find_problems(relation, [*unseen, *rows]), unseen
                )
            for problem in problems:
                filled[problem.index].add_error(problem.field, problem.message)

    def _rows_unseen(self, relation, formset):
        """Return the rows that are stored and not in the form: added by others in the meantime."""
        # Comments have a relation of another name, and no rules.
        if not hasattr(self.instance, relation):
            return []
        in_form = {form.instance.pk for form in formset.forms}
        stored = getattr(self.instance, relation).all()
        return [row for row in stored if row.pk and row.pk not in in_form]

    def problems_of_choices(self, relation, rows):
        """Return a RowProblem for every choice among `rows` that is not this editor's to make."""
        return []

    def _is_filled(self, formset, form):
        if not form.is_valid() or (formset.can_delete and formset._should_delete_form(form)):
            return False
        return form.has_changed() or form.instance.pk is not None


def _new_problems(known, problems, unseen):
    """Return those of `problems`, found with the rows `unseen` in front, that are not `known`."""
    places = {(problem.index, problem.field) for problem in known}
    moved = (replace(problem, index=problem.index - len(unseen)) for problem in problems)
    return [
        replace(problem, message=f"{problem.message} {MEANWHILE}")
        for problem in moved
        if problem.index >= 0 and (problem.index, problem.field) not in places
    ]


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
