"""Only who may close a clinic may delete its page."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import APIToken, Page

from tenancy.models import Clinic
from tenancy.opening.clinics import open_clinic
from tenancy.opening.rights import grant_pages
from tests.built_once import built_once

from .conftest import ADDRESSES
from .test_opening_admin import with_rights

MAY_NOT = "Only who may close clinics may delete the page of a clinic"
# A page that has pages below it takes this too.
ALL = ["add", "change", "publish", "bulk_delete"]


def by_button(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)


def in_bulk(client, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return client.post(f"{url}?id={page.pk}", {"next": "/admin/"}, follow=True)


@built_once
def emptied(andover):
    """Andover, whose manager has deleted every page below it."""
    for page in andover.page.get_children():
        page.delete()
    andover.page.refresh_from_db()
    return andover


@pytest.mark.parametrize("delete", [by_button, in_bulk])
def test_a_manager_may_not_delete_the_clinic(delete, emptied, manager, client):
    assert emptied.page.permissions_for_user(manager).can_delete()
    client.force_login(manager)

    answer = delete(client, emptied.page)

    text = answer.content.decode()
    assert MAY_NOT in text
    assert "“Andover”" in text
    assert Clinic.objects.filter(editors__name="Andover: editors").exists()


def test_the_question_is_not_asked_either(emptied, manager, client):
    client.force_login(manager)

    answer = client.get(reverse("wagtailadmin_pages:delete", args=[emptied.page.pk]), follow=True)

    assert MAY_NOT in answer.content.decode()


def test_nor_by_token(emptied, manager, client):
    token = APIToken.create_token(user=manager, name="script")[1]
    headers = {"Authorization": f"Bearer {token}"}

    for path in ("", "actions/delete/"):
        url = f"/api/v3-preview/pages/{emptied.page.pk}/{path}"
        assert client.delete(url, headers=headers).status_code == 403

    assert Clinic.objects.exists()


@pytest.mark.parametrize("delete", [by_button, in_bulk])
@pytest.mark.parametrize(("codenames", "may"), [(["change_clinic"], True), (["add_clinic"], False)])
def test_who_may_close_clinics_may(delete, codenames, may, andover, group_tree, person, client):
    client.force_login(with_rights(person("closer"), group_tree.clinics, codenames, ALL))

    delete(client, andover.page)

    assert Page.objects.filter(pk=andover.page.pk).exists() is not may


@pytest.mark.parametrize("delete", [by_button, in_bulk])
def test_a_superuser_may(delete, andover, client):
    client.force_login(get_user_model().objects.create_superuser("owner", "o@a.example", "secret"))

    delete(client, andover.page)

    assert not Clinic.objects.exists()


def test_a_right_at_another_clinic_index_is_none_here(andover, group_tree, person, client):
    user = with_rights(person("closer"), group_tree.treatments, ["change_clinic"], ALL)
    team = Group.objects.create(name="Team")
    grant_pages(team, andover.page, ALL)
    user.groups.add(team)
    client.force_login(user)

    assert MAY_NOT in by_button(client, andover.page).content.decode()
    assert Clinic.objects.exists()


def test_nor_does_a_page_above_take_it_along(andover, group_tree, person, client):
    client.force_login(with_rights(person("keeper"), group_tree.home, [], ALL))

    assert MAY_NOT in by_button(client, group_tree.clinics).content.decode()
    assert Clinic.objects.exists()


def test_other_pages_are_deleted_as_ever(andover, manager, client):
    client.force_login(manager)
    faq = andover.page.get_children().get()

    by_button(client, faq)

    assert not Page.objects.filter(pk=faq.pk).exists()


@pytest.mark.parametrize("codenames", [["change_clinic"], []])
def test_more_clinics_take_no_more_queries(
    codenames, andover, group_tree, person, client, count_queries
):
    user = with_rights(person("keeper"), group_tree.home, codenames, ALL)
    client.force_login(user)
    url = reverse("wagtailadmin_pages:delete", args=[group_tree.clinics.pk])
    client.get(url)

    one = count_queries(lambda: client.get(url))
    for number in range(7):
        open_clinic(group_tree.clinics, {"title": f"No {number}", **ADDRESSES["Andover"]})

    assert count_queries(lambda: client.get(url)) == one
