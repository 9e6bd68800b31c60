"""Serializer fields of a treatment at a clinic. Each shows its JSON.

They read what the whole batch has in common from their serializer's `batch`
(see `treatments.api.inheriting`).
"""

from collections import defaultdict
from datetime import UTC, datetime, time

from django.db.models import Subquery

from delivery.documents.dependencies import tag
from delivery.documents.fields import PAGE_KEYS, WholeObjectField
from delivery.documents.serializers import record_serializer_class, values_serializer_class
from delivery.documents.shapes import money_shape, page_reference
from delivery.schema.records import card_schema, record_schema
from delivery.schema.shapes import array, nullable, obj, url
from locations.timezones import local_date, zone
from treatments.api import schemas as shapes
from treatments.prices import current, next_change, upcoming
from treatments.querysets import (
    clinic_path,
    clinic_treatment_model,
    clinics_above,
    location_model,
    pages_below,
    treatment_model,
)


class LibraryOnlyField(WholeObjectField):
    """A part that a clinic never says itself; it is that of the library."""

    @property
    def keys(self):
        for field in treatment_model().api_fields:
            if getattr(field, "name", field) == self.field_name:
                serializer = values_serializer_class(treatment_model(), (field,))(context={})
                return getattr(serializer.fields[self.field_name], "keys", None)
        return None

    def to_representation(self, page):
        return None


class ClinicField(WholeObjectField):
    """The card of the clinic, or null when its page is not public."""

    @property
    def keys(self):
        names = [getattr(field, "name", field) for field in location_model().api_card_fields]
        return (*PAGE_KEYS, *names)

    def schema(self, schemas):
        return nullable(card_schema(location_model(), schemas))

    def collect(self, page, references):
        clinic = self.parent.batch.clinic_of(page)
        if clinic is not None:
            references.want_card(clinic.pk, location_model())

    def to_representation(self, page):
        clinic = self.parent.batch.clinic_of(page)
        return clinic and self.references.card(clinic.pk)


class BookingField(WholeObjectField):
    """Where this treatment is booked: the page's own address, else that of the clinic, or null."""

    def schema(self, schemas):
        return nullable(url())

    def to_representation(self, page):
        clinic = self.parent.batch.clinic_of(page)
        return page.booking_url or (clinic and clinic.booking_url) or None


class PricesField(WholeObjectField):
    """What holds on the clinic's present day, and what comes after it, the soonest first.

    `{"current": [{"label": "Forehead", "price": {"amount": "13.00", "currency": "CAD", "unit":
    "unit"}, "valid_from": null, "valid_to": "2026-12-31", "note": null}], "upcoming": […]}`
    """

    keys = ("current", "upcoming")

    def schema(self, schemas):
        return schemas.named("Prices", lambda: shapes.prices(schemas, clinic_treatment_model()))

    def lookups(self):
        return ["prices"]

    def collect(self, page, references):
        clinic = self.parent.batch.clinic_of(page)
        if clinic is not None:
            day = self._today(clinic)
            changes = next_change(page.prices.all(), day)
            if changes:
                midnight = datetime.combine(changes, time.min, self._zone(clinic))
                references.notes.renew_at(midnight)

    def to_representation(self, page):
        clinic = self.parent.batch.clinic_of(page)
        if clinic is None:
            return {"current": [], "upcoming": []}
        today = self._today(clinic)
        rows = [row for row in page.prices.all() if row.amount is not None]
        return {
            "current": [self._price(row, clinic) for row in current(rows, today)],
            "upcoming": [self._price(row, clinic) for row in upcoming(rows, today)],
        }

    def _zone(self, clinic):
        return zone(clinic.timezone) if clinic.timezone else UTC

    def _today(self, clinic):
        return local_date(clinic.timezone, self.references.visibility.now)

    def _price(self, row, clinic):
        return {
            "label": row.label,
            "price": money_shape(row.amount, clinic.currency, row.unit),
            "valid_from": row.valid_from and row.valid_from.isoformat(),
            "valid_to": row.valid_to and row.valid_to.isoformat(),
            "note": row.note or None,
        }


class PractitionersField(WholeObjectField):
    """Who performs the treatment: `[{"name", "credentials", "role", …}]` as on the clinic's page.

    They are read from the clinic above the page, so that nobody of another clinic is shown.
    """

    @property
    def model(self):
        return location_model()._meta.get_field("practitioners").related_model

    @property
    def keys(self):
        return tuple(record_serializer_class(self.model)(context={}).fields)

    def schema(self, schemas):
        return array(record_schema(self.model, schemas))

    def prefetch(self, instances):
        self.serializer = record_serializer_class(self.model)(context=self.parent.context)
        chosen = {key for page in instances for key in page.practitioner_keys}
        clinics = [clinic.pk for clinic in self.parent.batch.clinics]
        rows = self.model.objects.filter(page__in=clinics).order_by("sort_order", "pk")
        rows = list(rows) if chosen else []
        self.serializer.prefetch(rows)
        self._rows = defaultdict(list)
        for row in rows:
            self._rows[row.page_id].append(row)

    def _chosen(self, page):
        clinic = self.parent.batch.clinic_of(page)
        keys = set(page.practitioner_keys)
        rows = self._rows[clinic.pk] if clinic else []
        return [row for row in rows if str(row.key) in keys]

    def collect(self, page, references):
        for row in self._chosen(page):
            self.serializer.collect(row, references)

    def to_representation(self, page):
        return [self.serializer.to_representation(row) for row in self._chosen(page)]


class ProvenanceField(WholeObjectField):
    """Where each part comes from: `{"summary": {"source": "local", "since": "2026-11-02T…"}, …}`.

    `source` is `shared`, `local`, `hidden`, or of questions and pairings `mixed`; `since` is since
    when the shared text is what it is, or since when the clinic's part has been its own. Sections
    are named `section:<key>`. The value is made where the parts are merged.
    """

    def schema(self, schemas):
        return schemas.named("Provenance", lambda: shapes.provenance(schemas))

    def to_representation(self, page):
        return None


class OfferedAtField(WholeObjectField):
    """The clinics that offer a treatment: `[{"clinic": card, "page": page reference}]`.

    In the order of the clinics in the tree; only public pages of public clinics.
    """

    keys = ("clinic", "page")

    def schema(self, schemas):
        clinic = card_schema(location_model(), schemas)
        page = schemas.page_reference(clinic_treatment_model())
        return array(schemas.named("Offer", lambda: obj({"clinic": clinic, "page": page})))

    def prefetch(self, instances):
        pages = clinic_treatment_model().objects.filter(treatment__in=[i.pk for i in instances])
        # What else a page depends on is seen here: the treatment by itself, the clinic by its card.
        pages = self.references.visibility.unrestricted_pages(pages)
        clinic_pk = Subquery(clinics_above().values("pk")[:1])
        pages = pages.annotate(clinic_pk=clinic_pk).order_by("path")
        self._offers = defaultdict(list)
        for page in pages.defer_streamfields():
            self._offers[page.treatment_id].append(page)

    def collect(self, page, references):
        references.notes.add(tag("offers", page.pk))
        for offer in self._offers[page.pk]:
            references.want_card(offer.clinic_pk, location_model())

    def to_representation(self, page):
        offers = [
            {"clinic": self.references.card(offer.clinic_pk), "page": self._reference(offer)}
            for offer in self._offers[page.pk]
        ]
        return [offer for offer in offers if offer["clinic"]]

    def _reference(self, offer):
        offer = self.references.drafts.get(offer.pk, offer)
        return page_reference(offer, *self.references.addresses.of(offer))


class ClinicTreatmentsField(WholeObjectField):
    """The treatments of a clinic: cards of its pages, in the order of the tree."""

    @property
    def keys(self):
        names = [getattr(f, "name", f) for f in clinic_treatment_model().api_card_fields]
        return (*PAGE_KEYS, *names)

    def schema(self, schemas):
        return array(card_schema(clinic_treatment_model(), schemas))

    def prefetch(self, instances):
        offers = pages_below(
            {page.path for page in instances if page.path}, clinic_treatment_model()
        )
        self._offers = defaultdict(list)
        for path, pk in offers.order_by("path").values_list("path", "pk"):
            self._offers[clinic_path(path)].append(pk)

    def collect(self, page, references):
        references.notes.add(tag("treatments", page.path))
        for pk in self._offers[page.path]:
            references.want_card(pk, clinic_treatment_model())

    def to_representation(self, page):
        cards = [self.references.card(pk) for pk in self._offers[page.path]]
        return [card for card in cards if card is not None]
