"""The group that clinics belong to: its central team and what it shares."""

from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from faq.models import FAQTopic
from faq.querysets import faq_index_model
from tenancy.models import ClinicGroup
from tenancy.tree import group_page_of
from treatments.models import Area, Concern, Product, TreatmentCategory
from treatments.querysets import treatment_index_model

from .rights import (
    EDITORS_FILES,
    EDITORS_MAY,
    MANAGERS_FILES,
    MANAGERS_MAY,
    grant_files,
    grant_model,
    grant_pages,
    group_named,
    let_into_admin,
    one_at_a_time,
    short_name,
)

# The registers that the treatment library and the shared questions choose from.
REGISTERS = (TreatmentCategory, Concern, Area, Product, FAQTopic)


class NoGroupError(Exception):
    """The page is below no site's root, so it belongs to no group of clinics."""


@transaction.atomic
def ensure_group(page):
    """Return the ClinicGroup that a page belongs to, with all that it needs; makes what is missing.

    Its central team may edit (editors) and publish (managers) the treatment library and the
    shared questions, and keeps the collection from which every clinic may choose. Its managers
    keep the registers, which its editors may look at. Raises NoGroupError for a page outside
    every site.
    """
    root = group_page_of(page)
    if root is None:
        raise NoGroupError(f"“{page.title}” is below no site’s root page.")
    one_at_a_time()
    group, _ = ClinicGroup.objects.select_for_update().get_or_create(root_page=root)
    name = short_name(root)
    group.editors = group.editors or group_named(f"{name}: central editors")
    group.managers = group.managers or group_named(f"{name}: central managers")
    group.shared_collection = group.shared_collection or Collection.get_first_root_node().add_child(
        name=f"{name}: shared"
    )
    group.save()
    teams = (
        (group.editors, EDITORS_MAY, EDITORS_FILES, ["view"]),
        (group.managers, MANAGERS_MAY, MANAGERS_FILES, ["view", "add", "change", "delete"]),
    )
    for team, pages, files, registers in teams:
        let_into_admin(team)
        for register in REGISTERS:
            grant_model(team, register, registers)
        for index in shared_indexes(root):
            grant_pages(team, index, pages)
        for model in (get_image_model(), get_document_model()):
            grant_files(team, model, group.shared_collection, files)
    return group


def shared_indexes(root):
    """Return the pages of a group below which its library and its shared questions stand."""
    models = (treatment_index_model(), faq_index_model())
    return [page for model in models for page in model.objects.child_of(root)]
