"""What a message says: a pure function of the changes it tells of."""

import json

from django.utils import timezone

from delivery.published.changes import endpoint_path
from delivery.urls import api_address, detail_path

from .conf import option


def changes_body(changes, hosts):
    """Return the message that tells of changes.

    `hosts` is `{site id: host name}`. At most `MAX_CHANGES` are named, the first ones; then
    `truncated` is true, and the rest stand at `changes_url`.

    {"type": "documents.changed", "timestamp": "2026-11-20T10:00:00Z",
     "data": {"total": 1, "truncated": false, "changes_url": "https://…", "tags": ["page-12"],
              "changes": [{"kind", "id", "type", "site", "path", "url", "detail_url", "tags",
                           "at"}]}}
    """
    named = changes[: option("MAX_CHANGES")]
    return _message(
        "documents.changed",
        {
            "total": len(changes),
            "truncated": len(named) < len(changes),
            "changes_url": api_address(endpoint_path("changes"), changes[0].url),
            "tags": _all_tags(named),
            "changes": [_change(change, hosts) for change in named],
        },
    )


def site_changes_body(changes, hosts):
    """Return the message that tells what has changed around the pages of sites.

    {"type": "site.changed", "timestamp": "2026-11-20T10:00:00Z",
     "data": {"changes_url": "https://…", "tags": ["site-3"],
              "sites": [{"kind", "site", "url", "detail_url", "tags", "at"}]}}
    """
    return _message(
        "site.changed",
        {
            "changes_url": api_address(endpoint_path("changes"), changes[0].url),
            "tags": _all_tags(changes),
            "sites": [_site_change(change, hosts) for change in changes],
        },
    )


def test_body():
    """Return the message of the button “Send a test”."""
    return _message("test", {"message": "This is a test. Nothing has changed."})


def purge_body(changes):
    """Return what a front-end cache is to forget: `[{"url", "detail_url", "tags"}]`."""
    return json.dumps([_purged(change, detail_url(change)) for change in changes])


def site_purge_body(changes):
    """As `purge_body`, for what stands around pages."""
    return json.dumps([_purged(change, site_detail_url(change)) for change in changes])


def detail_url(change):
    """Return the address of a page's document on the site of the change, or None."""
    return api_address(detail_path("pages", change.page_id), change.url)


def site_detail_url(change):
    """Return the address at which to read what has changed around pages, or None."""
    return api_address(endpoint_path(change.kind), change.url)


def _purged(change, address):
    return {"url": change.url, "detail_url": address, "tags": list(change.tags)}


def _all_tags(changes):
    return list(dict.fromkeys(tag for change in changes for tag in change.tags))


def _site_change(change, hosts):
    return {
        "kind": change.kind,
        "site": hosts.get(change.site_id),
        "url": change.url,
        "detail_url": site_detail_url(change),
        "tags": list(change.tags),
        "at": _moment(change.at),
    }


def _change(change, hosts):
    return {
        "kind": change.kind,
        "id": change.page_id,
        "type": change.type,
        "site": hosts.get(change.site_id),
        "path": change.path,
        "url": change.url,
        "detail_url": None if change.kind == "removed" else detail_url(change),
        "tags": list(change.tags),
        "at": _moment(change.at),
    }


def _message(kind, data):
    message = {"type": kind, "timestamp": _moment(timezone.now()), "data": data}
    return json.dumps(message, ensure_ascii=False)


def _moment(moment):
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
