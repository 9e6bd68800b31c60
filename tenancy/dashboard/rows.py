"""The first few pages of each state, each with a link and with what is to be done."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime

from locations.timezones import local_date
from treatments.querysets import treatment_model

from .states import (
    DRAFTS,
    IN_REVIEW,
    SCHEDULED,
    WITHHELD_WARNINGS,
    clinic_pages_with_review_due,
    condition,
    go_live_at,
    treatments_with_review_due,
)

# How many rows a section shows; the others are behind its link.
FEW = 5

REVIEW_NOTES = {
    "void": "The library’s text has changed since {reviewer} read it.",
    "overdue": "Was due on {day}.",
    "valid": "Is due on {day}.",
}


@dataclass
class Row:
    """A line of a section: a link, what kind of thing it is, what to do, and since when.

    `compare_url` leads to what is different from the live page, where that is to be read.
    """

    title: str
    url: str
    note: str
    kind: str = ""
    when: datetime | None = None
    compare_url: str = ""


def edit_url(page_id, anchor=""):
    """Return the address of a page’s editor, at a tab or at a part of it."""
    url = reverse("wagtailadmin_pages:edit", args=[page_id])
    return f"{url}#{anchor}" if anchor else url


def drafts(pages, may_publish):
    """Return rows for the drafts that were edited last."""
    finish = "publish it" if may_publish else "send it for approval"
    found = _first(pages, DRAFTS, "-latest_revision_created_at").prefetch_workflow_states()
    return [
        _row(page, _left_to_do(page, finish), page.latest_revision_created_at) for page in found
    ]


def _left_to_do(page, finish):
    if page.current_workflow_state:
        return "Changes were asked for. Read the comment, mend the page and send it again."
    if page.live:
        return f"Visitors see an older version. Finish this one and {finish}."
    if page.first_published_at is None:
        return f"Never published. Finish it and {finish}."
    return f"Not shown at present. To show it again, {finish}."


def in_review(pages, besides=()):
    """Return rows for the pages that wait for somebody’s approval, the oldest first.

    `besides` are the ids of pages that the reader is shown elsewhere: he approves them himself.
    """
    pages = pages.exclude(pk__in=besides)
    found = _first(pages, IN_REVIEW, "latest_revision_created_at").prefetch_workflow_states()
    rows = []
    for page in found:
        state = page.current_workflow_state
        task = state and state.current_task_state
        note = f"Waiting for “{task.task.name}”." if task else "Waiting for approval."
        rows.append(_row(page, note, task and task.started_at))
    return rows


def scheduled(pages):
    """Return rows for the pages that will go live or be taken offline, the next first."""
    pages = pages.annotate(go_live=go_live_at())
    found = _first(pages, SCHEDULED, Coalesce("go_live", "expire_at"))
    return [_row(page, _what_comes(page)) for page in found]


def _what_comes(page):
    if page.go_live is None:
        return f"Is taken offline on {_moment(page.expire_at)}."
    if page.go_live <= timezone.now():
        return f"Should have gone live on {_moment(page.go_live)}."
    return f"Goes live on {_moment(page.go_live)}."


def reviews_due(pages):
    """Return rows for the treatments whose medical review is due, the longest due first.

    They are the clinics’ pages that show it, and the library’s where `pages` holds those.
    """
    own = pages.values("pk")
    library = treatment_model().objects.defer_streamfields()
    at_clinics = clinic_pages_with_review_due().filter(pk__in=own).defer_streamfields()
    at_clinics = at_clinics.order_by("treatment__review_due", "title")
    rows = [
        _row(
            page,
            f"{_review_note(page.treatment, local_date(page.clinic_timezone))} "
            "The central team has it read again.",
        )
        for page in at_clinics.prefetch_related(Prefetch("treatment", queryset=library))[:FEW]
    ]
    today = localdate()
    in_library = treatments_with_review_due(today).defer_streamfields().filter(pk__in=own)
    rows += [
        _row(page, f"{_review_note(page, today)} Have it read, then name the reviewer and the day.")
        for page in in_library.order_by("review_due", "title")[:FEW]
    ]
    return rows[:FEW]


def _review_note(treatment, day):
    note = REVIEW_NOTES[treatment.review_state_on(day)]
    due = treatment.review_due and date_format(treatment.review_due, "j F Y")
    return note.format(reviewer=treatment.reviewer, day=due)


def withheld_warnings(pages):
    """Return rows for the pages with a warning that no reader sees, by title."""
    found = _first(pages, WITHHELD_WARNINGS, "title")
    note = (
        "It says what must not be combined with it, but the other treatment is not public, so "
        "readers are not told. Its pairings say which one."
    )
    return [_row(page, note, anchor="tab-pairings") for page in found]


def _first(pages, state, *order):
    return pages.filter(condition(state)).order_by(*order, "pk")[:FEW]


def _row(page, note, when=None, anchor=""):
    return Row(
        title=page.get_admin_display_title(),
        url=edit_url(page.pk, anchor),
        note=note,
        kind=page.page_type_display_name,
        when=when,
    )


def _moment(when):
    return date_format(localtime(when), "j F Y, H:i")
