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

from .hosts import site_of
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
    revision, site_id = site_of(request, _asked(params))
    place = site_id and of_page(site_id, int(page[1]))
    return place and _document(request, place, revision, encoding)


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
    return next(((name, params[name]) for name in ("host", "site") if name in params), None)


# One document


def _document(request, place, revision, encoding, wrap=None):
    """Answer with one document, in the encoding it is kept in; `wrap` puts a text around it.

    None if what is read is of another revision than that at which the site was found.
    """
    stored = encoding if encoding in STORED and wrap is None else ""
    if "HTTP_IF_NONE_MATCH" in request.META:
        known = read_true(*place, "none")
        row = known and known[1] and known[1][0]
        if row and known[0].revision == revision:
            etag = is_had(request, row.etag)
            if etag:
                return not_modified(etag, (page_tag(row.page_id),), until(*known))
    found = read_true(*place, stored or "body")
    if not found or not found[1] or found[0].revision != revision:
        return None
    state, rows = found
    row = rows[0]
    body = row.text if stored else row.text.encode()
    if wrap:
        body = wrap(body)
    answer = Answer(body, row.etag, (page_tag(row.page_id),), stored, until(state, rows))
    return answer, state.revision


# A page view

PAGE_VIEW = b'{"kind":"page","page":'


def _resolve(request, query, encoding):
    params = _single(query, {"path", "host", "site"})
    if not params or "path" not in params or {"host", "site"} <= params.keys():
        return None
    path = params["path"]
    if not path.startswith("/") or not UNUSUAL.isdisjoint(path) or "//" in path:
        return None
    revision, site_id = site_of(request, _asked(params))
    if site_id is None:
        return None
    place = at_path(site_id, reference_path(path))
    return _document(request, place, revision, encoding, wrap=lambda body: PAGE_VIEW + body + b"}")
