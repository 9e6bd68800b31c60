"""Fills the treatments' pages."""

from treatments.blocks.sections import SECTION_KEYS
from treatments.models import (
    Citation,
    Contraindication,
    Indication,
    Pairing,
    Risk,
    TreatmentArea,
    TreatmentConcern,
    TreatmentFAQ,
    TreatmentProduct,
)

from .bodies import BodyWriter
from .texts import text

PLAIN_FIELDS = ("class_label", "summary", "comfort", "anaesthesia", "seo_title")
FACTS = ("session", "downtime", "onset", "longevity", "interval", "sessions", "age")


def fill_treatment(page, directory, entry, registers, images):
    for name in PLAIN_FIELDS:
        setattr(page, name, entry.get(name, ""))
    page.search_description = entry["search_description"]
    page.category = registers["category"][entry["category"]]
    page.hero_image = images.of(entry["hero"])
    page.show_in_menus = True
    fill_facts(page, entry["facts"])
    writer = BodyWriter(f"treatment/{page.slug}", directory, images)
    page.body = writer.sections(entry["sections"], dict(SECTION_KEYS))
    page.products = rows(
        TreatmentProduct, ({"product": registers["product"][slug]} for slug in entry["products"])
    )
    page.areas = rows(TreatmentArea, ({"area": registers["area"][slug]} for slug in entry["areas"]))
    page.concerns = rows(
        TreatmentConcern, ({"concern": registers["concern"][slug]} for slug in entry["concerns"])
    )
    page.faqs = rows(TreatmentFAQ, ({"faq": directory.find(f"faq:{s}")} for s in entry["faqs"]))
    page.indications = rows(
        Indication,
        (
            {**row, "product": registers["product"].get(row.get("product"))}
            for row in entry.get("indications", [])
        ),
    )
    page.contraindications = rows(Contraindication, entry.get("contraindications", []))
    page.risks = rows(Risk, entry.get("risks", []))
    page.citations = rows(Citation, entry.get("citations", []))
    page.pairings = pairings_of(page.slug, directory)
    fill_review(page, entry["review"])


def fill_facts(page, facts):
    for name in FACTS:
        for part, value in facts.get(name, {}).items():
            setattr(page, f"{name}_{part}", value)


def fill_review(page, review):
    page.reviewer = review["reviewer"]
    page.reviewer_credentials = review["credentials"]
    page.reviewed_on = review["reviewed_on"]
    page.review_due = review["review_due"]


def rows(model, entries):
    """Return unsaved rows of a page in the order of their entries."""
    return [model(**entry, sort_order=position) for position, entry in enumerate(entries)]


def rows_of(page, relation, entries):
    """Return unsaved rows of one of a page's relations, in the order of their entries."""
    return rows(page._meta.get_field(relation).related_model, entries)


def pairings_of(slug, directory):
    """Return the pairings that a treatment's own page records."""
    return rows(
        Pairing,
        (
            pairing_row(entry, entry["other"], directory)
            for entry in text("pairings")["pairing"]
            if entry["treatment"] == slug
        ),
    )


def pairing_row(entry, other, directory):
    """Return the fields of a pairing with the treatment of the slug `other`."""
    return {
        "treatment": directory.find(f"treatment:{other}"),
        "kind": entry["kind"],
        "order": entry["order"],
        "rationale": entry["rationale"],
        "gap_min_days": entry.get("gap_min_days"),
        "gap_max_days": entry.get("gap_max_days"),
    }
