"""A clinic is opened whole, and again without harm."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, PageLogEntry, Site, Task, Workflow, WorkflowPage
from wagtail.permissions import policy_registry

from locations.models import LocationIndexPage, LocationPage
from tenancy.models import Clinic, ClinicGroup
from tenancy.opening.clinics import furnish, open_clinic
from tenancy.opening.groups import NoGroupError, ensure_group
from tests.api.builders import make_site
from tests.world import ADDRESSES

DETAILS = {"title": "Andover", **ADDRESSES["Andover"]}
# A clinic that is not open yet.
NEW = {**DETAILS, "title": "Winchester"}


def everything():
    """Return how many there are of all that opening a clinic makes."""
    models = (Page, Clinic, ClinicGroup, Group, Collection, Workflow, Task, WorkflowPage, Site)
    return {model.__name__: model.objects.count() for model in models}


def test_opening_twice_makes_one_clinic(group_tree, andover):
    before = everything()

    again = open_clinic(group_tree.clinics, DETAILS)

    assert again == andover
    assert everything() == before


def test_a_clinic_that_was_renamed_is_known_again(group_tree, andover):
    andover.page.title, andover.page.slug = "Andover West", "andover-west"
    andover.page.save_revision().publish()
    before = everything()

    assert open_clinic(group_tree.clinics, DETAILS) == andover
    furnish(andover.page)

    assert everything() == before
    andover.page.refresh_from_db()
    assert andover.page.title == "Andover West"


def test_a_clinic_that_was_moved_keeps_everything(group_tree, andover, editor, manager):
    other = group_tree.home.add_child(instance=LocationIndexPage(title="UK", slug="uk"))
    before = everything()

    andover.page.move(other, pos="last-child")
    # Both where it was opened and where it stands now.
    for index in (group_tree.clinics, other):
        index.refresh_from_db()
        assert open_clinic(index, DETAILS) == andover

    assert everything() == before
    page = LocationPage.objects.get(pk=andover.page.pk)
    assert page.permissions_for_user(editor).can_edit()
    assert page.permissions_for_user(manager).can_publish()
    assert page.get_workflow() == andover.workflow


def test_the_same_slug_below_another_index_is_another_clinic(group_tree, andover):
    other = group_tree.home.add_child(instance=LocationIndexPage(title="UK", slug="uk"))

    another = open_clinic(other, DETAILS)

    assert another != andover
    assert another.page.slug == andover.page.slug
    assert another.editors.name != andover.editors.name


def test_its_people_may_work_there_and_nowhere_else(andover, san_diego, editor, manager):
    assert andover.page.permissions_for_user(editor).can_edit()
    assert not andover.page.permissions_for_user(editor).can_publish()
    assert andover.page.permissions_for_user(manager).can_publish()
    assert andover.page.permissions_for_user(manager).can_lock()
    for user in (editor, manager):
        assert not san_diego.page.permissions_for_user(user).can_edit()
        assert not andover.page.permissions_for_user(user).can_delete()
        assert user.has_perm("wagtailadmin.access_admin")
        assert not user.has_perm("treatments.view_concern")


@pytest.mark.parametrize("model", [get_image_model(), get_document_model()])
def test_its_files_are_its_own(model, andover, san_diego, editor):
    policy = policy_registry.get_by_type(model)
    own = {get_image_model(): andover.image_collection}.get(model, andover.document_collection)
    shared = ClinicGroup.objects.get().shared_collection

    may_add = policy.collections_user_has_permission_for(editor, "add")
    may_choose = policy.collections_user_has_permission_for(editor, "choose")

    assert list(may_add) == [own]
    assert set(may_choose) == {own, shared}


def test_the_managers_approve_what_is_submitted(andover, editor, manager):
    page = andover.page
    page.save_revision(user=editor)
    task = page.get_workflow().start(page, editor).current_task_state.task.specific

    assert [action for action, _, _ in task.get_actions(page, manager)]
    assert not task.get_actions(page, editor)


def test_the_central_team_keeps_library_and_registers(group_tree, andover, central_editor, person):
    central_manager = person("central-manager", ClinicGroup.objects.get().managers)

    for user, may in ((central_editor, False), (central_manager, True)):
        assert group_tree.treatments.permissions_for_user(user).can_edit()
        assert group_tree.treatments.permissions_for_user(user).can_publish() is may
        assert not andover.page.permissions_for_user(user).can_edit()
        assert user.has_perm("treatments.view_concern")
        for right in ("treatments.delete_concern", "faq.add_faqtopic"):
            assert user.has_perm(right) is may


def test_what_was_deleted_by_hand_is_made_again(andover, person):
    Group.objects.filter(pk__in=[andover.managers_id]).delete()
    Collection.objects.get(pk=andover.image_collection_id).delete()
    WorkflowPage.objects.all().delete()

    mended = furnish(andover.page)

    manager = person("new-manager", mended.managers)
    assert andover.page.permissions_for_user(manager).can_publish()
    assert mended.editors == andover.editors
    assert mended.image_collection.get_parent() == mended.document_collection.get_parent()
    task = andover.page.get_workflow().tasks.get().specific
    assert list(task.groups.all()) == [mended.managers]


def test_a_workflow_that_was_given_by_hand_stays(andover):
    other = Workflow.objects.create(name="Of the house")
    WorkflowPage.objects.filter(page=andover.page).update(workflow=other)

    furnish(andover.page)

    assert LocationPage.objects.get(pk=andover.page.pk).get_workflow() == other


def test_drafts_are_made_unless_it_is_published(group_tree, django_user_model):
    owner = django_user_model.objects.create_superuser("owner", "o@example.com", "secret")

    clinic = open_clinic(group_tree.clinics, NEW, user=owner)

    pages = clinic.page.get_descendants(inclusive=True)
    assert pages.count() == 2
    assert not pages.live().exists()
    assert {page.owner for page in pages} == {owner}
    assert {page.latest_revision.user for page in pages} == {owner}


def test_with_a_hostname_it_has_a_website_of_its_own(group_tree):
    clinic = open_clinic(group_tree.clinics, NEW, hostname="Winchester.Example", publish=True)

    assert clinic.site.root_page_id == clinic.page.pk
    assert clinic.page.full_url == "http://winchester.example/"
    before = everything()

    moved = furnish(clinic.page, hostname="winchester.test", port=8000)

    assert everything() == before
    assert moved.page.full_url == "http://winchester.test:8000/"


@pytest.mark.parametrize("hostname", ["group.example", "https://winchester.example", "a b", "a..b"])
def test_a_website_that_is_another_s_or_none_is_refused(hostname, group_tree):
    before = everything()

    with pytest.raises(ValidationError) as refused:
        open_clinic(group_tree.clinics, NEW, hostname=hostname)

    assert list(refused.value.message_dict) == ["hostname"]
    assert everything() == before
    assert Site.objects.get(hostname="group.example").root_page_id == group_tree.home.pk


@pytest.mark.parametrize("stored", ["a.example", "A.Example"])
@pytest.mark.parametrize("port", [80, 443, 8000])
def test_another_s_host_is_refused_at_every_port(port, stored, group_tree, san_diego):
    furnish(san_diego.page, hostname="a.example")
    Site.objects.filter(hostname="a.example").update(hostname=stored)
    before = everything()

    for name in ("a.example", "A.EXAMPLE", "group.example"):
        with pytest.raises(ValidationError) as refused:
            open_clinic(group_tree.clinics, NEW, hostname=name, port=port)
        assert "another website at" in refused.value.message_dict["hostname"][0]

    assert everything() == before
    assert Site.objects.get(hostname=stored).root_page_id == san_diego.page.pk


def test_its_own_host_may_get_another_port(group_tree, andover):
    # Made by hand.
    site = Site.objects.create(hostname="A.example", port=443, root_page=andover.page)
    before = everything()

    assert furnish(andover.page, hostname="a.example", port=8000).site == site

    assert furnish(andover.page, hostname="a.example").site.root_url == "http://a.example"
    assert everything() == before


def test_all_that_is_wrong_is_said_at_once(group_tree):
    wrong = {**NEW, "timezone": "America/Vancouver", "postcode": "", "phone": "12"}
    before = everything()

    with pytest.raises(ValidationError) as refused:
        open_clinic(group_tree.clinics, wrong)

    assert set(refused.value.message_dict) == {"timezone", "postcode", "phone"}
    assert everything() == before


@pytest.mark.parametrize("title", ["", "!!!"])
def test_a_clinic_without_a_name_is_refused(title, group_tree):
    with pytest.raises(ValidationError):
        open_clinic(group_tree.clinics, {**NEW, "title": title})


def test_a_tree_without_a_site_has_no_clinics(group_tree):
    Site.objects.all().delete()
    before = everything()

    with pytest.raises(NoGroupError):
        open_clinic(group_tree.clinics, NEW)

    assert everything() == before


def test_a_group_is_made_once(group_tree):
    south = make_site("South", "south.example")
    first = ensure_group(south.clinics)
    before = everything()

    assert ensure_group(south.treatments) == first != ensure_group(group_tree.clinics)
    assert everything() == before


def test_who_opened_it_is_in_its_history(group_tree, django_user_model):
    owner = django_user_model.objects.create_superuser("owner", "o@example.com", "secret")

    page = open_clinic(group_tree.clinics, NEW, publish=True, user=owner).page
    open_clinic(group_tree.clinics, NEW)

    entries = PageLogEntry.objects.filter(page=page.pk, action="clinicsite.open_clinic")
    assert [(entry.user, str(entry.message)) for entry in entries] == [(owner, "Opened the clinic")]


@pytest.mark.parametrize("title", ["Dermatology " * 20, "Ä" * 255])
def test_a_long_name_is_shortened_where_it_does_not_fit(group_tree, title):
    details = {"title": title.strip(), "slug": "long", **ADDRESSES["Andover"]}

    clinic = open_clinic(group_tree.clinics, details)

    assert clinic.page.title == title.strip()
    assert clinic.managers.name.endswith("…: managers")


def test_a_clinic_that_goes_to_another_group_chooses_from_that(andover, editor):
    south = make_site("South", "south.example")
    policy = policy_registry.get_by_type(get_image_model())

    andover.page.move(south.clinics, "last-child")

    shared = {group.root_page.title: group.shared_collection for group in ClinicGroup.objects.all()}
    user = type(editor).objects.get(pk=editor.pk)
    choosable = policy.collections_user_has_permission_for(user, "choose")
    assert shared["South"] in choosable
    assert shared["Group"] not in choosable
    assert andover.image_collection in choosable
