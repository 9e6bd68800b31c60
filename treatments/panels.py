"""Panels of the treatment editor that Wagtail does not have."""

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from .querysets import edge_of
from .visibility import may_read, withheld_warnings


class RangePanel(MultiFieldPanel):
    """The columns of a range (see `treatments.models.ranges`) in one row under its label."""

    def __init__(self, range_name, **kwargs):
        kwargs.pop("children", None)
        super().__init__(**kwargs)
        self.range_name = range_name

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "range_name": self.range_name}

    def on_model_bound(self):
        attribute = getattr(self.model, self.range_name)
        self.heading = self.heading or attribute.label
        self.help_text = self.help_text or attribute.help_text
        headings = {"min": "From", "max": "To", "unit": "Unit", "qualifier": "How to put it"}
        self.children = [
            FieldRowPanel(
                [
                    FieldPanel(f"{self.range_name}_{suffix}", heading=headings[suffix])
                    for suffix in attribute.make_fields()
                ]
            )
        ]
        super().on_model_bound()


class _PageStatePanel(Panel):
    """A read-only panel that shows what a template makes of the page."""

    class BoundPanel(Panel.BoundPanel):
        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context.update(self.panel.state_of(self.instance, self.request))
            return context


class ReviewStatePanel(_PageStatePanel):
    """Says whether the medical review still covers the text."""

    class BoundPanel(_PageStatePanel.BoundPanel):
        template_name = "treatments/panels/review_state.html"

    def state_of(self, page, request):
        return {"state": page.review_state, "page": page}


class PairedFromPanel(_PageStatePanel):
    """Lists the pairings that other treatments made with this one, each with a link to mend it.

    A pair that this page has a record of as well is marked, so that one of the two is removed.
    """

    class BoundPanel(_PageStatePanel.BoundPanel):
        template_name = "treatments/panels/paired_from.html"

    def state_of(self, page, request):
        conflicts = {pairing.pk for pairing in page.pairing_conflicts()}
        return {
            "rows": [
                {
                    "pairing": pairing,
                    "order": pairing.turned_order_label,
                    "gap": edge_of(pairing).gap,
                    "is_conflict": pairing.pk in conflicts,
                    "edit_url": edit_url(pairing.page, request.user),
                }
                for pairing in page.pairings_made_elsewhere()
            ]
        }


class WithheldWarningsPanel(_PageStatePanel):
    """Says of which treatments, not to be combined with this one, readers are not told."""

    class BoundPanel(_PageStatePanel.BoundPanel):
        template_name = "treatments/panels/withheld_warnings.html"

        @cached_property
        def withheld(self):
            return withheld_warnings(self.instance)

        def is_shown(self):
            return bool(self.withheld)

        def get_context_data(self, parent_context=None):
            user = self.request.user
            withheld = [
                {
                    # The name of a draft is for those who may edit it.
                    "title": treatment.title if may_read(user, treatment) else "",
                    "why": why,
                    "edit_url": edit_url(treatment, user),
                }
                for treatment, why in self.withheld
            ]
            return {**super().get_context_data(parent_context), "withheld": withheld}

    def state_of(self, page, request):
        return {}


def edit_url(page, user):
    """Return the address of a page's editor, or None for who may not edit it."""
    if page.permissions_for_user(user).can_edit():
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return None
