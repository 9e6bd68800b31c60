"""The clinics above a batch of clinic treatments."""

from collections import defaultdict

import swapper

from treatments.querysets import (
    clinic_path,
    clinic_treatment_model,
    location_model,
    pages_below,
)

# What is read of a clinic itself; whatever else is shown of it is on its card.
READ = ("path", "depth", "booking_url", "timezone", "currency")


class Clinics:
    """The public clinics above a batch of pages, read once for all fields."""

    def __init__(self, pages, references):
        paths = {clinic_path(page.path) for page in pages if page.path}
        found = location_model().objects.filter(path__in=paths).only(*READ)
        self._visibility = references.visibility
        self._by_path = {
            clinic.path: references.drafts.get(clinic.pk, clinic)
            for clinic in self._visibility.public_pages(found)
        }

    @property
    def clinics(self):
        return list(self._by_path.values())

    def clinic_of(self, page):
        """Return the public clinic that the page stands below, or None."""
        return self._by_path.get(clinic_path(page.path)) if page.path else None

    def offered(self):
        """Return by clinic which of its pages shows which library treatment.

        The first in the tree does: `{path of the clinic: {id of the treatment: id of the page}}`.
        """
        pages = pages_below(self._by_path, clinic_treatment_model()).exclude(treatment=None)
        return self._first_by_clinic(pages, "treatment_id")

    def answers(self):
        """Return by clinic which of its questions answers which shared one, as `offered` does."""
        faqs = swapper.load_model("faq", "FAQPage")
        pages = pages_below(self._by_path, faqs, levels=2).exclude(answers=None)
        return self._first_by_clinic(pages, "answers_id", levels=2)

    def _first_by_clinic(self, pages, column, **levels):
        found = defaultdict(dict)
        public = self._visibility.public_pages(pages).order_by("path")
        for path, other, pk in public.values_list("path", column, "pk"):
            found[clinic_path(path, **levels)].setdefault(other, pk)
        return found
