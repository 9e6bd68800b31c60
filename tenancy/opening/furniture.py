"""What a clinic has beside its pages; each function makes what is missing and keeps the rest."""

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from tenancy.models import ClinicGroup

from .rights import (
    EDITORS_FILES,
    EDITORS_MAY,
    MANAGERS_FILES,
    MANAGERS_MAY,
    grant_files,
    grant_pages,
    group_named,
    let_into_admin,
    short_name,
)


def ensure_team(group, name):
    """Return a group of users that may enter the admin: `group`, or a new one called `name`."""
    group = group or group_named(name)
    let_into_admin(group)
    return group


def ensure_collections(clinic):
    """Give a clinic a collection with one for its images and one for its documents in it."""
    name = short_name(clinic.page)
    clinic.collection = clinic.collection or Collection.get_first_root_node().add_child(name=name)
    clinic.image_collection = clinic.image_collection or clinic.collection.add_child(
        name=f"{name}: images"
    )
    clinic.document_collection = clinic.document_collection or clinic.collection.add_child(
        name=f"{name}: documents"
    )


def ensure_rights(clinic, group):
    """Let a clinic's teams work on its pages and files, and choose what its group shares.

    What another group shares, to which the clinic belonged before, they choose no more.
    """
    others = ClinicGroup.objects.exclude(pk=group.pk)
    GroupCollectionPermission.objects.filter(
        group__in=[clinic.editors, clinic.managers],
        collection__in=others.filter(shared_collection__isnull=False).values("shared_collection"),
    ).delete()
    teams = (
        (clinic.editors, EDITORS_MAY, EDITORS_FILES),
        (clinic.managers, MANAGERS_MAY, MANAGERS_FILES),
    )
    collections = (
        (get_image_model(), clinic.image_collection),
        (get_document_model(), clinic.document_collection),
    )
    for team, pages, files in teams:
        grant_pages(team, clinic.page, pages)
        for model, collection in collections:
            grant_files(team, model, collection, files)
            grant_files(team, model, group.shared_collection, ["choose"])


def ensure_workflow(clinic):
    """Let a clinic's managers approve what is submitted on its pages.

    Another workflow that was given to the clinic's page by hand stays, and one of the clinic's
    own that was switched off stays so.
    """
    if WorkflowPage.objects.filter(page=clinic.page).exclude(workflow=clinic.workflow).exists():
        return
    clinic.workflow = clinic.workflow or _make_workflow(short_name(clinic.page))
    tasks = GroupApprovalTask.objects.filter(workflow_tasks__workflow=clinic.workflow)
    for task in tasks.filter(groups=None):
        # It is new, or its group was deleted.
        task.groups.add(clinic.managers)
    if clinic.workflow.active:
        WorkflowPage.objects.get_or_create(page=clinic.page, workflow=clinic.workflow)


def _make_workflow(name):
    task = GroupApprovalTask.objects.create(name=f"{name}: approval by a manager")
    workflow = Workflow.objects.create(name=f"{name}: approval")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow
