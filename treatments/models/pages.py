"""A treatment of the library."""

from dataclasses import asdict

import swapper
from django.db import models, transaction
from wagtail.admin.panels import (
    FieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from delivery.documents.dependencies import tag
from delivery.documents.fields import RangeField
from delivery.endpoints.filters import ChoiceFilter, NumberFilter, SlugFilter
from delivery.models import BasePage, ContentPageMixin
from delivery.placeholders.panels import PlaceholdersPanel
from treatments.api.clinics import OfferedAtField
from treatments.api.filters import PairsWithFilter, WithinFilter
from treatments.blocks import BodyStreamBlock
from treatments.forms import TreatmentPageForm
from treatments.querysets import edge_of
from treatments.reach.panels import ClinicsPanel

from .evidence import EvidenceMixin
from .facts import Anaesthesia, Comfort, QuickFactsMixin
from .naming import NamingMixin
from .pairing import PairingsMixin
from .questions import QuestionsMixin
from .review import ReviewMixin
from .safety import SafetyMixin
from .shared_parts import SharedPartsMixin
from .taxonomy import TaxonomyMixin


class TreatmentPageMixin(
    NamingMixin,
    TaxonomyMixin,
    QuickFactsMixin,
    SafetyMixin,
    EvidenceMixin,
    ReviewMixin,
    QuestionsMixin,
    PairingsMixin,
    SharedPartsMixin,
    ContentPageMixin,
):
    """A treatment of the library: written once, offered by every clinic."""

    body = StreamField(
        BodyStreamBlock(),
        help_text="The text, in sections. Each is about one thing, and says so by its key.",
    )

    class Meta:
        abstract = True

    base_form_class = TreatmentPageForm
    unique_rows = {**TaxonomyMixin.unique_rows, **QuestionsMixin.unique_rows}

    content_panels = [
        TitleFieldPanel("title"),
        *NamingMixin.naming_panels,
        PlaceholdersPanel(),
        FieldPanel("body"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Content"),
            ObjectList(
                [*QuickFactsMixin.facts_panels, *TaxonomyMixin.taxonomy_panels], heading="Facts"
            ),
            ObjectList(
                [
                    *ReviewMixin.review_panels,
                    *SafetyMixin.safety_panels,
                    *EvidenceMixin.evidence_panels,
                ],
                heading="Safety",
            ),
            ObjectList(QuestionsMixin.questions_panels, heading="Questions"),
            ObjectList(PairingsMixin.pairings_panels, heading="Pairings"),
            ObjectList([ClinicsPanel(heading="Clinics")], heading="Clinics"),
            ObjectList(ContentPageMixin.promote_panels, heading="Promote"),
            ObjectList(BasePage.settings_panels, heading="Settings"),
        ],
        base_form_class=TreatmentPageForm,
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("class_label", boost=1.5),
        index.AutocompleteField("class_label"),
        index.SearchField("summary"),
        index.SearchField("body"),
        index.RelatedFields("category", [index.SearchField("title")]),
        index.RelatedFields("areas", [index.RelatedFields("area", [index.SearchField("title")])]),
        index.RelatedFields(
            "concerns", [index.RelatedFields("concern", [index.SearchField("title")])]
        ),
        index.RelatedFields(
            "products",
            [
                index.RelatedFields(
                    "product", [index.SearchField("brand"), index.SearchField("active_ingredient")]
                )
            ],
        ),
        index.FilterField("category"),
        index.FilterField("comfort"),
        index.FilterField("anaesthesia"),
    ]

    api_fields = [
        *NamingMixin.naming_api_fields,
        *TaxonomyMixin.taxonomy_api_fields,
        *QuickFactsMixin.facts_api_fields,
        APIField("body"),
        *SafetyMixin.safety_api_fields,
        *QuestionsMixin.questions_api_fields,
        *PairingsMixin.pairings_api_fields,
        *EvidenceMixin.evidence_api_fields,
        *ReviewMixin.review_api_fields,
        APIField("offered_at", serializer=OfferedAtField()),
    ]
    api_card_fields = [
        APIField("class_label"),
        APIField("category"),
        APIField("summary"),
        APIField("hero_image"),
        APIField("downtime", serializer=RangeField()),
        APIField("session", serializer=RangeField()),
    ]
    api_filters = [
        SlugFilter("category", "category__slug", description="Slug of a treatment category."),
        SlugFilter("concern", "concerns__concern__slug", description="Slug of a concern."),
        SlugFilter("area", "areas__area__slug", description="Slug of an area of the body."),
        PairsWithFilter("pairs_with", description="Slug of a treatment that goes well with it."),
        NumberFilter(
            "session_max",
            QuickFactsMixin.session.upper("minute"),
            unit="minutes",
            description="Sessions take no longer than this.",
        ),
        NumberFilter(
            "downtime_max",
            QuickFactsMixin.downtime.upper("day"),
            unit="days",
            description="Downtime is no longer than this.",
        ),
        NumberFilter(
            "onset_max",
            QuickFactsMixin.onset.upper("day"),
            unit="days",
            description="A first result shows within this time.",
        ),
        NumberFilter(
            "longevity_min",
            QuickFactsMixin.longevity.lower("month"),
            "gte",
            unit="months",
            description="Results last at least this long.",
        ),
        NumberFilter(
            "sessions_max",
            "sessions_max",
            unit="sessions",
            description="A course has no more sessions than this.",
        ),
        WithinFilter(
            "age", "age", unit="years", description="Treatments for patients of this age."
        ),
        ChoiceFilter("comfort", "comfort", Comfort.values, "What is felt during the treatment."),
        ChoiceFilter("anaesthesia", "anaesthesia", Anaesthesia.values, "What is usually given."),
    ]
    # By the upper end of each fact, whatever its unit.
    api_orderings = {
        "session": QuickFactsMixin.session.upper("minute"),
        "downtime": QuickFactsMixin.downtime.upper("minute"),
        "onset": QuickFactsMixin.onset.upper("minute"),
        "longevity": QuickFactsMixin.longevity.upper("minute"),
        "sessions": models.F("sessions_max"),
    }

    facts_lookups = ("pairings",)

    def published_facts(self, reference):
        # What an alias pairs is a copy, which says nothing new.
        edges = [] if self.alias_of_id else [edge_of(row) for row in self.pairings.all()]
        others = {edge.other for edge in edges}
        return {
            tag("pairings", other): [asdict(edge) for edge in edges if edge.other == other]
            for other in others
        }

    def own_placeholders(self):
        return {**super().own_placeholders(), "treatment": self.title}

    def delete(self, *args, **kwargs):
        # A refusal leaves the tree and its history as they were.
        with transaction.atomic():
            return super().delete(*args, **kwargs)

    @classmethod
    def reviewed_names(cls):
        ranges = cls.get_ranges().values()
        return [
            "summary",
            "body",
            *(name for attribute in ranges for name in attribute.field_names),
            "comfort",
            "anaesthesia",
            "indications",
            "contraindications",
            "risks",
        ]


class TreatmentPage(TreatmentPageMixin, Page):
    class Meta:
        verbose_name = "treatment"
        verbose_name_plural = "treatments"
        swappable = swapper.swappable_setting("treatments", "TreatmentPage")

    page_description = "A treatment of the library, which every clinic may offer."
    parent_page_types = [swapper.get_model_name("treatments", "TreatmentIndexPage")]
    subpage_types = []
