"""The states of a page in which somebody has to do something, or will want to know."""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import CharField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Revision, WorkflowState, get_default_page_content_type

from delivery.visibility import Visibility
from locations.timezones import zones_by_date
from treatments.pairings import DO_NOT_COMBINE
from treatments.querysets import (
    clinic_pairing_model,
    clinic_timezone,
    clinic_treatment_model,
    location_model,
    pairing_model,
    treatment_model,
)

DRAFTS = "drafts"
IN_REVIEW = "in-review"
SCHEDULED = "scheduled"
REVIEWS_DUE = "reviews-due"
WITHHELD_WARNINGS = "withheld-warnings"

NAMES = {
    DRAFTS: "Drafts",
    IN_REVIEW: "Waiting for approval",
    SCHEDULED: "Scheduled",
    REVIEWS_DUE: "Medical reviews due",
    WITHHELD_WARNINGS: "Warnings that readers do not see",
}

# A review is announced this long before the day on which it is due.
REVIEW_NOTICE = timedelta(days=30)


def condition(state):
    """Return the condition on pages, of any type, that are in a state, one of `NAMES`."""
    return CONDITIONS[state]()


def is_draft():
    """Changed and not published, and neither waiting for approval nor for its day.

    A page that was taken offline is no draft until it is edited again. An alias cannot be edited.
    """
    edited = Q(first_published_at=None) | Q(latest_revision_created_at__gt=F("last_published_at"))
    return (
        Q(alias_of=None, latest_revision__approved_go_live_at=None)
        & (Q(live=True, has_unpublished_changes=True) | (Q(live=False) & edited))
        & ~is_in_review()
    )


def is_in_review():
    """In a workflow, and not sent back to its author."""
    states = WorkflowState.objects.filter(
        base_content_type=get_default_page_content_type(),
        object_id=_as_text(OuterRef("pk")),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return Q(Exists(states))


def is_scheduled():
    """To be published, or to be taken offline, on a day that is fixed."""
    return Q(Exists(_scheduled())) | Q(live=True, expire_at__gt=timezone.now())


def has_review_due():
    """A library treatment whose review is due, void or soon due, and what clinics show of it."""
    due = treatments_with_review_due(timezone.localdate())
    return Q(pk__in=due.values("pk")) | Q(pk__in=clinic_pages_with_review_due().values("pk"))


def has_withheld_warning():
    """A live page on which somebody wrote that it must not be combined with what is not public.

    So is the live page of which one that was taken off the site said so.
    """
    treatments = treatment_model().objects.all()
    public = Visibility().public_pages(treatments).values("pk")
    hidden = treatments.exclude(pk__in=public).values("pk")
    warnings = pairing_model().objects.filter(kind=DO_NOT_COMBINE, page__alias_of=None)
    withdrawn = warnings.filter(page__in=hidden, page__first_published_at__isnull=False)
    at_clinics = clinic_pairing_model().objects.filter(kind=DO_NOT_COMBINE, treatment__in=hidden)
    pages = (
        warnings.filter(treatment__in=hidden).values("page"),
        withdrawn.values("treatment"),
        at_clinics.values("page"),
    )
    return reduce(or_, (Q(pk__in=found) for found in pages)) & Q(live=True)


CONDITIONS = {
    DRAFTS: is_draft,
    IN_REVIEW: is_in_review,
    SCHEDULED: is_scheduled,
    REVIEWS_DUE: has_review_due,
    WITHHELD_WARNINGS: has_withheld_warning,
}


def treatments_with_review_due(day):
    """Return the live library treatments whose review has to be done again by a day, or soon after.

    One that was never reviewed is not among them.
    """
    reviewed = treatment_model().objects.filter(live=True, reviewed_on__isnull=False)
    return reviewed.exclude(reviewer="").filter(
        ~Q(review_seal__endswith=F("text_seal")) | Q(review_due__lte=day + REVIEW_NOTICE)
    )


def clinic_pages_with_review_due():
    """Return the live pages of clinics that show such a treatment, by each clinic's own day.

    With the `clinic_timezone` of each.
    """
    zones = location_model().objects.order_by().values_list("timezone", flat=True).distinct()
    is_due = Q(pk__in=[])
    for day, names in zones_by_date({"", *zones}).items():
        treatments = treatments_with_review_due(day).values("pk")
        is_due |= Q(clinic_timezone__in=names, treatment__in=treatments)
    pages = clinic_treatment_model().objects.annotate(clinic_timezone=clinic_timezone())
    return pages.filter(is_due, live=True)


def go_live_at():
    """Return the expression for the moment at which a page will be published; null for none."""
    return Subquery(_scheduled().order_by("approved_go_live_at").values("approved_go_live_at")[:1])


def _scheduled():
    return Revision.page_revisions.filter(
        object_id=_as_text(OuterRef("pk")), approved_go_live_at__isnull=False
    )


def _as_text(pk):
    # Revisions and workflows keep the ids of their objects as text.
    return Cast(pk, CharField())
