"""The form of a clinic's treatment."""

from wagtail.admin.forms import WagtailAdminPageForm


class ClinicTreatmentPageForm(WagtailAdminPageForm):
    """Offers what this clinic can choose from: its own practitioners, the parts of its treatment."""

    def clean(self):
        cleaned_data = super().clean()
        for relation, formset in self.formsets.items():
            filled = [form for form in formset.forms if self._is_filled(formset, form)]
            rows = [form.instance for form in filled]
            for problem in self.instance.form_row_problems(relation, rows):
                filled[problem.index].add_error(problem.field, problem.message)
        return cleaned_data
