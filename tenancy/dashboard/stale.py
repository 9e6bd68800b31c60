"""The stale overrides of a clinic, as a section of its home."""

from django.urls import reverse
from django.utils.http import urlencode

from treatments.overrides.report import editable_pages
from treatments.overrides.report_rows import stale_overrides
from treatments.overrides.states import titles_of_paired
from treatments.overrides.words import name_of

from .rows import FEW, Row, edit_url
from .sections import Section

STALE = "stale-overrides"


def stale_of(user, clinic):
    """Return the Section of the parts in a clinic’s own words that the library has moved past.

    The latest change of the library comes first.
    """
    stale = stale_overrides(editable_pages(user).child_of(clinic))
    # What the library took out has no day; it is as new as anything can be.
    dated = sorted((row for row in stale if row.shared_since), key=_since, reverse=True)
    few = [*(row for row in stale if not row.shared_since), *dated][:FEW]
    titles = titles_of_paired(row.key for row in few)
    return Section(
        key=STALE,
        name="Stale overrides",
        icon="history",
        url=f"{reverse('treatments_stale_overrides')}?{urlencode({'clinic': clinic.pk})}",
        count=len(stale),
        rows=[_row(row, name_of(row.key, titles)) for row in few],
    )


def _since(row):
    return row.shared_since


def _row(row, name):
    return Row(
        title=f"{row.page_title}: {name}",
        url=edit_url(row.page_id, row.anchor),
        note=_what_to_do(row),
        when=row.shared_since,
    )


def _what_to_do(row):
    if row.is_hidden:
        return "You do not show this, and the library has changed it. Leave it out or show it."
    if row.shared_since is None:
        return "The library no longer says this. Keep it as your own, or take it out."
    return "The library has changed its text. Read both, then keep yours or use the shared one."
