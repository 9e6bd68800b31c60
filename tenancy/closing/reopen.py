"""Opening a closed clinic again."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from tenancy.log_actions import REOPEN
from tenancy.models import Clinic
from tenancy.opening.clinics import furnish
from treatments.offering.addresses import settle_below
from treatments.offering.log_actions import entries_of_its_own

from .addresses import lead_back
from .aliases import publish_alias
from .close import write_status


@dataclass
class Reopening:
    """What reopening did: the pages published, those left as drafts, and who has access again."""

    clinic: Clinic
    published: list = field(default_factory=list)
    left: list = field(default_factory=list)
    people: set = field(default_factory=set)


@transaction.atomic
def reopen_clinic(clinic, *, user=None):
    """Undo what `close_clinic` did and return a `Reopening`; an open clinic stays as it is.

    Published are exactly the pages that closing unpublished, as they were then; what was drafted
    since stays a draft. A page is left as it is that has been published or moved out of the
    clinic since, that shows another treatment by now, or that cannot be published any more. The
    people who had access have it again, unless their account was deleted or switched off.
    """
    clinic = Clinic.objects.select_for_update(of=("self",)).get(pk=clinic.pk)
    done = Reopening(clinic)
    if not clinic.is_closed:
        return done
    furnish(clinic.page, user=user)
    clinic.refresh_from_db()
    before = clinic.before_closing
    clinic.closed_at, clinic.before_closing = None, {}
    # At a clinic that is closed aliases stay off the site.
    clinic.save()
    lead_back(before["redirects"])
    _publish_again(done, before, user)
    for team, former in (
        (clinic.editors, clinic.former_editors),
        (clinic.managers, clinic.former_managers),
    ):
        people = former.filter(is_active=True)
        team.user_set.add(*people)
        done.people.update(people)
        former.clear()
    data = {"pages": len(done.published), "people": len(done.people)}
    with entries_of_its_own(user):
        log(clinic.page, REOPEN, user=user, data=data)
    return done


def _publish_again(done, before, user):
    clinic_page = done.clinic.page
    revisions = {row["id"]: row["revision"] for row in before["pages"]}
    found = Revision.objects.in_bulk(revisions.values())
    below = clinic_page.base_page_model.objects.descendant_of(clinic_page, inclusive=True)
    # Those above come first: an address below a page that is not live is none.
    pages = list(below.filter(pk__in=revisions).specific().order_by("depth", "path"))
    for page in pages:
        revision = found.get(revisions[page.pk])
        if page.pk == clinic_page.pk:
            revision = _open_status(page, revision, before, user)
        if page.live or _publish(page, revision, user):
            done.published.append(page)
        else:
            done.left.append(page)
    if clinic_page.pk not in revisions:
        _open_status(clinic_page, None, before, user)
        settle_below(clinic_page)
    clinic_page.refresh_from_db()


def _publish(page, revision, user):
    """Publish a revision of a page, an alias without; return whether that was possible."""
    if page.alias_of_id:
        return publish_alias(page, user)
    if revision is None:
        return False
    content = revision.as_object()
    if content is None or getattr(content, "treatment_id", None) != getattr(
        page, "treatment_id", None
    ):
        return False
    try:
        with transaction.atomic(), entries_of_its_own(user):
            revision.publish(user=user, skip_permission_checks=True)
    except ValidationError:
        return False
    return True


def _open_status(page, revision, before, user):
    """Take back what closing wrote into the clinic's page; return the revision to publish.

    What was drafted before or after closing stays the newest draft.
    """
    write_status(page, before["status"])
    untouched = page.latest_revision_id == before["note"]
    if revision and untouched and before["latest"] == revision.pk:
        return revision.as_object().save_revision(user=user, clean=False)
    draft = page.get_latest_revision_as_object()
    draft.status = before["status"]
    draft.save_revision(user=user, clean=False)
    return revision
