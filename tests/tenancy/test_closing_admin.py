"""“Close clinic” and “Reopen clinic” in the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Page, Site

from tenancy.closing.close import close_clinic
from tenancy.models import Clinic
from tenancy.opening.rights import grant_pages
from tests.built_once import built_once

from .test_opening_admin import with_rights


@built_once
def owner():
    return get_user_model().objects.create_superuser("owner", "owner@example.com", "secret")


def url(view, clinic):
    return reverse(f"tenancy_{view}", args=[clinic.page.pk])


def test_it_says_what_happens_and_does_it(andover, editor, manager, owner, client):
    andover.page.save_revision(user=editor)
    andover.page.get_workflow().start(andover.page, editor)
    client.force_login(owner)

    text = client.get(url("close", andover)).content.decode()
    for words in (
        "2 pages leave the site",
        "2 people lose access: andover-manager, andover-editor",
        "1 page waiting for approval is taken back",
        "lead to “Clinics”",
    ):
        assert words in text
    assert client.post(url("close", andover), {"how_long": ""}).status_code == 200
    assert not Clinic.objects.get(pk=andover.pk).is_closed

    client.post(url("close", andover), {"how_long": "for_good"})

    clinic = Clinic.objects.get(pk=andover.pk)
    assert (clinic.is_closed, clinic.page.status, clinic.page.live) == (True, "closed", False)


def test_it_names_groups_that_were_given_rights_by_hand(
    andover, san_diego, group_tree, person, owner, client
):
    client.force_login(owner)
    assert "by hand" not in client.get(url("close", andover)).content.decode()
    temps, readers = (Group.objects.create(name=name) for name in ("Temps", "Readers"))
    grant_pages(temps, andover.page, ["add", "change"])
    grant_pages(readers, andover.page.get_children().get(), ["change"])
    grant_pages(Group.objects.create(name="Elsewhere"), san_diego.page, ["change"])
    temp = person("temp", temps)

    words = " ".join(client.get(url("close", andover)).content.decode().split())

    assert "2 groups of users that were given rights on its pages by hand keep them" in words
    assert "“Readers”, “Temps”. " in words
    client.post(url("close", andover), {"how_long": "for_good"})
    assert andover.page.permissions_for_user(temp).can_edit()


def test_it_is_reopened(andover, editor, manager, owner, client):
    manager.groups.clear()
    close_clinic(andover)
    client.force_login(owner)
    text = client.get(url("reopen", andover)).content.decode()
    assert "2 pages are published" in text
    assert "Access again for andover-editor" in text

    answer = client.post(url("reopen", andover))

    (message,) = get_messages(answer.wsgi_request)
    assert "2 published, 1 with access" in str(message)
    assert not Clinic.objects.get(pk=andover.pk).is_closed


def test_doing_it_again_changes_nothing(andover, editor, owner, client):
    client.force_login(owner)
    for view, state in (("reopen", False), ("close", True), ("close", True), ("reopen", False)):
        answer = client.post(url(view, andover), {"how_long": "temporarily"})
        assert answer.status_code == 302
        assert Clinic.objects.get(pk=andover.pk).is_closed is state
    assert list(andover.editors.user_set.all()) == [editor]


@pytest.mark.parametrize("who", ["editor", "manager", "central_editor"])
@pytest.mark.parametrize("place", ["andover", "san_diego"])
@pytest.mark.usefixtures("editor", "manager", "central_editor", "andover", "san_diego")
def test_a_clinic_s_people_neither_close_nor_reopen(who, place, request, client):
    clinic = request.getfixturevalue(place)
    user = request.getfixturevalue(who)
    client.force_login(user)

    client.post(url("close", clinic), {"how_long": "for_good"})
    assert not Clinic.objects.get(pk=clinic.pk).is_closed

    close_clinic(clinic)
    client.force_login(user)
    client.post(url("reopen", clinic))
    assert Clinic.objects.get(pk=clinic.pk).is_closed


@pytest.mark.parametrize(
    ("codenames", "actions", "may"),
    [
        (["change_clinic"], ["add", "publish"], True),
        (["add_clinic"], ["add", "publish"], False),
        (["change_clinic"], ["change"], False),
    ],
)
def test_it_takes_both_kinds_of_right(codenames, actions, may, andover, group_tree, person, client):
    client.force_login(with_rights(person("closer"), group_tree.clinics, codenames, actions))

    client.post(url("close", andover), {"how_long": "temporarily"})

    assert Clinic.objects.get(pk=andover.pk).is_closed is may
    assert Page.objects.get(pk=andover.page.pk).live is not may


def test_a_clinic_below_no_website_stays_closed_and_says_why(andover, admin_client):
    close_clinic(andover)
    Site.objects.all().delete()

    answer = admin_client.post(url("reopen", andover))

    (message,) = get_messages(answer.wsgi_request)
    assert "below no website" in str(message)
    andover.refresh_from_db()
    assert andover.is_closed
