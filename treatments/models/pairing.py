"""Pairings: which treatments go together, and which must not. The graph is in `pairings.py`."""

import swapper
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.api import APIField
from wagtail.models import Orderable

from treatments import pairings
from treatments.api.pairings import PairingsField
from treatments.pairings import edges_by_page
from treatments.panels import PairedFromPanel, WithheldWarningsPanel
from treatments.querysets import (
    edge_of,
    edges_made_elsewhere,
    pairing_model,
    withdrawn_warnings,
)

from .base import CheckedRowsMixin, RowProblem

TREATMENT_PAGE = swapper.get_model_name("treatments", "TreatmentPage")


class PairingKind(models.TextChoices):
    PAIRS_WITH = pairings.PAIRS_WITH, "Goes well with"
    ALTERNATIVE = pairings.ALTERNATIVE, "Is an alternative to"
    DO_NOT_COMBINE = pairings.DO_NOT_COMBINE, "Must not be combined with"


class PairingOrder(models.TextChoices):
    ANY = pairings.ANY, "In any order"
    SAME_VISIT = pairings.SAME_VISIT, "In the same visit"
    BEFORE = pairings.BEFORE, "This treatment first"
    AFTER = pairings.AFTER, "The other treatment first"


class AbstractPairing(Orderable):
    """What is said of two treatments, from the side of the page that says it."""

    kind = models.CharField(
        "this treatment", max_length=14, choices=PairingKind, default=PairingKind.PAIRS_WITH
    )
    order = models.CharField(
        "which comes first", max_length=10, choices=PairingOrder, default=PairingOrder.ANY
    )
    gap_min_days = models.PositiveSmallIntegerField(
        "shortest gap in days",
        null=True,
        blank=True,
        help_text="How many days must lie between the two at least.",
    )
    gap_max_days = models.PositiveSmallIntegerField(
        "longest gap in days",
        null=True,
        blank=True,
        help_text="How many days may lie between the two at most.",
    )
    rationale = models.TextField(
        help_text="Why, in one or two sentences that read well at both ends."
    )

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = "pairing"
        verbose_name_plural = "pairings"

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("treatment")]),
        FieldPanel("rationale"),
        FieldRowPanel(
            [FieldPanel("order"), FieldPanel("gap_min_days"), FieldPanel("gap_max_days")]
        ),
    ]

    def __str__(self):
        return f"{self.page} – {self.treatment}"

    @property
    def turned_order_label(self):
        """The order as the other end sees it."""
        return PairingOrder(pairings.TURNED[self.order]).label


class Pairing(AbstractPairing):
    """One record for both ends: `page` made it, `treatment` shows it turned round."""

    page = ParentalKey(TREATMENT_PAGE, on_delete=models.CASCADE, related_name="pairings")
    treatment = models.ForeignKey(
        TREATMENT_PAGE,
        on_delete=models.CASCADE,
        related_name="paired_from",
        verbose_name="other treatment",
        help_text="The pairing shows on its page as well: enter it on one of the two only.",
    )


class PairingsMixin(CheckedRowsMixin):
    """A page with pairings: shows both ends and refuses what contradicts itself."""

    class Meta:
        abstract = True

    pairings_panels = [
        WithheldWarningsPanel(heading="Warnings that readers do not see"),
        InlinePanel(
            "pairings",
            heading="Pairings made here",
            label="pairing",
            help_text="Each pair of treatments has one pairing, entered on either of the two "
            "pages and shown on both.",
        ),
        PairedFromPanel(heading="Pairings made on other pages"),
    ]

    pairings_api_fields = [APIField("pairings", serializer=PairingsField())]

    def pairings_made_elsewhere(self):
        """Return the rows in which live pages pair themselves with this one."""
        if self.pk is None:
            return []
        rows = pairing_model().objects.filter(
            treatment=self.pk, page__live=True, page__alias_of__isnull=True
        )
        return list(rows.select_related("page").order_by("pk"))

    def pairings_in_hand(self):
        """Return the pairings of the page as it is in hand, whichever page made them.

        Warnings that a page made and took along when it went off the site are among them.
        """
        edges = [edge_of(row, self.pk) for row in self.pairings.all()]
        if self.pk:
            edges += edges_made_elsewhere([self.pk]) + withdrawn_warnings([self.pk])
        return edges_by_page(edges, [self.pk])[self.pk]

    def pairing_conflicts(self):
        """Return the rows of `pairings_made_elsewhere` whose pair this page has a row for as well.

        The editor's form refuses such a second row, but two drafts that were each right alone may
        be published one after the other. Readers then see one of the two (`one_per_pair`).
        """
        paired_here = {row.treatment_id for row in self.pairings.all()}
        return [row for row in self.pairings_made_elsewhere() if row.page_id in paired_here]

    def row_problems(self, relation, rows):
        found = super().row_problems(relation, rows)
        if relation == "pairings":
            found.extend(self._pairing_problems(rows, elsewhere=[]))
        return found

    def form_row_problems(self, relation, rows):
        if relation != "pairings":
            return super().form_row_problems(relation, rows)
        elsewhere = edges_made_elsewhere([self.pk]) if self.pk else []
        return [*super().row_problems(relation, rows), *self._pairing_problems(rows, elsewhere)]

    def _pairing_problems(self, rows, elsewhere):
        others = {row.treatment_id for row in rows if row.treatment_id}
        names = dict(type(self).objects.filter(pk__in=others).values_list("pk", "title"))
        own = [edge_of(row, self.pk) for row in rows]
        return [RowProblem(*problem) for problem in pairings.problems(own, elsewhere, names)]
