"""What happened to what is published, for whoever must be told: webhooks, caches, front ends."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.dispatch import Signal
from django.urls import NoReverseMatch, reverse

from delivery.conf import setting

# Sent inside the transaction that keeps the documents, with `changes`, a list of `Change` in the
# order of their sequence. A receiver that writes to the database so writes it with them or not at
# all; one that raises undoes both.
documents_changed = Signal()

# As `documents_changed`, with `changes`, a list of `SiteChange`.
sites_changed = Signal()

# Sent by whoever is about to tell of changes, outside a transaction: what has changed by time alone
# is then found out, in `seconds` at most, None for as long as it takes.
changes_wanted = Signal()


@dataclass(frozen=True)
class Change:
    """One page on one site: `published` when it became readable, `changed`, or `removed`.

    `sequence` grows with every change and never has gaps that fill later. `type` is the API's name
    of the page's type; `path` and `url` are those of the page now, or that it had when it was
    removed. `tags` name the document in caches (`Cache-Tag`, `Surrogate-Key`).
    """

    sequence: int
    site_id: int
    page_id: int
    kind: Literal["published", "changed", "removed"]
    type: str
    path: str
    url: str
    tags: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class SiteChange:
    """What stands around the pages of a site has changed.

    `kind` is `site`, what `/site/` says but for what the clock alone changes, or `redirects`.
    `url` is the address of the site's root, and `tags` name in caches what shows it. `sequence` is
    of the same count as that of a `Change`.
    """

    sequence: int
    site_id: int
    kind: Literal["site", "redirects"]
    url: str
    tags: tuple[str, ...]
    at: datetime


def endpoint_path(name):
    """Return the path of an endpoint of the content API, or None where it is not mounted.

    What has changed of a site is read at the endpoint that is called like its kind.
    """
    try:
        return reverse(f"{setting('API_NAMESPACE')}:{name}:listing")
    except NoReverseMatch:
        return None
