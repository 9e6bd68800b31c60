"""The admin's listing of treatments."""

import csv
import io

import pytest
from django.contrib.auth.models import Group, Permission
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission

from treatments.models import TreatmentConcern, TreatmentIndexPage, TreatmentPage

pytestmark = pytest.mark.django_db

LISTING = "/admin/treatments/"


def listed(response):
    return {page.title for page in response.context_data["object_list"]}


def test_it_says_what_a_central_editor_looks_for(admin_client, treat):
    treat("Chemical peel", reviewer="Dr A. Osei", reviewed_on="2026-09-14")
    void = treat("Laser", reviewer="Dr A. Osei", reviewed_on="2026-09-14")
    void.summary = "Something else."
    void.save()

    content = admin_client.get(LISTING).content.decode()

    for text in ("Chemical peel", "Skin", "Reviewed", "Void: text changed", "live"):
        assert text in content


def test_it_is_filtered(admin_client, treat, skin, texture):
    peel = treat("Peel")
    light = type(skin).objects.create(title="Light", slug="light")
    treat("Laser", category=light, live=False)
    TreatmentConcern.objects.create(page=peel, concern=texture)

    assert listed(admin_client.get(LISTING, {"category": light.pk})) == {"Laser"}
    assert listed(admin_client.get(LISTING, {"category": [light.pk, skin.pk]})) == {
        "Laser",
        "Peel",
    }
    assert listed(admin_client.get(LISTING, {"concern": texture.pk})) == {"Peel"}
    assert listed(admin_client.get(LISTING, {"live": "false"})) == {"Laser"}


def test_it_is_searched_and_filtered_at_once(admin_client, treat, skin, texture, update_search):
    peel, laser = treat("Deep peel"), treat("Deep laser")
    for page in (peel, laser):
        TreatmentConcern.objects.create(page=page, concern=texture)
    treat("Deep needling")
    update_search()
    query = {"q": "deep", "concern": texture.pk, "category": skin.pk, "live": "true"}

    assert listed(admin_client.get(LISTING, query)) == {"Deep peel", "Deep laser"}


@pytest.mark.parametrize("text", ['"', '"deep', '" "', 'deep "peel'])
def test_it_is_searched_for_any_text(admin_client, treat, update_search, text):
    treat("Deep peel")
    update_search()

    assert listed(admin_client.get(LISTING, {"q": text})) == {"Deep peel"}


@pytest.mark.parametrize(
    ("listing", "name"),
    [
        (LISTING, "category"),
        (LISTING, "concern"),
        (LISTING, "owner"),
        ("/admin/faq_questions/", "topic"),
        ("/admin/faq_questions/", "place"),
    ],
)
def test_a_number_beyond_every_column_is_an_invalid_choice(admin_client, treat, listing, name):
    response = admin_client.get(listing, {name: "9" * 20})

    assert response.status_code == 200
    assert name in response.context_data["filters"].form.errors


@pytest.mark.parametrize("column", ["title", "category__sort_order", "reviewed_on", "live"])
def test_it_is_ordered(admin_client, treat, column):
    treat("Peel")

    assert listed(admin_client.get(LISTING, {"ordering": f"-{column}"})) == {"Peel"}


def test_it_is_exported(admin_client, treat):
    treat("Peel", downtime_min=0, downtime_max=3)

    text = admin_client.get(LISTING, {"export": "csv"}).getvalue().decode()
    (row,) = csv.DictReader(io.StringIO(text))
    book = load_workbook(io.BytesIO(admin_client.get(LISTING, {"export": "xlsx"}).getvalue()))

    assert (row["Treatment"], row["Downtime"]) == ("Peel", "up to 3 days")
    assert (row["Category"], row["Medical review"]) == ("Skin", "Not reviewed")
    assert [cell.value for cell in book.active[1]] == list(row)


def test_it_takes_as_many_queries_for_nine_as_for_three(admin_client, treat, count_queries):
    def show():
        admin_client.get(LISTING)

    def export():
        list(admin_client.get(LISTING, {"export": "csv"}))

    for number in range(3):
        treat(f"Treatment {number}")
    show()
    of_three = count_queries(show), count_queries(export)
    for number in range(3, 9):
        treat(f"Treatment {number}")

    assert (count_queries(show), count_queries(export)) == of_three


def test_people_see_the_treatments_that_they_may_explore(client, django_user_model, treat, home):
    treat("Of the group")
    own = home.add_child(instance=TreatmentIndexPage(title="Another library", slug="another"))
    own.add_child(instance=TreatmentPage(title="Of their own", summary="Own.", live=False))
    group = Group.objects.create(name="Editors of another library")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=own, permission=Permission.objects.get(codename="change_page")
    )
    user = django_user_model.objects.create_user("editor", password="password")
    user.groups.add(group)
    client.force_login(user)

    assert listed(client.get(LISTING)) == {"Of their own"}
    assert "Of the group" not in client.get(LISTING, {"export": "csv"}).getvalue().decode()


def test_who_may_explore_nothing_is_not_offered_it(client, user_with, treat):
    treat("Peel")
    client.force_login(user_with("view_concern"))

    assert LISTING not in client.get("/admin/").content.decode()
    assert "Peel" not in str(getattr(client.get(LISTING), "content", b""))
