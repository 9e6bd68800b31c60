"""“Add clinic” and “People and settings” in the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import querydict_from_html

from locations.models import LocationPage
from tenancy.models import Clinic
from tenancy.opening.clinics import open_clinic
from tests.built_once import built_once
from tests.world import ADDRESSES

from .test_opening import NEW, everything

FORM = {**NEW, "phone": "01264 960000", "hostname": "", "slug": ""}


@built_once
def owner():
    return get_user_model().objects.create_superuser("owner", "owner@example.com", "secret")


@built_once
def page_editor(group_tree, owner):
    """The page editor for a new clinic: its address, and what its form sends when it is empty."""
    index = group_tree.clinics.pk
    url = reverse("wagtailadmin_pages:add", args=["locations", "locationpage", index])
    client = Client()
    client.force_login(owner)
    return url, form_in(client.get(url))


def form_in(response):
    return querydict_from_html(response.content.decode(), form_id="page-edit-form").dict()


@pytest.fixture
def add_url(group_tree):
    return reverse("tenancy_add_clinic", args=[group_tree.clinics.pk])


def with_rights(user, index, codenames, actions):
    """Put a user into a group with Django's rights `codenames` and `actions` below an index."""
    group = Group.objects.create(name=f"Group of {user.username}")
    codenames = ["access_admin", *codenames]
    group.permissions.add(*Permission.objects.filter(codename__in=codenames))
    for action in actions:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=f"{action}_page"
        )
        GroupPagePermission.objects.create(group=group, page=index, permission=permission)
    user.groups.add(group)
    return user


def test_a_clinic_is_added_in_one_form(add_url, owner, client):
    client.force_login(owner)
    assert client.get(add_url).status_code == 200

    data = {**FORM, "hostname": "winchester.example:8000", "publish_now": "on"}
    answer = client.post(add_url, data)

    clinic = Clinic.objects.get(page__title="Winchester")
    assert answer.url == reverse("tenancy_clinic", args=[clinic.page.pk])
    (message,) = get_messages(answer.wsgi_request)
    assert "is open and live" in str(message)
    assert (clinic.page.slug, clinic.page.live, clinic.page.owner) == ("winchester", True, owner)
    assert clinic.page.phone.as_e164 == "+441264960000"
    assert clinic.site.root_url == "http://winchester.example:8000"


def test_without_a_tick_it_is_a_draft(add_url, owner, client):
    client.force_login(owner)

    client.post(add_url, FORM)

    assert not LocationPage.objects.get(title="Winchester").live


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"timezone": ""}, "This field is required"),
        ({"postcode": ""}, "Fill in the postcode"),
        ({"phone": "12"}, "A number of the United Kingdom looks like"),
        ({"hostname": "group.example"}, "There is another website at group.example"),
        ({"hostname": "winchester.example:0"}, "stands a port"),
        ({"hostname": "https://winchester.example/"}, "stands a port"),
        ({"title": "!!!"}, "Give the clinic a name"),
        ({"title": "San Diego"}, "This clinic is here already, as “San Diego”"),
        ({"slug": "san-diego"}, "already in use"),
    ],
)
def test_what_is_wrong_is_said(changes, words, add_url, san_diego, owner, client):
    client.force_login(owner)
    before = everything()

    answer = client.post(add_url, {**FORM, **changes})

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert everything() == before


def test_a_clinic_that_was_renamed_is_not_added_again(add_url, andover, owner, client):
    andover.page.title, andover.page.slug = "West", "west"
    andover.page.save_revision().publish()
    client.force_login(owner)
    before, form = everything(), {**FORM, "title": "Andover"}

    answer = client.post(add_url, form)

    assert "This clinic is here already, as “West”" in answer.content.decode()
    assert everything() == before
    client.post(add_url, {**form, "slug": "andover-2"})
    assert Clinic.objects.filter(page__slug="andover-2").exists()


@pytest.mark.parametrize(
    ("codenames", "actions", "may"),
    [
        (["add_clinic"], ["add", "publish"], True),
        (["add_clinic"], ["add"], False),
        ([], ["add", "publish"], False),
        (["add_clinic"], [], False),
    ],
)
def test_it_takes_both_kinds_of_right(codenames, actions, may, add_url, group_tree, person, client):
    user = with_rights(person("opener"), group_tree.clinics, codenames, actions)
    client.force_login(user)

    assert (client.get(add_url).status_code == 200) is may
    client.post(add_url, FORM)
    assert Clinic.objects.filter(page__title="Winchester").exists() is may
    if actions:
        explorer = client.get(reverse("wagtailadmin_explore", args=[group_tree.clinics.pk]))
        assert (add_url in explorer.content.decode()) is may


@pytest.mark.parametrize("who", ["editor", "manager", "central_editor"])
@pytest.mark.usefixtures("editor", "manager", "central_editor")
def test_a_clinic_s_people_open_none(who, request, add_url, client):
    client.force_login(request.getfixturevalue(who))
    before = everything()

    client.post(add_url, FORM)

    assert everything() == before


def test_the_group_editor_offers_the_rights(owner, client, db):
    client.force_login(owner)

    page = client.get(reverse("wagtailusers_groups:add")).content.decode()

    for codename in ("add_clinic", "change_clinic"):
        permission = Permission.objects.get(codename=codename)
        assert f'value="{permission.pk}"' in page


@pytest.mark.parametrize("who", ["editor", "manager"])
@pytest.mark.usefixtures("editor", "manager")
def test_its_people_see_their_clinic_and_no_other(who, request, andover, san_diego, client):
    client.force_login(request.getfixturevalue(who))
    own = reverse("tenancy_clinic", args=[andover.page.pk])

    assert client.get(own).status_code == 200
    assert client.get(reverse("tenancy_clinic", args=[san_diego.page.pk])).status_code == 302
    header = client.get(reverse("wagtailadmin_pages:edit", args=[andover.page.pk]))
    assert own in header.content.decode()


def test_a_page_that_was_made_by_hand_is_set_up(group_tree, owner, editor, client):
    page = group_tree.clinic("Whistler")
    clinic_url = reverse("tenancy_clinic", args=[page.pk])
    set_up = reverse("tenancy_set_up", args=[page.pk])
    client.force_login(editor)
    client.post(set_up)
    assert not Clinic.objects.filter(page=page).exists()

    client.force_login(owner)
    assert "Set up this clinic" in client.get(clinic_url).content.decode()
    for view in ("close", "reopen", "invite"):
        assert client.get(reverse(f"tenancy_{view}", args=[page.pk])).status_code in (302, 404)
    client.post(set_up)

    assert Clinic.objects.get(page=page).managers.name == "Whistler: managers"


def test_a_clinic_made_in_the_page_editor_has_everything(page_editor, owner, client):
    client.force_login(owner)
    url, form = page_editor

    client.post(url, {**form, **FORM, "slug": "winchester", "action-publish": "1"})

    clinic = Clinic.objects.get(page__slug="winchester")
    assert clinic.page.get_workflow() == clinic.workflow
    assert clinic.page.get_children().live().count() == 1


def test_a_clinic_that_saves_itself_while_it_is_typed_waits_for_its_whole_name(
    page_editor, owner, client
):
    client.force_login(owner)
    url, form = page_editor

    half = {**form, **FORM, "title": "Win", "slug": "win"}
    answer = client.post(url, half, headers={"accept": "application/json"})

    assert answer.json()["success"]
    page = answer.json()["pk"]
    assert not Clinic.objects.filter(page=page).exists()
    edit = reverse("wagtailadmin_pages:edit", args=[page])
    form = form_in(client.get(edit))
    client.post(edit, {**form, **FORM, "slug": "winchester", "action-publish": "1"})

    assert Clinic.objects.get(page=page).editors.name == "Winchester: editors"


def test_what_was_deleted_does_not_break_the_page(andover, owner, client):
    Group.objects.all().delete()
    andover.workflow.delete()
    for collection in (andover.image_collection, andover.document_collection):
        collection.delete()
    client.force_login(owner)

    page = client.get(reverse("tenancy_clinic", args=[andover.page.pk])).content.decode()

    assert "Missing" in page
    for view in ("close", "invite"):
        assert client.get(reverse(f"tenancy_{view}", args=[andover.page.pk])).status_code == 200


def test_only_a_clinic_index_holds_clinics(group_tree, owner, client):
    client.force_login(owner)
    for page in (group_tree.home.pk, 10**9):
        assert client.get(reverse("tenancy_add_clinic", args=[page])).status_code == 404


def test_opening_asks_as_often_among_many_clinics(group_tree, andover, count_queries):
    def opened(title):
        return count_queries(
            lambda: open_clinic(group_tree.clinics, {**ADDRESSES["San Diego"], "title": title})
        )

    # Wagtail keeps collections in the order of their names, and moves those behind a new one.
    opened("T 1")
    few = opened("T 2")
    for number in range(3, 9):
        opened(f"T {number}")

    assert opened("T 9") == few
