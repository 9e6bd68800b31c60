"""Serializer fields of treatments. Each shows its JSON."""

from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects

from delivery.documents.fields import PAGE_KEYS, DeliveryField
from delivery.documents.serializers import child_relation_models, record_serializer_class
from delivery.schema.records import record_schema
from delivery.schema.shapes import array, nullable
from treatments.api import schemas as shapes


class EntriesField(DeliveryField):
    """Register entries chosen in rows, in the order of the rows and without the rows.

    `[{"slug": "forehead", "title": "Forehead", "description": null}]`; `entry` is the name of
    the row's foreign key.
    """

    def __init__(self, entry, **kwargs):
        self.entry = entry
        super().__init__(**kwargs)

    @cached_property
    def row_model(self):
        return child_relation_models(self.parent.Meta.model)[self.source]

    @cached_property
    def serializer(self):
        model = self.row_model._meta.get_field(self.entry).related_model
        return record_serializer_class(model)(context=self.parent.context)

    @property
    def keys(self):
        return tuple(self.serializer.fields)

    def schema(self, schemas):
        return array(record_schema(self.serializer.Meta.model, schemas))

    def lookups(self):
        return [Prefetch(self.source, queryset=self.row_model.objects.select_related(self.entry))]

    def prefetch(self, instances):
        # The rows of a draft are those in hand, which no query has brought their entries to.
        rows = [row for page in instances for row in getattr(page, self.source).all()]
        prefetch_related_objects(rows, self.entry)

    def collect(self, value, references):
        for row in value.all():
            self.serializer.collect(getattr(row, self.entry), references)

    def to_representation(self, value) -> list[dict]:
        return [self.serializer.to_representation(getattr(row, self.entry)) for row in value.all()]


class QuestionsField(DeliveryField):
    """Questions chosen and typed, in one list; a chosen one whose page is not public is left out.

    `[{"question": "Does it hurt?", "answer": "<p>…</p>", "topic": {"slug": "during", "title":
    "During"}, "page": page reference}]`; of a typed question, `topic` and `page` are null.
    """

    keys = ("question", "answer", "topic", "page")

    def schema(self, schemas):
        return array(shapes.question(schemas, self.faq_model))

    @cached_property
    def faq_model(self):
        row_model = child_relation_models(self.parent.Meta.model)[self.source]
        return row_model._meta.get_field("faq").related_model

    def lookups(self):
        return [self.source]

    def collect(self, value, references):
        for row in value.all():
            if row.faq_id:
                references.want_card(row.faq_id, self.faq_model)
            else:
                references.want_rich_text(row.answer)

    def to_representation(self, value) -> list[dict]:
        questions = [self._question(row) for row in value.all()]
        return [question for question in questions if question is not None]

    def _question(self, row):
        if row.faq_id:
            return question_of(self.references.card(row.faq_id))
        answer = self.references.rich_text(row.answer)
        return {"question": row.question, "answer": answer, "topic": None, "page": None}


class ReviewField(DeliveryField):
    """`{"reviewer": "Dr A. Osei", "credentials": "MD", "reviewed_on": "2026-09-14", "next_due":
    null}`, or null."""

    keys = ("reviewer", "credentials", "reviewed_on", "next_due")

    def schema(self, schemas):
        return nullable(schemas.named("Review", shapes.review))


def question_of(card):
    """Return the card of an FAQ page as a question; None of None."""
    return card and {
        "question": card["title"],
        "answer": card["answer"],
        "topic": card["topic"],
        "page": {key: card[key] for key in PAGE_KEYS},
    }
