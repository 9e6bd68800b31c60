"""Blocks that lead on: to treatments, to another page, to a clinic."""

import swapper
from wagtail import blocks
from wagtail.models import Site

from treatments.querysets import treatment_model

from .base import ContentBlock
from .choosers import LocationChooserBlock, TreatmentChooserBlock

GROUP = "Leading on"


def public_in_order(queryset, chosen):
    """Return the pages of `chosen` that anyone may see, in that order."""
    pks = [page.pk for page in chosen if page]
    public = queryset.live().public().in_bulk(pks) if pks else {}
    return [public[pk] for pk in pks if pk in public]


class TreatmentCardsValue(blocks.StructValue):
    @property
    def public_treatments(self):
        """The chosen treatments that anyone may see."""
        return public_in_order(treatment_model().objects.all(), self["treatments"])


class TreatmentCardsBlock(ContentBlock):
    heading = blocks.CharBlock(required=False, max_length=120)
    treatments = blocks.ListBlock(TreatmentChooserBlock(), min_num=1)

    class Meta:
        icon = "list-ul"
        label = "Treatment cards"
        group = GROUP
        description = "A row of cards that lead to other treatments."
        template = "treatments/blocks/treatment_cards.html"
        value_class = TreatmentCardsValue

    def get_preview_value(self):
        treatments = treatment_model().objects.live().public().order_by("path")[:3]
        return self.normalize({"heading": "Also worth a look", "treatments": list(treatments)})


class CallToActionValue(blocks.StructValue):
    @property
    def href(self):
        """Where it leads: the address of the page if anyone may see it, or the address typed."""
        page = self["page"]
        if page is None:
            return self["url"]
        return page.url if public_in_order(type(page).objects.all(), [page]) else ""


class LinkedPageBlock(blocks.PageChooserBlock):
    """A page that is led to but not shown: the API gives its reference, without a card."""

    api_card = False


class CallToActionBlock(ContentBlock):
    heading = blocks.CharBlock(required=False, max_length=120)
    text = blocks.TextBlock(required=False)
    label = blocks.CharBlock(
        max_length=60, help_text="What the button says. It should make sense on its own."
    )
    page = LinkedPageBlock(required=False, help_text="A page of this site …")
    url = blocks.URLBlock(required=False, label="Address", help_text="… or any other address.")

    class Meta:
        icon = "link"
        label = "Call to action"
        group = GROUP
        description = "A button with a few words of invitation."
        template = "treatments/blocks/call_to_action.html"
        value_class = CallToActionValue
        preview_value = {
            "heading": "Is it right for you?",
            "text": "A consultation takes half an hour and commits you to nothing.",
            "label": "Book a consultation",
            "page": None,
            "url": "https://clinic.example/book",
        }

    def child_errors(self, value):
        if value["page"] and value["url"]:
            return {
                "url": "The button can lead to one place only. Clear this address, or take the "
                "page out."
            }
        if not (value["page"] or value["url"] or self.is_deferred_validation):
            return {"page": "The button leads nowhere yet. Choose a page, or type an address."}
        return {}


class ContactPanelBlock(ContentBlock):
    heading = blocks.CharBlock(required=False, max_length=120)
    text = blocks.TextBlock(required=False)
    clinic = LocationChooserBlock(
        required=False, help_text="Leave blank for every clinic of the site."
    )

    class Meta:
        icon = "site"
        label = "Contact panel"
        group = GROUP
        description = "Phone and address of one clinic, or of every clinic, from their own pages."
        template = "treatments/blocks/contact_panel.html"
        preview_value = {
            "heading": "Talk to us",
            "text": "We are happy to answer questions before you book.",
            "clinic": None,
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["clinics"] = self._clinics(value["clinic"], context.get("request"))
        return context

    def _clinics(self, clinic, request):
        locations = swapper.load_model("locations", "LocationPage").objects.live().public()
        if clinic:
            return list(locations.filter(pk=clinic.pk))
        site = request and Site.find_for_request(request)
        if site:
            locations = locations.descendant_of(site.root_page)
        return list(locations.order_by("path"))
