"""What stands around the pages of each site, looked at again when what it is made from has changed.

A site's document and its redirects are made for each request; kept of them is a fingerprint, so
that it is known, and told, when one of them is another than it was. Pages are not concerned.
"""

import logging

from django.apps import apps
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from wagtail.models import Site

from delivery.documents.renditions import AFTER_FAILED_PICTURE
from delivery.documents.site import lasting_site_document
from delivery.published.models import SitePart, SitePartSource

from . import redirects
from .facts import fingerprint
from .made_by import made_by
from .pictures import check
from .recording import record_site_changes

logger = logging.getLogger(__name__)

# Parts looked at in one transaction; a lock held for long would keep readers waiting.
AT_ONCE = 20


def parts():
    """Return `{kind: function}` of what stands around pages in this installation.

    Each function takes a site and a moment and returns `(content, tags)`: something JSON-able
    that differs when the part does, and what it is made from.
    """
    found = {}
    if lasting_site_document():
        found["site"] = lasting_site_document()
    if apps.is_installed(redirects.APP):
        found["redirects"] = redirects.content
    return found


def outdate_parts(tags):
    """Note which parts are to be looked at again, since what some tags name has changed."""
    concerned = SitePartSource.objects.filter(tag__in=tags)
    SitePart.objects.filter(pk__in=concerned.values("part")).update(is_outdated=True)


def outdate_all_parts():
    """Note that every part of every site is to be looked at, new ones too."""
    SitePart.objects.bulk_create(
        [
            SitePart(site_id=site, kind=kind)
            for site in Site.objects.values_list("pk", flat=True)
            for kind in parts()
        ],
        ignore_conflicts=True,
    )
    SitePart.objects.update(is_outdated=True)


def outdate_foreign_parts():
    """Note which parts were made by another release, or could not be made."""
    SitePart.objects.exclude(made_by=made_by()).update(is_outdated=True)


def outdated_parts(now):
    """Return the parts that are to be looked at, because of a change or of the time."""
    return SitePart.objects.filter(Q(is_outdated=True) | Q(renew_at__lte=now))


def has_outdated_parts(now):
    return outdated_parts(now).exists()


def look_at_parts(clock, now, pictures):
    """Look at some outdated parts and tell of those that have changed; return whether there may
    be more.

    `clock` is the locked one, `pictures` those that are not made meanwhile.
    """
    rows = list(outdated_parts(now).order_by("pk").select_related("site__root_page")[:AT_ONCE])
    if not rows:
        return False
    changed, sources = [], {}
    for row in rows:
        row.is_outdated, row.renew_at = False, None
        content, tags = _look_at(row, now)
        if content is None:
            continue
        if not pictures.lacking.isdisjoint(tags):
            row.renew_at = now + AFTER_FAILED_PICTURE
        sources[row.pk] = tags
        if row.fingerprint != content:
            row.fingerprint = content
            changed.append(row)
    check(pictures)
    record_site_changes(clock, changed, now)
    SitePart.objects.bulk_update(
        rows, ["fingerprint", "is_outdated", "renew_at", "made_by", "sequence", "changed_at"]
    )
    _keep_sources(sources)
    return len(rows) == AT_ONCE


def differing_parts(now):
    """Return the parts that are not what they were when they were last looked at, or cannot be
    made."""
    found = []
    for row in SitePart.objects.filter(is_outdated=False).select_related("site__root_page"):
        before = row.fingerprint
        if row.kind in parts() and _look_at(row, now)[0] != before:
            found.append(row)
    return found


def _look_at(row, now):
    """Return `(fingerprint, tags)` of a part; `(None, None)` for one that cannot be made."""
    make = parts().get(row.kind)
    if make is None:
        return None, None
    try:
        with transaction.atomic():
            content, tags = make(row.site, now)
            found = fingerprint(content)
    except (InterfaceError, OperationalError):
        raise
    except Exception:
        logger.exception("It could not be found out whether the %s has changed", row)
        # Told once it can be made again.
        row.fingerprint = row.made_by = ""
        return None, None
    row.made_by = made_by()
    return found, tags


def _keep_sources(sources):
    """Write from which tags parts were made: `{id of the part: tags}`."""
    had = {pk: {} for pk in sources}
    kept = SitePartSource.objects.filter(part__in=sources)
    for pk, part, name in kept.values_list("pk", "part_id", "tag"):
        had[part][name] = pk
    old = [
        pk for part, names in had.items() for name, pk in names.items() if name not in sources[part]
    ]
    new = [
        SitePartSource(part_id=part, tag=name)
        for part, tags in sources.items()
        for name in sorted(tags - had[part].keys())
    ]
    if old:
        SitePartSource.objects.filter(pk__in=old).delete()
    SitePartSource.objects.bulk_create(new, batch_size=1000)
