"""Pairings for the API: both ends, in a fixed number of queries."""

from collections import defaultdict

from delivery.fields import WholeObjectField
from treatments.pairings import edges_by_page
from treatments.querysets import edge_of, edges_made_elsewhere, treatment_model


class PairingsField(WholeObjectField):
    """The pairings that a page made and those that live pages made with it, seen from here.

    `[{"kind": "pairs_with", "order": "before", "rationale": "…", "gap": range of days or null,
    "treatment": card}]`. `order` says when this treatment happens in relation to the other. A
    pairing whose other treatment is not public is left out.
    """

    keys = ("kind", "order", "rationale", "gap", "treatment")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._edges = {}

    def lookups(self):
        return ["pairings"]

    def prefetch(self, instances):
        # A draft's own rows are those in hand; what other pages say is read as it is live.
        elsewhere = defaultdict(list)
        for edge in edges_made_elsewhere([page.pk for page in instances if page.pk]):
            elsewhere[edge.other].append(edge)
        for page in instances:
            own = [edge_of(row, page.pk) for row in page.pairings.all()]
            edges = edges_by_page([*own, *elsewhere[page.pk]], [page.pk])
            self._edges[page.pk] = edges[page.pk]

    def collect(self, value, references):
        for edge in self._edges[value.pk]:
            references.want_card(edge.other, treatment_model())

    def to_representation(self, page) -> list[dict]:
        pairings = [
            {
                "kind": edge.kind,
                "order": edge.order,
                "rationale": edge.rationale or None,
                "gap": edge.gap and edge.gap.shape(),
                "treatment": self.references.card(edge.other),
            }
            for edge in self._edges[page.pk]
        ]
        return [pairing for pairing in pairings if pairing["treatment"] is not None]
