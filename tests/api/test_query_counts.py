"""How many queries an answer takes does not depend on how much is in it.

Each address is read once before it is counted, so that pictures have their sizes.
"""

import pytest
from wagtail.contrib.redirects.models import Redirect

from faq.models import FAQTopic
from tests.api.builders import (
    block,
    links_to,
    make_document,
    make_image,
    whole_clinic,
    whole_treatment,
)
from tests.api.hiding import behind_login

# What a list of 20 treatments with all their fields may cost.
MOST_QUERIES = 25


@pytest.fixture
def queries_of(read, count_queries):
    """Count the queries of an answer: `queries_of("pages/", 3, fields="*")`, which has 3 items."""

    def queries_of(path, items=None, /, **params):
        answer = read.get(path, **params)
        assert items is None or len(answer["items"]) == items
        return count_queries(lambda: read.get(path, **params))

    return queries_of


def fill_treatments(north, start, stop):
    for number in range(start, stop):
        whole_treatment(north, f"Peel {number}", blocks=3, faqs=2, pairings=2)


def fill_clinics(north, start, stop):
    for number in range(start, stop):
        whole_clinic(north, f"Clinic {number}")


def fill_questions(north, start, stop):
    for number in range(start, stop):
        topic = FAQTopic.objects.create(title=f"Topic {number}", slug=f"topic-{number}")
        shared = north.question(f"Shared {number}?")
        local = north.question(
            f"Local {number}?", links_to(shared, make_document(f"Leaflet {number}")), topic=topic
        )
        type(local).objects.filter(pk=local.pk).update(
            answers=shared, social_image=make_image(f"Question {number}")
        )


PAGE_TYPES = {
    "treatments.TreatmentPage": (fill_treatments, 3),
    "locations.LocationPage": (fill_clinics, 1),
    "faq.FAQPage": (fill_questions, 2),
}


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_a_list_of_nine_costs_as_much_as_a_list_of_three(queries_of, north, page_type):
    fill, pages_made = PAGE_TYPES[page_type]

    def counts(items):
        params = {"type": page_type, "limit": 100}
        return {
            fields: queries_of("pages/", items, fields=fields, **params)
            for fields in ("*", "title")
        }

    fill(north, 0, 3)
    of_three = counts(3 * pages_made)
    fill(north, 3, 9)

    assert counts(9 * pages_made) == of_three


@pytest.mark.parametrize("params", [{}, {"fields": "*"}, {"search": "question"}])
def test_a_list_of_all_types(queries_of, north, params):
    for number in range(3):
        north.question(f"Question {number}?")
    of_few = queries_of("pages/", limit=100, **params)
    for number in range(3, 9):
        north.question(f"Question {number}?")

    assert queries_of("pages/", limit=100, **params) == of_few


def fill_images(north, start, stop):
    for number in range(start, stop):
        make_image(f"Face {number}").tags.add("face", f"tag-{number}")


def fill_documents(north, start, stop):
    for number in range(start, stop):
        make_document(f"Leaflet {number}").tags.add("face", f"tag-{number}")


def fill_redirects(north, start, stop):
    for number in range(start, stop):
        page = north.question(f"Question {number}?")
        Redirect.objects.create(old_path=f"/old/{number}", redirect_page=page)


@pytest.mark.parametrize(
    ("endpoint", "fill"),
    [("images", fill_images), ("documents", fill_documents), ("redirects", fill_redirects)],
)
@pytest.mark.parametrize("fields", ["*", "id"])
def test_other_lists(queries_of, north, endpoint, fill, fields):
    fill(north, 0, 3)
    of_three = queries_of(f"{endpoint}/", 3, fields=fields)
    fill(north, 3, 9)

    assert queries_of(f"{endpoint}/", 9, fields=fields) == of_three


@pytest.mark.parametrize(
    ("few", "many"),
    [
        ({"blocks": 12}, {"blocks": 60}),
        ({"faqs": 3, "pairings": 3}, {"faqs": 30, "pairings": 30}),
    ],
    ids=["blocks", "rows"],
)
def test_a_detail_costs_as_much_however_long_it_is(queries_of, north, few, many):
    short = whole_treatment(north, "Short", **few)
    long = whole_treatment(north, "Long", **many)

    assert queries_of(f"pages/{long.pk}/") == queries_of(f"pages/{short.pk}/")


def test_a_clinic_costs_as_much_however_many_work_there(queries_of, north):
    clinic = whole_clinic(north, "Clinic")
    of_one = queries_of(f"pages/{clinic.pk}/")
    for number in range(9):
        (colleague,) = clinic.practitioners.all()[:1]
        colleague.pk, colleague.photo = None, make_image(f"Portrait {number}")
        colleague.save()

    assert queries_of(f"pages/{clinic.pk}/") == of_one


def test_restrictions_cost_no_queries_each(queries_of, north):
    pages = [north.question(f"Question {number}?") for number in range(9)]
    behind_login(pages[0])
    of_one = queries_of("pages/", fields="*")
    for page in pages[1:8]:
        behind_login(page)

    assert queries_of("pages/", fields="*") == of_one


def test_twenty_treatments_with_everything(queries_of, north):
    for number in range(19):
        whole_treatment(north, f"Peel {number}", blocks=12, faqs=3, pairings=1)
    every_clinic = block("contact_panel", {"heading": "Come", "clinic": None})
    north.treatment("Last", blocks=[every_clinic, block("paragraph", links_to(north.home))])

    params = {"type": "treatments.TreatmentPage", "fields": "*", "order": "-id"}
    count = queries_of("pages/", 20, **params)

    print(f"A list of 20 treatments with all fields: {count} queries")  # noqa: T201
    assert count <= MOST_QUERIES
