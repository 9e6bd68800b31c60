"""The clinics above a batch of clinic treatments."""

from treatments.querysets import clinic_path, location_model

# What is read of a clinic itself; whatever else is shown of it is on its card.
READ = ("path", "depth", "booking_url", "timezone", "currency")


class Clinics:
    """The public clinics above a batch of pages, read once for all fields."""

    def __init__(self, pages, references):
        paths = {clinic_path(page.path) for page in pages if page.path}
        found = location_model().objects.filter(path__in=paths).only(*READ)
        self._by_path = {
            clinic.path: references.drafts.get(clinic.pk, clinic)
            for clinic in references.visibility.public_pages(found)
        }

    @property
    def clinics(self):
        return list(self._by_path.values())

    @property
    def paths(self):
        return set(self._by_path)

    def clinic_of(self, page):
        """Return the public clinic that the page stands below, or None."""
        return self._by_path.get(clinic_path(page.path)) if page.path else None
