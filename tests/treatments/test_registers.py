"""The registers in the admin: every view, for everybody it is and is not for."""

import csv
import io
import json

import pytest
from django.db.models import ProtectedError
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission

from treatments.models import (
    Area,
    Concern,
    Indication,
    Product,
    TreatmentConcern,
    TreatmentProduct,
)

pytestmark = pytest.mark.django_db

CONCERNS = "/admin/registers/concerns/"
LISTS = [
    "/admin/registers/categories/",
    CONCERNS,
    "/admin/registers/areas/",
    "/admin/registers/products/",
]


@pytest.fixture
def colour(db):
    return Concern.objects.create(title="Colour", slug="colour", sort_order=1)


@pytest.fixture
def as_user(client, user_with):
    """Sign in as somebody who has the named permissions and no others."""

    def as_user(*codenames):
        client.force_login(user_with(*codenames))
        return client

    return as_user


def shown(response):
    return [str(entry) for entry in response.context_data["object_list"]]


@pytest.mark.parametrize("url", LISTS)
def test_every_register_lists_searches_and_exports(admin_client, url, skin, texture, neck, brand):
    entry = {
        LISTS[0]: skin,
        LISTS[1]: texture,
        LISTS[2]: neck,
        LISTS[3]: brand,
    }[url]

    assert shown(admin_client.get(url)) == [str(entry)]
    assert shown(admin_client.get(url, {"q": entry.slug})) == [str(entry)]
    assert shown(admin_client.get(url, {"q": "nothing"})) == []
    rows = list(csv.DictReader(io.StringIO(exported(admin_client, url, "csv").decode())))
    assert entry.slug in rows[0].values()
    book = load_workbook(io.BytesIO(exported(admin_client, url, "xlsx")))
    assert entry.slug in [cell.value for cell in book.active[2]]


def exported(client, url, kind):
    response = client.get(url, {"export": kind})
    assert response.status_code == 200
    return response.getvalue()


@pytest.mark.parametrize("url", LISTS)
def test_every_register_inspects_and_tells_the_history(
    admin_client, url, skin, texture, neck, brand
):
    entry = {LISTS[0]: skin, LISTS[1]: texture, LISTS[2]: neck, LISTS[3]: brand}[url]
    create = {"title": "New", "brand": "New", "slug": "new", "sort_order": "3"}

    assert entry.slug in admin_client.get(f"{url}inspect/{entry.pk}/").content.decode()
    assert admin_client.get(f"{url}history/{entry.pk}/").status_code == 200
    assert admin_client.post(f"{url}create/", create).status_code == 302
    new = type(entry).objects.get(slug="new")
    assert "Created" in admin_client.get(f"{url}history/{new.pk}/").content.decode()


def test_entries_are_ordered_and_filtered_by_use(admin_client, treat, texture, colour):
    TreatmentConcern.objects.create(page=treat("Peel"), concern=colour)

    assert shown(admin_client.get(CONCERNS)) == ["Texture", "Colour"]
    assert shown(admin_client.get(CONCERNS, {"o": "0"})) == ["Colour", "Texture"]
    assert shown(admin_client.get(CONCERNS, {"used": "yes"})) == ["Colour"]
    assert shown(admin_client.get(CONCERNS, {"used": "no"})) == ["Texture"]


@pytest.mark.parametrize("query", ["foo=bar", "title__foo=1", "id=abc"])
def test_a_query_that_makes_no_sense_leads_to_the_whole_list(admin_client, texture, query):
    response = admin_client.get(f"{CONCERNS}?{query}")

    assert (response.status_code, response.url) == (302, CONCERNS)


def test_a_number_beyond_every_column_finds_nothing_or_leads_there_too(admin_client, texture):
    response = admin_client.get(f"{CONCERNS}?id__in={'9' * 30}", follow=True)

    assert response.status_code == 200


@pytest.mark.parametrize("view", ["inspect", "edit", "delete", "history"])
@pytest.mark.parametrize("pk", ["abc", "9" * 30])
def test_an_entry_that_cannot_be_is_not_found(admin_client, texture, view, pk):
    assert admin_client.get(f"{CONCERNS}{view}/{pk}/").status_code == 404


def test_an_entry_is_edited(admin_client, texture):
    data = {"title": "Fine texture", "slug": "texture", "description": "", "sort_order": "2"}

    admin_client.post(f"{CONCERNS}edit/{texture.pk}/", data)

    texture.refresh_from_db()
    assert texture.title == "Fine texture"
    assert "Edit" in admin_client.get(f"{CONCERNS}history/{texture.pk}/").content.decode()


def test_two_entries_with_one_slug_are_refused(admin_client, texture):
    data = {"title": "Other", "slug": "texture", "description": "Typed.", "sort_order": "0"}

    response = admin_client.post(f"{CONCERNS}create/", data)

    assert "already exists" in response.content.decode()
    assert "Typed." in response.content.decode()


def paths(entry):
    return {
        "list": CONCERNS,
        "inspect": f"{CONCERNS}inspect/{entry.pk}/",
        "history": f"{CONCERNS}history/{entry.pk}/",
        "csv": f"{CONCERNS}?export=csv",
        "xlsx": f"{CONCERNS}?export=xlsx",
        "create": f"{CONCERNS}create/",
        "edit": f"{CONCERNS}edit/{entry.pk}/",
        "delete": f"{CONCERNS}delete/{entry.pk}/",
    }


@pytest.mark.parametrize(
    ("codenames", "open_to_them"),
    [
        ((), set()),
        (("change_area",), set()),
        (("view_concern",), {"list", "inspect", "history"}),
        (("add_concern",), {"list", "inspect", "history", "create"}),
        (("delete_concern",), {"list", "inspect", "history", "delete"}),
        (
            ("view_concern", "change_concern"),
            {"list", "inspect", "history", "csv", "xlsx", "edit"},
        ),
    ],
)
def test_everybody_sees_what_they_may(as_user, texture, codenames, open_to_them):
    client = as_user(*codenames)

    for name, path in paths(texture).items():
        response = client.get(path)
        if name in open_to_them:
            assert response.status_code == 200, name
        else:
            assert response.status_code == 302, name
            assert response.url == "/admin/", name


def test_who_may_not_export_is_not_offered_it(as_user, texture):
    content = as_user("view_concern").get(CONCERNS).content.decode()

    assert "Texture" in content
    assert "export=" not in content


def test_only_registers_that_one_may_see_are_in_the_menu(as_user, texture):
    content = as_user("view_concern").get("/admin/").content.decode()

    assert CONCERNS in content
    assert "/admin/registers/products/" not in content


def test_an_entry_in_use_is_not_deleted_and_says_where_it_is_used(admin_client, treat, texture):
    page = treat("Chemical peel")
    TreatmentConcern.objects.create(page=page, concern=texture)
    url = f"{CONCERNS}delete/{texture.pk}/"

    for response in (admin_client.get(url), admin_client.post(url)):
        content = response.content.decode()
        assert "“Texture” is in use" in content
        assert f'href="/admin/pages/{page.pk}/edit/"' in content

    assert Concern.objects.filter(pk=texture.pk).exists()
    assert "Chemical peel" in admin_client.get(f"{CONCERNS}inspect/{texture.pk}/").content.decode()


@pytest.mark.parametrize("view", ["inspect", "delete"])
def test_pages_that_one_may_not_explore_are_counted_and_not_named(
    client, user_with, treat, texture, view
):
    own, other = treat("Chemical peel"), treat("Velvet lift")
    for page in (own, other):
        TreatmentConcern.objects.create(page=page, concern=texture)
    user = user_with("delete_concern")
    rights = {"group": user.groups.get(), "permission_type": "change"}
    GroupPagePermission.objects.create(page=own, **rights)
    client.force_login(user)

    content = client.get(f"{CONCERNS}{view}/{texture.pk}/").content.decode()

    assert "Chemical peel" in content
    assert "1 other page" in content
    assert "Velvet lift" not in content


def test_an_entry_that_nothing_uses_is_deleted(admin_client, texture):
    assert "Yes, delete" in admin_client.get(f"{CONCERNS}delete/{texture.pk}/").content.decode()

    admin_client.post(f"{CONCERNS}delete/{texture.pk}/")

    assert not Concern.objects.exists()


@pytest.mark.parametrize("where", ["category", "row", "optional"])
def test_no_path_deletes_an_entry_in_use(treat, skin, brand, where):
    page = treat("Peel")
    if where == "row":
        TreatmentProduct.objects.create(page=page, product=brand)
    if where == "optional":
        Indication.objects.create(page=page, product=brand, use="Lines", jurisdiction="CA")
    entry = skin if where == "category" else brand

    with pytest.raises(ProtectedError, match="Peel"):
        type(entry).objects.all().delete()


def test_an_entry_that_only_a_draft_uses_is_in_use(treat, neck):
    draft = treat("Peel").get_latest_revision_as_object()
    draft.areas.create(area=neck)
    draft.save_revision()

    with pytest.raises(ProtectedError, match="Peel"):
        neck.delete()


def test_an_old_draft_opens_though_an_entry_is_gone(treat, neck, brand, skin):
    page = treat("Peel")
    draft = page.get_latest_revision_as_object()
    draft.areas.create(area=neck)
    draft.indications.create(product=brand, use="Lines", jurisdiction="CA")
    old = draft.save_revision()
    emptied = old.as_object()
    emptied.areas.clear()
    emptied.indications.clear()
    emptied.save_revision()
    Area.objects.all().delete()
    Product.objects.all().delete()

    reopened = old.as_object()

    assert list(reopened.areas.all()) == []
    assert [row.product for row in reopened.indications.all()] == [None]
    assert json.dumps(old.content["areas"]) != "[]"
