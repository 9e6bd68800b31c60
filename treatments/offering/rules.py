"""A clinic offers a treatment of its group's library, once: on one page below it, live or not."""

from wagtail.admin.forms.pages import CopyForm

from delivery.sites import in_one_group
from treatments.querysets import clinic_treatment_model


def offered_page(treatment_id, clinic, besides=None):
    """Return the page on which `clinic` offers a treatment; None when there is none.

    `besides` is the id of a page that does not count.
    """
    if treatment_id is None:
        return None
    pages = clinic_treatment_model().objects.child_of(clinic).filter(treatment=treatment_id)
    return pages.exclude(pk=besides).first()


def is_of_its_library(treatment, clinic):
    """Return whether a treatment, if any, is in the library of the clinic's group."""
    return treatment is None or in_one_group(treatment.path, clinic.path)


class ClinicTreatmentCopyForm(CopyForm):
    """Refuses a copy at a clinic that offers the treatment already, or is of another group."""

    def clean(self):
        cleaned_data = super().clean()
        original = self.page.specific
        clinic = cleaned_data.get("new_parent_page") or original.get_parent()
        there = offered_page(original.treatment_id, clinic)
        if there:
            self.add_error(
                "new_parent_page",
                f"“{clinic.specific_deferred.get_admin_display_title()}” offers this treatment "
                f"already, as “{there.get_admin_display_title()}”. Choose another clinic, or edit "
                "that page.",
            )
        elif not is_of_its_library(original.treatment, clinic):
            self.add_error(
                "new_parent_page",
                "This clinic is of another group, whose library does not have this treatment. "
                "Choose a clinic of the same group.",
            )
        return cleaned_data
