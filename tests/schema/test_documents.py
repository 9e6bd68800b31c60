"""What the API gives is what its description says, to the letter."""

import json
from pathlib import Path

import pytest
from django.test import override_settings

CONTRACTS = Path(__file__).parent.parent / "contracts"
PAGE_TYPES = sorted(file.stem for file in CONTRACTS.glob("*.json"))


def with_ids(value):
    """Give the numbers back that golden documents are written without."""
    if isinstance(value, dict):
        return {
            name: 1 if name == "id" and item == 0 else with_ids(item)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [with_ids(item) for item in value]
    return value


def golden(page_type):
    return with_ids(json.loads((CONTRACTS / f"{page_type}.json").read_text()))


@pytest.fixture
def one_size(describe):
    """The description with pictures in the one size that golden documents have."""
    with override_settings(CLINICSITE={"IMAGE_RENDITIONS": {"card": "fill-640x480"}}):
        return describe()


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_golden_documents_are_valid(one_size, page_type):
    document = golden(page_type)

    assert not one_size.errors_of(document, page_type.partition(".")[2])
    assert not one_size.errors_of(document, "Page")


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_what_is_added_or_missing_anywhere_is_not(one_size, page_type):
    component = page_type.partition(".")[2]
    for path, holder in list(objects(golden(page_type))):
        for name in holder:
            assert one_size.errors_of(changed(page_type, path, without=name), component) or (
                path[-1:] == ("provenance",) and name.startswith("section:")
            ), f"{path} without {name}"
        assert one_size.errors_of(changed(page_type, path, added="extra"), component), path


def objects(value, path=()):
    """Yield every object of a document with the path to it."""
    if isinstance(value, dict):
        yield path, value
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, dict | list):
            yield from objects(item, (*path, key))


def changed(page_type, path, without=None, added=None):
    document = golden(page_type)
    place = document
    for key in path:
        place = place[key]
    if without:
        del place[without]
    if added:
        place[added] = 1
    return document


WRONG = [
    ("treatments.TreatmentPage", ("title",), None),
    ("treatments.TreatmentPage", ("comfort",), "pleasant"),
    ("treatments.TreatmentPage", ("meta", "type"), "faq.FAQPage"),
    ("treatments.TreatmentPage", ("downtime", "unit"), "fortnight"),
    ("treatments.TreatmentPage", ("body", 0, "type"), "paragraph"),
    ("treatments.TreatmentPage", ("body", 0, "value", "content", 0, "type"), "unheard_of"),
    ("treatments.TreatmentPage", ("pairings", 0, "treatment"), 7),
    ("treatments.TreatmentPage", ("hero_image",), 7),
    ("treatments.ClinicTreatmentPage", ("prices", "current", 0, "price", "amount"), 120.5),
    ("treatments.ClinicTreatmentPage", ("provenance", "summary", "source"), "elsewhere"),
    ("treatments.ClinicTreatmentPage", ("provenance", "body"), "shared"),
    ("locations.LocationPage", ("hours", "regular", 0, "day"), 0),
    ("locations.LocationPage", ("phone",), "+16045550142"),
    ("faq.FAQPage", ("question",), None),
]


@pytest.mark.parametrize(("page_type", "path", "value"), WRONG)
def test_a_wrong_value_is_not_valid(one_size, page_type, path, value):
    document = golden(page_type)
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value

    assert one_size.errors_of(document, page_type.partition(".")[2])
    assert one_size.errors_of(document, "Page")
