"""Deleting a treatment of the library that clinics offer: what becomes of their pages."""

from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from treatments.querysets import clinic_path, clinic_treatment_model, location_model

from . import addresses
from .log_actions import MOVE, RELEASE, entries_of_its_own


def uses_of(pages):
    """Return the clinics' pages that show what `pages`, or pages below them, say; a queryset.

    Those that are themselves among or below `pages` are left out.
    """
    model = clinic_treatment_model()
    paths = [page.path for page in pages]
    if not paths:
        return model.objects.none()
    within = at_or_below("path", paths)
    shown = at_or_below("treatment__path", paths)
    return (
        model.objects.filter(shown)
        .exclude(within)
        .select_related("treatment")
        .annotate_approved_schedule()
        .prefetch_workflow_states()
        .order_by("treatment__title", "path")
    )


def at_or_below(field, paths):
    """Return the condition that the tree path in `field` is one of `paths` or below it."""
    return reduce(or_, (Q(**{f"{field}__startswith": path}) for path in paths))


def clinics_of(pages):
    """Return `{page: clinic}` for clinics' treatments, in one query."""
    paths = {clinic_path(page.path) for page in pages}
    clinics = {c.path: c for c in location_model().objects.filter(path__in=paths)}
    return {page: clinics.get(clinic_path(page.path)) for page in pages}


def may_release(page, user):
    """Return whether a user may take a clinic's page from its treatment."""
    permissions = page.permissions_for_user(user)
    return (
        permissions.can_edit()
        and not permissions.page_locked()
        and (not page.live or permissions.can_publish())
    )


@transaction.atomic
def withdraw_all(pages, user=None):
    """Take clinics' pages off the site and leave them as drafts that show no treatment.

    Their addresses lead to their clinics. What the clinics wrote themselves is kept.
    """
    pages = list(pages)
    for page in pages:
        # An alias goes with its source, and may be gone by now.
        page.refresh_from_db(fields=["live"])
        with entries_of_its_own(user):
            if page.live:
                page.unpublish(user=user)
            _note(page, RELEASE, user, page.treatment)
        page.treatment = None
    clinic_treatment_model().objects.filter(pk__in=[page.pk for page in pages]).update(
        treatment=None
    )
    addresses.settle(pages)


@transaction.atomic
def give_treatment(pages, treatment, user=None):
    """Let clinics' pages show another treatment of the library, which none of the clinics offers.

    What the clinics wrote themselves is kept, live and in drafts, and remembers from now on what
    it takes the place of in the other treatment. A page that is live stays so.
    """
    for page in pages:
        with entries_of_its_own(user):
            _note(page, MOVE, user, page.treatment, treatment)
            _give(page, treatment, user)


def _give(page, treatment, user):
    has_draft = page.has_unpublished_changes
    _show(page, treatment)
    page.save(clean=False)
    if page.alias_of_id or not page.latest_revision_id:
        return
    draft = page.get_latest_revision_as_object()
    _show(draft, treatment)
    revision = draft.save_revision(user=user, clean=False, log_action=True)
    if page.live and not has_draft:
        revision.publish(user=user, skip_permission_checks=True)


def _show(page, treatment):
    page.treatment = treatment
    page.replaced = {}


def _note(page, action, user, treatment, another=None):
    data = {"treatment": {"id": treatment.pk, "title": treatment.title}}
    if another:
        data["another"] = {"id": another.pk, "title": another.title}
    log(instance=page, action=action, user=user, data=data)
