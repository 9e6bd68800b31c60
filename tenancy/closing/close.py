"""Closing a clinic."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import PageSubscription, Revision, WorkflowState

from tenancy.log_actions import CLOSE
from tenancy.models import Clinic
from treatments.offering.addresses import addresses_of, settle_below
from treatments.offering.log_actions import entries_of_its_own

from .addresses import lead_away


@transaction.atomic
def close_clinic(clinic, *, for_good=False, user=None):
    """Close a clinic and return its `Clinic`; one that is closed already stays as it is.

    Its page says that it is closed, temporarily or for good. All its live pages are unpublished
    and their addresses lead on (see `closing.addresses`); what was to be published later or waited
    for approval is not; locks are removed. Its editors and managers lose their access and the
    notices of its comments. `reopen_clinic` gives back what can be given back.
    """
    clinic = Clinic.objects.select_for_update(of=("self",)).select_related("page").get(pk=clinic.pk)
    if clinic.is_closed:
        return clinic
    page = clinic.page
    states = page.Status
    status = states.CLOSED if for_good else states.TEMPORARILY_CLOSED
    below = page.base_page_model.objects.descendant_of(page, inclusive=True)
    people = empty_teams(clinic, below)
    _stop_work(below, user)
    pages, addresses = _unpublish(below, user)
    page.refresh_from_db()
    before = {"status": page.status, "pages": pages, "latest": page.latest_revision_id}
    note = _say_closed(page, status, user)
    # Whether those of the treatments are permanent depends on what the page says.
    settle_below(page)
    redirects = lead_away(addresses, page, for_good)
    clinic.before_closing = {**before, "note": note, "redirects": redirects}
    clinic.closed_at = timezone.now()
    clinic.save()
    data = {"status": status.label, "pages": len(pages), "people": people}
    with entries_of_its_own(user):
        log(page, CLOSE, user=user, data=data)
    return clinic


def empty_teams(clinic, below):
    """Take the access of a clinic's people, who are remembered; return how many they were."""
    teams = (
        (clinic.editors, clinic.former_editors),
        (clinic.managers, clinic.former_managers),
    )
    people = set()
    for team, former in teams:
        members = list(team.user_set.all()) if team else []
        former.set(members)
        people.update(members)
        if team:
            team.user_set.clear()
    unsubscribe(people, below)
    return len(people)


def unsubscribe(people, pages):
    """Send people no more notices of comments on `pages`, a queryset."""
    PageSubscription.objects.filter(user__in=people, page__in=pages.values("pk")).delete()


def work_in_hand(pages):
    """Return what is under way on `pages`, a queryset: revisions planned, workflows, locks."""
    ids = [str(pk) for pk in pages.values_list("pk", flat=True)]
    scheduled = Revision.page_revisions.filter(object_id__in=ids, approved_go_live_at__isnull=False)
    page_type = ContentType.objects.get_for_model(pages.model)
    workflows = WorkflowState.objects.active().filter(
        base_content_type=page_type, object_id__in=ids
    )
    return scheduled, workflows, pages.filter(locked=True)


def _stop_work(below, user):
    scheduled, workflows, locked = work_in_hand(below)
    scheduled.update(approved_go_live_at=None)
    for state in workflows:
        with entries_of_its_own(user):
            state.cancel(user=user)
    for page in locked.specific():
        with entries_of_its_own(user):
            log(page, "wagtail.unlock", user=user)
    locked.update(locked=False, locked_by=None, locked_at=None)


def _unpublish(below, user):
    """Unpublish the live pages; return what reopening needs to know of them, and addresses."""
    live = list(below.live().specific().order_by("-depth", "path"))
    addresses = [address for _, address in addresses_of(live)]
    pages = [{"id": page.pk, "revision": _live_revision(page)} for page in live]
    for page in live:
        # An alias goes with its source, and may be gone by now.
        page.refresh_from_db(fields=["live"])
        with entries_of_its_own(user):
            page.unpublish(user=user)
    return pages, addresses


def _live_revision(page):
    """Return the id of the live revision; one is made for a page that was published without.

    An alias has none: it is what its source is.
    """
    if page.live_revision_id or page.alias_of_id:
        return page.live_revision_id
    draft = page.latest_revision
    revision = type(page).objects.get(pk=page.pk).save_revision(clean=False, changed=False)
    if draft:
        # Somebody's draft stays the newest.
        type(page).objects.filter(pk=page.pk).update(latest_revision=draft)
        before = draft.created_at - timedelta(milliseconds=1)
        Revision.objects.filter(pk=revision.pk).update(created_at=before)
        page.refresh_from_db()
    return revision.pk


def write_status(page, status):
    """Write a status into the page itself; whoever follows pages hears of it."""
    page.status = status
    page.save(clean=False, update_fields=["status"])


def _say_closed(page, status, user):
    """Write the status into the page and into its draft; return the id of the new draft."""
    draft = page.get_latest_revision_as_object()
    write_status(page, status)
    draft.status = status
    return draft.save_revision(user=user, clean=False).pk
