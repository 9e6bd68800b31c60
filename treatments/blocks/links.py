"""Blocks that lead on: to treatments, to another page, to a clinic."""

from wagtail import blocks

from delivery.documents.streams import collect, serialize
from delivery.placeholders import Address
from delivery.placeholders.validation import block_error
from delivery.schema.records import card_schema
from delivery.schema.shapes import array
from treatments.api.schemas import treatment_cards
from treatments.querysets import treatment_model

from .base import ContentBlock
from .choosers import LocationChooserBlock, TreatmentChooserBlock

GROUP = "Where to go next"
BOOKING = "{booking}"


class BookingURLBlock(blocks.URLBlock):
    """An address, or `{booking}` alone, which is filled with that of the clinic."""

    def clean(self, value):
        return BOOKING if str(value or "").strip() == BOOKING else super().clean(value)


@block_error.register(BookingURLBlock)
def _(block, raw):
    return None if raw == BOOKING else block_error.dispatch(blocks.URLBlock)(block, raw)


class TreatmentCardsBlock(ContentBlock):
    heading = blocks.CharBlock(required=False, max_length=120)
    treatments = blocks.ListBlock(TreatmentChooserBlock(), min_num=1)

    class Meta:
        icon = "list-ul"
        label = "Treatment cards"
        group = GROUP
        description = "A row of cards that lead to other treatments."
        template = "treatments/blocks/treatment_cards.html"

    def describe(self, properties, schemas):
        # At a clinic they lead to its own pages.
        return {**properties, "treatments": array(treatment_cards(schemas))}

    def get_preview_value(self):
        treatments = treatment_model().objects.live().public().order_by("path")[:3]
        return self.normalize({"heading": "Also worth a look", "treatments": list(treatments)})


class CallToActionBlock(ContentBlock):
    heading = blocks.CharBlock(required=False, max_length=120)
    text = blocks.TextBlock(required=False)
    label = blocks.CharBlock(
        max_length=60, help_text="What the button says. It should make sense on its own."
    )
    page = blocks.PageChooserBlock(required=False, help_text="A page of this site …")
    url = BookingURLBlock(
        required=False,
        label="Address",
        help_text="… or any other address. {booking} alone stands for the booking link of the "
        "clinic.",
    )

    class Meta:
        icon = "link"
        label = "Call to action"
        group = GROUP
        description = "A button with a few words of invitation."
        template = "treatments/blocks/call_to_action.html"
        preview_value = {
            "heading": "Is it right for you?",
            "text": "A consultation takes half an hour and commits you to nothing.",
            "label": "Book a consultation",
            "page": None,
            "url": "https://clinic.example/book",
        }

    def describe(self, properties, schemas):
        return properties

    def finish_document(self, document):
        # A placeholder that nothing fills is no address.
        return {**document, "url": document["url"] and Address(document["url"])}

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

    def describe(self, properties, schemas):
        shown = {name: schema for name, schema in properties.items() if name != "clinic"}
        model = self.child_blocks["clinic"].target_model
        return {**shown, "clinics": array(card_schema(model, schemas))}


@collect.register(ContactPanelBlock)
def _(block, raw, references):
    collect.dispatch(blocks.BaseStructBlock)(block, raw, references)
    if not (raw or {}).get("clinic"):
        references.want_all_cards(block.child_blocks["clinic"].target_model)


@serialize.register(ContactPanelBlock)
def _(block, raw, references):
    """`{"heading", "text", "clinics": [card, …]}`, every clinic of the site when none is chosen."""
    document = serialize.dispatch(blocks.BaseStructBlock)(block, raw, references)
    chosen = document.pop("clinic")
    if (raw or {}).get("clinic"):
        clinics = [chosen] if chosen else []
    else:
        clinics = references.all_cards(block.child_blocks["clinic"].target_model)
    return {**document, "clinics": clinics}
