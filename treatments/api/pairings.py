"""Pairings for the API: both ends, in a fixed number of queries."""

from collections import defaultdict

from delivery.documents.dependencies import tag
from delivery.documents.fields import WholeObjectField
from delivery.schema.shapes import array
from treatments.api import schemas as shapes
from treatments.pairings import edges_by_page
from treatments.querysets import (
    edge_of,
    edges_made_elsewhere,
    treatment_model,
)


class PairingsField(WholeObjectField):
    """The pairings that a page made and those that live pages made with it, seen from here.

    `[{"kind": "pairs_with", "order": "before", "rationale": "…", "gap": range of days or null,
    "treatment": card}]`. `order` says when this treatment happens in relation to the other. A
    pairing whose other treatment is not public is left out.
    """

    keys = ("kind", "order", "rationale", "gap", "treatment")

    def schema(self, schemas):
        return array(shapes.pairing(schemas))

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._edges = {}

    def lookups(self):
        return ["pairings"]

    def prefetch(self, instances):
        # A draft's own rows are those in hand; what other pages say is read as it is live.
        elsewhere = defaultdict(list)
        pks = [page.pk for page in instances if page.pk]
        for edge in edges_made_elsewhere(pks, self.references.drafts):
            elsewhere[edge.other].append(edge)
        for page in instances:
            own = [edge_of(row, page.pk) for row in page.pairings.all()]
            edges = edges_by_page([*own, *elsewhere[page.pk]], [page.pk])
            self._edges[page.pk] = edges[page.pk]

    def collect(self, value, references):
        references.notes.add(tag("pairings", value.pk))
        for edge in self._edges[value.pk]:
            references.want_card(edge.other, treatment_model())

    def to_representation(self, page) -> list[dict]:
        pairings = [
            {**pairing_shape(edge), "treatment": self.references.card(edge.other)}
            for edge in self._edges[page.pk]
        ]
        return [pairing for pairing in pairings if pairing["treatment"] is not None]


class SharedPairingsField(PairingsField):
    """The pairings of a library page for its clinics, each with the other treatment's id.

    `[{"kind", "order", "rationale", "gap", "other": 7}]`: which page it leads to, and whether it
    is shown at all, depends on the clinic.
    """

    def collect(self, value, references):
        """Nothing: which cards are shown depends on the clinic."""

    def edges(self, page):
        """Return the pairings as edges, seen from the page."""
        return self._edges[page.pk]

    def to_representation(self, page) -> list[dict]:
        return [{**pairing_shape(edge), "other": edge.other} for edge in self._edges[page.pk]]


class LocalPairingsField(WholeObjectField):
    """The pairings of a clinic's own, in the form of `SharedPairingsField`.

    One with the treatment itself, or without any, as a draft may have it, is left out.
    """

    keys = PairingsField.keys

    def schema(self, schemas):
        return array(shapes.clinic_pairing(schemas))

    def lookups(self):
        return [self.source]

    def to_representation(self, page) -> list[dict]:
        rows = [row for row in page.pairings.all() if row.treatment_id]
        edges = [edge_of(row) for row in rows if row.treatment_id != page.treatment_id]
        return [{**pairing_shape(edge), "other": edge.other} for edge in edges]


def pairing_shape(edge):
    """Return `{"kind", "order", "rationale", "gap"}` of an edge; the gap in days, or None."""
    return {
        "kind": edge.kind,
        "order": edge.order,
        "rationale": edge.rationale or None,
        "gap": edge.gap and edge.gap.shape(),
    }
