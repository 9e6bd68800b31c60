"""Only who may close a clinic may delete its page."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import APIToken, Page

from tenancy.models import Clinic
from tenancy.opening.clinics import open_clinic
from tenancy.opening.rights import grant_pages
from tests.world import ADDRESSES

from .test_opening_admin import with_rights

MAY_NOT = "Only who may close clinics may delete the page of a clinic"
# A page that has pages below it takes this too.
ALL = ["add", "change", "publish", "bulk_delete"]


def by_button(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def in_bulk(client, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return client.post(f"{url}?id={page.pk}", {"next": "/admin/"})


def said(answer):
    """Return the message that waits for the next page."""
    assert answer.status_code == 302
    (message,) = get_messages(answer.wsgi_request)
    return str(message)


@pytest.fixture
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

    message = said(delete(client, emptied.page))

    assert MAY_NOT in message
    assert "“Andover”" in message
    assert Clinic.objects.filter(editors__name="Andover: editors").exists()


def test_the_question_is_not_asked_either(emptied, manager, client):
    client.force_login(manager)

    answer = client.get(reverse("wagtailadmin_pages:delete", args=[emptied.page.pk]))

    assert MAY_NOT in said(answer)


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

    assert MAY_NOT in said(by_button(client, andover.page))
    assert Clinic.objects.exists()


def test_nor_does_a_page_above_take_it_along(andover, group_tree, person, client):
    client.force_login(with_rights(person("keeper"), group_tree.home, [], ALL))

    assert MAY_NOT in said(by_button(client, group_tree.clinics))
    assert Clinic.objects.exists()


def test_other_pages_are_deleted_as_ever(andover, manager, client):
    client.force_login(manager)
    faq = andover.page.get_children().get()

    by_button(client, faq)

    assert not Page.objects.filter(pk=faq.pk).exists()


def test_more_clinics_take_no_more_queries(andover, group_tree, person, count_queries):
    url = reverse("wagtailadmin_pages:delete", args=[group_tree.clinics.pk])
    of_who_may, of_who_may_not = Client(), Client()
    keeper = with_rights(person("keeper"), group_tree.home, ["change_clinic"], ALL)
    of_who_may.force_login(keeper)
    of_who_may_not.force_login(with_rights(person("other"), group_tree.home, [], ALL))

    def counts():
        return [count_queries(lambda: c.get(url)) for c in (of_who_may, of_who_may_not)]  # noqa: B023

    counts()
    one = counts()
    for number in range(7):
        open_clinic(group_tree.clinics, {"title": f"No {number}", **ADDRESSES["Andover"]})

    assert counts() == one
