"""What was made for a clinic goes with its page, and nothing else does."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection, Page, Site, Task, Workflow, WorkflowPage

from tenancy.models import Clinic
from tenancy.opening.clinics import furnish
from tests.api.builders import make_image
from tests.world import open_in


def names(model):
    return set(model.objects.values_list("name", flat=True))


@pytest.mark.parametrize("how", ["page", "base page", "queryset", "index"])
def test_all_that_was_made_goes_with_the_page(how, group_tree, andover, person):
    before = {model: names(model) for model in (Group, Collection, Workflow, Task)}
    clinic = open_in(group_tree, "San Diego")
    furnish(clinic.page, hostname="san-diego.example")
    editor = person("sd-editor", clinic.editors)
    if how == "page":
        clinic.page.delete()
    elif how == "base page":
        Page.objects.get(pk=clinic.page.pk).delete()
    elif how == "queryset":
        Page.objects.filter(slug="san-diego").delete()
    else:
        Page.objects.get(pk=clinic.page.pk).move(group_tree.treatments, pos="last-child")
        Page.objects.get(pk=group_tree.treatments.pk).delete()

    assert {model: names(model) for model in before} == before
    assert not Site.objects.filter(hostname="san-diego.example").exists()
    assert Clinic.objects.get() == andover
    assert type(editor).objects.filter(pk=editor.pk).exists()


def test_a_collection_that_holds_something_stays(andover):
    make_image(collection=andover.image_collection)

    andover.page.delete()

    assert {"Andover", "Andover: images"} <= names(Collection)
    assert "Andover: documents" not in names(Collection)


def test_a_workflow_of_other_pages_stays(andover, group_tree):
    WorkflowPage.objects.create(page=group_tree.questions, workflow=andover.workflow)

    andover.page.delete()

    assert group_tree.questions.get_workflow() == andover.workflow
    assert Task.objects.filter(workflow_tasks__workflow=andover.workflow).exists()
