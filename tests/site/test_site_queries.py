"""How much a page asks of the database does not depend on how much there is on it."""

from locations.models import Practitioner
from tests.api.builders import make_image, whole_clinic, whole_treatment
from tests.site.clinic_treatments import offer, whole_offer
from treatments.models import ClinicPrice, ClinicTreatmentFAQ


def queries(count_queries, visit, path):
    visit(path)  # The sizes of pictures are made at the first visit.
    return count_queries(lambda: visit(path))


def test_a_treatment_with_more_of_everything(count_queries, visit, tree):
    whole_treatment(tree, "Small", blocks=12, faqs=3, pairings=3)
    whole_treatment(tree, "Large", blocks=48, faqs=12, pairings=9)

    small = queries(count_queries, visit, "/treatments/small/")
    large = queries(count_queries, visit, "/treatments/large/")

    assert small == large


def test_lists_with_more_in_them(count_queries, visit, tree):
    paths = ("/", "/treatments/", "/faq/", "/locations/", "/faq/a-question/")
    tree.question("A question", slug="a-question")
    for number in range(3):
        whole_treatment(tree, f"Early {number}", faqs=1, pairings=1)
        whole_clinic(tree, f"Early door {number}")
    few = [queries(count_queries, visit, path) for path in paths]

    for number in range(6):
        whole_treatment(tree, f"Late {number}", faqs=1, pairings=1)
        whole_clinic(tree, f"Late door {number}")
    many = [queries(count_queries, visit, path) for path in paths]

    assert few == many


def test_a_clinics_treatment_with_more_of_everything(count_queries, visit, tree):
    for name, size in (("Small", 3), ("Large", 9)):
        page = whole_offer(tree, name, f"{name} door", blocks=4 * size, faqs=size, pairings=size)
        person = Practitioner.objects.get(page=page.get_parent())
        for number in range(size):
            page.prices.add(ClinicPrice(label=f"Area {number}", amount="10", unit="area"))
            page.faqs.add(ClinicTreatmentFAQ(faq=tree.question(f"{name} own {number}?")))
            photo = make_image(f"{name} {number}")
            row = Practitioner(page=person.page, name=f"Nurse {number}", photo=photo)
            row.save()
            page.practitioner_keys.append(str(row.key))
        page.save()

    small = queries(count_queries, visit, "/locations/small-door/small/")
    large = queries(count_queries, visit, "/locations/large-door/large/")

    assert "Nurse 8" in visit("/locations/large-door/large/").text
    assert small == large


def test_a_treatment_at_more_clinics_and_a_clinic_with_more_treatments(count_queries, visit, tree):
    peel, door = tree.treatment("Peel"), tree.clinic("Door")
    offer(door, peel)

    def more(numbers):
        for number in numbers:
            offer(tree.clinic(f"Clinic {number}", slug=f"clinic-{number}"), peel)
            offer(door, tree.treatment(f"Treatment {number}", hero_image=make_image()))

    paths = ("/treatments/peel/", "/locations/door/", "/locations/door/peel/")
    more(range(3))
    few = [queries(count_queries, visit, path) for path in paths]
    more(range(3, 12))
    many = [queries(count_queries, visit, path) for path in paths]

    assert "Treatment 11" in visit("/locations/door/").text
    assert "Clinic 11" in visit("/treatments/peel/").text
    assert few == many
