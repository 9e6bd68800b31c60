"""A small golden document of every page type: the contract with front ends.

`UPDATE_CONTRACTS=1` writes the files anew, after the shape was changed on purpose.
"""

import json
import os
import re
from pathlib import Path

import pytest
from wagtail.models import get_page_models

from faq.models import FAQTopic
from tests.api.builders import (
    block,
    make_image,
    offer,
    whole_clinic,
    whole_clinic_treatment,
    whole_treatment,
)

FOLDER = Path(__file__).parent
LINE_LENGTH = 100
MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT[\d:.]+Z$")
NUMBER_IN_PATH = re.compile(r"/(pages|documents)/\d+/")


@pytest.fixture(autouse=True)
def one_size(settings):
    """Pictures in one size only, so that the files stay short enough to be read."""
    settings.CLINICSITE = {"IMAGE_RENDITIONS": {"card": "fill-640x480"}}


def without_ids(value):
    """Replace what the database counts and the clock says: it differs from run to run."""
    if isinstance(value, dict):
        return {
            key: 0 if key == "id" and isinstance(item, int) else without_ids(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [without_ids(item) for item in value]
    if isinstance(value, str):
        return MOMENT.sub("2026-09-14T09:00:00.000000Z", NUMBER_IN_PATH.sub(r"/\1/0/", value))
    return value


def written(value, indent=0):
    """Return indented JSON in which whatever fits on a line stands on one."""
    line = json.dumps(value, ensure_ascii=False)
    if indent + len(line) <= LINE_LENGTH or not isinstance(value, dict | list):
        return line
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        parts = [f'"{key}": {written(item, indent + 2)}' for key, item in value.items()]
    else:
        parts = [written(item, indent + 2) for item in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    body = ",\n".join(inner + part for part in parts)
    return f"{opening}\n{body}\n{' ' * indent}{closing}"


def treatment(north):
    page = whole_treatment(north, "Peel", blocks=12, faqs=2, pairings=1)
    offer(page, north.clinic("Vancouver"))
    return page


def clinic_treatment(north):
    return whole_clinic_treatment(north, "Peel", blocks=1, faqs=2, pairings=1)


def treatment_index(north):
    north.treatments.introduction = "<p>All that we do.</p>"
    return north.treatments


def question(north):
    topic = FAQTopic.objects.create(title="Safety", slug="safety")
    return north.question(
        "Does it hurt?",
        f'<p>A little. <a linktype="page" id="{north.clinics.pk}">Ask us</a>.</p>',
        topic=topic,
    )


def question_index(north):
    north.questions.introduction = "<p>Asked <b>often</b>.</p>"
    return north.questions


def clinic(north):
    clinic = whole_clinic(north, "Vancouver")
    offer(north.treatment("Peel", downtime_max=2), clinic)
    return clinic


def clinic_index(north):
    north.clinics.introduction = "<p>Come and see us.</p>"
    return north.clinics


def home(north):
    north.home.headline = "Skin, looked after"
    north.home.introduction = "<p>Since 2004.</p>"
    north.home.hero_image = make_image("Face")
    text = block("paragraph", "<p>Welcome.</p>")
    panel = block("contact_panel", {"heading": "Come", "text": "", "clinic": None})
    north.clinic("Vancouver")
    north.home.body = json.dumps([text, panel])
    return north.home


CONTRACTS = {
    "home.HomePage": home,
    "treatments.TreatmentIndexPage": treatment_index,
    "treatments.TreatmentPage": treatment,
    "treatments.ClinicTreatmentPage": clinic_treatment,
    "faq.FAQIndexPage": question_index,
    "faq.FAQPage": question,
    "locations.LocationIndexPage": clinic_index,
    "locations.LocationPage": clinic,
}


@pytest.mark.parametrize("page_type", CONTRACTS)
def test_the_document_is_the_one_agreed(read, north, page_type):
    page = CONTRACTS[page_type](north)
    page.save()
    document = without_ids(read.page(page))
    file = FOLDER / f"{page_type}.json"
    text = written(document) + "\n"
    if os.environ.get("UPDATE_CONTRACTS"):
        file.write_text(text)

    assert text == file.read_text(), (
        f"The document of {page_type} is not the one in {file.name} any more. Front ends rely on "
        "it: if the change is meant, run the test with UPDATE_CONTRACTS=1 and add a line to "
        "CHANGELOG.md that says what they must change."
    )


def test_every_page_type_has_a_contract():
    ours = {
        f"{model._meta.app_label}.{model.__name__}"
        for model in get_page_models()
        if hasattr(model, "api_card_fields")
    }

    assert ours == set(CONTRACTS) == {file.stem for file in FOLDER.glob("*.json")}
