"""Making a clinic, whole and at once."""

from django.db import transaction
from django.utils.text import slugify
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupApprovalTask, Site, Workflow, WorkflowPage, WorkflowTask

from faq.querysets import faq_index_model
from tenancy.models import Clinic
from treatments.querysets import location_model

from .groups import ensure_group
from .rights import (
    EDITORS_FILES,
    EDITORS_MAY,
    MANAGERS_FILES,
    MANAGERS_MAY,
    grant_files,
    grant_pages,
    group_named,
    let_into_admin,
)


@transaction.atomic
def open_clinic(index, details, *, hostname="", port=80, publish=False, user=None):
    """Open a clinic below `index`, a clinic index, and return its `Clinic`.

    `details` are the fields of the clinic's page: title and slug, address, telephone, time zone,
    currency. Everything is made in one transaction: the page with its FAQ index, the editors' and
    the managers' group with their rights, the collections of its images and documents, the
    workflow in which the managers approve, and with a `hostname` a site of its own. A clinic that
    is there, by its slug below `index`, is kept as it is and given what it lacks. `user` is the
    author of what is made. Raises ValidationError for details that are wrong.
    """
    # Whoever opens the same clinic at the same time waits here.
    index = type(index).objects.select_for_update(of=("self",)).get(pk=index.pk)
    slug = details.get("slug") or slugify(details["title"], allow_unicode=True)
    page = location_model().objects.child_of(index).filter(slug=slug).first()
    if page is None:
        page = _make_page(index, {**details, "slug": slug}, publish, user)
    return furnish(page, hostname=hostname, port=port, publish=publish, user=user)


@transaction.atomic
def furnish(page, *, hostname="", port=80, publish=False, user=None):
    """Give a clinic's page all that belongs to a clinic and return its `Clinic`.

    What is there stays as it is, under whatever name it has by now.
    """
    group = ensure_group(page)
    clinic, _ = Clinic.objects.select_for_update().get_or_create(page=page)
    name = page.title
    clinic.editors = clinic.editors or group_named(f"{name}: editors")
    clinic.managers = clinic.managers or group_named(f"{name}: managers")
    _ensure_collections(clinic, name)
    _ensure_rights(clinic, group)
    clinic.workflow = clinic.workflow or _make_workflow(clinic, name)
    WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": clinic.workflow})
    if hostname:
        clinic.site = _ensure_site(page, hostname, port)
    clinic.save()
    _ensure_faq_index(page, publish, user)
    return clinic


def _make_page(index, details, publish, user):
    page = location_model()(**details, live=False, owner=user, locale_id=index.locale_id)
    # The tree gives a place; what else may be wrong with the page is said of its fields.
    page.full_clean(exclude=["path", "depth", "numchild", "url_path"])
    index.add_child(instance=page)
    revision = page.save_revision(user=user, log_action=True)
    if publish:
        revision.publish(user=user)
        page.refresh_from_db()
    return page


def _ensure_faq_index(page, publish, user):
    model = faq_index_model()
    if model.objects.child_of(page).exists():
        return
    index = model(
        title=f"Questions about {page.public_name}",
        slug="faq",
        live=False,
        owner=user,
        locale_id=page.locale_id,
    )
    page.add_child(instance=index)
    revision = index.save_revision(user=user, log_action=True)
    if publish:
        revision.publish(user=user)


def _ensure_collections(clinic, name):
    if clinic.image_collection and clinic.document_collection:
        return
    present = clinic.image_collection or clinic.document_collection
    parent = (
        present.get_parent() if present else Collection.get_first_root_node().add_child(name=name)
    )
    clinic.image_collection = clinic.image_collection or parent.add_child(name=f"{name}: images")
    clinic.document_collection = clinic.document_collection or parent.add_child(
        name=f"{name}: documents"
    )


def _ensure_rights(clinic, group):
    teams = (
        (clinic.editors, EDITORS_MAY, EDITORS_FILES),
        (clinic.managers, MANAGERS_MAY, MANAGERS_FILES),
    )
    collections = (
        (get_image_model(), clinic.image_collection),
        (get_document_model(), clinic.document_collection),
    )
    for team, pages, files in teams:
        let_into_admin(team)
        grant_pages(team, clinic.page, pages)
        for model, collection in collections:
            grant_files(team, model, collection, files)
            grant_files(team, model, group.shared_collection, ["choose"])


def _make_workflow(clinic, name):
    task = GroupApprovalTask.objects.create(name=f"{name}: approval by a manager")
    task.groups.add(clinic.managers)
    workflow = Workflow.objects.create(name=f"{name}: approval")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _ensure_site(page, hostname, port):
    site, _ = Site.objects.update_or_create(
        hostname=hostname, port=port, defaults={"root_page": page, "site_name": page.title}
    )
    return site
