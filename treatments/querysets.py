"""Database reads that more than one part of the app needs, each in a fixed number of queries."""

from functools import cache, reduce
from operator import or_

import swapper
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Length, Substr

from .pairings import DO_NOT_COMBINE, Edge, edges_by_page

# Above this number of places, comparing them one by one is slower than working out each parent.
FEW = 20


def treatment_model():
    """Return the treatment page model: ours, or the project's own where it is swapped."""
    return swapper.load_model("treatments", "TreatmentPage")


def treatment_index_model():
    """Return the model of the page above the library: ours, or the project's own."""
    return swapper.load_model("treatments", "TreatmentIndexPage")


def clinic_treatment_model():
    """Return the model of a treatment at a clinic: ours, or the project's own."""
    return swapper.load_model("treatments", "ClinicTreatmentPage")


def location_model():
    """Return the model of a clinic: that of `locations`, or the project's own."""
    return swapper.load_model("locations", "LocationPage")


def closed_clinics():
    """Return the clinics that are closed, temporarily or for good, and off the site; a queryset.

    One that says so on its live page, to its visitors, goes on offering what it offers.
    """
    model = location_model()
    closed = [model.Status.TEMPORARILY_CLOSED, model.Status.CLOSED]
    return model.objects.filter(live=False, status__in=closed)


def clinic_path(path, levels=1):
    """Return the tree path of the page `levels` above the one at `path`."""
    return path[: -levels * _steplen()]


@cache
def _steplen():
    """How many letters of a tree path one level takes."""
    return swapper.load_model("wagtailcore", "Page").steplen


def pages_below(paths, model, levels=1):
    """Return the pages of `model` that stand `levels` below the pages at `paths`, in one query."""
    if not paths:
        return model.objects.none()
    if len(paths) <= FEW:
        deep = Q(depth__in={len(path) // model.steplen + levels for path in paths})
        return model.objects.filter(
            deep & reduce(or_, (Q(path__startswith=path) for path in sorted(paths)))
        )
    return model.objects.annotate(above=path_above("path", levels)).filter(above__in=paths)


def path_above(path, levels=1):
    """Return the database expression for the tree path `levels` above a path."""
    steplen = _steplen()
    # PostgreSQL refuses a length below zero, as that of a page near the root would be.
    return Substr(path, 1, Greatest(Length(path) - levels * steplen, Value(0)))


def clinics_above():
    """Return the clinic that stands right above a page, for a subquery."""
    return location_model().objects.filter(path=path_above(OuterRef("path")))


def clinic_timezone():
    """Return the expression for the name of a page's clinic's time zone; `""` for none."""
    return Coalesce(Subquery(clinics_above().values("timezone")[:1]), Value(""))


def pairing_model():
    """Return the model of the pairing rows."""
    return treatment_model()._meta.get_field("pairings").related_model


def clinic_pairing_model():
    """Return the model of the clinics' own pairing rows."""
    return clinic_treatment_model()._meta.get_field("pairings").related_model


def edge_of(pairing, page=None):
    """Return a pairing row as the edge that its own page sees.

    `page` is that page's id where the row, not saved yet, does not know it.
    """
    return Edge(
        page=pairing.page_id or page,
        other=pairing.treatment_id,
        kind=pairing.kind,
        order=pairing.order,
        gap_min_days=pairing.gap_min_days,
        gap_max_days=pairing.gap_max_days,
        rationale=pairing.rationale,
        position=pairing.sort_order or 0,
        pk=pairing.pk,
    )


def edges_made_elsewhere(page_ids, drafts=None):
    """Return the edges that live pages made with any of `page_ids`, in one query.

    Only a live page's record counts: what stands in a draft holds from its publication on. An
    alias has copies of its source's rows, which say nothing new. `drafts` are pages by id whose
    records are read as they are in hand and not as they are stored.
    """
    rows = pairing_model().objects.filter(
        treatment__in=page_ids, page__live=True, page__alias_of__isnull=True
    )
    if not drafts:
        return [edge_of(row) for row in rows]
    in_hand = [
        edge_of(row, page.pk)
        for page in drafts.values()
        if isinstance(page, treatment_model()) and page.live and page.alias_of_id is None
        for row in page.pairings.all()
        if row.treatment_id in page_ids
    ]
    return [edge_of(row) for row in rows.exclude(page__in=list(drafts))] + in_hand


def withdrawn_warnings(page_ids):
    """Return the edges with which pages that were taken off the site warn of any of `page_ids`."""
    rows = pairing_model().objects.filter(
        treatment__in=page_ids,
        kind=DO_NOT_COMBINE,
        page__live=False,
        page__first_published_at__isnull=False,
        page__alias_of__isnull=True,
    )
    return [edge_of(row) for row in rows]


def pairing_edges(page_ids):
    """Return `{page id: [Edge, …]}` as published, seen from each page, in two queries.

    An edge is here when the page that made it is live or is itself among `page_ids`. An alias has
    the rows that were published with it and nothing of its source, which may be hidden. Whether
    the other end may be shown is for the caller to say: delivery withholds what is not public.
    """
    rows = pairing_model().objects.filter(
        Q(page__in=page_ids)
        | Q(treatment__in=page_ids, page__live=True, page__alias_of__isnull=True)
    )
    # A row of an alias is seen from the alias alone.
    aliases = set(
        treatment_model()
        .objects.filter(pk__in=page_ids, alias_of__isnull=False)
        .values_list("pk", flat=True)
    )
    edges = [edge_of(row) for row in rows]
    found = edges_by_page([edge for edge in edges if edge.page not in aliases], page_ids)
    for alias in aliases:
        found[alias] += edges_by_page([e for e in edges if e.page == alias], [alias])[alias]
    return found
