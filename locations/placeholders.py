"""What a clinic fills placeholders with, on its own page and on every page below it."""

import swapper

from delivery.documents.dependencies import tag

from . import places


def clinic_values(pages, visibility):
    """Return `[{"clinic", "city", "region", "phone", "booking"}]`, one for each of the pages.

    A page that stands below no public clinic gets nothing; a clinic in hand, which may be a draft,
    speaks for itself. It takes one query, and none when all pages are clinics.
    """
    model = swapper.load_model("locations", "LocationPage")
    lines = [[] if isinstance(page, model) else _line_of(page) for page in pages]
    paths = set().union(*lines)
    found = model.objects.filter(path__in=paths) if paths else ()
    clinics = {clinic.path: clinic for clinic in found if visibility.page_is_public(clinic)}
    return [
        _values_of(page if isinstance(page, model) else _nearest(clinics, line))
        for page, line in zip(pages, lines, strict=True)
    ]


def clinic_tags(page):
    """Return the tags of the clinics from which a page's placeholders may be filled."""
    return [tag("clinic", path) for path in _line_of(page)] if page.path else []


def _line_of(page):
    """The tree paths of the page and its ancestors, the nearest first."""
    return [page.path[:end] for end in range(len(page.path), 0, -page.steplen)]


def _nearest(clinics, line):
    return next((clinics[path] for path in line if path in clinics), None)


def _values_of(clinic):
    if clinic is None:
        return {}
    return {
        "clinic": clinic.public_name,
        "city": clinic.locality,
        "region": clinic.subdivision and places.region_name(clinic.subdivision),
        "phone": clinic.phone.as_national if clinic.phone else "",
        "booking": clinic.booking_url,
    }
