"""Where in the tree a clinic's own part begins."""

from delivery.sites import group_path
from treatments.querysets import location_model


def clinic_page_of(page):
    """Return the clinic at or above a page; None for what the clinics share."""
    steplen = page.steplen
    above = [page.path[:end] for end in range(steplen, len(page.path) + 1, steplen)]
    return location_model().objects.filter(path__in=above).first()


def group_page_of(page):
    """Return the home page of the group that a page belongs to; None outside every site."""
    path = group_path(page.path)
    return path and page.base_page_model.objects.get(path=path)
