"""Answers what front ends ask for most straight from the finished documents.

Details, lists and page views by path need no user, no session and no content negotiation: they are
answered before any of that begins. Whatever is not found here goes the ordinary way.
"""

import re

from django.core.exceptions import DisallowedHost
from django.http import QueryDict

from delivery.conf import setting
from delivery.http import is_had, not_modified
from delivery.published.upkeep.recording import page_tag
from delivery.resolve.paths import reference_path
from delivery.urls import api_prefix

from .hosts import find_site, site_of
from .lists import list_answer
from .memory import Answer, key_of, memory
from .reading import at_path, of_page, read_true, until

STORED = {"br", "zstd", "gzip"}
# No more digits than a column holds, and one address for one page.
PAGE = re.compile(r"pages/([1-9][0-9]{0,17})/", re.ASCII)
# What a path with one of these stands for is found out the ordinary way.
UNUSUAL = frozenset("?#%\x00")


def serve(request):
    """Return the response to a request of the content API; None where it is not answered here."""
    if request.method not in {"GET", "HEAD"} or not setting("PUBLISHED_DOCUMENTS"):
        return None
    prefix = api_prefix()
    if prefix is None or not request.path_info.startswith(prefix):
        return None
    try:
        key = key_of(request)
    except DisallowedHost:
        return None
    host, _, query, encoding = key
    remembers = setting("RESPONSE_CACHE_BYTES") > 0
    answer = memory.answer(key) if remembers else None
    if answer is None:
        made = _make(request, request.path_info[len(prefix) :], host, query, encoding)
        if made is None or not isinstance(made, tuple):
            return made
        answer, revision = made
        answer.encode(encoding)
        if remembers:
            memory.keep_answer(key, answer, revision)
    response = answer.response(request)
    if request.method == "HEAD":
        # The length stays that of what GET would give.
        response.content = b""
    return response


def _make(request, rest, host, query, encoding):
    """Return `(Answer, revision)`, a response that is not remembered, or None."""
    if rest == "pages/":
        listing = memory.listing((host, query))
        return listing and list_answer(request, listing)
    if rest == "resolve/":
        return _resolve(request, query, encoding)
    page = PAGE.fullmatch(rest)
    params = page and _single(query, {"site"})
    if params is None:
        return None
    return _document(request, _asked(params), of_page, int(page[1]), encoding)


def _single(query, names):
    """Return the parameters of a query, by name; None for any that is to be refused."""
    if not query:
        return {}
    params = QueryDict(query)
    values = [values for _, values in params.lists()]
    if not set(params) <= names or any(len(each) > 1 or "\x00" in each[0] for each in values):
        return None
    return params.dict()


def _asked(params):
    """Return the parameter that names the site that is read, or None."""
    if "host" in params:
        return "host", params["host"]
    # An empty one names none to Wagtail: what is read is the site of the request's host.
    return ("site", params["site"]) if params.get("site") else None


# One document


def _document(request, asked, place, name, encoding, wrap=None):
    """Answer with the document that is `name` at a `place` of the site that is asked for.

    It comes in the encoding it is kept in; `wrap` puts a text around it.
    """
    stored = encoding if encoding in STORED and wrap is None else ""
    if "HTTP_IF_NONE_MATCH" in request.META:
        found = _read(request, asked, place, name, "none")
        etag = found and is_had(request, found[1].etag)
        if etag:
            state, row = found
            return not_modified(etag, (page_tag(row.page_id),), until(state, [row]))
    found = _read(request, asked, place, name, stored or "body")
    if not found:
        return None
    state, row = found
    body = row.text if stored else row.text.encode()
    if wrap:
        body = wrap(body)
    answer = Answer(body, row.etag, (page_tag(row.page_id),), stored, until(state, [row]))
    return answer, state.revision


def _read(request, asked, place, name, form):
    """Return `(State, Row)` of a document, or None; the site is found anew if it may be another."""
    for find in (site_of, find_site):
        revision, site_id = find(request, asked)
        found = site_id and read_true(*place(site_id, name), form)
        if not found:
            return None
        state, rows = found
        if state.revision == revision:
            return (state, rows[0]) if rows else None
    return None


# A page view


def _resolve(request, query, encoding):
    params = _single(query, {"path", "host", "site"})
    if not params or "path" not in params or {"host", "site"} <= params.keys():
        return None
    path = params["path"]
    if not path.startswith("/") or not UNUSUAL.isdisjoint(path) or "//" in path:
        return None
    return _document(request, _asked(params), at_path, reference_path(path), encoding, _page_view)


def _page_view(body):
    return b'{"kind":"page","page":' + body + b"}"
