"""Numbers changes in the order in which they become visible, and tells of them."""

from delivery.http import LISTS_TAG
from delivery.published.changes import Change, SiteChange, documents_changed, sites_changed
from delivery.published.models import Document, SitePart

NUMBERED = ("sequence", "published_sequence", "changed_at")


def record_changes(clock, happened, now):
    """Give each of `happened`, pairs of `Document` and kind, the next sequence, and send it on.

    `clock` is the locked one, so that numbers become visible in their order: a reader who has seen
    one has seen all before it.
    """
    changes = number_changes(clock, happened, now)
    Document.objects.bulk_update([row for row, _ in happened], NUMBERED, batch_size=500)
    tell_changes(clock, changes)


def number_changes(clock, happened, now):
    """Give the rows of `happened` their numbers; return the `Change`s, to be told with the rows."""
    changes = []
    for row, kind in happened:
        clock.sequence += 1
        row.sequence = clock.sequence
        row.changed_at = now
        if kind == "published":
            row.published_sequence = clock.sequence
        changes.append(_change(row, kind))
    return changes


def tell_changes(clock, changes):
    """Send on what was numbered, once the rows are written."""
    if changes:
        clock.save(update_fields=["sequence"])
        documents_changed.send(sender=Document, changes=changes)


def record_site_changes(clock, parts, now):
    """Give each of some `SitePart`s that have changed the next sequence, and send it on.

    The rows are saved by who calls; `clock` is as for `record_changes`.
    """
    if not parts:
        return
    for part in parts:
        clock.sequence += 1
        part.sequence, part.changed_at = clock.sequence, now
    clock.save(update_fields=["sequence"])
    sites_changed.send(sender=SitePart, changes=[_site_change(part) for part in parts])


def _site_change(part):
    return SiteChange(
        sequence=part.sequence,
        site_id=part.site_id,
        kind=part.kind,
        url=f"{part.site.root_url}/",
        tags=site_tags(part),
        at=part.changed_at,
    )


def _change(row, kind):
    return Change(
        sequence=row.sequence,
        site_id=row.site_id,
        page_id=row.page_id,
        kind=kind,
        type=row.type,
        path=row.path,
        url=row.url,
        tags=cache_tags(row),
        at=row.changed_at,
    )


def cache_tags(row):
    """Return the names under which caches hold what a change of a document concerns.

    `page-12` is the document itself, `pages` every list; `type-…` is for who wants to know.
    """
    return (page_tag(row.page_id), f"type-{row.type}", LISTS_TAG)


def page_tag(page_id):
    return f"page-{page_id}"


def site_tags(part):
    """Return the names under which caches hold what shows a part of a site.

    `site-3` and `redirects-3` are the part itself, and `pages` all that knows no nearer name.
    """
    return (f"{part.kind}-{part.site_id}", LISTS_TAG)
