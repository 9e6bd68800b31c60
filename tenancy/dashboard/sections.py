"""What the home shows of each state: how many pages are in it, and the first few of them."""

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode

from . import rows
from .states import (
    DRAFTS,
    IN_REVIEW,
    NAMES,
    REVIEWS_DUE,
    SCHEDULED,
    WITHHELD_WARNINGS,
    condition,
)

ICONS = {
    DRAFTS: "edit",
    IN_REVIEW: "tasks",
    SCHEDULED: "time",
    REVIEWS_DUE: "clipboard-list",
    WITHHELD_WARNINGS: "warning",
}


@dataclass
class Section:
    """What waits in one respect: all of it counted, behind `url`, and the first few as rows."""

    key: str
    name: str
    icon: str
    url: str
    count: int
    rows: list = field(default_factory=list)

    @property
    def more(self):
        return self.count - len(self.rows)


def listing_url(state, place):
    """Return the address of the listing of the pages in a state; `place` is one of its filter."""
    return f"{reverse('tenancy_work')}?{urlencode({'state': state, 'place': place})}"


def sections_of(pages, place, *, may_publish, to_approve):
    """Return a Section for each state of `pages`, a queryset of pages of any type.

    `may_publish` says whether the person who reads it publishes himself what is finished, and
    `to_approve` are the ids of the pages that wait for his approval.
    """
    makers = {
        DRAFTS: lambda: rows.drafts(pages, may_publish),
        IN_REVIEW: lambda: rows.in_review(pages, besides=to_approve),
        SCHEDULED: lambda: rows.scheduled(pages),
        REVIEWS_DUE: lambda: rows.reviews_due(pages),
        WITHHELD_WARNINGS: lambda: rows.withheld_warnings(pages),
    }
    counts = pages.aggregate(
        **{_name(state): Count("pk", filter=Q(condition(state))) for state in NAMES}
    )
    return [
        Section(
            key=state,
            name=NAMES[state],
            icon=ICONS[state],
            url=listing_url(state, place),
            count=counts[_name(state)],
            rows=makers[state]() if counts[_name(state)] else [],
        )
        for state in NAMES
    ]


def _name(state):
    return state.replace("-", "_")
