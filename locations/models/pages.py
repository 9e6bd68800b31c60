"""The clinic's page: an abstract mixin with a thin concrete page.

So a site with a base page of its own can use the mixin and swap the page
(`LOCATIONS_LOCATIONPAGE_MODEL`).
"""

import swapper
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from delivery.documents.dependencies import tag
from delivery.documents.fields import TextField
from delivery.documents.serializers import RowsField
from delivery.endpoints.filters import ChoiceFilter, SlugFilter
from delivery.models import BasePage, ContentPageMixin
from locations import places
from locations.api.fields import LanguagesField
from locations.currencies import currency_choices
from locations.forms import LocationPageForm
from locations.languages import LanguagesField as LanguagesModelField

from .contact import ContactMixin
from .hours import HoursMixin
from .place import PlaceMixin

TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]
CARD_FIELDS = frozenset(
    [
        "trading_name",
        "status",
        "address",
        "coordinates",
        "map_url",
        "phone",
        "email",
        "booking_url",
        "hours",
    ]
)


class LocationPageMixin(PlaceMixin, ContactMixin, HoursMixin, ContentPageMixin):
    """A clinic: the one place where its address, telephone, hours and people are written."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        OPENING_SOON = "opening_soon", "Opening soon"
        TEMPORARILY_CLOSED = "temporarily_closed", "Temporarily closed"
        CLOSED = "closed", "Closed for good"

    trading_name = models.CharField(
        max_length=200,
        blank=True,
        help_text="The name over the door. Left blank, the page's title is used.",
    )
    legal_name = models.CharField(
        max_length=200, blank=True, help_text="The registered name of the company that runs it."
    )
    status = models.CharField(
        "open to patients",
        max_length=20,
        choices=Status.choices,
        default=Status.OPEN,
        help_text="Only an open clinic counts its opening hours.",
    )
    introduction = RichTextField(
        blank=True,
        features=TEXT_FEATURES,
        help_text="A few sentences that say what makes this clinic itself. Leave address, "
        "telephone and hours to the other tabs.",
    )
    currency = models.CharField(
        max_length=3, choices=currency_choices, help_text="Its prices are in this currency."
    )
    languages = LanguagesModelField(
        blank=True,
        help_text="What patients can speak here: names or codes with commas between them, such as "
        "English, Punjabi, zh-Hant.",
    )
    directions = RichTextField(
        blank=True, features=TEXT_FEATURES, help_text="By public transport, by bicycle, on foot."
    )
    parking = RichTextField(
        blank=True, features=TEXT_FEATURES, help_text="Where, for how long, at what price."
    )
    accessibility = RichTextField(
        blank=True,
        features=TEXT_FEATURES,
        help_text="Steps, lift, door widths, toilets, hearing loop, and whom to ask for help.",
    )
    providers_rule = RichTextField(
        "who may treat you here",
        blank=True,
        features=TEXT_FEATURES,
        help_text="Who may perform treatments in this clinic, by the law of the place and the "
        "clinic's own rule.",
    )

    class Meta:
        abstract = True

    base_form_class = LocationPageForm

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("trading_name"), FieldPanel("status")]),
        FieldPanel("introduction"),
        MultipleChooserPanel("photos", heading="Photos", label="photo", chooser_field_name="image"),
        MultiFieldPanel(
            [FieldPanel("directions"), FieldPanel("parking"), FieldPanel("accessibility")],
            heading="Coming here",
        ),
    ]
    business_panels = [
        MultiFieldPanel([FieldPanel("legal_name"), FieldPanel("currency")], heading="The business"),
    ]
    people_panels = [
        InlinePanel(
            "practitioners",
            heading="Practitioners",
            label="practitioner",
            help_text="Those who see patients here, in the order they are shown.",
        ),
        FieldPanel("languages"),
        FieldPanel("providers_rule"),
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Content"),
            ObjectList(
                [*PlaceMixin.place_panels, *ContactMixin.contact_panels, *business_panels],
                heading="Address and contact",
            ),
            ObjectList(HoursMixin.hours_panels, heading="Hours"),
            ObjectList(people_panels, heading="People"),
            ObjectList(ContentPageMixin.promote_panels, heading="Promote"),
            ObjectList(BasePage.settings_panels, heading="Settings"),
        ]
    )

    search_fields = [
        *BasePage.search_fields,
        *PlaceMixin.place_search_fields,
        index.SearchField("trading_name"),
        index.AutocompleteField("trading_name"),
        index.SearchField("introduction"),
        index.FilterField("status"),
        index.RelatedFields("practitioners", [index.SearchField("name")]),
    ]

    api_fields = [
        APIField("trading_name", serializer=TextField(source="public_name")),
        APIField("legal_name"),
        APIField("status"),
        APIField("introduction"),
        *PlaceMixin.place_api_fields,
        *ContactMixin.contact_api_fields,
        *HoursMixin.hours_api_fields,
        APIField("currency"),
        APIField("languages", serializer=LanguagesField()),
        APIField("directions"),
        APIField("parking"),
        APIField("accessibility"),
        APIField("providers_rule"),
        APIField("practitioners"),
        APIField("photos", serializer=RowsField(drop_without="image")),
    ]
    api_card_fields = [field for field in api_fields if field.name in CARD_FIELDS]
    api_filters = [
        ChoiceFilter("country", "country", places.country_codes, "ISO 3166-1 code, such as CA"),
        SlugFilter("subdivision", "subdivision", description="ISO 3166-2 code, such as CA-BC"),
        ChoiceFilter("status", "status", Status.choices),
    ]

    @property
    def public_name(self):
        """The name over the door."""
        return self.trading_name or self.title

    # What the pages below a clinic say of it.
    facts_lookups = ("practitioners",)

    def published_facts(self, reference):
        practitioners = [
            {field.attname: str(field.value_from_object(row)) for field in row._meta.fields}
            for row in self.practitioners.all()
        ]
        said = [
            self.public_name,
            self.locality,
            self.subdivision,
            str(self.phone or ""),
            self.booking_url,
            self.timezone,
            self.currency,
            practitioners,
        ]
        return {tag("clinic", self.path): [self.pk, *said]} if reference else {}

    def is_open(self, now):
        """Return whether patients can walk in at `now`, an aware datetime."""
        schedule = self.schedule
        return self.status == self.Status.OPEN and schedule is not None and schedule.is_open(now)

    def full_clean(self, exclude=None, **kwargs):
        """Check the whole page when no form does.

        A form says by `exclude` what it leaves out, and looks after rows and completeness itself
        (`LocationPageForm`): it has the rows as they were typed, the page only the stored ones.
        """
        super().full_clean(exclude=exclude, **kwargs)
        if exclude is None:
            self.check_hours()
            missing = places.missing_parts(self.country.code, vars(self))
            if missing:
                raise ValidationError(missing)


class LocationPage(LocationPageMixin, Page):
    """A clinic."""

    class Meta:
        verbose_name = "clinic"
        verbose_name_plural = "clinics"
        swappable = swapper.swappable_setting("locations", "LocationPage")

    parent_page_types = [swapper.get_model_name("locations", "LocationIndexPage")]
    subpage_types = [
        swapper.get_model_name("faq", "FAQIndexPage"),
        swapper.get_model_name("treatments", "ClinicTreatmentPage"),
    ]
