"""What a person may choose: his own content, and live content that the clinics share."""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from wagtail.models import Collection

from faq.models import FAQIndexPage
from tenancy.models import ClinicGroup
from tenancy.opening.clinics import open_clinic
from tenancy.scope.rules import (
    choosable_documents,
    choosable_images,
    choosable_pages,
    may_choose_page,
)
from tests.api.builders import local_answer, make_document, make_image, make_site, offer, restrict
from tests.built_once import built_once
from tests.world import ADDRESSES


def titles(pages):
    return set(pages.values_list("title", flat=True))


@built_once
def offered(group_tree, andover, san_diego):
    """A library with a live and an unpublished treatment, offered by both clinics."""
    botox = group_tree.treatment("Botox", slug="botox")
    group_tree.treatment("Draft peel", live=False)
    offer(botox, andover.page, local_title="Botox in Andover", live=False)
    offer(botox, san_diego.page, local_title="Botox in San Diego")
    question = group_tree.question("Does it hurt?")
    local_answer(question, andover.page, title="Hurt in Andover?")
    local_answer(question, san_diego.page, title="Hurt in San Diego?")
    return botox


def test_an_editor_chooses_his_own_and_what_is_live_and_shared(offered, editor, manager):
    expected = {
        "Group",
        "Treatments",
        "Botox",
        "Questions",
        "Does it hurt?",
        "Clinics",
        "Andover",
        "Botox in Andover",
        "Questions about Andover",
        "Hurt in Andover?",
    }
    assert titles(choosable_pages(editor)) == expected
    assert titles(choosable_pages(manager)) == expected


def test_the_central_team_chooses_drafts_of_the_library_and_live_clinics(
    offered, central_editor, group_tree
):
    group_tree.clinic("Not open yet", live=False)
    assert titles(choosable_pages(central_editor)) == {
        "Group",
        "Treatments",
        "Botox",
        "Draft peel",
        "Questions",
        "Does it hurt?",
        "Clinics",
        "Andover",
        "San Diego",
        "Vancouver",
    }


def test_shared_pages_that_are_not_public_are_not_shared(group_tree, offered, editor):
    group_tree.question("Over?", expire_at=timezone.now() - timedelta(days=1))
    restrict(offered)
    assert titles(choosable_pages(editor)) & {"Over?", "Botox"} == set()


def test_what_is_own_may_be_chosen_in_any_state(andover, editor):
    page = andover.page
    restrict(page)
    page.live = False
    page.save()
    assert may_choose_page(editor, page)


def test_nothing_of_another_group_is_shared(offered, editor, central_editor):
    other = make_site("South", "south.example")
    other.treatment("Southern peel")
    other.clinic("Southern clinic")
    for user in (editor, central_editor):
        shown = titles(choosable_pages(user))
        assert shown & {"South", "Southern peel", "Southern clinic"} == set()
        assert "Botox" in shown


def test_a_clinic_with_a_site_of_its_own_belongs_to_its_group(group_tree, person):
    clinic = open_clinic(
        group_tree.clinics,
        {"title": "Andover", **ADDRESSES["Andover"]},
        hostname="andover.example",
        publish=True,
    )
    group_tree.treatment("Botox")
    assert may_choose_page(person("editor", clinic.editors), group_tree.treatments)


def test_who_works_for_two_clinics_chooses_in_both_and_not_in_a_third(
    offered, andover, san_diego, group_tree, person
):
    third = open_clinic(group_tree.clinics, {"title": "Third", **ADDRESSES["Andover"]}).page
    both = person("both", andover.editors, san_diego.editors)
    shown = titles(choosable_pages(both))
    assert {"Botox in Andover", "Botox in San Diego", "Hurt in San Diego?"} <= shown
    assert not may_choose_page(both, third)


def test_nobody_and_people_without_pages_choose_nothing_and_superusers_everything(
    offered, person, editor
):
    assert not choosable_pages(AnonymousUser()).exists()
    assert not choosable_pages(person("guest")).exists()
    editor.is_active = False
    assert not choosable_pages(editor).exists()
    chief = person("chief")
    chief.is_superuser = True
    assert "Draft peel" in titles(choosable_pages(chief))


def test_what_stands_beside_the_clinics_is_shared_at_any_depth(group_tree, andover, editor):
    notes = group_tree.clinics.add_child(instance=FAQIndexPage(title="About the clinics"))
    assert may_choose_page(editor, notes)


def test_files_are_those_of_own_and_of_shared_collections(andover, san_diego, editor):
    shared = ClinicGroup.objects.get().shared_collection
    for make, choosable, field in (
        (make_image, choosable_images, "image_collection"),
        (make_document, choosable_documents, "document_collection"),
    ):
        make("Own", collection=getattr(andover, field))
        make("Foreign", collection=getattr(san_diego, field))
        make("Shared", collection=shared)
        make("Loose", collection=Collection.get_first_root_node())
        assert titles(choosable(editor)) == {"Own", "Shared"}


def test_the_number_of_queries_does_not_depend_on_how_many_clinics_there_are(
    group_tree, offered, editor, count_queries
):
    def ask():
        return list(choosable_pages(type(editor).objects.get(pk=editor.pk)))

    before = count_queries(ask)
    for number in range(5):
        clinic = open_clinic(group_tree.clinics, {"title": f"No. {number}", **ADDRESSES["Andover"]})
        editor.groups.add(clinic.editors)
        offer(offered, clinic.page)
    assert count_queries(ask) == before
