"""Treatments at clinics, each in one call."""

import json
from datetime import date

from tests.api.builders import block, section, whole_clinic, whole_treatment
from treatments.models import ClinicPrice, ClinicTreatmentFAQ, ClinicTreatmentPage


def offer(clinic, treatment, **fields):
    """Publish the page of a treatment at a clinic; `prices`, `faqs` and so on are rows."""
    fields = {"slug": treatment.slug, "title": treatment.title, **fields}
    return clinic.add_child(instance=ClinicTreatmentPage(treatment=treatment, **fields))


def local_section(action, key, text, **value):
    """Return a section of a clinic's: `local_section("replace", "overview", "<p>…</p>")`."""
    found = section([block("paragraph", text)], key=key, **value)
    if action == "add":
        place = {"position": "after", "anchor": "", "custom_anchor": ""}
        found["value"] = {**place, **found["value"]}
    return {**found, "type": action}


def whole_offer(tree, treatment="Peel", clinic="Door", blocks=12, faqs=3, pairings=3):
    """Publish a whole treatment at a whole clinic, with something of the clinic's in every part."""
    library = whole_treatment(tree, treatment, blocks=blocks, faqs=faqs, pairings=pairings)
    place = whole_clinic(tree, clinic)
    for other in library.pairings.all():
        offer(place, other.treatment)
    sections = [
        local_section("add", "cost", "<p>Ask us first.</p>", heading="What you pay for"),
    ]
    return offer(
        place,
        library,
        local_title=f"{clinic} peel",
        sections=json.dumps(sections),
        prices=[
            ClinicPrice(
                label="Light peel",
                amount="1250.00",
                unit="session",
                valid_to=date(2099, 12, 31),
                note="With a review.",
            ),
            ClinicPrice(
                label="Light peel", amount="1300.5", unit="session", valid_from=date(2100, 1, 1)
            ),
        ],
        faqs=[ClinicTreatmentFAQ(question="Where do I park?", answer="<p>Behind us.</p>")],
        practitioner_keys=[str(person.key) for person in place.practitioners.all()],
        hidden=["longevity", "products", "question:gone"],
    )
