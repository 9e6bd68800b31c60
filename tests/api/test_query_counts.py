"""How many queries an answer takes does not depend on how much is in it.

Each address is read once before it is counted, so that pictures have their sizes.
"""

import json

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.signal_handlers import disable_reference_index_auto_update

from faq.models import FAQTopic
from tests.api.builders import (
    block,
    links_to,
    make_document,
    make_image,
    offer,
    own_section,
    whole_clinic,
    whole_clinic_treatment,
    whole_treatment,
)
from tests.api.hiding import behind_login
from treatments.models import ClinicPrice, ClinicTreatmentPage, Pairing, TreatmentFAQ, TreatmentPage

# What is kept finished is counted in tests/published.
pytestmark = pytest.mark.usefixtures("made_for_each_request")

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


def fill_clinic_treatments(north, start, stop):
    for number in range(start, stop):
        whole_clinic_treatment(north, f"Peel {number}", blocks=3, faqs=2, pairings=1)


PAGE_TYPES = {
    "treatments.ClinicTreatmentPage": (fill_clinic_treatments, 2),
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


def test_what_types_compose_in_a_list_of_all_types(queries_of, north):
    clinic = north.clinic("Vancouver")
    params = {"child_of": clinic.pk, "fields": "seo_title,search_description"}

    def fill(start, stop):
        for number in range(start, stop):
            offer(north.treatment(f"Peel {number}", seo_title=f"Peels {number}"), clinic)
        return queries_of("pages/", stop, **params)

    assert fill(0, 3) == fill(3, 9)


def fill_images(north, start, stop):
    for number in range(start, stop):
        image = make_image(f"Face {number}")
        image.tags.add("face", f"tag-{number}")
        north.treatment(f"Peel {number}", hero_image=image)


def fill_documents(north, start, stop):
    for number in range(start, stop):
        leaflet = make_document(f"Leaflet {number}")
        leaflet.tags.add("face", f"tag-{number}")
        north.question(f"Question {number}?", links_to(document=leaflet))


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
    for whole in (whole_treatment, whole_clinic_treatment):
        short = whole(north, f"Short {whole.__name__}", **few)
        long = whole(north, f"Long {whole.__name__}", **many)

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


OFFERS = {"type": "treatments.ClinicTreatmentPage", "limit": 100}


def test_three_clinics_and_thirty(queries_of, north):
    peel = whole_treatment(north, "Peel")

    def counts(clinics):
        found = {
            fields: queries_of("pages/", clinics, fields=fields, treatment="peel", **OFFERS)
            for fields in ("*", "title", "faqs,pairings")
        }
        return found | {"treatment": queries_of(f"pages/{peel.pk}/")}

    def open_clinics(start, stop):
        for number in range(start, stop):
            offer(peel, north.clinic(f"Clinic {number}"), local_title=f"Peel {number}")

    open_clinics(0, 3)
    of_three = counts(3)
    open_clinics(3, 30)

    assert counts(30) == of_three


def test_a_clinic_with_three_treatments_and_with_thirty(queries_of, north):
    clinic = north.clinic("Clinic")

    def offer_more(start, stop):
        for number in range(start, stop):
            offer(north.treatment(f"Peel {number}", hero_image=make_image()), clinic)

    offer_more(0, 3)
    of_three = queries_of(f"pages/{clinic.pk}/")
    offer_more(3, 30)

    assert queries_of(f"pages/{clinic.pk}/") == of_three


def fill_group(north, clinics, treatments):
    """Offer every treatment at every clinic; each goes well with the one before.

    The rows are written without what Wagtail does for a page that an editor saves.
    """
    question = north.question("Does it hurt?")
    library = []
    for number in range(treatments):
        pairings = [Pairing(treatment=library[-1], rationale="Both.")] if library else []
        rows = [TreatmentFAQ(faq=question)]
        library.append(north.treatment(f"Peel {number}", pairings=pairings, faqs=rows))
    own = json.dumps([own_section("add", "cost", [block("paragraph", "<p>Ring {phone}.</p>")])])
    pages = []
    for number in range(clinics):
        clinic = north.clinic(f"Clinic {number}")
        for treatment in library:
            pages.append(
                ClinicTreatmentPage(
                    treatment=treatment,
                    title=treatment.title,
                    slug=treatment.slug,
                    sections=own,
                    depth=clinic.depth + 1,
                    # Each at the place that its treatment has among all treatments.
                    path=clinic.path + treatment.path[-treatment.steplen :],
                    url_path=f"{clinic.url_path}{treatment.slug}/",
                    locale=clinic.locale,
                )
            )
            pages[-1].save_base()
    ClinicPrice.objects.bulk_create(
        ClinicPrice(page=page, label="Session", amount="120.00") for page in pages
    )
    return pages[-1]


def test_a_small_group_and_a_large_one(queries_of, north, south, settings):
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}
    }
    with disable_reference_index_auto_update():
        small, large = fill_group(south, 3, 3), fill_group(north, 30, 40)

    def counts(page, host):
        params = {**OFFERS, "fields": "*", "site": host}
        clinic = page.get_parent()
        return {
            "nine": queries_of("pages/", 9, **{**params, "limit": 9}),
            "of a clinic": queries_of("pages/", **params, clinic="clinic-1"),
            "detail": queries_of(f"pages/{page.pk}/", site=host),
            "clinic": queries_of(f"pages/{clinic.pk}/", site=host),
        }

    of_large = counts(large, "north.example")
    twenty = queries_of("pages/", 20, **{**OFFERS, "limit": 20}, fields="*", site="north.example")
    assert of_large == counts(small, "south.example")
    assert twenty == of_large["nine"]


def test_twenty_treatments_with_everything(queries_of, north):
    for number in range(19):
        whole_treatment(north, f"Peel {number}", blocks=12, faqs=3, pairings=1)
    clinics = [north.clinic("Vancouver"), north.clinic("Andover")]
    for treatment in TreatmentPage.objects.all():
        for clinic in clinics:
            offer(treatment, clinic)
    every_clinic = block("contact_panel", {"heading": "Come", "clinic": None})
    north.treatment("Last", blocks=[every_clinic, block("paragraph", links_to(north.home))])

    params = {"type": "treatments.TreatmentPage", "fields": "*", "order": "-id"}
    count = queries_of("pages/", 20, **params)

    print(f"A list of 20 treatments with all fields: {count} queries")  # noqa: T201
    assert count <= MOST_QUERIES
