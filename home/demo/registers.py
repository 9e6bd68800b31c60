"""Makes the registers of the demo: what treatments and questions are sorted by."""

from faq.models import FAQTopic
from treatments.models import Area, Concern, Product, TreatmentCategory

from .texts import text

MODELS = {
    "category": TreatmentCategory,
    "concern": Concern,
    "area": Area,
    "product": Product,
    "topic": FAQTopic,
}


def make_registers():
    """Return `{kind: {slug: record}}`, making the records that are missing."""
    registers = {}
    for kind, model in MODELS.items():
        ordered = hasattr(model, "sort_order")
        for position, entry in enumerate(text("registers")[kind], start=1):
            defaults = {**entry, "sort_order": position} if ordered else entry
            record, _ = model.objects.get_or_create(slug=entry["slug"], defaults=defaults)
            registers.setdefault(kind, {})[record.slug] = record
    return registers
