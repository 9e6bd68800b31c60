"""Documents of clinic treatments: the library's parts and the clinic's, merged in a batch.

The library's page and the clinic's page are each serialized with the fields of their own model,
once per page and not once per clinic, and `treatments.inheritance.merge` puts the values together.
"""

from collections import defaultdict
from functools import cached_property

import swapper
from wagtail.api import APIField

from delivery.documents.dependencies import tag
from delivery.documents.serializers import values_serializer_class
from delivery.documents.streams import item_value
from delivery.schema.fields import own_field_schemas
from treatments.inheritance.keys import CARDS, PAIRINGS, QUESTIONS, REVIEW, SECTIONS
from treatments.inheritance.merge import Voice, merge
from treatments.inheritance.provenance import provenance
from treatments.pairings import DO_NOT_COMBINE
from treatments.querysets import clinic_path, clinic_treatment_model, edge_of, treatment_model

from .above import Clinics
from .fields import question_of
from .inherited import holds_many, inherited_fields, inherited_names, reviewed_parts
from .pairings import SharedPairingsField
from .schemas import merged as merged_schemas

PROVENANCE = "provenance"


class InheritingMixin:
    """Put in front of a serializer class of clinic treatments (see `api_serializer_mixin`)."""

    @cached_property
    def shown_parts(self):
        """The names of the parts that must be merged.

        To say where they are from takes all of them, and whether a review holds, all that it
        covers.
        """
        if PROVENANCE in self.fields:
            return inherited_names()
        asked = set(self.fields)
        if REVIEW in asked:
            asked |= reviewed_parts(treatment_model())
        return tuple(name for name in inherited_names() if name in asked)

    @cached_property
    def batch_fields(self):
        fields = super().batch_fields
        return [field for field in fields if field.field_name not in self._merged_names]

    @cached_property
    def _merged_names(self):
        return frozenset(inherited_names())

    @classmethod
    def shows_streams(cls):
        return not {SECTIONS, PROVENANCE, REVIEW}.isdisjoint(cls.Meta.fields)

    def value_schemas(self, schemas):
        """Return the JSON Schemas of the merged values by name (see `delivery.schema`)."""
        shared = merged_schemas(self, schemas)
        own = own_field_schemas(self, schemas, leave_out=shared)
        return {name: shared[name] if name in shared else own[name] for name in self.fields}

    @cached_property
    def library(self):
        """The serializer of the library's pages."""
        fields = inherited_fields(treatment_model())
        shared = {**fields, PAIRINGS: APIField(PAIRINGS, serializer=SharedPairingsField())}
        return self._serializer(treatment_model(), shared)

    @cached_property
    def local(self):
        """The serializer of what the clinics say themselves."""
        return self._serializer(
            clinic_treatment_model(), inherited_fields(clinic_treatment_model())
        )

    def _serializer(self, model, fields):
        fields = tuple(fields[name] for name in self.shown_parts)
        return values_serializer_class(model, fields)(context=self.context)

    # The batch

    def prefetch(self, instances):
        references = self.context["references"]
        self.batch = Clinics(instances, references)
        super().prefetch(instances)
        self._libraries, self._shared = {}, {}
        self._offered, self._answers = defaultdict(dict), defaultdict(dict)
        self._shown_offers, self._warned = {}, {}
        if not self.shown_parts:
            return
        self._libraries = self._load_libraries(instances, references)
        self.local.prefetch(instances)
        if self._libraries:
            self.library.prefetch(list(self._libraries.values()))
        if not {PAIRINGS, SECTIONS}.isdisjoint(self.shown_parts):
            self._offered = self.batch.offered()
        if QUESTIONS in self.shown_parts:
            self._answers = self.batch.answers()

    def _load_libraries(self, instances, references):
        pks = {page.treatment_id for page in instances} - {None}
        queryset = self.library.with_related(treatment_model().objects.filter(pk__in=pks))
        if SECTIONS not in self.shown_parts:
            queryset = queryset.defer_streamfields()
        public = references.visibility.public_pages(queryset)
        return {page.pk: references.drafts.get(page.pk, page) for page in public}

    def collect(self, instance, references):
        super().collect(instance, references)
        if not self.shown_parts:
            return
        place = clinic_path(instance.path) if instance.path else ""
        library_pk = instance.treatment_id
        references.notes.add(tag("page", library_pk), tag("ref", library_pk), tag("clinic", place))
        self.local.collect(instance, references)
        library = self._libraries.get(instance.treatment_id)
        if library is not None and library.pk not in self._shared:
            # Noted once; its values are made when the references are there.
            self._shared[library.pk] = None
            with references.notes.of(self._shared_notes(library)):
                self.library.collect(library, references)
        if library is not None:
            references.notes.include(self._shared_notes(library))
        if PAIRINGS in self.shown_parts:
            warnings = (e for e in self._pairings(instance, library) if e.kind == DO_NOT_COMBINE)
            self._warned[instance.pk] = {edge.other for edge in warnings} - {None}
            for pk in self._warned[instance.pk]:
                references.want_card(pk, treatment_model())
        clinic = self.batch.clinic_of(instance)
        if clinic is not None:
            self._collect_of_clinic(instance, library, clinic, references)

    def _shared_notes(self, library):
        return ("library", library.pk, self.shown_parts)

    def _collect_of_clinic(self, instance, library, clinic, references):
        offered, answers = self._offered[clinic.path], self._answers[clinic.path]
        shown = self._treatments_shown(instance, library)
        references.notes.add(*(tag("offered", clinic.path, other) for other in shown))
        # Of all that a clinic offers, a page shows few.
        offers = {other: offered[other] for other in shown if other in offered}
        self._shown_offers[instance.pk] = offers
        for pk in offers.values():
            references.want_card(pk, clinic_treatment_model())
        if PAIRINGS in self.shown_parts and library is not None:
            references.notes.add(tag("pairings", library.pk))
        if QUESTIONS in self.shown_parts:
            rows = [row for page in (instance, library) if page for row in page.faqs.all()]
            for question in {row.faq_id for row in rows} - {None}:
                references.notes.add(tag("answers", clinic.path, question))
                if question in answers:
                    references.want_card(answers[question], swapper.load_model("faq", "FAQPage"))

    def _treatments_shown(self, instance, library):
        """Return the ids of the library treatments that the page leads to."""
        shown = set()
        if PAIRINGS in self.shown_parts:
            shown.update(edge.other for edge in self._pairings(instance, library))
        if SECTIONS in self.shown_parts:
            shown.update(treatments_on_cards(instance.sections.raw_data))
            if library is not None:
                shown.update(treatments_on_cards(library.body.raw_data))
        return shown

    def _pairings(self, instance, library):
        """The pairings of clinic and library as edges; a draft's may have no other end yet."""
        shared = self.library.fields[PAIRINGS].edges(library) if library is not None else ()
        return [*(edge_of(row) for row in instance.pairings.all()), *shared]

    # The documents

    def values(self, instance):
        values = super().values(instance)
        if not self.shown_parts:
            return values
        library = self._libraries.get(instance.treatment_id)
        shared, voice = self._shared_values(library), self._voice(instance)
        merged = merge(shared, voice)
        for name in values.keys() & merged.keys():
            values[name] = merged[name]
            if values[name] is None and name in self.keeps_empty:
                values[name] = ""
        if "title" in values:
            values["title"] = merged["title"] or instance.title
        if PROVENANCE in values:
            values[PROVENANCE] = provenance(
                shared,
                voice,
                _since(library.part_seals if library else {}),
                _since(instance.replaced),
            )
        return values

    def represent(self, field, instance):
        if field.field_name in self._merged_names:
            return None  # It comes from the merge.
        return super().represent(field, instance)

    def _shared_values(self, library):
        if library is None:
            return {name: [] if holds_many(name) else None for name in self.shown_parts}
        if self._shared[library.pk] is None:
            self._shared[library.pk] = self.library.values(library)
        return self._shared[library.pk]

    def _voice(self, instance):
        references = self.context["references"]
        own = self.local.values(instance)
        own["title"] = instance.local_title
        clinic = self.batch.clinic_of(instance)
        path = clinic.path if clinic else None
        return Voice(
            parts={
                name: value
                for name, value in own.items()
                if name not in (SECTIONS, QUESTIONS, PAIRINGS)
            },
            sections=own.get(SECTIONS) or (),
            questions=own.get(QUESTIONS) or (),
            pairings=own.get(PAIRINGS) or (),
            hidden=frozenset(instance.hidden),
            answers=self._cards(self._answers[path], references, question_of),
            offered=self._cards(self._shown_offers.get(instance.pk, {}), references),
            warned=self._cards({pk: pk for pk in self._warned.get(instance.pk, ())}, references),
            reviewed=self._reviewed,
            clinic=clinic and clinic.pk,
        )

    @cached_property
    def _reviewed(self):
        return reviewed_parts(treatment_model())

    def _cards(self, pks, references, make=lambda card: card):
        cards = ((key, make(references.card(pk))) for key, pk in pks.items())
        return {key: card for key, card in cards if card is not None}


def treatments_on_cards(sections):
    """Return the ids of the treatments on the cards in the raw value of a body."""
    blocks = [block for section in sections for block in section["value"].get("content") or ()]
    chosen = [
        item_value(item)
        for block in blocks
        if block["type"] == CARDS
        for item in (block["value"] or {}).get("treatments") or ()
    ]
    return set(chosen) - {None}


def _since(records):
    """The moments of dated records, written as all moments of the API are."""
    moments = {key: record.get("since") or "" for key, record in records.items()}
    return {key: moment.replace("+00:00", "Z") or None for key, moment in moments.items()}
