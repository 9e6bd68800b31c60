"""The JSON of treatments as JSON Schema, for the description of the API."""

from delivery.documents.serializers import child_relation_models, values_serializer_class
from delivery.schema import fixed
from delivery.schema.fields import choice_schema, choice_values, field_schemas
from delivery.schema.records import card_schema, record_schema
from delivery.schema.shapes import (
    array,
    date,
    moment,
    nullable,
    obj,
    one_of_texts,
    text,
    without_null,
)
from treatments.inheritance.keys import (
    HIDDEN,
    LOCAL,
    MIXED,
    PAIRINGS,
    REVIEW,
    SECTIONS,
    SHARED,
)
from treatments.querysets import clinic_treatment_model, treatment_model

from .inherited import inherited_fields, inherited_names


def column_choices(model, name):
    """Return the schema of a column with choices."""
    return choice_schema(choice_values(model._meta.get_field(name).choices))


def question(schemas, faq_model):
    topic = record_schema(faq_model._meta.get_field("topic").related_model, schemas)
    return schemas.named(
        "Question",
        lambda: obj(
            {
                "question": text(),
                "answer": text(description="Rich text, as `rich_text_format` asks for it."),
                "topic": nullable(topic),
                "page": nullable(schemas.page_reference(faq_model)),
            },
            description="A question with its answer; one that is typed on the treatment has "
            "neither topic nor page.",
        ),
    )


def review():
    return obj(
        {
            "reviewer": text(),
            "credentials": nullable(text()),
            "reviewed_on": date(),
            "next_due": nullable(date()),
        },
        description="Who vouches for the text as it stands.",
    )


def pairing(schemas):
    """Return the reference of a pairing as a page of the library shows it."""
    card = card_schema(treatment_model(), schemas)
    return schemas.named("Pairing", lambda: _pairing(schemas, card))


def clinic_pairing(schemas):
    """Return the reference of a pairing as a clinic's page shows it.

    It leads to the clinic's own page; what must not be combined, and is not offered, to the
    library's.
    """
    cards = treatment_cards(schemas)
    return schemas.named("ClinicPairing", lambda: _pairing(schemas, cards))


def _pairing(schemas, card):
    rows = child_relation_models(treatment_model())[PAIRINGS]
    days = one_of_texts(["day"])
    gap = schemas.named("DayRange", lambda: fixed.range_schema(schemas, days, True))
    return obj(
        {
            "kind": column_choices(rows, "kind"),
            "order": column_choices(rows, "order"),
            "rationale": nullable(text()),
            "gap": nullable(gap),
            "treatment": card,
        },
        description="How another treatment goes with this one; `order` says when this one is done.",
    )


def prices(schemas, model):
    units = column_choices(child_relation_models(model)["prices"], "unit")
    price = obj(
        {
            "label": text(),
            "price": schemas.named("Money", lambda: fixed.money(units)),
            "valid_from": nullable(date()),
            "valid_to": nullable(date(description="The last day, included.")),
            "note": nullable(text()),
        }
    )
    each = schemas.named("Price", lambda: price)
    return obj(
        {"current": array(each), "upcoming": array(each)},
        description="What holds on the clinic’s present day, and what begins later.",
    )


def provenance(schemas):
    """Return the schema of the provenance of every part; `section:<key>` names a section."""
    origin = obj(
        {
            "source": one_of_texts([SHARED, LOCAL, HIDDEN, MIXED]),
            "since": nullable(moment()),
        },
        description="Whether a part is the library’s or the clinic’s, and since when.",
    )
    reference = schemas.named("Origin", lambda: origin)
    names = [name for name in inherited_names() if name != REVIEW]
    shape = obj(dict.fromkeys(names, reference), optional={SECTIONS})
    sections = {"additionalProperties": reference}
    allowed = {"propertyNames": text(pattern=rf"^({'|'.join(names)}|section:.+)$")}
    words = "By part, where it is from; a section is `section:<key>`."
    return {**shape, **sections, **allowed, "description": words}


def merged(serializer, schemas):
    """Return the schemas of inherited parts: those of the library, or null where one is hidden.

    Lists are empty when they are hidden, and the name never is.
    """
    names = [n for n in serializer.fields if n in inherited_names() and n != PAIRINGS]
    fields = inherited_fields(treatment_model())
    library = values_serializer_class(treatment_model(), tuple(fields[name] for name in names))
    found = field_schemas(library(context={}), schemas)
    always = {"title", *serializer.keeps_empty}
    return {
        name: without_null(schema)
        if name in always
        else schema
        if schema.get("type") == "array"
        else nullable(schema)
        for name, schema in found.items()
    }


def treatment_cards(schemas):
    """Return the schema of the card of a treatment, in the library or at a clinic."""
    cards = (card_schema(model, schemas) for model in (treatment_model(), clinic_treatment_model()))
    return {"oneOf": list(cards)}
