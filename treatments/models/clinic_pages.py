"""A treatment as one clinic offers it."""

import swapper
from django.db import models
from django.db.models import Q
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from delivery.documents.dependencies import tag
from delivery.documents.fields import PageReferenceField, RangeField
from delivery.documents.fields import StreamField as StreamSerializerField
from delivery.endpoints.filters import SlugFilter
from delivery.models import BasePage, ContentPageMixin
from treatments.api.clinics import (
    BookingField,
    ClinicField,
    LibraryOnlyField,
    PractitionersField,
    ProvenanceField,
)
from treatments.api.filters import ClinicFilter
from treatments.api.inheriting import InheritingMixin
from treatments.api.pairings import LocalPairingsField
from treatments.blocks.local import LocalSectionsBlock
from treatments.offering.rules import ClinicTreatmentCopyForm, is_of_its_library, offered_page
from treatments.pairings import turned
from treatments.querysets import (
    clinic_path,
    edge_of,
    location_model,
    pages_below,
    pairing_edges,
    treatment_model,
    withdrawn_warnings,
)

from .clinic_editor import ClinicEditorMixin
from .evidence import EvidenceMixin
from .facts import QuickFactsMixin
from .overrides import OverridesMixin
from .prices import PricesMixin
from .questions import QuestionsMixin
from .safety import SafetyMixin


class ClinicTreatmentPageMixin(
    ClinicEditorMixin,
    OverridesMixin,
    QuickFactsMixin,
    SafetyMixin,
    EvidenceMixin,
    PricesMixin,
    ContentPageMixin,
):
    """A treatment of the library in a clinic's own voice: what is left blank is inherited."""

    treatment = models.ForeignKey(
        swapper.get_model_name("treatments", "TreatmentPage"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="clinic_pages",
        help_text="The treatment of the library whose text this page shows.",
    )
    local_title = models.CharField(
        "name at this clinic",
        max_length=255,
        blank=True,
        help_text="Left blank, the name in the library is used.",
    )
    class_label = models.CharField(
        "name without a brand",
        max_length=120,
        blank=True,
        help_text="For places where rules restrict brand names. Left blank, it is the library’s.",
    )
    summary = models.TextField(
        max_length=280,
        blank=True,
        help_text="One or two sentences in plain text. Left blank, the library’s summary is shown.",
    )
    hero_image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="main picture",
        help_text="At least 1,600 pixels wide. Left blank, the library’s picture is shown.",
    )
    sections = StreamField(
        LocalSectionsBlock(),
        blank=True,
        help_text="Only what this clinic says differently: every other section is the library’s.",
    )
    practitioner_keys = models.JSONField("performed by", default=list, blank=True)
    booking_url = models.URLField(
        "booking link",
        max_length=500,
        blank=True,
        help_text="Where this treatment is booked; left blank, the clinic’s own link is used.",
    )

    class Meta:
        abstract = True

    copy_form_class = ClinicTreatmentCopyForm
    unique_rows = {**QuestionsMixin.unique_rows, "pairings": "treatment"}
    placeholder_free = (*ContentPageMixin.placeholder_free, "local_title")

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("class_label"),
        index.SearchField("summary"),
        index.SearchField("sections"),
        index.FilterField("treatment"),
        index.RelatedFields(
            "treatment",
            [
                index.SearchField("title"),
                index.SearchField("class_label"),
                index.SearchField("summary"),
                index.SearchField("body"),
            ],
        ),
    ]

    api_fields = [
        APIField("class_label", writable=True),
        APIField("category", serializer=LibraryOnlyField()),
        APIField("summary", writable=True),
        APIField("hero_image", writable=True),
        APIField("products", serializer=LibraryOnlyField()),
        APIField("areas", serializer=LibraryOnlyField()),
        APIField("concerns", serializer=LibraryOnlyField()),
        *QuickFactsMixin.facts_api_fields,
        APIField("body", serializer=StreamSerializerField(source="sections")),
        *SafetyMixin.safety_api_fields,
        *QuestionsMixin.questions_api_fields,
        APIField("pairings", serializer=LocalPairingsField()),
        *EvidenceMixin.evidence_api_fields,
        APIField("review", serializer=LibraryOnlyField()),
        APIField("clinic", serializer=ClinicField()),
        APIField("library", serializer=PageReferenceField(source="treatment")),
        *PricesMixin.prices_api_fields,
        APIField("practitioners", serializer=PractitionersField()),
        APIField("booking_url", serializer=BookingField()),
        APIField("provenance", serializer=ProvenanceField()),
    ]
    api_card_fields = [
        APIField("class_label"),
        APIField("category", serializer=LibraryOnlyField()),
        APIField("summary"),
        APIField("hero_image"),
        APIField("downtime", serializer=RangeField()),
        APIField("session", serializer=RangeField()),
    ]
    api_filters = [
        ClinicFilter("clinic", description="Slug of a clinic."),
        SlugFilter(
            "treatment",
            "treatment__slug",
            public="treatment",
            description="Slug of a treatment of the library.",
        ),
        SlugFilter(
            "category",
            "treatment__category__slug",
            description="Slug of a treatment category.",
        ),
    ]
    api_composed_fields = frozenset(
        [
            "class_label",
            "summary",
            "comfort",
            "anaesthesia",
            "booking_url",
            "seo_title",
            "search_description",
        ]
    )
    api_serializer_mixin = InheritingMixin

    def published_facts(self, reference):
        clinic = clinic_path(self.path)
        shown = [self.pk, self.path, reference]
        tags = [
            tag("offers", self.treatment_id),
            tag("treatments", clinic),
            tag("offered", clinic, self.treatment_id),
        ]
        return dict.fromkeys(tags, shown) if reference else {}

    def visibility_sources(self):
        return [tag("ref", self.treatment_id), tag("clinic", clinic_path(self.path))]

    def own_placeholders(self):
        own = {"treatment": self.title, "booking": self.booking_url}
        return {**super().own_placeholders(), **own}

    @classmethod
    def withheld_pages(cls, visibility):
        """Return the live pages whose treatment or whose clinic is not public.

        Without the library's page there are no risks and no contraindications to show, and without
        the clinic nobody who answers for it; so the page waits until both are back.
        """
        treatments = treatment_model().objects.all()
        public = visibility.public_pages(treatments).values("pk")
        hidden = treatments.exclude(pk__in=public).values("pk")
        at_closed = pages_below(visibility.hidden_paths(location_model()), cls).values("pk")
        return cls.objects.filter(
            Q(treatment__in=hidden) | Q(treatment=None) | Q(pk__in=at_closed), live=True
        )

    @property
    def clinic(self):
        """The clinic above this page, live or not; None in a tree without one."""
        return location_model().objects.filter(path=clinic_path(self.path)).first()

    def pairings_in_hand(self):
        """Return the pairings of the page as it is in hand, and those of its library page."""
        own = [edge_of(row) for row in self.pairings.all()]
        if self.treatment is None or not self.treatment.live:
            return own
        withdrawn = [turned(edge) for edge in withdrawn_warnings([self.treatment_id])]
        return own + pairing_edges([self.treatment_id])[self.treatment_id] + withdrawn

    def can_move_to(self, parent):
        return (
            super().can_move_to(parent)
            and not offered_page(self.treatment_id, parent, besides=self.pk)
            and is_of_its_library(self.treatment, parent)
        )

    def use_library_title(self):
        """Let the page's title, which Wagtail shows everywhere, be the name at this clinic."""
        title = self.local_title or (self.treatment.title if self.treatment else self.title)
        if self.draft_title in {"", self.title}:
            self.draft_title = title
        self.title = title

    def full_clean(self, *args, **kwargs):
        self.use_library_title()
        super().full_clean(*args, **kwargs)

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is None:
            self.use_library_title()
        return super().save(*args, update_fields=update_fields, **kwargs)

    def save_revision(self, *args, **kwargs):
        self.use_library_title()
        return super().save_revision(*args, **kwargs)


class ClinicTreatmentPage(ClinicTreatmentPageMixin, Page):
    class Meta:
        verbose_name = "clinic treatment"
        verbose_name_plural = "clinic treatments"
        swappable = swapper.swappable_setting("treatments", "ClinicTreatmentPage")

    page_description = "A treatment of the library, as this clinic offers it."
    parent_page_types = [swapper.get_model_name("locations", "LocationPage")]
    subpage_types = []
