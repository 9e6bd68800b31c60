"""The editor of a clinic's treatment: its tabs, and beside each part what the library says."""

from django.db import models
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, TabbedInterface

from delivery.models import BasePage, ContentPageMixin
from delivery.placeholders.panels import PlaceholdersPanel
from treatments.clinic_forms import ClinicTreatmentPageForm
from treatments.overrides.panels import (
    ChosenOncePanel,
    InheritedPanel,
    LibraryPanel,
    SharedPartsPanel,
)
from treatments.panels import RangePanel, WithheldWarningsPanel

from .evidence import EvidenceMixin
from .facts import QuickFactsMixin
from .prices import PricesMixin
from .safety import SafetyMixin


class ClinicEditorMixin(models.Model):
    """The form and the panels of a page that inherits from its `treatment`."""

    class Meta:
        abstract = True

    base_form_class = ClinicTreatmentPageForm

    content_panels = [
        LibraryPanel(heading="Where the text comes from"),
        ChosenOncePanel(
            "treatment",
            required_on_save=True,
            help_text="The treatment of the library whose text this page shows. It is chosen once: "
            "a page about another treatment is another page. When the page is opened again, what "
            "the library says stands beside each field.",
        ),
        InheritedPanel("title", FieldPanel("local_title")),
        InheritedPanel("class_label", FieldPanel("class_label")),
        InheritedPanel("summary", FieldPanel("summary")),
        InheritedPanel("hero_image", FieldPanel("hero_image")),
        PlaceholdersPanel(),
        SharedPartsPanel("sections", heading="Sections of the library", can_replace=True),
        FieldPanel("sections", heading="Sections of this clinic"),
    ]
    offer_panels = [
        *PricesMixin.prices_panels,
        FieldPanel("practitioner_keys"),
        FieldPanel("booking_url"),
    ]
    facts_panels = [
        *(InheritedPanel(name, RangePanel(name)) for name in QuickFactsMixin.get_ranges()),
        InheritedPanel("comfort", FieldPanel("comfort")),
        InheritedPanel("anaesthesia", FieldPanel("anaesthesia")),
        SharedPartsPanel(
            ("concerns", "areas", "products"), heading="Concerns, areas and products of the library"
        ),
    ]
    safety_panels = [
        InheritedPanel(panel.relation_name, panel)
        for panel in (*SafetyMixin.safety_panels, *EvidenceMixin.evidence_panels)
    ]
    questions_panels = [
        InlinePanel(
            "faqs",
            heading="Questions of this clinic",
            label="question",
            help_text="Shown before the shared questions, in this order.",
        ),
        SharedPartsPanel("questions", heading="Questions of the library"),
    ]
    pairings_panels = [
        WithheldWarningsPanel(heading="Warnings that readers do not see"),
        InlinePanel(
            "pairings",
            heading="Pairings of this clinic",
            label="pairing",
            help_text="Only what this clinic says differently; a pairing with the same treatment "
            "takes the place of the shared one.",
        ),
        SharedPartsPanel("pairings", heading="Pairings of the library"),
    ]
    promote_panels = [
        *ContentPageMixin.promote_panels,
        SharedPartsPanel(
            ("seo_title", "search_description", "social_image"), heading="What the library says"
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Content"),
            ObjectList(offer_panels, heading="Prices and people"),
            ObjectList(
                facts_panels,
                heading="Facts",
                help_text="A length or a number is this clinic’s own once a number stands in it; "
                "its unit alone changes nothing. Left blank, each fact is the library’s.",
            ),
            ObjectList(
                safety_panels,
                heading="Safety",
                help_text="Each list is shown as a whole: with one row here, none of the "
                "library’s rows in it are shown. Left empty, the list is the library’s.",
            ),
            ObjectList(questions_panels, heading="Questions"),
            ObjectList(pairings_panels, heading="Pairings"),
            ObjectList([FieldPanel("hidden")], heading="Not shown"),
            ObjectList(promote_panels, heading="Promote"),
            ObjectList(BasePage.settings_panels, heading="Settings"),
        ],
        base_form_class=ClinicTreatmentPageForm,
    )
