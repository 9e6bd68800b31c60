"""The admin's listing of what the clinics offer."""

import csv
import io

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from tests.api.builders import make_site
from tests.built_once import built_once
from treatments.models import ClinicPrice, ClinicTreatmentPage

pytestmark = pytest.mark.django_db

LISTING = "/admin/clinic_treatments/"


@built_once
def site():
    from wagtail.models import Site

    Site.objects.all().delete()
    return make_site("Group", "testserver", is_default=True)


@pytest.fixture
def offer(site):
    """Publish a treatment at a clinic: `offer(clinic, treatment, summary="Ours.")`."""

    def offer(clinic, treatment, **fields):
        return clinic.add_child(instance=ClinicTreatmentPage(treatment=treatment, **fields))

    return offer


def listed(response):
    return {(page.title, page.clinic_title) for page in response.context_data["object_list"]}


def test_it_says_where_and_how_much_is_the_clinics_own(admin_client, site, offer):
    peel, laser = site.treatment("Peel"), site.treatment("Laser")
    north, south = site.clinic("North"), site.clinic("South")
    offer(north, peel)
    offer(south, peel, summary="Ours.", downtime_min=1, downtime_max=2)
    offer(south, laser, local_title="South laser")
    peel.summary = "Something else."
    peel.save()

    response = admin_client.get(LISTING)
    content = response.content.decode()

    assert listed(response) == {("Peel", "North"), ("Peel", "South"), ("South laser", "South")}
    for text in ("Inherits everything", "2 parts, 1 stale", "1 part"):
        assert text in content


def test_it_is_filtered_and_exported(admin_client, site, offer):
    peel, laser = site.treatment("Peel"), site.treatment("Laser")
    north, south = site.clinic("North"), site.clinic("South")
    offer(north, peel, prices=[ClinicPrice(label="Face", amount="120.00")])
    offer(south, peel)
    offer(south, laser)

    assert listed(admin_client.get(LISTING, {"clinic": north.pk})) == {("Peel", "North")}
    assert listed(admin_client.get(LISTING, {"treatment": laser.pk})) == {("Laser", "South")}
    text = admin_client.get(LISTING, {"clinic": north.pk, "export": "csv"}).getvalue().decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["Treatment"], row["Clinic"]) == ("Peel", "North")
    assert row["Treatment of the library"] == "Peel"
    assert row["Prices"] == "Face: 120.00 per session"


@pytest.mark.parametrize("name", ["clinic", "treatment"])
def test_a_number_beyond_every_column_is_an_invalid_choice(admin_client, site, offer, name):
    response = admin_client.get(LISTING, {name: "9" * 20})

    assert response.status_code == 200
    assert name in response.context_data["filters"].form.errors


def test_it_takes_as_many_queries_for_nine_as_for_three(admin_client, site, offer, count_queries):
    def show():
        admin_client.get(LISTING)

    def export():
        list(admin_client.get(LISTING, {"export": "csv"}))

    for number in range(3):
        offer(site.clinic(f"Clinic {number}"), site.treatment(f"Peel {number}"), summary="Ours.")
    show()
    of_three = count_queries(show), count_queries(export)
    for number in range(3, 9):
        offer(site.clinic(f"Clinic {number}"), site.treatment(f"Peel {number}"), summary="Ours.")

    assert (count_queries(show), count_queries(export)) == of_three


def test_a_clinics_editor_sees_that_clinic_alone(client, django_user_model, site, offer):
    peel = site.treatment("Peel")
    north, south = site.clinic("North"), site.clinic("South")
    offer(north, peel)
    offer(south, site.treatment("Secret laser"), live=False)
    group = Group.objects.create(name="North's editors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group,
        page=Page.objects.get(pk=north.pk),
        permission=Permission.objects.get(codename="change_page"),
    )
    user = django_user_model.objects.create_user("editor", password="password")
    user.groups.add(group)
    client.force_login(user)

    response = client.get(LISTING)

    assert listed(response) == {("Peel", "North")}
    for text in ("South", "Secret laser"):
        assert text not in response.content.decode()
    assert "Secret" not in client.get(LISTING, {"export": "csv"}).getvalue().decode()
