"""Fills the clinics' treatments: what a clinic does not say is left to the library."""

from treatments.blocks.sections import SECTION_KEYS

from .bodies import BodyWriter
from .treatments import fill_facts, pairing_row, rows_of

PLAIN_FIELDS = (
    "class_label",
    "summary",
    "comfort",
    "anaesthesia",
    "booking_url",
    "seo_title",
    "search_description",
)


def fill_clinic_treatment(page, directory, entry, registers, images):
    page.local_title = entry.get("title", "")
    for name in PLAIN_FIELDS:
        setattr(page, name, entry.get(name, ""))
    fill_facts(page, entry.get("facts", {}))
    clinic = page.get_parent().specific
    writer = BodyWriter(f"clinic-treatment/{clinic.slug}/{page.slug}", directory, images)
    page.sections = writer.local_sections(entry.get("sections", []), dict(SECTION_KEYS))
    page.hidden = hidden_parts(entry, directory)
    page.practitioner_keys = practitioner_keys(clinic, entry["practitioners"])
    page.faqs = rows_of(page, "faqs", question_rows(entry, directory))
    page.pairings = rows_of(
        page,
        "pairings",
        (pairing_row(row, row["treatment"], directory) for row in entry.get("pairings", [])),
    )
    page.indications = rows_of(
        page,
        "indications",
        (
            {**row, "product": registers["product"].get(row.get("product"))}
            for row in entry.get("indications", [])
        ),
    )
    page.prices = rows_of(page, "prices", entry["prices"])


def hidden_parts(entry, directory):
    """Return the keys of the parts that the clinic does not show."""
    return [
        *entry.get("hidden", []),
        *(f"faq:{directory.find(f'faq:{slug}').pk}" for slug in entry.get("hidden_questions", [])),
        *(
            f"pairing:{directory.find(f'treatment:{slug}').pk}"
            for slug in entry.get("hidden_pairings", [])
        ),
    ]


def practitioner_keys(clinic, names):
    """Return the keys of a clinic's people by name; raises KeyError for a stranger."""
    people = {person.name: str(person.key) for person in clinic.practitioners.all()}
    return [people[name] for name in names]


def question_rows(entry, directory):
    for row in entry.get("faqs", []):
        if "faq" in row:
            yield {"faq": directory.find(f"faq:{row['faq']}")}
        else:
            yield {"question": row["question"], "answer": directory.rich_text(row["answer"])}
